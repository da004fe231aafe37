"""Who publishes stands in one place."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import linux_tree
import publisher
from build_ground import Commit, Ground

ROOT = Path(__file__).resolve().parents[2]
KNOWN = """[project]
authors = [{ name = "The authors" }]
maintainers = [{ name = "Made Up & Sons", email = "us@made-up.example" }]
urls = { Homepage = "https://made-up.example", Issues = "https://made-up.example/issues" }
"""


@pytest.fixture
def ground(tmp_path):
    """A tree with another publisher."""
    tree = tmp_path / "source"
    (tree / "packaging").mkdir(parents=True)
    (tree / "packaging" / "linux").symlink_to(ROOT / "packaging" / "linux")
    (tree / "LICENSE").symlink_to(ROOT / "LICENSE")
    (tree / "pyproject.toml").write_text(KNOWN, encoding="utf8")
    return Ground(
        tmp_path, Path(sys.executable), tmp_path, Commit("0123456789ab", 1_795_000_000), "9.8.7", {}
    )


@pytest.fixture
def ours(tmp_path):
    """The tree as it is."""
    (tmp_path / "source").symlink_to(ROOT)
    return Ground(
        tmp_path, Path(sys.executable), tmp_path, Commit("0123456789ab", 1_795_000_000), "9.8.7", {}
    )


def test_a_publisher_is_read_and_goes_before_the_authors(ground):
    who = publisher.read(ground.tree)
    assert who.contact == who.maintainer == "Made Up & Sons <us@made-up.example>"
    assert who.copyright_line.startswith("Copyright (c) 2026 The YaGPT Desktop authors")


def test_nothing_is_made_up_that_is_not_known():
    who = publisher.read()
    assert (who.address or publisher.NO_ADDRESS) in who.maintainer
    assert publisher.NO_ADDRESS.endswith(".invalid")
    assert publisher.NO_ADDRESS not in who.contact


def test_nobody_is_refused(tmp_path):
    (tmp_path / "LICENSE").write_text("Copyright somebody\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    with pytest.raises(SystemExit, match="nobody"):
        publisher.read(tmp_path)


def test_every_package_is_filled_from_the_one_place(ground):
    control = linux_tree.filled(ground, "control.in", ARCHITECTURE="a", KILOBYTES="1", DEPENDS="b")
    assert "\nMaintainer: Made Up & Sons <us@made-up.example>\n" in control
    assert "\nHomepage: https://made-up.example\n" in control
    spec = linux_tree.filled(ground, "yagpt-desktop.spec.in", TREE="/tree")
    assert "\nVendor: Made Up & Sons\n" in spec
    assert "\nURL: https://made-up.example\n" in spec
    root = ElementTree.fromstring(linux_tree.filled(ground, "yagpt-desktop.metainfo.xml").encode())
    assert root.findtext("developer_name") == "Made Up & Sons"
    pages = {each.get("type"): each.text for each in root.findall("url")}
    assert pages == {
        "homepage": "https://made-up.example",
        "bugtracker": "https://made-up.example/issues",
    }


def test_a_line_that_nothing_is_known_for_is_left_out(ground):
    (ground.tree / "pyproject.toml").write_text('[project]\nauthors = [{ name = "Made Up" }]\n')
    for name in ("control.in", "yagpt-desktop.spec.in", "yagpt-desktop.metainfo.xml"):
        text = linux_tree.filled(ground, name, ARCHITECTURE="a", KILOBYTES="1", DEPENDS="b", TREE="/tree")
        assert not re.search(r"@[A-Z]+@", text), name
        assert not re.search(r"^(Homepage|URL):|<url", text, re.MULTILINE), name


@pytest.mark.parametrize("which", ["ours", "ground"])
def test_the_filled_files_are_valid(which, request, tmp_path):
    filled = request.getfixturevalue(which)
    commands = {
        "yagpt-desktop.desktop": ["desktop-file-validate"],
        "yagpt-desktop.metainfo.xml": [
            *("appstreamcli", "validate", "--no-net", "--override=cid-desktopapp-is-not-rdns=info"),
        ],
        "yagpt-desktop.spec.in": ["rpmspec", "--parse"],
    }
    for name, command in commands.items():
        path = tmp_path / name.removesuffix(".in")
        path.write_text(linux_tree.filled(filled, name, TREE="/tree"), encoding="utf8")
        if shutil.which(command[0]):
            done = subprocess.run([*command, path], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr


def test_the_name_stands_nowhere_else():
    name = publisher.read().name
    for folder in ("packaging", ".github"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix not in {".pyc", ".txt"}:
                assert name not in path.read_text("utf8", "replace"), path
