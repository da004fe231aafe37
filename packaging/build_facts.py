"""What a built program is told of itself: from which commit it is, of which day, whether that is a release.

The program reads it (``yagpt_desktop/app/findings.py``) and shows it in "About".
"""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from sbom import own_version

ROOT = Path(__file__).resolve().parent.parent
NAME = "build.json"
_NO_DATA = shutil.ignore_patterns("__pycache__", "*.pyc", NAME)


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts, by the names under which they are written.

    Attributes:
        commit: Shortened; "" outside a repository.
        date: The commit's day, ISO 8601; "" where it is not known.
        release: The commit carries the tag of the version.
        changed: Something is in the build that is in no commit.
    """

    commit: str
    date: str
    release: bool = False
    changed: bool = False

    def write(self, package: Path) -> None:
        """Put the note beside the package's modules."""
        (package / NAME).write_text(json.dumps(asdict(self)) + "\n", encoding="utf8", newline="\n")


def git(root: Path, *words: str) -> str:
    """Ask the repository whose top is ``root``; "" without one, or without git."""
    # A tree that was unpacked inside of another repository is no part of that one.
    alone = {**os.environ, "GIT_CEILING_DIRECTORIES": str(root.resolve().parent)}
    command = ["git", "-C", str(root), *words]
    try:
        done = subprocess.run(command, env=alone, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def is_release(root: Path, version: str) -> bool:
    """Whether the commit that is checked out carries the version's tag."""
    return f"v{version}" in git(root, "tag", "--points-at", "HEAD").split()


def day_of(moment: str) -> str:
    """Return the day of a moment in seconds since 1970, ISO 8601; "" of none."""
    return datetime.datetime.fromtimestamp(int(moment), datetime.UTC).date().isoformat() if moment else ""


def of_tree(root: Path = ROOT) -> Facts:
    """Return what is true of a tree that is built as it lies there."""
    commit = git(root, "rev-parse", "--short=12", "HEAD")
    moment = os.environ.get("SOURCE_DATE_EPOCH") or git(root, "log", "-1", "--format=%ct")
    changed = bool(git(root, "status", "--porcelain", "--untracked-files=no"))
    return Facts(commit, day_of(moment), not changed and is_release(root, own_version(root)), changed)


def package_with_facts(work: Path, root: Path = ROOT) -> Path:
    """Copy the package into a folder, with the facts in it; return the folder.  The tree stays as it is."""
    folder = work / "package"
    shutil.copytree(root / "yagpt_desktop", folder / "yagpt_desktop", ignore=_NO_DATA)
    of_tree(root).write(folder / "yagpt_desktop")
    return folder
