"""The packages for Linux, made of one tree: .deb, .rpm and a portable archive."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import dev
from archive_writer import write_ar, write_tar
from build_ground import Ground
from bundle import NAME
from linux_tree import filled, settle

# In the bundle as copies, so nothing of the system is needed for them.
_SHIPPED = ("libffi8", "libbz2-1.0", "liblzma5", "libuuid1")
_ALSO_NEEDED = ("ca-certificates",)
_DESCRIPTION = """Source: yagpt-desktop
Maintainer: nobody <nobody@localhost>

Package: yagpt-desktop
Architecture: any
Description: for dpkg-shlibdeps alone
"""


def architecture() -> str:
    """Return what Debian calls this machine's kind."""
    return _said("dpkg", "--print-architecture")


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def make_deb(ground: Ground, tree: Path, target: Path) -> str:
    """Write the .deb; return what it depends on."""
    depends = needed_packages(ground.work / "shlibdeps", tree / "usr" / "lib" / NAME)
    control = ground.work / "control"
    shutil.rmtree(control, ignore_errors=True)
    control.mkdir()
    text = filled(
        ground,
        "control.in",
        ARCHITECTURE=architecture(),
        KILOBYTES=str(_kilobytes(tree)),
        DEPENDS=depends,
    )
    (control / "control").write_text(text, encoding="utf-8")
    (control / "md5sums").write_text("".join(_md5_lines(tree)), encoding="utf-8")
    for script in ("postinst", "postrm"):
        (control / script).write_text(filled(ground, script), encoding="utf-8")
        (control / script).chmod(0o755)
    data, head = ground.work / "data.tar.xz", ground.work / "control.tar.xz"
    write_tar(tree, data, ground.commit.moment)
    write_tar(control, head, ground.commit.moment)
    members: list[tuple[str, Path | bytes]] = [
        ("debian-binary", b"2.0\n"),
        ("control.tar.xz", head),
        ("data.tar.xz", data),
    ]
    write_ar(members, target, ground.commit.moment)
    return depends


def needed_packages(work: Path, program: Path) -> str:
    """Ask dpkg-shlibdeps which packages bring the libraries that are not in the bundle."""
    shutil.rmtree(work, ignore_errors=True)
    (work / "debian").mkdir(parents=True)
    (work / "debian" / "control").write_text(_DESCRIPTION, encoding="utf-8")
    files = [path for path in sorted(program.rglob("*")) if not path.is_symlink() and _is_program(path)]
    places = sorted({str(path.parent) for path in files})
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0"]
    command += [f"-x{name}" for name in _SHIPPED] + [f"-l{place}" for place in places]
    done = subprocess.run([*command, *map(str, files)], cwd=work, capture_output=True, text=True, check=False)
    if done.returncode:
        raise dev.Stop(f"dpkg-shlibdeps: {done.stderr[-2000:]}")
    found = done.stdout.strip().removeprefix("shlibs:Depends=")
    return ", ".join([found, *_ALSO_NEEDED])


def _is_program(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _kilobytes(tree: Path) -> int:
    """Count as dpkg does: each file in whole kilobytes, one for everything else."""
    return sum(
        -(-path.stat().st_size // 1024) if path.is_file() and not path.is_symlink() else 1
        for path in tree.rglob("*")
    )


def _md5_lines(tree: Path) -> Iterator[str]:
    for path in sorted(tree.rglob("*")):
        if path.is_file() and not path.is_symlink():
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            yield f"{digest}  {path.relative_to(tree).as_posix()}\n"


def make_rpm(ground: Ground, tree: Path, target: Path) -> None:
    """Write the .rpm with rpmbuild.

    Raises:
        dev.Stop: It failed.
    """
    with tempfile.TemporaryDirectory(prefix="yagpt-rpm-", dir=ground.work) as folder:
        spec = Path(folder, "yagpt-desktop.spec")
        spec.write_text(filled(ground, "yagpt-desktop.spec.in", TREE=str(tree)), encoding="utf-8")
        command = ["rpmbuild", "-bb", "--quiet", "--define", f"_topdir {folder}", str(spec)]
        dev.Quietly(command, ground.environment).wait()
        (made,) = Path(folder, "RPMS").rglob("*.rpm")
        shutil.move(made, target)


def make_portable(ground: Ground, tree: Path, target: Path) -> None:
    """Write the archive that a person unpacks anywhere and installs for themselves."""
    folder = ground.work / "portable"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(tree / "usr" / "lib", folder / "lib", symlinks=True)
    shutil.copytree(
        tree / "usr" / "share", folder / "share", symlinks=True, ignore=shutil.ignore_patterns("lintian")
    )
    for script in ("install.sh", "uninstall.sh"):
        (folder / script).write_text(filled(ground, script), encoding="utf-8")
        (folder / script).chmod(0o755)
    settle(folder, ground.commit.moment)
    write_tar(folder, target, ground.commit.moment, target.name.removesuffix(".tar.xz"))


def write_sums(files: Iterable[Path], target: Path) -> None:
    """Write SHA256SUMS as sha256sum reads it."""
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(files)]
    target.write_text("".join(lines), encoding="utf-8")
