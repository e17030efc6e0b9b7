"""Postil: clean news articles, the people in them as they were that day, and a reader's marks."""

__version__ = "0.1.0"
