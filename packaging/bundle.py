"""Makes the one-folder bundle, strips it, and has it test itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import build_facts
import dev
from build_ground import Ground

NAME = "yagpt-desktop"
# The makers of these strip them; what else the linker put in has a place there that must stay.
_LEFT_AS_IT_IS = ("PySide6", "shiboken6")


def write_facts(ground: Ground) -> None:
    """Put beside the package what the program tells of its build."""
    commit = ground.commit.name
    # Without either the day is that of nothing, and told to the packages alone, which need one.
    is_known = bool(commit or os.environ.get("SOURCE_DATE_EPOCH"))
    is_release = build_facts.is_release(dev.ROOT, ground.version)
    facts = build_facts.Facts(commit, ground.day if is_known else "", is_release)
    facts.write(ground.source / "yagpt_desktop")


def make(ground: Ground) -> Path:
    """Return the folder of the bundle.  About a minute.

    Raises:
        dev.Stop: PyInstaller failed.
    """
    write_facts(ground)
    options = ["--noconfirm", "--clean", "--log-level", "ERROR"]
    places = ["--distpath", str(ground.work / "dist"), "--workpath", str(ground.work / "pyinstaller")]
    # Its cache must not carry anything over from another build.
    environment = {
        **ground.environment,
        "YAGPT_SOURCE": str(ground.source),
        # What it looks for by name is the package that was built, not the tree somebody stands in (-P).
        "PYTHONPATH": str(ground.source),
        "PYINSTALLER_CONFIG_DIR": str(ground.work / "pyinstaller-cache"),
    }
    command = [
        str(ground.python),
        "-P",
        "-m",
        "PyInstaller",
        *options,
        *places,
        str(ground.tree / "packaging" / "bundle.spec"),
    ]
    dev.Quietly(command, environment).wait()
    folder = ground.work / "dist" / NAME
    _strip(folder)
    _settle(folder, ground.commit.moment)
    return folder


def _strip(folder: Path) -> None:
    libraries = [
        str(path)
        for path in sorted(folder.rglob("*.so*"))
        if not path.is_symlink() and path.relative_to(folder).parts[1] not in _LEFT_AS_IT_IS
    ]
    if libraries and shutil.which("strip"):
        dev.Quietly(["strip", "--strip-unneeded", *libraries]).wait()


def _settle(folder: Path, moment: int) -> None:
    """Give every file one mode and one time: a library is read, the program alone is run."""
    for path in folder.rglob("*"):
        if path.is_symlink():
            continue
        path.chmod(0o755 if path.is_dir() or path == folder / NAME else 0o644)
        os.utime(path, (moment, moment))


def self_test(program: Path, strict: bool = False) -> dict[str, object]:
    """Have the built program test itself in an empty home; return what it found.

    Raises:
        dev.Stop: Something does not work.
    """
    with tempfile.TemporaryDirectory(prefix="yagpt-home-") as home:
        kept = {
            name: os.environ[name]
            for name in ("PATH", "LANG", "DBUS_SESSION_BUS_ADDRESS")
            if name in os.environ
        }
        done = subprocess.run(
            [program, "--self-test=strict" if strict else "--self-test"],
            env={**kept, "HOME": home, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        left = sorted(str(path.relative_to(home)) for path in Path(home).rglob("*yagpt*"))
    if done.returncode or left:
        raise dev.Stop(
            f"{done.stdout}{done.stderr}\nthe bundle does not pass its own test; left behind: {left}"
        )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def megabytes(path: Path) -> float:
    """Return the size of a file or folder in millions of bytes."""
    files = (
        [path]
        if path.is_file()
        else [each for each in path.rglob("*") if not each.is_symlink() and each.is_file()]
    )
    return sum(each.stat().st_size for each in files) / 1e6
