"""Chats on their way out and in: the forms people use, whole archives, and other programs' backups."""
