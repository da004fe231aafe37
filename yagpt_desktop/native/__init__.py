"""What each desktop does in its own way: global keys, windows of other programs, the start of a session.

No Qt and no threads: whatever has to be waited for has a descriptor, or comes from the system's own loop.
"""
