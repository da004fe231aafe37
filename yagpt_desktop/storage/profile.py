"""The folder where a person's settings, history and logs live."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from yagpt_desktop.domain.errors import ProfileUnusable, StorageError

APP_NAME = "yagpt-desktop"
PROFILE_VARIABLE = "YAGPT_PROFILE"

_PRIVATE_FOLDER = 0o700
_OWN_NAMES = ("settings.json", "history.db", "config.toml", "models.json", "backups", "logs")


@dataclass(frozen=True, slots=True)
class Profile:
    """The places in a profile folder.  Nothing is made until somebody needs it."""

    folder: Path

    @property
    def settings_file(self) -> Path:
        """Where ``JsonSettingsStore`` writes."""
        return self.folder / "settings.json"

    @property
    def config_file(self) -> Path:
        """The administrator's or user's ``config.toml``, which need not be there."""
        return self.folder / "config.toml"

    @property
    def prices_file(self) -> Path:
        """The person's own table of models and prices, which need not be there."""
        return self.folder / "models.json"

    @property
    def history_file(self) -> Path:
        """The database of chats."""
        return self.folder / "history.db"

    def backups(self) -> Path:
        """Return the folder of backups, made if need be.

        Raises:
            StorageError: It cannot be made.
        """
        return _private_folder(self.folder / "backups")

    def logs(self) -> Path:
        """Return the folder of logs, made if need be.

        Raises:
            StorageError: It cannot be made.
        """
        return _private_folder(self.folder / "logs")


def profile_folder(explicit: Path | None, environ: Mapping[str, str]) -> Path:
    """Decide where the profile is: an option, else ``YAGPT_PROFILE``, else the platform's place."""
    if explicit is not None:
        return whole_path(explicit)
    if named := environ.get(PROFILE_VARIABLE):
        return whole_path(Path(named))
    return platformdirs.user_data_path(APP_NAME, appauthor=False, roaming=False)


def whole_path(path: Path) -> Path:
    """Return a path from the root on; the home of a user that there is not stays a name as any other."""
    try:
        return path.expanduser().absolute()
    except RuntimeError:
        return path.absolute()


def open_profile(explicit: Path | None, environ: Mapping[str, str]) -> Profile:
    """Make sure that the profile's folder is there and is its owner's alone (0700).

    A folder that somebody named and that holds other things keeps its mode: it may be shared for a reason.

    Raises:
        ProfileUnusable: It cannot be made or read, or is not a folder.
    """
    folder = profile_folder(explicit, environ)
    if _is(Path.is_dir, folder):
        if explicit is None or _is_ours(folder):
            _close_to_others(folder)
        return Profile(folder)
    try:
        return Profile(_private_folder(folder))
    except StorageError as error:
        raise _unusable(folder, error.detail) from error


def _unusable(folder: Path, detail: str) -> ProfileUnusable:
    """Name what was asked for, and whether a file is in the way, there or further up."""
    taken = next((place for place in (folder, *folder.parents) if _is(Path.is_file, place)), None)
    return ProfileUnusable(detail, path=str(taken or folder), is_file=taken is not None)


def _is(kind: Callable[[Path], bool], place: Path) -> bool:
    """Look at a place; one that cannot be looked at, or that no disk could hold, is nothing."""
    try:
        return kind(place)
    except OSError:
        return False


def _is_ours(folder: Path) -> bool:
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError as error:
        raise _unusable(folder, f"cannot read: {error.strerror}") from error
    return not names or any(name in _OWN_NAMES for name in names)


def _private_folder(folder: Path) -> Path:
    """Make a folder and close it to others, whatever the umask; missing parents come with it."""
    try:
        if not folder.is_dir():
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
            folder.chmod(_PRIVATE_FOLDER)
    except OSError as error:
        raise StorageError(f"cannot make {folder}: {error.strerror}") from error
    return folder


def _close_to_others(folder: Path) -> None:
    """Somebody else's folder, or one on a drive without modes, stays as it is: its files are 0600 anyway."""
    with contextlib.suppress(OSError):
        if folder.stat().st_mode & 0o077:
            folder.chmod(_PRIVATE_FOLDER)
