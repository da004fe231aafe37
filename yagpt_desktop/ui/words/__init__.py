"""Every sentence that both the window and the terminal say.  Needs QtCore alone."""
