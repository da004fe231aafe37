from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from yagpt_desktop.domain.errors import ProfileUnusable
from yagpt_desktop.storage.profile import open_profile, profile_folder


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_an_option_beats_the_environment_and_the_environment_the_platform(tmp_path: Path) -> None:
    environ = {"YAGPT_PROFILE": str(tmp_path / "from-environment")}
    assert profile_folder(tmp_path / "option", environ) == tmp_path / "option"
    assert profile_folder(None, environ) == tmp_path / "from-environment"
    assert profile_folder(None, {"YAGPT_PROFILE": ""}).name == "yagpt-desktop"


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o777])
def test_a_new_profile_is_its_owner_s_alone_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        profile = open_profile(tmp_path / "profile", {})
        logs, backups = profile.logs(), profile.backups()
    finally:
        os.umask(before)
    assert [mode_of(folder) for folder in (profile.folder, logs, backups)] == [0o700] * 3


def test_missing_parents_are_made(tmp_path: Path) -> None:
    assert open_profile(tmp_path / "a" / "b" / "c", {}).folder.is_dir()


def test_folders_inside_are_made_only_when_needed(tmp_path: Path) -> None:
    profile = open_profile(tmp_path / "profile", {})
    assert list(profile.folder.iterdir()) == []
    profile.logs()
    assert [entry.name for entry in profile.folder.iterdir()] == ["logs"]


def test_a_profile_that_stands_open_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    folder.mkdir()
    (folder / "settings.json").write_text("{}")
    folder.chmod(0o755)
    open_profile(folder, {})
    assert mode_of(folder) == 0o700


def test_a_named_folder_with_other_things_in_it_is_not_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"")
    tmp_path.chmod(0o755)
    open_profile(tmp_path, {})
    assert mode_of(tmp_path) == 0o755


def test_a_file_in_the_profile_s_place_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("")
    for named in (tmp_path / "profile", tmp_path / "profile" / "deeper"):
        with pytest.raises(ProfileUnusable) as raised:
            open_profile(named, {})
        assert raised.value.is_file
        assert raised.value.path == str(tmp_path / "profile")


def test_a_place_that_cannot_be_looked_at_is_no_profile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_dir", closed)
    monkeypatch.setattr(Path, "is_file", closed)
    with pytest.raises(ProfileUnusable) as raised:
        open_profile(tmp_path / "closed" / "profile", {})
    assert raised.value.path == str(tmp_path / "closed" / "profile")
    assert not raised.value.is_file


def test_the_home_of_nobody_is_a_name_as_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = "~nobody-of-this-name"
    assert profile_folder(Path(name), {}) == tmp_path / name
    assert profile_folder(None, {"YAGPT_PROFILE": name}) == tmp_path / name
