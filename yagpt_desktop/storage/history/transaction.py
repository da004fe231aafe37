"""All of it or nothing, without holding up the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import apsw


@contextmanager
def whole(connection: apsw.Connection) -> Iterator[apsw.Connection]:
    """Return a transaction: all of it is on the disk when it ends, or nothing.  Not to be nested.

    The connection's own context manager would keep the interpreter to itself while it waits for the disk
    (measured with APSW 3.54: for the whole of the last sync): a slow disk would freeze every thread.
    """
    connection.execute("BEGIN")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        # A full disk may have ended it already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
