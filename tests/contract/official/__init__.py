"""The text-generation service on the official stubs; lives in an environment and process of its own."""
