"""The look: colours, sizes, icons, and the one style sheet made of them."""
