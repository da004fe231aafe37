"""The licences of everything that a bundle holds, as their makers wrote them."""

from __future__ import annotations

import email.parser
import gzip
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dev
from build_ground import ROOT, Ground

_PINNED = re.compile(r"^([a-z0-9._-]+)==", re.MULTILINE)
_TEXTS = re.compile(r"(licen[cs]e|copying|notice|authors|copyright)", re.IGNORECASE)
_SYSTEMS_TEXTS = Path("/usr/share/common-licenses")
QT_NOTICE = """Qt 6, PySide6 and Shiboken6, Copyright (C) The Qt Company Ltd and others, are
used under the GNU Lesser General Public License, version 3 (LGPL-3), which refers to the GNU General Public
License, version 3 (GPL-3); both texts lie beside this file or in /usr/share/common-licenses.

They are shared libraries in the folder yagpt-desktop/_internal/PySide6 and were not changed.  You may replace
them by your own builds of the same version, or by changed ones: put the files in their place and start the
program; nothing checks them.  Their source, and that of what Qt itself brings (ICU, HarfBuzz, FreeType,
libpng, libjpeg-turbo, libwebp, PCRE2, zlib, md4c and others, each under its own licence as told at
https://doc.qt.io/qt-6/licenses-used-in-qt.html), is offered at https://download.qt.io/official_releases/ for
the version named in this list.  You may change the program for your own use and reverse engineer it to find
what is wrong with such changes.
"""
_FACTS = """import importlib.metadata as m, json, sys, sysconfig, pathlib
print(json.dumps([[d.metadata["Name"], d.version, str(d._path)] for d in m.distributions()]))
print(pathlib.Path(sysconfig.get_path("stdlib"), "LICENSE.txt"))"""


@dataclass(frozen=True)
class Component:
    """Something that is shipped.

    Attributes:
        licence: As its metadata name it.
        texts: The files with the words, by name.
    """

    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, str], ...]


def components(ground: Ground) -> list[Component]:
    """Return the run-time requirements as they are installed, Python and the loader, by name."""
    said = subprocess.run([ground.python, "-c", _FACTS], capture_output=True, text=True, check=True)
    listed, python_text = said.stdout.strip().rsplit("\n", 1)
    wanted = {_plain(name) for name in _PINNED.findall(dev.RUN_LOCK.read_text(encoding="utf-8"))}
    found = [_component(*one, Path(place)) for *one, place in json.loads(listed) if _plain(one[0]) in wanted]
    version = subprocess.run(
        [ground.python, "-V"], capture_output=True, text=True, check=True
    ).stdout.split()[1]
    python = Component("Python", version, "PSF-2.0", tuple(_read([Path(python_text)])))
    loader = "GPL-2.0-or-later WITH an exception that lets programs of any licence be put into it"
    return sorted(
        [*found, python, Component("PyInstaller's loader", "", loader, ())], key=lambda one: one.name.lower()
    )


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _component(name: str, version: str, place: Path) -> Component:
    metadata = email.parser.HeaderParser().parsestr((place / "METADATA").read_text(encoding="utf-8"))
    classified = [
        line.rsplit(" :: ", 1)[1]
        for line in metadata.get_all("Classifier", [])
        if line.startswith("License ::")
    ]
    short = metadata.get("License", "").strip().split("\n")[0][:80]
    licence = metadata.get("License-Expression") or ", ".join(classified) or short or "see its text"
    return Component(
        name,
        version,
        licence,
        tuple(_read(path for path in sorted(place.rglob("*")) if _TEXTS.search(path.name))),
    )


def _read(paths: Iterator[Path] | list[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        if path.is_file():
            yield path.name, path.read_text(encoding="utf-8", errors="replace").strip()


def copyright_text(parts: list[Component]) -> str:
    """Return the file ``copyright``: our licence, what else is shipped, and under which terms."""
    own = (ROOT / "LICENSE").read_text(encoding="utf-8").strip()
    names = [f"  {part.name} {part.version}: {part.licence}".rstrip() for part in parts]
    head = (
        "It comes with these, each under its own licence; the texts are in licences.txt.gz beside this file:"
    )
    return "\n\n".join(["YaGPT Desktop", own, head, "\n".join(names), "Qt\n==", QT_NOTICE])


def licence_texts(parts: list[Component]) -> str:
    """Return the words of every licence, under the name of what it is for."""
    line = "=" * 79
    return "\n".join(
        f"{line}\n{part.name} {part.version}: {title}\n{line}\n\n{text}\n"
        for part in parts
        for title, text in part.texts
    )


def write_texts(parts: list[Component], folder: Path) -> None:
    """Write ``copyright`` and the texts that it tells of."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "copyright").write_text(copyright_text(parts), encoding="utf-8")
    texts = gzip.compress(licence_texts(parts).encode(), 9, mtime=0)
    (folder / "licences.txt.gz").write_bytes(texts)


def write_referred(folder: Path) -> None:
    """Copy the texts that others refer to; a system without them is one whose packages may not lack them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("LGPL-3", "GPL-3", "Apache-2.0", "MPL-2.0"):
        if (_SYSTEMS_TEXTS / name).exists():
            (folder / f"{name}.txt").write_bytes((_SYSTEMS_TEXTS / name).read_bytes())
