"""Make the virtual environment of the official stubs, once, and print its Python's path.

``python tests/contract/official_environment.py``

The official package wants another protobuf than ours and registers the same message names, so it may share
neither environment nor process with the program.  The environment lies in the tree under ``.venvs`` and is
named after the pinned list and the Python: a change of either makes a new one.  Pip reads its index from its
own configuration; once made, nothing needs a network.  Standard library only.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
REQUIREMENTS = HERE / "requirements.txt"
ENVIRONMENTS = HERE.parent.parent / ".venvs"


def _python(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _wanted() -> Path:
    """Where the environment for this list and this Python belongs."""
    mark = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode() + sys.base_prefix.encode())
    return ENVIRONMENTS / f"contract-{mark.hexdigest()[:16]}"


def _install(environment: Path) -> None:
    """Install exactly the pinned wheels: nothing is resolved, built or compiled.

    Raises:
        subprocess.CalledProcessError: Pip could not; it has told why on stderr.
    """
    venv.create(environment, with_pip=True)
    options = ("--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes", "--no-deps")
    wheels = ("--only-binary", ":all:", "--no-compile", "-r", REQUIREMENTS)
    command = [_python(environment), "-m", "pip", "install", *options, *wheels]
    subprocess.run(command, check=True, stdout=sys.stderr)


def ensure() -> Path:
    """Return the environment's Python; makes the environment when it is not there (some ten seconds).

    It is made under another name and renamed when whole, so a run that was killed, or a second one beside
    this, never leaves or sees half of one.  (Only its scripts, which nobody calls, know the first name.)
    """
    wanted = _wanted()
    if not wanted.exists():
        ENVIRONMENTS.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="draft-", dir=ENVIRONMENTS) as folder:
            draft = Path(folder) / "environment"
            _install(draft)
            _put(draft, wanted)
        _forget_others(wanted)
    return _python(wanted)


def _put(draft: Path, wanted: Path) -> None:
    try:
        draft.rename(wanted)
    except OSError:
        if not wanted.exists():  # otherwise somebody else was faster, with the same content
            raise


def _forget_others(wanted: Path) -> None:
    for other in ENVIRONMENTS.glob("contract-*"):
        if other != wanted:
            shutil.rmtree(other, ignore_errors=True)


if __name__ == "__main__":
    print(ensure())
