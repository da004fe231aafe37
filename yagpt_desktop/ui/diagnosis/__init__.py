"""The page of diagnostics: what works, what does not, and why."""
