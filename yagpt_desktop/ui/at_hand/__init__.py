"""At hand in any program: the tray, keys of the whole desktop, and the quick window."""
