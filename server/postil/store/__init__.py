"""The only room that writes the library to disk."""
