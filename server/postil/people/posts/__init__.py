"""Offices in a text: which are named, and who held them on a day."""
