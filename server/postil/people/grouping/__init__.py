"""Names in a text -> which of them mean one person."""
