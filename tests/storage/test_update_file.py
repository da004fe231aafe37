from __future__ import annotations

from datetime import UTC, datetime

import pytest

from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.update import UpdateMemory
from yagpt_desktop.storage.update_file import UpdateFile

MOMENT = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


def test_what_is_saved_comes_back(tmp_path):
    memory = UpdateMemory(
        3, "2026-11-23", True, MOMENT, "1.2.3", MOMENT, MOMENT, "https://x.example/", "1.2.3"
    )
    UpdateFile(tmp_path / "updates.json").save(memory)
    assert UpdateFile(tmp_path / "updates.json").load() == memory


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 50_000, b'{"version": 5, "issued": "yesterday"}'],
)
def test_what_cannot_be_read_is_as_on_the_first_start(tmp_path, content):
    (tmp_path / "updates.json").write_bytes(content)
    assert UpdateFile(tmp_path / "updates.json").load() == UpdateMemory()


def test_one_bad_part_costs_only_itself(tmp_path):
    (tmp_path / "updates.json").write_text('{"days_used": "x", "was_asked": true, "new": 1}', encoding="utf8")
    assert UpdateFile(tmp_path / "updates.json").load() == UpdateMemory(was_asked=True)


def test_a_folder_that_takes_nothing_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError):
        UpdateFile(tmp_path / "file" / "updates.json").save(UpdateMemory())
