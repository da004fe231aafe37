"""Finding, filing and bringing back chats."""
