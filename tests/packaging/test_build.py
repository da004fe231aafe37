"""What a build stands on; nothing is built here."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import build
import build_facts
import build_ground
import bundle
import dev
import linux_packages
import linux_tree
from build_ground import Commit, Ground

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def ground(tmp_path):
    (tmp_path / "source").symlink_to(ROOT)
    (tmp_path / "package" / "yagpt_desktop").mkdir(parents=True)
    return Ground(
        tmp_path,
        Path(sys.executable),
        tmp_path / "package",
        Commit("0123456789ab", 1_795_000_000),
        "9.8.7",
        {},
    )


def test_every_builder_is_pinned_and_hashed_and_no_address_is_in_it():
    text = build_ground.BUILD_LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    entries = re.split(r"\n(?=[a-z])", text.split("\n", 2)[2])
    assert {re.match(r"[a-z0-9-]+", entry)[0] for entry in entries} >= {"pyinstaller", "hatchling"}
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)


def test_the_supported_pythons_are_those_the_project_names():
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "classifiers"
    ]
    named = {line.rsplit(" ", 1)[1] for line in classifiers if re.search(r":: 3\.\d+$", line)}
    assert set(build_ground.SUPPORTED) == named
    assert list(build_ground.SUPPORTED) == sorted(named, key=lambda text: int(text[2:]), reverse=True)


def test_the_newest_python_that_works_is_taken(tmp_path, monkeypatch):
    answers = {
        "python3.13": "exit 1",
        "python3.12": "echo 3.12 1 /made/up/python3.12",
        "python3.11": "echo 3.11 1 /other",
    }
    for name, answer in answers.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{answer}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setattr(build_ground.os, "get_exec_path", lambda: [str(tmp_path)])
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert build_ground.newest_python() == Path("/made/up/python3.12")


def test_without_any_python_the_line_that_helps_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(build_ground, "_candidates", lambda: iter([tmp_path / "none"]))
    monkeypatch.setattr(build_ground.system_pieces, "can_install", lambda: False)
    with pytest.raises(dev.Stop, match="apt-get install python3-venv"):
        build_ground.newest_python()


def test_a_commit_has_one_moment_and_the_environment_may_name_another(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    assert build_ground.commit().moment == 1_795_000_000
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert build_ground.commit() == build_ground.commit()


def test_the_build_tells_its_commit_and_day(ground):
    bundle.write_facts(ground)
    facts = json.loads((ground.source / "yagpt_desktop" / build_facts.NAME).read_text(encoding="utf-8"))
    assert (facts["commit"], facts["date"]) == ("0123456789ab", ground.day)
    assert (facts["release"], facts["changed"]) == (False, False)


def test_no_hole_is_left_in_a_file(ground):
    for name in (
        "yagpt-desktop.desktop",
        "yagpt-desktop.metainfo.xml",
        "yagpt-desktop.1",
        "postinst",
        "postrm",
    ):
        assert "@" not in re.sub(r"@\w+\.", "", linux_tree.filled(ground, name)), name
    control = linux_tree.filled(
        ground,
        "control.in",
        ARCHITECTURE="amd64",
        KILOBYTES="1",
        DEPENDS="libc6",
    )
    assert not re.search(r"@[A-Z]+@", control)
    assert "Version: 9.8.7\n" in control


def test_libraries_are_read_and_the_program_alone_is_run(ground, tmp_path):
    folder = tmp_path / "bundle"
    (folder / "_internal").mkdir(parents=True)
    for name in ("yagpt-desktop", "_internal/lib.so"):
        (folder / name).touch(0o777)
    bundle._settle(folder, ground.commit.moment)
    assert (folder / "yagpt-desktop").stat().st_mode & 0o777 == 0o755
    assert (folder / "_internal/lib.so").stat().st_mode & 0o777 == 0o644
    assert (folder / "_internal/lib.so").stat().st_mtime == ground.commit.moment


def test_sums_are_read_by_sha256sum(tmp_path):
    for name in ("b", "a"):
        (tmp_path / name).write_text(name)
    linux_packages.write_sums([tmp_path / "b", tmp_path / "a"], tmp_path / "SHA256SUMS")
    lines = (tmp_path / "SHA256SUMS").read_text().splitlines()
    assert [line[66:] for line in lines] == ["a", "b"]
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0


def test_the_table_is_one():
    table = build.Table()
    assert table.timed("made up", lambda: 7) == 7
    table.add("size", "3 MB")
    assert table.text().splitlines()[-1] == "| size | 3 MB |"


def test_a_figure_over_its_bar_stops_the_build_and_stays_in_the_table():
    table = build.Table()
    table.held("installed", 164.9, 165, "MB")
    with pytest.raises(dev.Stop, match=r"installed: 165\.10 MB is more than 165"):
        table.held("installed", 165.1, 165, "MB")
    assert "165.10 MB (at most 165)" in table.text()


def test_trying_out_without_root_is_refused_before_anything_is_made(monkeypatch, capsys):
    monkeypatch.setattr(build.prove.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(build_ground, "get_tools", lambda: pytest.fail("something was begun"))
    assert build.main([]) != 0
    assert "--packages" in "".join(capsys.readouterr())


def test_a_python_without_venv_is_completed_where_that_is_allowed(tmp_path, monkeypatch):
    lame = tmp_path / "python3.11"
    lame.write_text(f"#!/bin/sh\n[ -e {tmp_path}/completed ] && echo 3.11 1 /made/up/python\n")
    lame.chmod(0o755)
    monkeypatch.setattr(build_ground, "_candidates", lambda: iter([lame]))
    monkeypatch.setattr(build_ground.system_pieces, "can_install", lambda: True)
    monkeypatch.setattr(
        build_ground.system_pieces, "install_command", lambda pieces: ["touch", f"{tmp_path}/completed"]
    )
    assert build_ground.newest_python() == Path("/made/up/python")
