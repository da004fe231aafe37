"""A transaction of the history."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import apsw
import pytest

from yagpt_desktop.storage.history.transaction import whole

_WAIT_MS = 1500
"""A reader in its way holds an end up as long as a slow disk does."""

_TABLE = """
    CREATE TABLE word (text TEXT UNIQUE, parent TEXT REFERENCES word (text) DEFERRABLE INITIALLY DEFERRED)
"""


@pytest.fixture
def connection(tmp_path: Path) -> apsw.Connection:
    made = apsw.Connection(str(tmp_path / "any.db"))
    made.execute("PRAGMA foreign_keys = ON")
    made.execute(_TABLE)
    return made


def _words(connection: apsw.Connection) -> list[str]:
    return [str(row[0]) for row in connection.execute("SELECT text FROM word ORDER BY text")]


def test_what_was_written_is_there_when_it_ends(connection: apsw.Connection) -> None:
    with whole(connection) as same:
        same.execute("INSERT INTO word VALUES ('слово', NULL)")
        assert connection.in_transaction
    assert not connection.in_transaction
    assert _words(connection) == ["слово"]


def test_an_error_in_it_leaves_nothing_and_is_told(connection: apsw.Connection) -> None:
    with pytest.raises(KeyError), whole(connection):
        connection.execute("INSERT INTO word VALUES ('слово', NULL)")
        raise KeyError("слово")
    assert not connection.in_transaction
    assert _words(connection) == []


def test_what_breaks_at_its_end_leaves_nothing_and_the_next_one_begins(connection: apsw.Connection) -> None:
    with pytest.raises(apsw.ConstraintError), whole(connection):
        connection.execute("INSERT INTO word VALUES ('слово', 'нет такого')")
    with whole(connection):
        connection.execute("INSERT INTO word VALUES ('дело', NULL)")
    assert _words(connection) == ["дело"]


def test_one_that_sqlite_has_rolled_back_itself_tells_the_first_error(connection: apsw.Connection) -> None:
    connection.execute("INSERT INTO word VALUES ('слово', NULL)")
    with pytest.raises(apsw.ConstraintError), whole(connection):
        connection.execute("INSERT OR ROLLBACK INTO word VALUES ('слово', NULL)")
    assert not connection.in_transaction


def test_other_threads_go_on_while_its_end_waits(connection: apsw.Connection, tmp_path: Path) -> None:
    connection.set_busy_timeout(_WAIT_MS)
    reader = apsw.Connection(str(tmp_path / "any.db"))
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM word").fetchall()

    def write() -> None:
        with pytest.raises(apsw.BusyError), whole(connection):
            connection.execute("INSERT INTO word VALUES ('слово', NULL)")

    thread = threading.Thread(target=write)
    longest_s, before_s = 0.0, time.monotonic()
    thread.start()
    while thread.is_alive():
        thread.join(0.001)
        now_s = time.monotonic()
        longest_s, before_s = max(longest_s, now_s - before_s), now_s
    assert longest_s < _WAIT_MS / 1000 / 2
    assert not connection.in_transaction
