"""The fix page: what is wrong in a text, one change after the other."""
