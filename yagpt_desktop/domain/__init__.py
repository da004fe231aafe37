"""The words everybody shares: frozen values, errors, ports, the cancel token.

Imports the standard library alone.
"""
