"""The translate page: a text and its translation side by side."""
