"""Archives that are the same byte for byte whenever the same files go into them."""

from __future__ import annotations

import io
import lzma
import stat
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path

# A filter for machine code and a large window: smaller than plain xz makes it, and every xz reads it.
_FILTERS = (
    {"id": lzma.FILTER_X86},
    {"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 32 * 1024 * 1024},
)


def sorted_paths(root: Path) -> Iterator[Path]:
    """Yield everything below a folder, parents before what they hold, in an order of bytes."""
    yield from sorted(root.rglob("*"), key=lambda path: path.relative_to(root).as_posix().encode())


def entry_of(path: Path, name: str, moment: int) -> tarfile.TarInfo:
    """Describe a file as anybody's: root's, of one moment, readable, executable where it was.

    Raises:
        ValueError: It is neither a file nor a folder nor a link.
    """
    entry = tarfile.TarInfo(name)
    entry.mtime = moment
    entry.uname = entry.gname = "root"
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        entry.type, entry.linkname, entry.mode = tarfile.SYMTYPE, str(path.readlink()), 0o777
    elif stat.S_ISDIR(mode):
        entry.type, entry.mode = tarfile.DIRTYPE, 0o755
    elif stat.S_ISREG(mode):
        entry.size, entry.mode = path.stat().st_size, 0o755 if mode & 0o100 else 0o644
    else:
        raise ValueError(f"{path} is no file")
    return entry


def write_tar(root: Path, target: Path, moment: int, prefix: str = "") -> None:
    """Write the files below ``root`` as tar.xz, under ``prefix/``; ``moment`` is seconds since 1970."""
    with (
        lzma.open(target, "wb", format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC64, filters=_FILTERS) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        top = tarfile.TarInfo(prefix or ".")
        top.type, top.mode, top.mtime, top.uname, top.gname = tarfile.DIRTYPE, 0o755, moment, "root", "root"
        archive.addfile(top)
        for path in sorted_paths(root):
            name = f"{prefix or '.'}/{path.relative_to(root).as_posix()}"
            entry = entry_of(path, name, moment)
            if entry.isreg():
                with path.open("rb") as content:
                    archive.addfile(entry, content)
            else:
                archive.addfile(entry)


def write_ar(members: Sequence[tuple[str, Path | bytes]], target: Path, moment: int) -> None:
    """Write an ar archive, as a .deb is one."""
    with target.open("wb") as archive:
        archive.write(b"!<arch>\n")
        for name, content in members:
            size = len(content) if isinstance(content, bytes) else content.stat().st_size
            archive.write(f"{name:<16}{moment:<12}{0:<6}{0:<6}{100644:<8}{size:<10}`\n".encode("ascii"))
            with io.BytesIO(content) if isinstance(content, bytes) else content.open("rb") as source:
                while piece := source.read(1 << 20):
                    archive.write(piece)
            if size % 2:
                archive.write(b"\n")
