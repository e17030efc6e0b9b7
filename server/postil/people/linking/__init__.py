"""A person of a text -> whom the pack or a look-up knows by that name, or nobody."""
