"""JSON to models and back, by noun."""
