"""The terminal's door: parses the command line, joins the parts, prints.  Widgets are never loaded here."""
