"""Write the locked, hashed requirements again from pyproject.toml.

``python packaging/lock.py``            keep the versions that still fit, add and drop what changed
``python packaging/lock.py --upgrade``  take the newest versions that fit

One resolution serves Linux, Windows and macOS and every Python we support, through environment markers;
each wheel's hash is in it.  uv does the work; it is fetched by pip into a temporary environment.  Both
read the index from pip's configuration, and no address comes into the files.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN = "packaging/requirements.txt"
TEST = "packaging/requirements-test.txt"
BUILD = "packaging/requirements-build.txt"
_PROJECT = "pyproject.toml"
_TOOLS = "packaging/requirements-build.in"
_COMPILE = (
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--annotation-style", "line"),
    *("--custom-compile-command", "python packaging/lock.py"),
)


def _scripts(environment: Path) -> Path:
    return environment / ("Scripts" if sys.platform == "win32" else "bin")


def _index_of_pip(python: Path) -> dict[str, str]:
    """Pip's configured index, which uv does not read by itself; without one both use the public index."""
    command = [str(python), "-m", "pip", "config", "get", "global.index-url"]
    configured = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    index = os.environ.get("PIP_INDEX_URL") or configured
    return {"UV_DEFAULT_INDEX": index} if index else {}


def lock(environment: Path, *options: str) -> None:
    """Resolve run-time requirements; on top of those versions, the test extra and what builds."""
    venv.create(environment, with_pip=True)
    scripts = _scripts(environment)
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", "uv"], check=True)
    settings = os.environ | _index_of_pip(scripts / "python")
    on_top = ("--constraint", RUN)
    for source, output, extra in (
        (_PROJECT, RUN, ()),
        (_PROJECT, TEST, ("--extra", "test", *on_top)),
        (_TOOLS, BUILD, on_top),
    ):
        command = [scripts / "uv", *_COMPILE, source, *options, *extra, "--output-file", output]
        subprocess.run(command, check=True, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL)


def main() -> int:
    """Write the files."""
    parser = argparse.ArgumentParser(description="Write the locked requirements again.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    options = ["--upgrade"] if parser.parse_args().upgrade else []
    with tempfile.TemporaryDirectory(prefix="yagpt-lock-") as folder:
        try:
            lock(Path(folder), *options)
        except subprocess.CalledProcessError as error:
            return int(error.returncode)
    print(f"wrote {RUN}, {TEST} and {BUILD}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
