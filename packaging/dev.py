"""Start YaGPT Desktop, its tests or a benchmark from a fresh clone.

``python3 packaging/dev.py run [ARGS…]``               the program, with ARGS
``python3 packaging/dev.py test [ARGS…]``              the whole test suite; ARGS go to pytest
``python3 packaging/dev.py bench NAME [--json FILE]``  the benchmark tests/benchmarks/NAME.py

Needs Python 3.11 with venv and nothing else.  What is missing is made first and kept: ``.venv`` with the
locked requirements, the Qt resource and, on Debian and its relatives, Qt's system libraries (as root;
otherwise the line that installs them is printed).  pip uses its own configuration.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parent))
import system_pieces

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
RUN_LOCK = ROOT / "packaging" / "requirements.txt"
TEST_LOCK = ROOT / "packaging" / "requirements-test.txt"
OLDEST_PYTHON = (3, 11)
USAGE = """usage: python3 packaging/dev.py run [ARGS…]
       python3 packaging/dev.py test [ARGS…]
       python3 packaging/dev.py bench NAME [--json FILE]"""


class Stop(Exception):
    """Nothing more can be done; the text says why and what helps."""

    def __init__(self, text: str, code: int = 1) -> None:
        super().__init__(text)
        self.code = code


def say(line: str) -> None:
    """Tell what is being done; stdout belongs to the program."""
    print(f"dev: {line}", file=sys.stderr, flush=True)


class Quietly:
    """A command whose output is seen only if it fails.  It may run beside other work."""

    def __init__(self, command: list[str], env: Mapping[str, str] | None = None) -> None:
        self._command = command
        self._output: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the process
        self._process = subprocess.Popen(
            command, env=env, stdin=subprocess.DEVNULL, stdout=self._output, stderr=subprocess.STDOUT
        )

    def wait(self) -> None:
        """Wait for its end.

        Raises:
            Stop: it failed; the text is what it printed.
        """
        code = self._process.wait()
        self._output.seek(0)
        text = self._output.read().decode(errors="replace").strip()
        self._output.close()
        if code:
            raise Stop(f"{text}\ndev: failed with {code}: {' '.join(self._command)}")


def venv_python(venv: Path) -> Path:
    """Where the environment keeps its interpreter."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def is_usable(venv: Path, version: tuple[int, int]) -> bool:
    """Whether the environment is whole and of this version.

    Its base Python may have been removed since, and a making that was broken off has no pip yet.
    """
    try:
        lines = (venv / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    settings = dict(line.split(" = ", 1) for line in lines if " = " in line)
    made_with = settings.get("version", "").split(".")[:2]
    python = venv_python(venv)
    is_whole = python.exists() and python.with_name("pip").with_suffix(python.suffix).exists()
    return is_whole and made_with == [str(part) for part in version]


def make_venv(venv: Path) -> None:
    """Make the environment with the Python that started us, unless a usable one is there."""
    if not is_usable(venv, sys.version_info[:2]):
        say("making .venv")
        Quietly([sys.executable, "-m", "venv", "--clear", str(venv)]).wait()


def digest(path: Path) -> str:
    """What tells one state of a locked file from another."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_installed(stamp: Path, *serving: Path) -> bool:
    """Whether the environment holds one of the locked files as it is now."""
    return stamp.exists() and stamp.read_text(encoding="utf-8").strip() in map(digest, serving)


def install(venv: Path, lock: Path, *also_serving: Path) -> None:
    """Install the locked requirements, unless they or a file that holds them are installed already."""
    stamp = venv / "yagpt-requirements.sha256"
    if is_installed(stamp, lock, *also_serving):
        return
    say(f"installing packaging/{lock.name} (once, a minute or two)")
    # Hashes pin every file, so nothing is left to resolve; byte code is made on first use where needed.
    options = (
        "--require-hashes",
        "--no-deps",
        "--only-binary=:all:",
        "--no-compile",
        "--no-input",
        "--quiet",
    )
    pip = [str(venv_python(venv)), "-m", "pip", "install", "--disable-pip-version-check", *options]
    Quietly([*pip, "-r", str(lock)], os.environ | {"PIP_USER": "0"}).wait()
    stamp.write_text(digest(lock) + "\n", encoding="utf-8")


def make_importable(venv: Path, root: Path) -> None:
    """Let the environment import the package from the tree, wherever the tree lies now."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    library = venv / "Lib" if os.name == "nt" else venv / "lib" / version
    path_file = library / "site-packages" / "yagpt_desktop_tree.pth"
    line = f"{root}\n"
    if not path_file.exists() or path_file.read_text(encoding="utf-8") != line:
        path_file.write_text(line, encoding="utf-8")


def start_system_pieces(pieces: Iterable[system_pieces.Piece]) -> Quietly | None:
    """Begin to install the system's missing pieces; none where nothing is missing.

    Raises:
        Stop: a Debian lacks something and only the person may install it.
    """
    lacking = system_pieces.missing(pieces)
    if not lacking:
        return None
    if system_pieces.can_install():
        say(f"installing {len(lacking)} system packages with apt-get")
        command = system_pieces.install_command(lacking)
        return Quietly(command, os.environ | {"DEBIAN_FRONTEND": "noninteractive"})
    line = (
        f"system libraries are missing; install them once and start again:\n{system_pieces.advice(lacking)}"
    )
    if system_pieces.has_apt():
        raise Stop(line)
    say(line)  # another system may bring them in a way that we do not see, so it may try
    return None


def set_up(pieces: Iterable[system_pieces.Piece], lock: Path, *also_serving: Path) -> None:
    """Make everything that is missing.  apt and pip work side by side: each mostly waits for its network."""
    apt = start_system_pieces(pieces)
    try:
        make_venv(VENV)
        install(VENV, lock, *also_serving)
        make_importable(VENV, ROOT)
    finally:
        if apt is not None:
            apt.wait()
    build = [str(venv_python(VENV)), str(ROOT / "packaging" / "resources.py")]
    if subprocess.run(build, stdout=sys.stderr.fileno(), check=False).returncode:
        raise Stop("the Qt resource could not be built")


def become(*arguments: str) -> NoReturn:
    """Go on as the environment's Python: signals and the exit code are then the program's own."""
    command = [str(venv_python(VENV)), *arguments]
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606  no shell is wanted
    # Windows has no exec that a console waits for; Ctrl+C reaches the program by itself.
    process = subprocess.Popen(command)
    while True:
        try:
            sys.exit(process.wait())
        except KeyboardInterrupt:
            continue


def run(arguments: list[str]) -> NoReturn:
    """Start the program."""
    set_up(system_pieces.needed_to_run(os.environ), RUN_LOCK, TEST_LOCK)
    become("-m", "yagpt_desktop", *arguments)


def test(arguments: list[str]) -> NoReturn:
    """Run the test suite from the top of the tree."""
    set_up(system_pieces.needed_to_test(), TEST_LOCK)
    os.chdir(ROOT)
    become("-m", "pytest", *arguments)


def benchmarks(folder: Path) -> list[str]:
    """The benchmarks there are; a leading underscore marks what they share."""
    return sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))


def bench(arguments: list[str]) -> NoReturn:
    """Run one benchmark."""
    known = benchmarks(ROOT / "tests" / "benchmarks")
    name = arguments[0] if arguments else ""
    if name not in known:
        raise Stop(f"benchmarks: {', '.join(known) or 'none yet'}", code=2)
    set_up(system_pieces.needed_to_bench(os.environ), TEST_LOCK)
    become("-m", f"tests.benchmarks.{name}", *arguments[1:])


def main(arguments: list[str]) -> int:
    """Carry out one command; it ends in the program that it starts."""
    commands = {"run": run, "test": test, "bench": bench}
    if sys.version_info < OLDEST_PYTHON:
        say(f"YaGPT Desktop needs Python 3.11 or newer; this is {sys.version.split()[0]}")
        return 1
    if not arguments or arguments[0] not in commands:
        print(USAGE, file=sys.stdout if arguments[:1] in (["-h"], ["--help"]) else sys.stderr)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    try:
        commands[arguments[0]](arguments[1:])
    except Stop as stop:
        say(str(stop))
        return stop.code
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
