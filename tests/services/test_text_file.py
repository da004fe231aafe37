"""A text file of a person's, whatever program wrote it."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.errors import InputUnreadable
from yagpt_desktop.domain.fault import InputFault
from yagpt_desktop.services.text_file import LARGEST_BYTES, read_text

TEXT = "Съешь ещё этих мягких булок — 100 ₽"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_unicode_file_is_read(tmp_path, encoding):
    path = tmp_path / "письмо.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_text(path) == TEXT


def test_an_old_windows_file_is_read(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes("Здравствуйте,\r\nмир".encode("cp1251"))
    assert read_text(path) == "Здравствуйте,\nмир"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\x89PNG\r\n\0\0", InputFault.NO_TEXT),
        (b"\x98\xff\xfe", InputFault.NO_TEXT),
        (b"a" * (LARGEST_BYTES + 1), InputFault.TOO_BIG),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path, data, fault):
    path = tmp_path / "photo.png"
    path.write_bytes(data)
    with pytest.raises(InputUnreadable) as caught:
        read_text(path)
    assert (caught.value.path, caught.value.fault) == ("photo.png", fault)


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_missing_file_and_a_folder_are_refused(tmp_path, name):
    with pytest.raises(InputUnreadable):
        read_text(tmp_path / name)
