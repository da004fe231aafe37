"""Connects the notice of newer versions: settings, strip, profile and network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QThreadPool

from yagpt_desktop import __version__
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.services.publisher import Publisher, publisher
from yagpt_desktop.services.update_desk import UpdateDesk
from yagpt_desktop.services.update_notice import LARGEST_BYTES
from yagpt_desktop.storage.update_file import UpdateFile
from yagpt_desktop.ui.settings.update_controller import UpdateController
from yagpt_desktop.ui.settings.update_section import UpdateSection
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.widgets.strip import Strip
from yagpt_desktop.wiring import Wiring

if TYPE_CHECKING:
    from yagpt_desktop.yandex.policy import NetworkPolicy

UPDATES_FILE: Final = "updates.json"


class LateSource:
    """A ``ManifestSource`` that loads the HTTP library only when it fetches."""

    def __init__(self, announcer: Publisher, policy: Callable[[], NetworkPolicy]) -> None:
        self._announcer = announcer
        self._policy = policy

    def fetch(self, cancel: CancelToken) -> bytes:
        """See the port."""
        from yagpt_desktop.yandex.announcement import AnnouncementDoor  # noqa: PLC0415

        told = self._announcer
        return AnnouncementDoor(told.address, told.hosts, LARGEST_BYTES, self._policy).fetch(cancel)


def update_desk(folder: Path, policy: Callable[[], NetworkPolicy], announcer: Publisher) -> UpdateDesk:
    """Return the desk of a profile."""
    return UpdateDesk(
        UpdateFile(folder / UPDATES_FILE), LateSource(announcer, policy), announcer, __version__
    )


def open_updates(
    section: UpdateSection,
    strip: Strip,
    hub: SettingsHub,
    wiring: Wiring,
    pool: QThreadPool,
) -> UpdateController:
    """Return what looks for newer versions; nothing is read or asked before it begins."""
    desk = update_desk(wiring.profile.folder, wiring.network.policy, publisher())
    # The demo promises that nothing leaves this computer.
    return UpdateController(section, strip, hub, desk, pool, lambda: wiring.demo is not None)
