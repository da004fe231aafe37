"""The palette of commands: what the program can do and which chats there are, found by a few letters."""
