"""Collect the licences of everything that is shipped.

``python packaging/licences.py -o FOLDER``           a folder for each part, and LIST.txt (Windows, macOS)
``python packaging/licences.py -o FOLDER --joined``  ``copyright`` and ``licences.txt.gz`` (Linux)

Run with the Python of the environment that is bundled: standard library only.  Texts come from the packages'
own metadata; what these lack, and how the parts under the LGPL are replaced, is in ``packaging/licences/``.
A part without any text is an error: nothing is shipped without its licence.  The same environment gives the
same files.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.metadata
import json
import re
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from locked import LOCK, fits, locked_in
from sbom import here, licence_of

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "packaging" / "licences"
_IS_TEXT = re.compile(r"(^|/)(LICEN[CS]E|COPYING|NOTICE|AUTHORS|COPYRIGHT|PATENTS)[^/]*$", re.IGNORECASE)
_FOLDERS_OF_TEXTS = ("/licenses/", "/license_files/")
_SHORTEST_TEXT = 200
_QT = ("QT-AND-PYSIDE.txt", "LGPL-3.txt", "GPL-3.txt")
# Of ours, for what the packages themselves lack: words of their licences, those of what they hold, our notes.
ADDED = {
    "apsw": ("LIBRARIES-IN-APSW.txt",),
    "certifi": ("AUTHORITIES.txt",),
    "cffi": ("LIBRARIES-IN-CFFI.txt",),
    "cryptography": ("LIBRARIES-IN-CRYPTOGRAPHY.txt",),
    "grpcio": ("LIBRARIES-IN-GRPCIO.txt",),
    "latex2mathml": ("latex2mathml.txt",),
    "lxml": ("LIBICONV.txt", "LGPL-2.1.txt"),
    "pyside6-essentials": _QT,
    "pyspellchecker": ("WORD-LISTS.txt",),
    "python": ("LIBRARIES-IN-PYTHON.txt",),
    "python-xlib": ("PYTHON-XLIB.txt",),
    "pywin32-ctypes": ("pywin32-ctypes.txt",),
    "shiboken6": _QT,
    "ziafont": ("DEJAVU-FONT.txt",),
    "ziamath": ("STIX-FONT.txt",),
}
# How a person uses another version of what is under the LGPL.
NOTES = ("QT-AND-PYSIDE.txt", "PYTHON-XLIB.txt", "LIBICONV.txt")
# Their loader and starting hooks are in the program; the rest of them stays with the builder.
BUILDERS = {
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception (the loader may be part of any program)",
    "pyinstaller-hooks-contrib": "Apache-2.0 (hooks that run with the program)",
}


class Missing(Exception):
    """A part without a licence's text."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is shipped.

    Attributes:
        licence: In a line, as its metadata have it.
        texts: The names of files and their words.
    """

    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """Name, version and licence in a line."""
        return f"{self.name} {self.version}: {self.licence}"


def shipped_here() -> list[str]:
    """Return the names of what the lock ships on this system."""
    return sorted({one.name for one in locked_in(LOCK.read_text("utf8")) if fits(one.marker, here())})


def package(name: str) -> Part:
    """Return an installed package.

    Raises:
        Missing: It is not there, or there is no text of its licence.
    """
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError as error:
        raise Missing(f"{name} is not installed") from error
    licence = BUILDERS.get(name) or licence_of(name) or "see its text"
    return _with_ours(name, version, licence, tuple(_texts_of(name)))


def _with_ours(name: str, version: str, licence: str, texts: tuple[tuple[str, str], ...]) -> Part:
    ours = tuple((each, (OWN / each).read_text("utf8")) for each in ADDED.get(name, ()))
    if not any(len(text) >= _SHORTEST_TEXT for _, text in (*texts, *ours)):
        raise Missing(f"{name}: no licence's text")
    return Part(name, version, licence, (*texts, *ours))


def _texts_of(name: str) -> Iterator[tuple[str, str]]:
    held: list[str] = []
    for file in sorted(importlib.metadata.files(name) or [], key=str):
        _, in_metadata, path = file.as_posix().partition(".dist-info/")
        if not in_metadata:
            continue
        if "sboms/" in path:
            held += _held(file.read_text("utf8"))
        elif _IS_TEXT.search(path) or any(folder in f"/{path}" for folder in _FOLDERS_OF_TEXTS):
            text = Path(str(file.locate())).read_text("utf8", "replace")
            yield path.removeprefix("licenses/").replace("/", "-"), text
    if held:
        yield "WHAT-IT-HOLDS.txt", "\n".join([f"{name} says that it was made with these:", "", *held, ""])


def _held(bill: str) -> Iterator[str]:
    """Yield a line for each component of a bill of materials in CycloneDX."""
    for one in json.loads(bill).get("components", []):
        licences = [
            each.get("expression") or each.get("license", {}).get("id", "")
            for each in one.get("licenses") or []
        ]
        yield f"{one['name']} {one.get('version', '')}: {', '.join(licences)}".rstrip(": ")


def python_part() -> Part:
    """Return the Python that is shipped along.

    Raises:
        Missing: Its licence is in none of the places where systems put it.
    """
    version = ".".join(map(str, sys.version_info[:2]))
    places = (
        Path(sysconfig.get_path("stdlib"), "LICENSE.txt"),
        Path(sys.base_prefix, "LICENSE.txt"),
        Path(sys.base_prefix, "Resources", "LICENSE.txt"),
        Path("/usr/share/doc", f"python{version}", "copyright"),
    )
    for place in places:
        if place.is_file():
            text = place.read_text("utf8", "replace")
            return _with_ours("python", sys.version.split()[0], "PSF-2.0", (("LICENSE.txt", text),))
    raise Missing("python: no licence's text")


def all_parts() -> list[Part]:
    """Return everything that a bundle made in this environment holds, by name."""
    found = [*map(package, [*shipped_here(), *BUILDERS]), python_part()]
    return sorted(found, key=lambda part: part.name)


def own_licence() -> str:
    """Return ours."""
    return (ROOT / "LICENSE").read_text("utf8")


def write_folders(parts: list[Part], folder: Path) -> None:
    """Write a folder of texts for each part, and the list; ``folder`` is emptied."""
    shutil.rmtree(folder, ignore_errors=True)
    for part in parts:
        (folder / part.name).mkdir(parents=True)
        for name, text in part.texts:
            _write(folder / part.name / name, text)
    _write(folder / "LICENSE.txt", own_licence())
    lines = ["YaGPT Desktop: MIT (LICENSE.txt)", *(part.title for part in parts)]
    _write(folder / "LIST.txt", "\n".join(lines) + "\n")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf8", newline="\n")


def copyright_text(parts: list[Part]) -> str:
    """Return the file ``copyright``: ours, what else is shipped under which, and what may be replaced."""
    head = (
        "These come along, each under its own licence; the texts are in licences.txt.gz beside this file,\n"
        "those of the GNU licences on Debian in /usr/share/common-licenses (LGPL-3, LGPL-2.1, GPL-3), too:"
    )
    lines = "\n".join(f"  {part.title}" for part in parts)
    shipped = {name for part in parts for name, _ in part.texts}
    notes = [(OWN / note).read_text("utf8").strip() for note in NOTES if note in shipped]
    return "\n\n".join(["YaGPT Desktop", own_licence().strip(), head, lines, *notes]) + "\n"


def joined_text(parts: list[Part]) -> str:
    """Return the words of every licence under the name of what it is for; equal ones once."""
    line = "=" * 79
    told: dict[str, str] = {}
    pieces = []
    for part in parts:
        for name, text in part.texts:
            title = f"{part.name} {part.version}: {name}"
            before = told.setdefault(text, title)
            words = text.strip() if before == title else f"The same as of {before}, above."
            pieces.append(f"{line}\n{title}\n{line}\n\n{words}\n")
    return "\n".join(pieces)


def write_joined(parts: list[Part], folder: Path) -> None:
    """Write ``copyright`` and the texts that it tells of."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "copyright", copyright_text(parts))
    (folder / "licences.txt.gz").write_bytes(gzip.compress(joined_text(parts).encode(), 9, mtime=0))


def main() -> int:
    """Collect; exit 1 where one is missing."""
    parser = argparse.ArgumentParser(description="Collect the licences of everything that is shipped.")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--joined", action="store_true", help="two files, as a Linux package has them")
    options = parser.parse_args()
    try:
        parts = all_parts()
    except Missing as error:
        print(error, file=sys.stderr)
        return 1
    (write_joined if options.joined else write_folders)(parts, options.output)
    print(f"{options.output}: the licences of {len(parts)} parts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
