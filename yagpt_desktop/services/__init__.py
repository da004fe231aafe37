"""What the application does: plain blocking functions and generators."""
