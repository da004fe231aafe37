"""The conversation: messages painted unit by unit, so that length costs nothing."""
