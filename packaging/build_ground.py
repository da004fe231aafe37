"""What a build stands on: system tools, a Python, a clean environment, the committed tree."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import build_facts
import dev
import system_pieces
from system_pieces import Piece

ROOT = dev.ROOT
BUILD_LOCK = ROOT / "packaging" / "requirements-build.txt"
SUPPORTED = ("3.13", "3.12", "3.11")
TOOLS = (
    Piece("binutils", "strip"),
    Piece("dpkg-dev", "dpkg-shlibdeps"),
    Piece("lintian", "lintian"),
    Piece("appstream", "appstreamcli"),
    Piece("desktop-file-utils", "desktop-file-validate"),
    Piece("rpm", "rpmbuild"),
    Piece("git", "git"),
    Piece("shared-mime-info", "update-mime-database"),
)
_VENV = Piece("python3-venv", "ensurepip")
_LOOK = (
    "import os, sys, sysconfig, venv, ensurepip;"
    "library = '/'.join(sysconfig.get_config_var(name) or '' for name in ('LIBDIR', 'INSTSONAME'));"
    "is_there = '.so' in library and os.path.exists(library);"
    "print('%d.%d' % sys.version_info[:2], int(is_there), sys.executable)"
)
_QUIET_PIP = ("--disable-pip-version-check", "--no-input", "--quiet")


@dataclass(frozen=True)
class Commit:
    """What is built.

    Attributes:
        name: The commit, shortened; "" outside a repository.
        moment: Seconds since 1970, the same for every build of it.
    """

    name: str
    moment: int


@dataclass(frozen=True)
class Ground:
    """Everything that a build works with.

    Attributes:
        work: A folder that may be removed at any time.
        python: The clean environment's interpreter.
        source: The unpacked wheel: the package and nothing else.
        environment: For every command of the build; equal for equal commits.
    """

    work: Path
    python: Path
    source: Path
    commit: Commit
    version: str
    environment: Mapping[str, str]

    @property
    def tree(self) -> Path:
        """The committed tree, unpacked."""
        return self.work / "source"

    @property
    def day(self) -> str:
        """The commit's day, ISO 8601."""
        return datetime.datetime.fromtimestamp(self.commit.moment, datetime.UTC).date().isoformat()


def get_tools() -> None:
    """Install what is missing, or name it in one line.

    Raises:
        dev.Stop: Something is missing and only the person may install it.
    """
    pieces = (
        *TOOLS,
        *system_pieces.TERMINAL,
        *system_pieces.WINDOW,
        *system_pieces.X11,
        *system_pieces.WAYLAND,
    )
    apt = dev.start_system_pieces(pieces)
    if apt is not None:
        apt.wait()


def _candidates() -> Iterator[Path]:
    for version in SUPPORTED:
        folders = [
            *os.get_exec_path(),
            *sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin"), reverse=True),
        ]
        yield from (Path(folder, f"python{version}") for folder in folders)
    yield Path(sys.executable)


def newest_python() -> Path:
    """Return the newest supported Python that works and can be frozen.

    Debian's own lacks what makes an environment; it is completed where we may install.

    Raises:
        dev.Stop: There is none.
    """
    found = _working_python()
    if found is None and system_pieces.can_install():
        dev.Quietly(system_pieces.install_command([_VENV])).wait()
        found = _working_python()
    if found is None:
        raise dev.Stop(
            f"no Python {' … '.join(SUPPORTED)} with venv and libpython: "
            "apt-get install python3-venv libpython3-dev"
        )
    return found


def _working_python() -> Path | None:
    for candidate in _candidates():
        if not candidate.exists():
            continue
        # A switch as pyenv's is there for every version and works for some.
        done = subprocess.run([candidate, "-c", _LOOK], capture_output=True, text=True, check=False)
        if done.returncode:
            continue
        version, has_library, path = done.stdout.split(maxsplit=2)
        if version in SUPPORTED and (has_library == "1" or _get_library(version)):
            return Path(path.strip())
    return None


def _get_library(version: str) -> bool:
    """Whether PyInstaller finds the library of a Python that does not need it itself, as Debian's."""
    name = f"libpython{version}.so.1.0"
    if system_pieces.is_present(name):
        return True
    if system_pieces.can_install():
        command = system_pieces.install_command([Piece(f"libpython{version}", name)])
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    return False


def commit() -> Commit:
    """Look which commit is built."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    name = build_facts.git(ROOT, "rev-parse", "--short=12", "HEAD")
    moment = given or build_facts.git(ROOT, "log", "-1", "--format=%ct") or "1767225600"
    return Commit(name, int(moment))


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def prepare(work: Path) -> Ground:
    """Make the environment and the package in ``work``, which is emptied.  Some minutes.

    Raises:
        dev.Stop: A step failed.
    """
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    base, of = newest_python(), commit()
    dev.say(f"building {of.name or 'the tree'} with {base}")
    environment = {
        **{
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "QT_", "PIP_USER"))
        },
        "SOURCE_DATE_EPOCH": str(of.moment),
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }
    venv = work / "venv"
    dev.Quietly([str(base), "-m", "venv", str(venv)]).wait()
    python = dev.venv_python(venv)
    for lock in (dev.RUN_LOCK, BUILD_LOCK):
        options = ("--require-hashes", "--no-deps", "--only-binary=:all:", "--no-compile")
        dev.Quietly(
            [str(python), "-m", "pip", "install", *_QUIET_PIP, *options, "-r", str(lock)], environment
        ).wait()
    tree = work / "source"
    export(tree, of)
    wheel = [str(python), "-m", "hatchling", "build", "-t", "wheel", "-d", str(work / "wheel")]
    _in_folder(wheel, tree, environment)
    source = work / "package"
    (made,) = (work / "wheel").glob("*.whl")
    with zipfile.ZipFile(made) as archive:
        archive.extractall(source)  # noqa: S202  made a moment ago
    return Ground(work, python, source, of, made.name.split("-")[1], environment)


def _in_folder(command: list[str], folder: Path, environment: Mapping[str, str]) -> None:
    done = subprocess.run(
        command, cwd=folder, env=dict(environment), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise dev.Stop(f"{done.stdout}{done.stderr}\nfailed: {' '.join(command)}")


def export(target: Path, of: Commit) -> None:
    """Put the committed tree into a folder; outside a repository, the tree as it is."""
    if not of.name:
        shutil.copytree(
            ROOT, target, ignore=shutil.ignore_patterns("build", "dist", ".venv*", ".git", "__pycache__")
        )
        return
    if _said("git", "-C", str(ROOT), "status", "--porcelain"):
        dev.say("what is not committed is not in it")
    with subprocess.Popen(["git", "-C", str(ROOT), "archive", "HEAD"], stdout=subprocess.PIPE) as git:
        assert git.stdout is not None
        with tarfile.open(fileobj=git.stdout, mode="r|") as archive:
            # Debian 12's Python is older than this; it knows the attribute no more than the argument.
            archive.extraction_filter = getattr(tarfile, "data_filter", None)
            archive.extractall(target)  # noqa: S202  our own commit
    if git.returncode:
        raise dev.Stop("git archive failed")
