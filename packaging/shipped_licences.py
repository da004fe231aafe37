"""Collect the licences of everything that is shipped into one folder.

``python packaging/shipped_licences.py -o FOLDER``

Run with the Python of the environment that is bundled.  Texts come from the packages' own metadata; what
brings none has it in ``packaging/licences/`` (Qt and PySide6: the wheels hold no text at all) or is an error:
nothing is shipped without its licence.  The same environment gives the same files.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import re
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from locked import LOCK, fits, locked_in
from sbom import here, licence_of

OWN = Path(__file__).resolve().parent / "licences"
ROOT = OWN.parent.parent
_IS_TEXT = re.compile(r"(^|/)(LICEN[CS]E|COPYING|NOTICE|AUTHORS|COPYRIGHT|PATENTS)[^/]*$", re.IGNORECASE)
# Packages whose texts are not in their wheels, and our file that holds them.
WITHOUT_TEXT = {
    "pyside6-essentials": ("QT-AND-PYSIDE.txt", "LGPL-3.txt", "GPL-3.txt"),
    "latex2mathml": ("latex2mathml.txt",),
    "shiboken6": ("QT-AND-PYSIDE.txt", "LGPL-3.txt", "GPL-3.txt"),
}


class Missing(Exception):
    """A package without a licence's text."""


def texts_of(name: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each licence that an installed package brings."""
    for file in sorted(importlib.metadata.files(name) or [], key=str):
        written = file.as_posix()
        in_metadata = ".dist-info/" in written
        if in_metadata and (
            _IS_TEXT.search(written) or "/licenses/" in written or "/license_files/" in written
        ):
            kept = written.split(".dist-info/", 1)[1].removeprefix("licenses/").replace("/", "-")
            yield kept, Path(str(file.locate())).read_text("utf8", "replace")


def collect(names: list[str], folder: Path) -> list[str]:
    """Write a folder for each package, and return a line of each for the list.

    Raises:
        Missing: A package brings no text, and there is none of ours.
    """
    lines = []
    for name in names:
        texts = [
            *texts_of(name),
            *((each, (OWN / each).read_text("utf8")) for each in WITHOUT_TEXT.get(name, ())),
        ]
        if not texts:
            raise Missing(name)
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        for file_name, text in texts:
            (place / file_name).write_text(text, encoding="utf8", newline="\n")
        version = importlib.metadata.version(name)
        lines.append(f"{name} {version}: {licence_of(name) or 'see its folder'}")
    return lines


def shipped_here() -> list[str]:
    """Return the names of what the lock ships on this system."""
    return sorted({one.name for one in locked_in(LOCK.read_text("utf8")) if fits(one.marker, here())})


def python_licence() -> str:
    """Return the licence of the Python that is shipped along."""
    places = [sysconfig.get_path("stdlib"), sys.base_prefix, f"{sys.base_prefix}/Resources"]
    for place in (Path(each) / "LICENSE.txt" for each in places):
        if place.is_file():
            return place.read_text("utf8", "replace")
    raise Missing("python")


def main() -> int:
    """Collect; exit 1 where one is missing."""
    parser = argparse.ArgumentParser(description="Collect the licences of everything that is shipped.")
    parser.add_argument("-o", "--output", type=Path, required=True)
    folder = parser.parse_args().output
    shutil.rmtree(folder, ignore_errors=True)
    try:
        lines = collect(shipped_here(), folder)
        (folder / "python").mkdir()
        (folder / "python" / "LICENSE.txt").write_text(python_licence(), encoding="utf8", newline="\n")
    except Missing as error:
        print(f"no licence's text: {error}", file=sys.stderr)
        return 1
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE.txt")
    head = ["YaGPT Desktop: MIT (LICENSE.txt)", f"python {sys.version.split()[0]}: PSF-2.0"]
    (folder / "LIST.txt").write_text("\n".join([*head, *lines]) + "\n", encoding="utf8", newline="\n")
    print(f"{folder}: {len(lines) + 2} licences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
