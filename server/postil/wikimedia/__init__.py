"""Wikidata and Wikipedia: the only outgoing calls of the program. Nothing here is built unless the reader
turned look-ups on and said who asks.
"""
