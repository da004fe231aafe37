from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.storage.atomic_file import write_atomically


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_a_file_is_its_owner_s_alone_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    path = tmp_path / "settings.json"
    before = os.umask(mask)
    try:
        write_atomically(path, b"{}")
    finally:
        os.umask(before)
    assert mode_of(path) == 0o600


def test_a_new_content_takes_the_old_one_s_place(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["settings.json"]


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_bytes(b"old")
    link = tmp_path / "settings.json"
    link.symlink_to(kept)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert kept.read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    write_atomically(path, b"old")
    # A limit of the process stands for the full disk: the write itself fails in the middle.
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from yagpt_desktop.domain.errors import StorageError\n"
        "from yagpt_desktop.storage.atomic_file import write_atomically\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        "    write_atomically(Path(sys.argv[1]), b'x' * 100_000)\n"
        "except StorageError as error:\n"
        "    print(error.code)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "E-DISK"
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["settings.json"]


def test_a_folder_that_is_gone_is_a_storage_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        write_atomically(tmp_path / "gone" / "settings.json", b"{}")
