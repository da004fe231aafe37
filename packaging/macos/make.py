"""Make the macOS disk image.  On a Mac only; nothing of it could be tried where it was written.

``python packaging/macos/make.py --out DIR [--publish]``

PyInstaller makes the .app; with the builder's secrets it is signed for the hardened runtime, packed into a
.dmg that is signed too, sent to the notary, and the ticket is stapled to it.  Without them the file
carries ``unsigned`` in its name; ``--publish`` refuses to make such.

Environment: YAGPT_MAC_IDENTITY ("Developer ID Application: …", in a keychain that is open),
YAGPT_NOTARY_APPLE_ID, YAGPT_NOTARY_TEAM_ID, YAGPT_NOTARY_PASSWORD (an app-specific one).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import build_facts
import icon_file
import publisher
from sbom import own_version

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
APP = "YaGPT Desktop.app"
NEEDED = ("YAGPT_MAC_IDENTITY", "YAGPT_NOTARY_APPLE_ID", "YAGPT_NOTARY_TEAM_ID", "YAGPT_NOTARY_PASSWORD")
_NOT_ADHOC = ("--force", "--timestamp", "--options", "runtime")


def can_sign(environ: Mapping[str, str]) -> bool:
    """Whether the secrets are all there."""
    return all(environ.get(name) for name in NEEDED)


def sign_commands(app: Path, environ: Mapping[str, str]) -> list[list[str]]:
    """Return what signs an application: its libraries first, the whole last, as Apple asks for."""
    identity = environ["YAGPT_MAC_IDENTITY"]
    sign = ["codesign", *_NOT_ADHOC, "--sign", identity]
    inner = sorted(path for kind in ("*.dylib", "*.so") for path in app.rglob(kind))
    frameworks = sorted(app.rglob("*.framework"), key=lambda path: len(path.parts), reverse=True)
    whole = [*sign, "--entitlements", str(HERE / "entitlements.plist"), str(app)]
    check = ["codesign", "--verify", "--deep", "--strict", "--verbose=2", str(app)]
    return [*([*sign, str(path)] for path in (*inner, *frameworks)), whole, check]


def image_command(staging: Path, image: Path) -> list[str]:
    """Return what packs a folder into a compressed image."""
    form = ["-format", "UDZO", "-imagekey", "zlib-level=9"]
    return [
        "hdiutil",
        "create",
        "-volname",
        "YaGPT Desktop",
        "-srcfolder",
        str(staging),
        "-ov",
        *form,
        str(image),
    ]


def notary_commands(image: Path, environ: Mapping[str, str]) -> list[list[str]]:
    """Return what signs the image, has it looked at by Apple, and staples the ticket to it."""
    _, apple_id, team, password = (environ[name] for name in NEEDED)
    who = ["--apple-id", apple_id, "--team-id", team, "--password", password]
    return [
        ["codesign", "--force", "--timestamp", "--sign", environ["YAGPT_MAC_IDENTITY"], str(image)],
        ["xcrun", "notarytool", "submit", str(image), *who, "--wait", "--timeout", "45m"],
        ["xcrun", "stapler", "staple", str(image)],
        ["spctl", "--assess", "--type", "open", "--context", "context:primary-signature", str(image)],
    ]


def run(command: list[str], settings: Mapping[str, str] | None = None) -> None:
    """Run a tool; what is told of a failure holds no option, for one may be a password.

    Raises:
        SystemExit: It is missing, or says no.
    """
    try:
        code = subprocess.run(command, env=os.environ | dict(settings or {}), check=False).returncode
    except FileNotFoundError as error:
        raise SystemExit(f"there is no {command[0]}") from error
    if code:
        raise SystemExit(f"{command[0]} {command[1]} ended with {code}")


def freeze(work: Path, version: str) -> Path:
    """Have PyInstaller make the application."""
    run([sys.executable, str(ROOT / "packaging" / "resources.py")])
    icon = work / "app.icns"
    icon.write_bytes(icon_file.icns_bytes(ROOT / "resources" / "icons" / "app.svg"))
    settings = {
        "YAGPT_SOURCE": str(build_facts.package_with_facts(work)),
        "YAGPT_ICON": str(icon),
        "YAGPT_VERSION": version,
        "YAGPT_COPYRIGHT": f"{publisher.read().copyright_line}. MIT licence.",
    }
    places = ["--distpath", str(work / "dist"), "--workpath", str(work / "build")]
    run([sys.executable, "-m", "PyInstaller", "--noconfirm", *places, str(HERE / "macos.spec")], settings)
    app = work / "dist" / APP
    licences = app / "Contents" / "Resources" / "licences"
    run([sys.executable, str(ROOT / "packaging" / "licences.py"), "-o", str(licences)])
    return app


def make(app: Path, out: Path, version: str) -> Path:
    """Sign the application where that is possible, and pack it."""
    signs = can_sign(os.environ)
    out.mkdir(parents=True, exist_ok=True)
    image = out / f"yagpt-desktop-{version}-macos{'' if signs else '-unsigned'}.dmg"
    for command in sign_commands(app, os.environ) if signs else ():
        run(command)
    # As it is signed: the hardened runtime may refuse what worked before.
    run([str(app / "Contents" / "MacOS" / "yagpt-desktop"), "--self-test"])
    with tempfile.TemporaryDirectory(prefix="yagpt-dmg-") as folder:
        staging = Path(folder)
        # ditto keeps links and signatures as they are; a zip or a plain copy would not.
        run(["ditto", str(app), str(staging / APP)])
        (staging / "Applications").symlink_to("/Applications")
        run(image_command(staging, image))
    for command in notary_commands(image, os.environ) if signs else ():
        run(command)
    return image


def main() -> int:
    """Make the image and print where it is."""
    parser = argparse.ArgumentParser(description="Make the macOS disk image.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--publish", action="store_true", help="refuse to make an unsigned file")
    options = parser.parse_args()
    if sys.platform != "darwin":
        raise SystemExit("a macOS program is made on macOS")
    if options.publish and not can_sign(os.environ):
        raise SystemExit(f"an unsigned image is not published: {', '.join(NEEDED)} are needed")
    version = own_version()
    with tempfile.TemporaryDirectory(prefix="yagpt-macos-") as work:
        print(make(freeze(Path(work), version), options.out, version))
    return 0


if __name__ == "__main__":
    sys.exit(main())
