"""What is known of people offline: the pack, and how the reader's copy of it is kept up to date."""
