"""Build ``yagpt_desktop/ui/resources_rc.py`` from what lies in ``resources/``.

``python packaging/resources.py`` builds when an input has changed and says nothing otherwise.

The list of files is read from the folders, so a new icon needs no entry anywhere:

* ``resources/icons/**`` → ``:/icons/…`` (SVG and PNG)
* ``resources/data/**`` → ``:/data/…`` (JSON)
* ``resources/translations/yagpt_*.ts`` → ``:/translations/yagpt_*.qm``, with Qt's own
  ``:/translations/qtbase_*.qm`` of the same language beside it
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

sys.path.insert(0, str(Path(__file__).resolve().parent))  # a build backend does not start us as a script
import qt_tools

TARGET = Path("yagpt_desktop/ui/resources_rc.py")
_PATTERNS = ("icons/**/*.svg", "icons/**/*.png", "data/**/*.json")
_STAMP = "# built from "


class Entry(NamedTuple):
    """A file and the name under ``:/`` that the program asks for."""

    alias: str
    path: Path


def plain_entries(resources: Path) -> list[Entry]:
    """The files that go in as they are, in an order that does not depend on the machine."""
    paths = {path for pattern in _PATTERNS for path in resources.glob(pattern)}
    return sorted(Entry(path.relative_to(resources).as_posix(), path) for path in paths)


def sources_of_translations(resources: Path) -> list[Path]:
    """The Linguist files that are translated into ``.qm``; none is a valid state of a young tree."""
    return sorted((resources / "translations").glob("yagpt_*.ts"))


def _qt_entries(sources: list[Path]) -> list[Entry]:
    names = [f"qtbase_{source.stem.removeprefix('yagpt_')}.qm" for source in sources] or ["qtbase_ru.qm"]
    return [Entry(f"translations/{name}", qt_tools.qt_translation(name)) for name in names]


def qrc_text(entries: list[Entry]) -> str:
    """The resource collection that rcc reads."""
    lines = [
        f"<file alias={quoteattr(entry.alias)}>{escape(entry.path.as_posix())}</file>" for entry in entries
    ]
    return "\n".join(["<RCC>", '<qresource prefix="/">', *lines, "</qresource>", "</RCC>", ""])


def fingerprint(entries: list[Entry]) -> str:
    """A digest of names and contents: times lie after a checkout, and a deleted file has none."""
    digest = hashlib.sha256()
    for entry in entries:
        content = hashlib.sha256(entry.path.read_bytes()).hexdigest()
        digest.update(f"{entry.alias}\0{content}\n".encode())
    return digest.hexdigest()


def is_current(target: Path, stamp: str) -> bool:
    """Whether ``target`` was built from inputs with this fingerprint."""
    try:
        with target.open(encoding="utf-8") as file:
            return file.readline().rstrip("\n") == _STAMP + stamp
    except OSError:
        return False


def build(root: Path) -> bool:
    """Build the resource module of the tree ``root``; false where it was current already."""
    resources = root / "resources"
    target = root / TARGET
    sources = sources_of_translations(resources)
    ready = plain_entries(resources) + _qt_entries(sources)
    inputs = [Entry(f"translations/{source.name}", source) for source in sources]
    stamp = fingerprint(ready + inputs + [Entry("resources.py", Path(__file__))])
    if is_current(target, stamp):
        return False
    with tempfile.TemporaryDirectory(prefix="yagpt-resources-") as folder:
        compiled = _compile_translations(sources, Path(folder))
        module = _run_rcc(ready + compiled, Path(folder))
        _replace(target, f"{_STAMP}{stamp}\n{module}")
    return True


def _compile_translations(sources: list[Path], folder: Path) -> list[Entry]:
    entries = []
    for source in sources:
        compiled = folder / f"{source.stem}.qm"
        qt_tools.run_tool("lrelease", "-silent", source, "-qm", compiled)
        entries.append(Entry(f"translations/{compiled.name}", compiled))
    return entries


def _run_rcc(entries: list[Entry], folder: Path) -> str:
    collection, module = folder / "yagpt.qrc", folder / "resources_rc.py"
    collection.write_text(qrc_text(entries), encoding="utf-8")
    # rcc stores the files' times, which would make every build differ.  Not every Qt can read zstd.
    environment = os.environ | {"QT_RCC_SOURCE_DATE_OVERRIDE": "1"}
    qt_tools.run_tool(
        "rcc", "-g", "python", "--compress-algo", "zlib", collection, "-o", module, env=environment
    )
    return module.read_text(encoding="utf-8")


def _replace(target: Path, text: str) -> None:
    """Write through a draft: of two builds at once none imports half a module of the other."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}.draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(target)


def main() -> int:
    """Build and say so."""
    try:
        if build(qt_tools.ROOT):
            print(f"built {TARGET.as_posix()}")
    except qt_tools.ToolFailed as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
