"""Keeps things on disk and in the OS keyring."""
