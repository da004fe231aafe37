"""Make the Windows installer and the portable zip.

``python packaging/windows/make.py --out DIR [--folder FOLDER] [--publish]``

Without ``--folder`` PyInstaller makes the program's folder first, which needs Windows; with one, everything
else can be done anywhere (``makensis``: NSIS 3.08 or newer).  Files that could not be signed carry
``unsigned`` in their names; ``--publish`` refuses to make such.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(1, str(Path(__file__).resolve().parent.parent))
import sign
import version_file

import build_facts
import icon_file
import publisher
from sbom import own_version

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TEMPLATE = HERE / "installer.nsi.in"
NAME = "yagpt-desktop"
PORTABLE = "YaGPT Desktop"
_START = f'@start "" "%~dp0{NAME}.exe" --profile "%~dp0profile" %*\r\n'
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNSAFE = re.compile(r'["$`\r\n]')


def removal_lines(folder: Path) -> Iterator[str]:
    """Yield what takes away the parts of the folder, each by its name, and nothing else."""
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if _UNSAFE.search(path.name):
            raise SystemExit(f"a name that NSIS would read otherwise: {path.name!r}")
        act = "RMDir /r" if path.is_dir() else "Delete"
        yield f'  {act} "$INSTDIR\\{path.name}"'


def script_text(folder: Path, out: Path, icon: Path, version: str, *, signs: bool) -> str:
    """Return the installer's script for a folder."""
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    signer = f'"{sys.executable}" "{HERE / "sign.py"}" "%1"'
    # Both are run before the results are put away: what fails here leaves no installer.
    signing = f"!finalize '{signer}' = 0\n!uninstfinalize '{signer}' = 0" if signs else "; unsigned"
    who = publisher.read()
    if _UNSAFE.search(who.name + who.homepage):
        raise SystemExit(f"a publisher that NSIS would read otherwise: {who.name!r}, {who.homepage!r}")
    page = f'  WriteRegStr HKCU "${{UNINSTALL_KEY}}" "URLInfoAbout" "{who.homepage}"' if who.homepage else ""
    filled = {
        "VERSION": version,
        "PUBLISHER": who.name,
        "PAGE": page,
        "VERSION_OF_FOUR": version_file.dotted(version),
        "VERSION_KEYS": version_file.nsis_lines(version, out.name),
        "OUT": str(out),
        "ICON": str(icon),
        "LICENCE": str(ROOT / "LICENSE"),
        "FOLDER": folder.as_posix(),
        "REMOVE": "\n".join(removal_lines(folder)),
        "SIZE_KIB": str(-(-size // 1024)),
        "SIGNING": signing,
    }
    return re.sub(r"@([A-Z_]+)@", lambda found: filled[found[1]], TEMPLATE.read_text("utf8"))


def make_installer(folder: Path, out: Path, version: str, *, signs: bool) -> Path:
    """Compile the installer.

    Raises:
        SystemExit: makensis is missing or does not take the script.
    """
    with tempfile.TemporaryDirectory(prefix="yagpt-nsis-") as work:
        icon = Path(work) / "app.ico"
        icon.write_bytes(icon_file.icon_bytes(ROOT / "resources" / "icons" / "app.svg"))
        script = Path(work) / "installer.nsi"
        # The sign at the beginning tells makensis that it is UTF-8 on every system.
        script.write_text(script_text(folder, out, icon, version, signs=signs), encoding="utf-8-sig")
        run(["makensis", "-V2", "-WX", str(script)])
    return out


def make_portable(folder: Path, out: Path) -> Path:
    """Write the zip whose start keeps everything beside the program; the same bytes each time."""
    files = {f"{path.relative_to(folder).as_posix()}": path for path in folder.rglob("*") if path.is_file()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name in sorted(files):
            packed.writestr(_entry(name), files[name].read_bytes())
        packed.writestr(_entry(f"{PORTABLE}.cmd"), _START.encode("ascii"))
    return out


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{PORTABLE}/{name}", _ZIP_EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def freeze(work: Path, version: str) -> Path:
    """Have PyInstaller make the program's folder; on Windows only."""
    if sys.platform != "win32":
        raise SystemExit("a Windows program is made on Windows; give --folder to do the rest here")
    run([sys.executable, str(ROOT / "packaging" / "resources.py")])
    resource, icon = work / "version.txt", work / "app.ico"
    resource.write_text(version_file.pyinstaller_text(version), encoding="utf8")
    icon.write_bytes(icon_file.icon_bytes(ROOT / "resources" / "icons" / "app.svg"))
    settings = {
        "YAGPT_SOURCE": str(build_facts.package_with_facts(work)),
        "YAGPT_VERSION_FILE": str(resource),
        "YAGPT_ICON": str(icon),
    }
    places = ["--distpath", str(work / "dist"), "--workpath", str(work / "build")]
    run([sys.executable, "-m", "PyInstaller", "--noconfirm", *places, str(HERE / "windows.spec")], settings)
    folder = work / "dist" / NAME
    run([sys.executable, str(ROOT / "packaging" / "licences.py"), "-o", str(folder / "licences")])
    run([str(folder / f"{NAME}.exe"), "--self-test"])
    return folder


def run(command: list[str], settings: dict[str, str] | None = None) -> None:
    """Run a tool.

    Raises:
        SystemExit: It is missing, or says no.
    """
    try:
        code = subprocess.run(command, env=os.environ | (settings or {}), check=False).returncode
    except FileNotFoundError as error:
        raise SystemExit(f"there is no {command[0]}") from error
    if code:
        raise SystemExit(f"{command[0]} ended with {code}")


def make(folder: Path, out: Path, version: str, *, publish: bool) -> list[Path]:
    """Sign the program, and make both files from its folder."""
    signs = sign.can_sign(os.environ)
    if publish and not signs:
        raise SystemExit(f"unsigned files are not published: {', '.join(sign.NEEDED)} are missing")
    out.mkdir(parents=True, exist_ok=True)
    if signs:
        sign.sign(folder / f"{NAME}.exe")
    mark = "" if signs else "-unsigned"
    return [
        make_installer(folder, out.resolve() / f"{NAME}-{version}-setup{mark}.exe", version, signs=signs),
        make_portable(folder, out / f"{NAME}-{version}-windows-portable{mark}.zip"),
    ]


def main() -> int:
    """Make both, and print where they are."""
    parser = argparse.ArgumentParser(description="Make the Windows installer and the portable zip.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folder", type=Path, help="the program's folder, if it is made already")
    parser.add_argument("--publish", action="store_true", help="refuse to make unsigned files")
    options = parser.parse_args()
    version = own_version()
    if options.publish and not sign.can_sign(os.environ):
        raise SystemExit(f"unsigned files are not published: {', '.join(sign.NEEDED)} are missing")
    with tempfile.TemporaryDirectory(prefix="yagpt-windows-") as work:
        folder = (options.folder or freeze(Path(work), version)).resolve()
        for made in make(folder, options.out, version, publish=options.publish):
            print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
