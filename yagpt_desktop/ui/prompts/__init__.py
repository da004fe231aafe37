"""The prompt library, and the actions on texts that it holds."""
