"""Build and test the program's packages from the commit that is checked out.

``python3 packaging/build.py``             bundle, .deb, .rpm and portable .tar.xz, into build/linux/packages;
                                           then install, run and remove the .deb in a bare Debian 12 (as root)
``python3 packaging/build.py --twice``     the same, and make everything once more elsewhere and compare
``python3 packaging/build.py --packages``  make the packages and no more
``python3 packaging/build.py --bundle``    make the bundle and no more

Needs Python and apt, or the tools that are named; everything else is made on the way.  The bundle tests
itself, the packages are validated, and a size or a start over its bar fails the build.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent))
import build_ground
import bundle
import dev
import linux_packages
import linux_tree
import prove
import trees
from build_ground import Ground

WORK = dev.ROOT / "build" / "linux"
AGAIN = dev.ROOT / "build" / "linux-again"
INSTALLED_MB = 165
DEB_MB = 50
START_RATIO = 1.5
_T = TypeVar("_T")


class Table:
    """What is told at the end."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str]] = []

    def add(self, what: str, told: object) -> None:
        """Add a row, and tell it at once."""
        self._rows.append((what, str(told)))
        dev.say(f"{what}: {told}")

    def timed(self, what: str, act: Callable[[], _T]) -> _T:
        """Do something and note how long it took."""
        began = time.monotonic()
        result = act()
        self.add(what, f"{time.monotonic() - began:.0f} s")
        return result

    def held(self, what: str, figure: float, bar: float, unit: str) -> None:
        """Add a figure that has a bar.

        Raises:
            dev.Stop: The figure is over it.
        """
        self.add(what, f"{figure:.2f} {unit} (at most {bar:g})")
        if figure > bar:
            raise dev.Stop(f"{what}: {figure:.2f} {unit} is more than {bar:g}")

    def text(self) -> str:
        """Return the rows as a table of Markdown."""
        return "\n".join(["| | |", "|---|---|", *(f"| {what} | {told} |" for what, told in self._rows)])


def validated(tree: Path, deb: Path) -> dict[str, str]:
    """Return what each validator says; "clean" where it has nothing to say."""
    share = tree / "usr" / "share"
    commands = {
        "desktop-file-validate": [
            "desktop-file-validate",
            str(share / f"applications/{bundle.NAME}.desktop"),
        ],
        "appstreamcli validate": [
            # No domain is the project's, so its id can be none in reverse; it is that of the desktop entry.
            *(
                "appstreamcli",
                "validate",
                "--no-net",
                "--no-color",
                "--override=cid-desktopapp-is-not-rdns=info",
            ),
            str(share / f"metainfo/{bundle.NAME}.metainfo.xml"),
        ],
        "lintian": ["lintian", "--allow-root", "--tag-display-limit", "0", "--color", "never", str(deb)],
    }
    return {name: _verdict(command) for name, command in commands.items()}


def _verdict(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = " / ".join(line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip())
    if done.returncode:
        raise dev.Stop(f"{command[0]} has found something:\n{done.stdout}{done.stderr}")
    return said or "clean"


def make_bundle(table: Table, work: Path) -> tuple[Ground, Path]:
    """Make the ground and the bundle in a folder, and have it test itself."""
    table.timed("system tools", build_ground.get_tools)
    ground = table.timed("environment, wheel", lambda: build_ground.prepare(work))
    table.add("commit, version", f"{ground.commit.name}, {ground.version}, {ground.day}")
    folder = table.timed("bundle", lambda: bundle.make(ground))
    found = table.timed("self-test", lambda: bundle.self_test(folder / bundle.NAME))
    checks = found["checks"]
    assert isinstance(checks, dict)
    gaps = [f"{name}: {check['reason']}" for name, check in checks.items() if check["state"] == "gap"]
    table.add(
        "self-test says",
        f"{len(checks)} checks, " + (f"not here: {'; '.join(gaps)}" if gaps else "all there"),
    )
    table.add("bundle, MB", f"{bundle.megabytes(folder):.1f}")
    return ground, folder


def make_packages(table: Table, ground: Ground, folder: Path) -> Path:
    """Make the packages; return the .deb."""
    tree = table.timed("tree", lambda: linux_tree.make(ground, folder))
    table.held("installed", bundle.megabytes(tree), INSTALLED_MB, "MB")
    target = ground.work / "packages"
    target.mkdir()
    kind = linux_packages.architecture()
    stem = f"{bundle.NAME}_{ground.version}"
    deb, rpm, portable = (
        target / name for name in (f"{stem}_{kind}.deb", f"{stem}.{kind}.rpm", f"{stem}_linux_{kind}.tar.xz")
    )
    depends = table.timed(".deb", lambda: linux_packages.make_deb(ground, tree, deb))
    table.timed(".rpm", lambda: linux_packages.make_rpm(ground, tree, rpm))
    table.timed(".tar.xz", lambda: linux_packages.make_portable(ground, tree, portable))
    made = [deb, rpm, portable]
    table.held(deb.name, bundle.megabytes(deb), DEB_MB, "MB")
    for path in (rpm, portable):
        table.add(path.name, f"{bundle.megabytes(path):.1f} MB")
    table.add("needs of the system", f"{depends.count(',') + 1} packages")
    linux_packages.write_sums(made, target / "SHA256SUMS")
    for name, verdict in validated(tree, deb).items():
        table.add(name, verdict)
    return deb


def try_out(table: Table, ground: Ground, folder: Path, deb: Path) -> None:
    """Compare the start with that of the source, and use the package as a person would.  Some minutes."""
    prove.get_tools()
    ratio = prove.compare_starts(
        [str(folder / bundle.NAME)],
        [str(ground.python), "-P", "-m", "yagpt_desktop"],
        {**ground.environment, "PYTHONPATH": str(ground.source)},
        table.add,
    )
    table.held("start over that of the source", ratio, START_RATIO, "×")
    prove.prove(deb, ground.work, table.add)


def make_again(table: Table, first: Path, packages: Path) -> None:
    """Make everything once more in another folder and hold it against the first.

    Raises:
        dev.Stop: A file differs.
    """
    told = Table()
    ground, folder = make_bundle(told, AGAIN)
    deb = make_packages(told, ground, folder)
    for what, one, other in (("bundle", first, folder), ("packages", packages, deb.parent)):
        differing = trees.differences(one, other)
        if differing:
            raise dev.Stop(f"two builds of one commit differ in {', '.join(differing[:20])}")
        table.add(f"made twice, {what}", f"{len(trees.inventory(one))} entries, all equal")


def build(table: Table, options: argparse.Namespace) -> None:
    """Do what was asked for.

    Raises:
        dev.Stop: Something failed, is not as it should be, or needs root.
    """
    if not (options.bundle or options.packages):
        prove.need_root("or make the packages alone: python3 packaging/build.py --packages")
    ground, folder = make_bundle(table, WORK)
    if options.bundle:
        return
    deb = make_packages(table, ground, folder)
    if options.twice:
        make_again(table, folder, deb.parent)
    if not options.packages:
        try_out(table, ground, folder, deb)


def main(arguments: list[str]) -> int:
    """Build what is asked for; return 0 where it is good."""
    parser = argparse.ArgumentParser(description="Build and test the program's packages.")
    less = parser.add_mutually_exclusive_group()
    less.add_argument("--bundle", action="store_true", help="make the bundle and no more")
    less.add_argument("--packages", action="store_true", help="make the packages; do not try them out")
    parser.add_argument("--twice", action="store_true", help="make everything a second time and compare")
    options = parser.parse_args(arguments)
    table = Table()
    try:
        build(table, options)
    except dev.Stop as stop:
        dev.say(str(stop))
        return stop.code
    except KeyboardInterrupt:
        return 130
    finally:
        print(table.text(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
