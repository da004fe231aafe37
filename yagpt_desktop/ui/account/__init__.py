"""The account page, which is the welcome page too."""
