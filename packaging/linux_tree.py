"""The files of the program as they lie on a Linux system, for every kind of package."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import dev
import publisher
from build_ground import Ground
from bundle import NAME

ICON_SIZES_PX = (16, 24, 32, 48, 64, 128, 256, 512)
_DRAW = """import sys
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
app = QGuiApplication(sys.argv[:1])
drawing = QSvgRenderer(sys.argv[1])
assert drawing.isValid()
for target in sys.argv[2:]:
    size = int(target.split("/hicolor/")[1].split("x")[0])
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter)
    painter.end()
    assert picture.save(target, "PNG")
"""


def filled(ground: Ground, name: str, **holes: str) -> str:
    """Return a file of packaging/linux with its ``@HOLES@`` filled; a line that nothing is known for goes."""
    text = (ground.tree / "packaging" / "linux" / name).read_text(encoding="utf-8")
    who = publisher.read(ground.tree)
    told = {"MAINTAINER": who.maintainer, "CONTACT": who.contact, "PUBLISHER": who.name}
    pages = {"HOMEPAGE": who.homepage, "ISSUES": who.issues}
    known = {"VERSION": ground.version, "DATE": ground.day, **told, **pages, **holes}
    for hole, value in known.items():
        if not value:
            text = re.sub(rf"^.*@{hole}@.*\n", "", text, flags=re.MULTILINE)
        text = text.replace(f"@{hole}@", escape(value) if name.endswith(".xml") else value)
    return text


def make(ground: Ground, bundle: Path) -> Path:
    """Return a folder that holds ``usr`` as it is to be installed."""
    tree = ground.work / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    share = tree / "usr" / "share"
    shutil.copytree(bundle, tree / "usr" / "lib" / NAME, symlinks=True)
    (tree / "usr" / "bin").mkdir()
    (tree / "usr" / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    _put(share / "applications" / f"{NAME}.desktop", filled(ground, f"{NAME}.desktop"))
    _put(share / "metainfo" / f"{NAME}.metainfo.xml", filled(ground, f"{NAME}.metainfo.xml"))
    _put(share / "mime" / "packages" / f"{NAME}.xml", filled(ground, f"{NAME}-mime.xml"))
    _put(share / "man" / "man1" / f"{NAME}.1.gz", filled(ground, f"{NAME}.1"))
    _put(share / "lintian" / "overrides" / NAME, filled(ground, "lintian-overrides"))
    _icons(ground, share / "icons" / "hicolor")
    documents = share / "doc" / NAME
    collector = str(ground.tree / "packaging" / "licences.py")
    command = [str(ground.python), collector, "--joined", "-o", str(documents)]
    dev.Quietly(command, ground.environment).wait()
    _put(documents / "changelog.gz", _changelog(ground))
    settle(tree, ground.commit.moment)
    return tree


def settle(tree: Path, moment: int) -> None:
    """Give every file and folder one time: packages carry it on."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            os.utime(path, (moment, moment))


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = text.encode()
    path.write_bytes(gzip.compress(content, 9, mtime=0) if path.suffix == ".gz" else content)


def _icons(ground: Ground, folder: Path) -> None:
    drawing = ground.tree / "resources" / "icons" / "app.svg"
    targets = [folder / f"{size}x{size}" / "apps" / f"{NAME}.png" for size in ICON_SIZES_PX]
    for target in targets:
        target.parent.mkdir(parents=True)
    command = [str(ground.python), "-c", _DRAW, str(drawing), *map(str, targets)]
    dev.Quietly(command, {**ground.environment, "QT_QPA_PLATFORM": "offscreen"}).wait()
    scalable = folder / "scalable" / "apps" / f"{NAME}.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copyfile(drawing, scalable)


def _changelog(ground: Ground) -> str:
    said = subprocess.run(
        ["date", "-u", "-R", "-d", f"@{ground.commit.moment}"], capture_output=True, text=True, check=True
    )
    lines = (
        f"{NAME} ({ground.version}) unstable; urgency=medium",
        "",
        "  * What is new stands in CHANGELOG.md of the source.",
        "",
        f" -- {publisher.read(ground.tree).maintainer}  {said.stdout.strip()}",
    )
    return "\n".join(lines) + "\n"
