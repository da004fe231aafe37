"""The left edge of the window: new chat, pages, chats, account."""
