"""What a build is told of itself, in every state a source tree may be in."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

import build_facts
from yagpt_desktop.app import findings
from yagpt_desktop.domain.build import BuildKind

DAY = "2026-11-23"


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A source tree that is in no repository."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    root = tmp_path / "unpacked"
    (root / "yagpt_desktop" / "__pycache__").mkdir(parents=True)
    (root / "yagpt_desktop" / "__init__.py").write_text('__version__ = "1.2.3"\n')
    (root / "yagpt_desktop" / "__pycache__" / "old.pyc").touch()
    return root


def git(root, *words):
    who = {f"GIT_{role}_{what}": f"made-up{at}" for role in ("AUTHOR", "COMMITTER")
           for what, at in (("NAME", ""), ("EMAIL", "@made-up.example"))}  # fmt: skip
    when = {f"GIT_{role}_DATE": f"{DAY}T12:00:00Z" for role in ("AUTHOR", "COMMITTER")}
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-C", str(root), *words]
    subprocess.run(command, env={**os.environ, **who, **when, **plain}, check=True, capture_output=True)


@pytest.fixture
def repository(tree):
    git(tree, "init", "-q")
    git(tree, "add", "yagpt_desktop/__init__.py")
    git(tree, "commit", "-q", "-m", "made up")
    return tree


def shown(root, tmp_path, monkeypatch):
    """Build the package as Windows and macOS do, and have the program read the note."""
    folder = build_facts.package_with_facts(tmp_path / "work", root)
    assert not (root / "yagpt_desktop" / build_facts.NAME).exists()
    assert not (folder / "yagpt_desktop" / "__pycache__").exists()
    monkeypatch.setattr(findings, "files", lambda name: folder / name)
    return findings.this_build()


def test_the_tagged_commit_is_a_release(repository, tmp_path, monkeypatch):
    git(repository, "tag", "v1.2.3")
    build = shown(repository, tmp_path, monkeypatch)
    assert (build.kind, build.day, build.is_changed) == (BuildKind.RELEASE, DAY, False)
    assert len(build.commit) == 12


@pytest.mark.parametrize("tag", [None, "v1.2.4", "1.2.3", "v1.2.30"])
def test_any_other_commit_is_a_development_build(repository, tmp_path, monkeypatch, tag):
    if tag:
        git(repository, "tag", tag)
    build = shown(repository, tmp_path, monkeypatch)
    assert (build.kind, build.day, len(build.commit)) == (BuildKind.DEVELOPMENT, DAY, 12)


def test_a_changed_tree_is_no_release_even_on_the_tag(repository, tmp_path, monkeypatch):
    git(repository, "tag", "v1.2.3")
    (repository / "yagpt_desktop" / "__init__.py").write_text('__version__ = "1.2.3"\n# changed\n')
    build = shown(repository, tmp_path, monkeypatch)
    assert (build.kind, build.is_changed) == (BuildKind.DEVELOPMENT, True)


def test_a_tree_without_git_tells_neither_commit_nor_day(tree, tmp_path, monkeypatch):
    build = shown(tree, tmp_path, monkeypatch)
    assert (build.kind, build.day, build.commit) == (BuildKind.DEVELOPMENT, "", "")


def test_a_tree_inside_of_another_repository_is_no_part_of_it(tree, tmp_path, monkeypatch):
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "unpacked/yagpt_desktop/__init__.py")
    git(tmp_path, "commit", "-q", "-m", "made up")
    assert shown(tree, tmp_path, monkeypatch).commit == ""


def test_a_day_that_is_given_counts(tree, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    assert shown(tree, tmp_path, monkeypatch).day == "2026-11-18"


def test_without_the_tool_nothing_is_known(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert build_facts.of_tree(repository) == build_facts.Facts("", "")


def test_the_note_is_plain(tmp_path):
    build_facts.Facts("0123456789ab", DAY, release=True).write(tmp_path)
    told = json.loads((tmp_path / build_facts.NAME).read_text("utf8"))
    assert told == {"commit": "0123456789ab", "date": DAY, "release": True, "changed": False}
    assert build_facts.NAME == findings.BUILD_FACTS
