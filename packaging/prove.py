"""Installs the .deb in a bare Debian 12, uses it there as a person would, and removes it.

``python3 packaging/prove.py FILE.deb`` (as root, with debootstrap).  The bare system is made once and kept in
the user's cache; each proof works on a copy of it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import dev
import system_pieces
from system_pieces import Piece

RELEASE = "bookworm"
MIRROR = "http://deb.debian.org/debian"
PERSON = "tester"
# Words that the answer of the local service holds, and neither the question nor the Russian window.
IN_ANSWER = "built-in demo"
STARTS = 5
_DESKTOP = (
    *("xvfb", "xauth", "openbox", "xdotool", "imagemagick", "dbus", "dbus-x11", "gnome-keyring"),
    *("at-spi2-core", "python3-gi", "gir1.2-atspi-2.0"),
)
_NEEDED = (
    Piece("debootstrap", "debootstrap"),
    Piece("debian-archive-keyring", "/usr/share/keyrings/debian-archive-keyring.gpg"),
    Piece("xvfb", "Xvfb"),
    Piece("x11-utils", "xwininfo"),
)
_ENTER = """set -e
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
mount -t tmpfs tmpfs "$1/run"
exec chroot "$1" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 TERM=dumb \
    DEBIAN_FRONTEND=noninteractive HOME=/root sh -ec "$2"
"""
_AS_PERSON = f"runuser -u {PERSON} -- env HOME=/home/{PERSON} LC_ALL=C.UTF-8"

Tell = Callable[[str, object], None]


class Bare:
    """A copy of the bare system.

    Attributes:
        root: Its folder.
        log: Everything that was run within, and what it said.
    """

    def __init__(self, root: Path, log: Path) -> None:
        self.root = root
        self.log = log

    def run(self, script: str) -> str:
        """Run a script as root within; return what it says.

        Raises:
            dev.Stop: It failed.
        """
        # Mounts and processes live in namespaces of the command alone: none is left behind, whatever happens.
        command = [
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "sh",
            "-c",
            _ENTER,
            "sh",
            str(self.root),
            script,
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
        with self.log.open("a", encoding="utf-8") as log:
            print(f"$ {script}\n{done.stdout}{done.stderr}", file=log)
        if done.returncode:
            raise dev.Stop(f"{done.stdout[-4000:]}{done.stderr[-4000:]}\nin the bare system: {script}")
        return done.stdout + done.stderr


def need_root(otherwise: str) -> None:
    """Refuse to go on without root.

    Raises:
        dev.Stop: We are not root.
    """
    if os.geteuid() != 0:
        raise dev.Stop(f"installing in a bare system needs root: sudo python3 …, {otherwise}")


def get_tools() -> None:
    """Install what a proof needs on this side."""
    lacking = system_pieces.missing(_NEEDED)
    if lacking:
        dev.Quietly(system_pieces.install_command(lacking)).wait()


def bare_system(target: Path, log: Path) -> Bare:
    """Copy the bare system into a folder; it is made where there is none yet.

    Raises:
        dev.Stop: It could not be made.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "yagpt-desktop-build")
    base = cache / "debian-12"
    if not base.exists():
        cache.mkdir(parents=True, exist_ok=True)
        part = cache / "debian-12.part"
        shutil.rmtree(part, ignore_errors=True)
        dev.Quietly(["debootstrap", "--variant=minbase", RELEASE, str(part), MIRROR]).wait()
        part.rename(base)
    shutil.rmtree(target, ignore_errors=True)
    dev.Quietly(["cp", "-a", "--reflink=auto", str(base), str(target)]).wait()
    shutil.copyfile("/etc/resolv.conf", target / "etc" / "resolv.conf")
    log.unlink(missing_ok=True)
    return Bare(target, log)


def prove(deb: Path, work: Path, tell: Tell) -> None:
    """Install, use and remove the package; tell what was seen.  Some minutes.

    Raises:
        dev.Stop: Something was not as it should be.
    """
    bare = bare_system(work / "bare", work / "proof.log")
    shutil.copytree(dev.ROOT / "packaging" / "proof", bare.root / "proof")
    shutil.copyfile(deb, bare.root / "tmp" / deb.name)
    bare.run("apt-get update -qq")
    began = time.monotonic()
    said = bare.run(f"apt-get install -y --no-install-recommends /tmp/{deb.name}")
    counted = re.search(r"(\d+) newly installed", said)
    packages = counted[1] if counted else "?"
    tell("apt install in a bare Debian 12", f"{packages} packages, {time.monotonic() - began:.0f} s")
    bare.run(f"useradd -m {PERSON}")
    tell("Python there", bare.run("command -v python3 || echo none").strip())
    tell("self-test there, offscreen", _states(bare.run(f"{_AS_PERSON} yagpt-desktop --self-test")))
    bare.run(f"apt-get install -y -qq --no-install-recommends {' '.join(_DESKTOP)}")
    bare.run(f"{_AS_PERSON} dbus-run-session -- sh /proof/session.sh '{IN_ANSWER}'")
    _tell_session(bare, work, tell)
    _remove(bare, tell)


def _states(report: str) -> str:
    checks = json.loads(report[report.index("{") :])["checks"]
    others = [
        f"{name}: {one['state']} ({one.get('reason', '')})"
        for name, one in checks.items()
        if one["state"] != "ok"
    ]
    return f"{len(checks) - len(others)} ok" + (f"; {'; '.join(others)}" if others else "")


def _tell_session(bare: Bare, work: Path, tell: Tell) -> None:
    proof = bare.root / "home" / PERSON / "proof"
    kept = work / "proof"
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(proof, kept)
    strict = (proof / "strict.json").read_text(encoding="utf-8")
    tell("self-test there, strict", _states(strict))
    keyring = json.loads(strict)["checks"]["keyring"]
    tell("gnome-keyring", f"{keyring['backend']}: written, read, deleted in {keyring['ms']:.0f} ms")
    tell(
        "link", f"opened; {json.loads(strict)['checks']['link']['inherited']} variables, none of the bundle's"
    )
    seen = (proof / "seen.txt").read_text(encoding="utf-8")
    line = next(line for line in seen.splitlines() if IN_ANSWER in line)
    tell("answer in the window, as a screen reader finds it", repr(line[:70]))


def _remove(bare: Bare, tell: Tell) -> None:
    history = bare.root / "home" / PERSON / ".local/share/yagpt-desktop/history.db"
    before = history.stat().st_size
    bare.run("apt-get remove -y yagpt-desktop")
    left = bare.run("ls -d /usr/lib/yagpt-desktop /usr/bin/yagpt-desktop 2>/dev/null || true").split()
    if left or history.stat().st_size != before:
        raise dev.Stop(f"after apt remove: {left}, history of {history.stat().st_size} bytes")
    tell("apt remove", f"nothing of the program left; chats stay ({before} bytes)")
    said = bare.run("LC_ALL=ru_RU.UTF-8 apt-get purge -y yagpt-desktop 2>&1")
    named = [line.strip() for line in said.splitlines() if ".local/share/yagpt-desktop" in line]
    if not any(f"/home/{PERSON}" in line for line in named) or not history.exists():
        raise dev.Stop(f"purge does not say where the chats are:\n{said}")
    tell("apt purge", f"says: {named[-1]}; chats stay")


def start_seconds(command: list[str], environment: dict[str, str], display: str) -> float:
    """Return how long it takes from the start to a window on the screen."""
    with tempfile.TemporaryDirectory(prefix="yagpt-start-") as folder:
        own = {**environment, "DISPLAY": display, "HOME": folder, "QT_QPA_PLATFORM": "xcb"}
        began = time.monotonic()
        process = subprocess.Popen(
            [*command, "--demo"], env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            while time.monotonic() - began < 60:
                tree = subprocess.run(
                    ["xwininfo", "-root", "-tree", "-display", display],
                    capture_output=True,
                    text=True,
                    check=False,
                ).stdout
                if "YaGPT" in tree and re.search(r'"yagpt-desktop"\)\s+\d{3,}x\d{3,}', tree):
                    return time.monotonic() - began
                time.sleep(0.01)
            raise dev.Stop(f"no window: {' '.join(command)}")
        finally:
            process.terminate()
            process.wait(20)


def compare_starts(bundle: list[str], source: list[str], environment: dict[str, str], tell: Tell) -> float:
    """Start both by turns under a screen of their own; return how many times longer the bundle takes."""
    said, told = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(told), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        stderr=subprocess.DEVNULL,
        pass_fds=[told],
    )
    os.close(told)
    try:
        with os.fdopen(said, encoding="ascii") as number:
            display = f":{number.readline().strip()}"
        start_seconds(bundle, environment, display)
        start_seconds(source, environment, display)
        pairs = [
            (start_seconds(bundle, environment, display), start_seconds(source, environment, display))
            for _ in range(STARTS)
        ]
    finally:
        screen.terminate()
        screen.wait(20)
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    tell("start to window, s", f"bundle {ours:.2f}, from source {theirs:.2f} ({ours / theirs:.2f} ×)")
    return ours / theirs


def main(arguments: list[str]) -> int:
    """Prove one package."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        print("usage: python3 packaging/prove.py FILE.deb", file=sys.stderr)
        return 2
    try:
        need_root("or use the package on a machine you can spare")
        with tempfile.TemporaryDirectory(prefix="yagpt-proof-") as work:
            get_tools()
            prove(Path(arguments[0]), Path(work), lambda what, told: dev.say(f"{what}: {told}"))
    except dev.Stop as stop:
        dev.say(str(stop))
        return stop.code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
