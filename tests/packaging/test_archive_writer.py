import lzma
import os
import shutil
import subprocess
import tarfile

import pytest

from archive_writer import write_ar, write_tar

MOMENT = 1_795_000_000


@pytest.fixture
def tree(tmp_path):
    root = tmp_path / "tree"
    for name in ("usr/lib/b", "usr/lib/a", "usr/bin"):
        (root / name).mkdir(parents=True)
    (root / "usr/lib/a/файл.txt").write_text("один")
    (root / "usr/lib/b/program").write_bytes(b"\x7fELF" * 100)
    (root / "usr/lib/b/program").chmod(0o700)
    (root / "usr/bin/program").symlink_to("../lib/b/program")
    return root


def test_equal_files_make_equal_archives_whenever_and_whoever_wrote_them(tree, tmp_path):
    again = tmp_path / "again"
    shutil.copytree(tree, again, symlinks=True)
    for path in again.rglob("*"):
        if not path.is_symlink():
            os.utime(path, (1, 1))
    (again / "usr/lib/a/файл.txt").chmod(0o600)
    for root, name in ((tree, "1"), (again, "2")):
        write_tar(root, tmp_path / name, MOMENT)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_files_are_roots_in_order_readable_and_of_one_moment(tree, tmp_path):
    write_tar(tree, tmp_path / "t.tar.xz", MOMENT, "top")
    with tarfile.open(tmp_path / "t.tar.xz") as archive:
        entries = archive.getmembers()
    names = [entry.name for entry in entries]
    assert names[0] == "top"
    assert names[1:] == sorted(names[1:], key=str.encode)
    assert {entry.mtime for entry in entries} == {MOMENT}
    assert {(entry.uid, entry.gid, entry.uname, entry.gname) for entry in entries} == {(0, 0, "root", "root")}
    modes = {entry.name: entry.mode for entry in entries if entry.isreg()}
    assert modes == {"top/usr/lib/a/файл.txt": 0o644, "top/usr/lib/b/program": 0o755}
    (link,) = [entry for entry in entries if entry.issym()]
    assert link.linkname == "../lib/b/program"


def test_what_is_no_file_is_refused(tmp_path):
    root = tmp_path / "tree"
    root.mkdir()
    os.mkfifo(root / "pipe")
    with pytest.raises(ValueError, match="no file"):
        write_tar(root, tmp_path / "t.tar.xz", MOMENT)


def test_a_package_is_read_by_those_who_read_packages(tree, tmp_path):
    (tmp_path / "control").mkdir()
    (tmp_path / "control/control").write_text(
        "Package: made-up\nVersion: 1\nArchitecture: all\nMaintainer: nobody <n@localhost>\nDescription: x\n"
    )
    write_tar(tmp_path / "control", tmp_path / "control.tar.xz", MOMENT)
    write_tar(tree, tmp_path / "data.tar.xz", MOMENT)
    package = tmp_path / "p.deb"
    members = ("control.tar.xz", "data.tar.xz")
    write_ar([("debian-binary", b"2.0\n"), *((name, tmp_path / name) for name in members)], package, MOMENT)
    content = package.read_bytes()
    assert content.startswith(b"!<arch>\ndebian-binary   1795000000  0     0     100644  4         `\n2.0\n")
    if shutil.which("dpkg-deb"):
        told = subprocess.run(
            ["dpkg-deb", "-f", package, "Package"], capture_output=True, text=True, check=True
        )
        assert told.stdout.strip() == "made-up"
    assert b"ELF" in lzma.decompress((tmp_path / "data.tar.xz").read_bytes())
