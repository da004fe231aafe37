"""The library and the actions over a page: a real service on loopback, settings that nobody keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import shiboken6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.saved_prompt import PromptUse
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.own_prompts import PromptLibrary
from yagpt_desktop.simulator import LocalService, Options, Reply, Script
from yagpt_desktop.storage.atomic_file import write_atomically
from yagpt_desktop.storage.memory_texts import MemoryTextStore
from yagpt_desktop.ui.prompts.action_desk import ActionDesk, TextPlace
from yagpt_desktop.ui.prompts.library_desk import LibraryDesk
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import RunDesk, TextParts
from yagpt_desktop.ui.widgets.buttons import ChipButton
from yagpt_desktop.ui.widgets.plain_edit import PlainEdit
from yagpt_desktop.ui.widgets.toast import Toast
from yagpt_desktop.workers.alarm import ThreadAlarm
from yagpt_desktop.workers.job import several_threads, single_thread
from yagpt_desktop.yandex.grpc_client import GrpcCompletionClient

PATIENCE_MS = 30_000


class NoDisk:
    """Settings that nobody keeps."""

    def load(self) -> Settings:
        return Settings()

    def save(self, settings: Settings) -> None:
        return None


class Desk:
    """What a person does and sees."""

    def __init__(self, qtbot: Any, service: LocalService) -> None:
        self.qtbot, self.service = qtbot, service
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.source, button = PlainEdit("page-text"), ChipButton("page-actions")
        column = QVBoxLayout(self.window)
        for part in (button, self.source):
            column.addWidget(part)
        self.pools = single_thread(self.window), several_threads(self.window)
        self.hub = SettingsHub(Settings(), NoDisk(), self.pools[0], self.window)
        self.alarm = ThreadAlarm()
        client = GrpcCompletionClient(service.demo_access, Config(endpoints=service.endpoints), self.alarm)
        self.store = MemoryTextStore()
        parts = TextParts(
            self.store,
            MemoryTextStore(),
            *self.pools,
            lambda request, _settings: lambda cancel: client.complete(request, cancel),
        )
        self.desks = [RunDesk(parts, self.hub, self.window) for _ in range(2)]
        self.actions = ActionDesk(self.desks[0], self.hub, self.window)
        self.place = TextPlace(button, self.source, Toast(self.window))
        self.actions.add_place(self.place)
        self.library = LibraryDesk(self.window, self.hub, self.desks[1], write_atomically, self.pools[1])
        self.window.resize(900, 600)
        self.window.show()
        qtbot.waitExposed(self.window)

    def wait(self, found: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(found()), timeout=PATIENCE_MS)

    def find(self, name: str, within: QWidget | None = None) -> Any:
        """Return a part by its object name."""
        found = (within or self.window).findChild(QWidget, name)
        assert found is not None, name
        return found

    def dialog(self, name: str) -> Any:
        """Return an open dialog."""
        return next(
            one for one in self.window.findChildren(QDialog) if one.objectName() == name and one.isVisible()
        )

    def do(self, name: str) -> None:
        """Choose an action in the menu of the page."""
        self.place.button.menu().aboutToShow.emit()
        entries = self.place.button.menu().actions()
        next(one for one in entries if one.objectName() == f"action-{name}").trigger()

    def answered(self) -> Any:
        """Wait for the answer; return the dialog with it."""
        dialog = self.dialog("action-result")
        self.wait(lambda: not dialog.answer.running)
        return dialog

    def add(self, name: str, text: str, **more: Any) -> str:
        """Put an action of one's own into the library; return its id."""
        library = PromptLibrary(self.hub.settings.saved_prompts).add(name, text, PromptUse.ACTION, **more)
        self.put(library)
        return library.prompts[-1].id

    def put(self, library: PromptLibrary) -> None:
        """Make this the library."""
        self.hub.put(replace(self.hub.settings, saved_prompts=library.prompts))

    def close(self) -> None:
        """Leave the threads."""
        for dialog in self.window.findChildren(QDialog):
            dialog.done(0)
        for desk in self.desks:
            desk.shut_down()
        for pool in self.pools:
            pool.waitForDone()
        self.alarm.close()


@pytest.fixture
def desk(qtbot: Any, theming: object, russian: None) -> Iterator[Desk]:
    """A page with its button, in Russian."""
    QGuiApplication.clipboard().clear()
    with LocalService(script=Script(), options=Options(pace=0)) as service:
        made = Desk(qtbot, service)
        yield made
        made.close()
        # Left to the collector, it could die in one of the worker threads of a later test.
        shiboken6.delete(made.window)


@pytest.fixture
def reply() -> Callable[..., Reply]:
    """Makes an answer of the service that grows through these texts."""
    return Reply.of_text
