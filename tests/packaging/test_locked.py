"""SEC-22: whatever is installed is one known file."""

from __future__ import annotations

from pathlib import Path

import pytest

import locked

FOLDER = Path(locked.__file__).resolve().parent


@pytest.mark.parametrize("lock", sorted(FOLDER.glob("requirements*.txt")), ids=lambda lock: lock.stem)
def test_every_line_of_every_lock_is_part_of_a_pinned_and_hashed_requirement(lock):
    read = list(locked.locked_in(lock.read_text("utf8")))
    assert read
    for one in read:
        assert one.hashes
        assert one.version[0].isdigit()


@pytest.mark.parametrize(
    "line",
    [
        "httpx>=0.28",
        "httpx==0.28.1",
        "httpx==0.28.1 \\\n    --hash=md5:0123",
        "-e .",
        "--index-url https://made-up.example/simple",
        "https://made-up.example/httpx.whl",
        "httpx==0.28.1 \\",
    ],
)
def test_anything_else_is_refused(line):
    with pytest.raises(locked.NotLocked):
        list(locked.locked_in(f"# head\n{line}\n"))


@pytest.mark.parametrize(
    ("marker", "holds"),
    [
        ("", True),
        ("sys_platform == 'linux'", True),
        ("sys_platform != 'linux'", False),
        ("python_full_version < '3.12'", True),
        ("python_full_version >= '3.12'", False),
        ("sys_platform == 'win32' or python_full_version < '3.12'", True),
        ("python_full_version < '3.12' and sys_platform == 'win32'", False),
    ],
)
def test_markers_say_where_something_is_installed(marker, holds):
    assert locked.fits(marker, {"sys_platform": "linux", "python_full_version": "3.11.7"}) is holds
