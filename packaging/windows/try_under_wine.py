"""Compile the installer with a stand-in for the program; install, upgrade, run and remove it under Wine.

``python3 packaging/windows/try_under_wine.py [--root DIR]``

Needs ``makensis``, ``wine`` and ``Xvfb``.  Where they are not installed, ``--root`` names a folder in which
debootstrap has made, or makes now (as root), a Debian 12 with them; nothing else of this system is touched.
Takes a minute or two once that is there, and prints one line for each thing it has seen.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import make

HERE = Path(__file__).resolve().parent
PACKAGES = "nsis,wine,wine64,xvfb,xauth"
_PREFIX = "drive_c/users"
_KEEP = "чужой файл.txt"
_TIMEOUT_S = 120
_TOO_OLD = 3
_ENTER = 'mount --make-rprivate / && mount -t proc proc "$1/proc" && chroot "$@"; exit $?'
# The registry is on the disk when Wine's server has ended.
_WAIT = 'wine "$@"; code=$?; wineserver -w; exit $code'
_SIGN = re.compile(r"\\(?:x([0-9a-f]{1,4})|(.))")


class Place:
    """Where the tools run: here, or inside a root."""

    def __init__(self, root: Path | None) -> None:
        self.root = root
        top = root / "tmp" if root else Path(tempfile.gettempdir())
        self.work = Path(tempfile.mkdtemp(prefix="yagpt-wine-", dir=top))

    def inside(self, path: Path) -> str:
        """Return a path of the work folder as the tools see it."""
        return f"/{path.relative_to(self.root)}" if self.root else str(path)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a tool with a Wine of its own; never raises for its exit code."""
        env = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": self.inside(self.work),
            "WINEPREFIX": self.inside(self.work / "prefix"),
            "WINEDEBUG": "-all",
            "LANG": "C.UTF-8",
            "USER": "tester",
        }
        # Wine looks itself up in /proc, which a bare root has not; the mount goes with its namespace.
        inside = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", _ENTER, "sh"]
        before = [*inside, str(self.root)] if self.root else []
        return subprocess.run(
            [*before, *command],
            env=env,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_TIMEOUT_S,
            check=False,
        )

    def wine(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a Windows program."""
        return self.run("xvfb-run", "-a", "sh", "-c", _WAIT, "sh", *command)

    def close(self) -> None:
        """End Wine's own server and take the folder away."""
        self.run("wineserver", "-k")
        shutil.rmtree(self.work, ignore_errors=True)


def prepare(root: Path | None) -> None:
    """Make the root if it is not there.

    Raises:
        SystemExit: The tools are neither here nor to be had.
    """
    if root is None:
        missing = [tool for tool in ("makensis", "wine", "xvfb-run") if shutil.which(tool) is None]
        if missing:
            raise SystemExit(f"there is no {', '.join(missing)}; give --root DIR")
    elif not (root / "usr/bin/makensis").exists():
        command = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(root)]
        if subprocess.run(command, check=False).returncode:
            raise SystemExit("debootstrap could not make the root")


def seen(what: str, *, holds: bool, more: str = "") -> None:
    """Print one finding.

    Raises:
        SystemExit: It is not as it should be.
    """
    print(f"{'ok  ' if holds else 'NO  '} {what}", flush=True)
    if not holds:
        raise SystemExit(f"not as it should be: {what}\n{more}")


def folder_of_stub(place: Place) -> Path:
    """Make what PyInstaller would have made, with a stand-in for the program."""
    folder = place.work / "yagpt-desktop"
    (folder / "_internal" / "PySide6").mkdir(parents=True)
    (folder / "_internal" / "PySide6" / "stub.dll").write_bytes(b"stub")
    (folder / "_internal" / "словарь.txt").write_text("слово\n", encoding="utf8")
    stub = place.work / "stub.nsi"
    shutil.copy(HERE / "stub.nsi", stub)
    target = place.inside(folder / "yagpt-desktop.exe")
    done = place.run("makensis", "-V2", "-WX", f"-DOUT={target}", place.inside(stub))
    seen("the stand-in compiles", holds=done.returncode == 0, more=done.stdout)
    return folder


def compiled(place: Place, folder: Path, version: str) -> Path:
    """Compile our own script, in the place where the tools are."""
    for name, source in (("LICENSE", make.ROOT / "LICENSE"), ("app.ico", None)):
        target = place.work / name
        target.write_bytes(
            source.read_bytes()
            if source
            else make.icon_file.icon_bytes(make.ROOT / "resources" / "icons" / "app.svg")
        )
    out = place.work / f"yagpt-desktop-{version}-setup-unsigned.exe"
    text = make.script_text(folder, out, place.work / "app.ico", version, signs=False)
    text = text.replace(str(make.ROOT / "LICENSE"), str(place.work / "LICENSE"))
    if place.root:
        text = text.replace(str(place.root), "")
    script = place.work / "installer.nsi"
    script.write_text(text, encoding="utf-8-sig")
    done = place.run("makensis", "-V2", "-WX", place.inside(script))
    seen(
        f"the installer of {version} compiles without a warning", holds=done.returncode == 0, more=done.stdout
    )
    return out


class Installed:
    """What Wine's disk and registry hold of the program."""

    def __init__(self, place: Place) -> None:
        self._place = place

    @property
    def user(self) -> Path:
        """The person's folder."""
        users = self._place.work / "prefix" / _PREFIX
        return next(path for path in users.iterdir() if path.name != "Public")

    @property
    def folder(self) -> Path:
        """The program's."""
        return self.user / "AppData/Local/Programs/YaGPT Desktop"

    def links(self) -> list[str]:
        """What stands in the Start menu."""
        menu = self.user / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/YaGPT Desktop"
        return sorted(path.name for path in menu.iterdir()) if menu.exists() else []

    def value(self, key: str, name: str) -> str:
        """Read a value of the person's registry from Wine's file; "" where it is not there."""
        text = (self._place.work / "prefix" / "user.reg").read_text("utf8", "replace")
        head = "[" + key.replace("\\", "\\\\") + "]"
        _, found, rest = text.partition(f"\n{head}")
        section = rest.partition("\n[")[0] if found else ""
        wanted = f'"{name}"=' if name else "@="
        line = next((line for line in section.splitlines() if line.startswith(wanted)), "")
        written = line.removeprefix(wanted).strip('"')
        return _SIGN.sub(lambda sign: chr(int(sign[1], 16)) if sign[1] else sign[2], written)


_UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\yagpt-desktop"
_VERB = r"Software\Classes\SystemFileAssociations\.zip\shell\yagpt-desktop"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"


def try_install(place: Place, here: Installed, setup: Path, version: str) -> None:
    """Install silently and look at everything that should be there."""
    done = place.wine(place.inside(setup), "/S")
    said = f"{done.returncode} {done.stderr}"
    seen(f"{version} installs silently", holds=done.returncode == 0, more=said)
    seen("the program and its parts are there", holds=(here.folder / "_internal/PySide6/stub.dll").exists())
    seen("a name in Russian stays whole", holds=(here.folder / "_internal/словарь.txt").exists())
    seen(
        "the Start menu has the program and its removal", holds=len(here.links()) == 2, more=str(here.links())
    )
    seen("Windows lists this version", holds=here.value(_UNINSTALL, "DisplayVersion") == version)
    seen("… and how to remove it", holds="uninstall.exe" in here.value(_UNINSTALL, "QuietUninstallString"))
    names = here.value(_VERB, "AppliesTo")
    seen("our archives alone have a verb", holds='~<"Чаты YaGPT Desktop"' in names, more=names)
    seen("… and zip files keep their program", holds=not here.value(r"Software\Classes\.zip", ""))


def try_run(place: Place, here: Installed) -> None:
    """Start what was installed, as the verb would."""
    place.wine(_windows(here, "yagpt-desktop.exe"), "open", "a b.zip")
    ran = here.folder / "stub-ran.txt"
    said = ran.read_text("utf8", "replace") if ran.exists() else ""
    seen("the installed program runs and is given the file", holds="a b.zip" in said, more=said)
    ran.unlink()


def _windows(here: Installed, name: str) -> str:
    inside = (here.folder / name).as_posix().split("drive_c", 1)[1]
    return "C:" + inside.replace("/", "\\")


def try_upgrade(place: Place, here: Installed, setup: Path, version: str) -> None:
    """Install over an older version: nothing of it stays, what is the person's does."""
    old = here.folder / "_internal" / "of-the-version-before.txt"
    old.write_bytes(b"old")
    (here.folder / _KEEP).write_bytes(b"mine")
    chats = here.user / "AppData/Local/yagpt-desktop"
    chats.mkdir(parents=True)
    (chats / "history.db").write_bytes(b"chats")
    try_install(place, here, setup, version)
    seen("nothing of the version before is left", holds=not old.exists())
    seen("a file of the person's is", holds=(here.folder / _KEEP).exists())
    place.wine("reg", "add", f"HKCU\\{_RUN}", "/v", "yagpt-desktop", "/d", "made up", "/f")


def try_removal(place: Place, here: Installed) -> None:
    """Remove silently: everything of ours goes, nothing else."""
    # _?= makes the uninstaller work where it stands, so that its end can be waited for.
    inside = _windows(here, "uninstall.exe")
    done = place.wine(inside, "/S", f"_?={inside.rsplit(chr(92), 1)[0]}")
    seen("it is removed silently", holds=done.returncode == 0, more=done.stderr)
    left = sorted(path.name for path in here.folder.iterdir())
    # The remover was told to stay.
    seen("only the person's own file is left", holds=set(left) <= {_KEEP, "uninstall.exe"}, more=str(left))
    seen("the Start menu is clean", holds=not here.links())
    for what, key, name in (
        ("Windows no longer lists it", _UNINSTALL, "DisplayName"),
        ("the verb is gone", _VERB, "AppliesTo"),
        ("it no longer starts with the session", _RUN, "yagpt-desktop"),
        ("its own key is gone", r"Software\yagpt-desktop", "InstallDir"),
    ):
        seen(what, holds=not here.value(key, name))
    chats = here.user / "AppData/Local/yagpt-desktop/history.db"
    seen("the chats are where they were", holds=chats.read_bytes() == b"chats")


def attempt(place: Place) -> None:
    """Do all of it."""
    folder = folder_of_stub(place)
    first, second = compiled(place, folder, "0.1.0"), compiled(place, folder, "0.2.0")
    seen("a prefix of Wine is made", holds=place.wine("wineboot", "--init").returncode == 0)
    # Wine takes itself for an older Windows, which the installer rightly refuses.
    refused = place.wine(place.inside(first), "/S").returncode
    seen("an old Windows is refused", holds=refused == _TOO_OLD, more=str(refused))
    seen("Wine is a Windows 10 from here on", holds=place.wine("winecfg", "/v", "win10").returncode == 0)
    here = Installed(place)
    steps: Sequence[Callable[[], None]] = (
        lambda: try_install(place, here, first, "0.1.0"),
        lambda: try_run(place, here),
        lambda: try_upgrade(place, here, second, "0.2.0"),
        lambda: try_removal(place, here),
    )
    for step in steps:
        step()


def main() -> int:
    """Try the installer; exit 1 at the first thing that is not as it should be."""
    parser = argparse.ArgumentParser(description="Try the Windows installer under Wine.")
    parser.add_argument("--root", type=Path, help="a Debian root with the tools; made if it is not there")
    options = parser.parse_args()
    root = options.root.resolve() if options.root else None
    prepare(root)
    place = Place(root)
    try:
        attempt(place)
    finally:
        place.close()
    print("the installer does what it should, under Wine; a real Windows has not seen it here")
    return 0


if __name__ == "__main__":
    sys.exit(main())
