"""What names are made of: their spelling, titles, and what they tell of a person."""
