"""What keeps a release from going out."""

from __future__ import annotations

import pytest

import release
from yagpt_desktop import __version__


def test_the_tag_is_the_programs_version():
    assert release.tag_problem(f"v{__version__}", release.own_version()) == ""
    for tag in (__version__, f"v{__version__}.1", "v99.0.0", ""):
        assert release.tag_problem(tag, release.own_version())


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "made-up.deb").write_bytes(b"deb")
    (tmp_path / "made-up-setup.exe").write_bytes(b"exe")
    (tmp_path / release.SUMS).write_text(release.sums_text(tmp_path), encoding="utf8")
    (tmp_path / f"{release.SUMS}.sig").write_bytes(b"sig")
    return tmp_path


def test_sums_that_hold_are_good(folder):
    assert release.problem_in(folder) == ""
    assert (folder / release.SUMS).read_text("utf8").count("\n") == 2


@pytest.mark.parametrize("act", ["changed", "added", "taken away", "unsigned", "no sums", "empty"])
def test_anything_else_is_not(folder, act):
    if act == "changed":
        (folder / "made-up.deb").write_bytes(b"dab")
    elif act == "added":
        (folder / "more.deb").write_bytes(b"")
    elif act == "taken away":
        (folder / "made-up.deb").unlink()
    elif act == "unsigned":
        (folder / "made-up-setup.exe").rename(folder / "made-up-setup-unsigned.exe")
        (folder / release.SUMS).write_text(release.sums_text(folder), encoding="utf8")
    elif act == "no sums":
        (folder / release.SUMS).unlink()
    else:
        for path in [path for path in folder.iterdir() if path.name.startswith("made-up")]:
            path.unlink()
        (folder / release.SUMS).write_text("", encoding="utf8")
    assert release.problem_in(folder)
