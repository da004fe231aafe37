"""The database of chats: opened, carried over from older versions, kept safe, searched."""
