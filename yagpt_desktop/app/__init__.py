"""The window's door."""
