"""Makes threads and carries results to the GUI thread by signals."""
