"""What the pages of the text tools share: a text on its way through the model, and earlier ones."""
