"""Pure engines on text: Markdown blocks, tokens."""
