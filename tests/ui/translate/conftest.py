"""The translate page with all that is behind it: a real service, real threads, a store in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.simulator import LocalService, Options, Reply, Script
from yagpt_desktop.simulator.plan import Wait
from yagpt_desktop.storage.atomic_file import write_atomically
from yagpt_desktop.storage.memory_texts import MemoryTextStore
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import RunDesk, TextParts
from yagpt_desktop.ui.transcript.places import utf16_offset
from yagpt_desktop.ui.translate.back_desk import BackDesk
from yagpt_desktop.ui.translate.glossary_desk import GlossaryDesk
from yagpt_desktop.ui.translate.sentence_desk import SentenceDesk
from yagpt_desktop.ui.translate.term_desk import TermDesk
from yagpt_desktop.ui.translate.translate_controller import TranslateController
from yagpt_desktop.ui.translate.translate_menu import TranslateMenu
from yagpt_desktop.ui.translate.translate_page import TranslatePage
from yagpt_desktop.workers.alarm import ThreadAlarm
from yagpt_desktop.workers.job import several_threads, single_thread
from yagpt_desktop.yandex.grpc_client import GrpcCompletionClient

PATIENCE_MS = 30_000


class Unkept:
    """Settings that are in memory alone."""

    def __init__(self) -> None:
        self.kept = Settings()

    def load(self) -> Settings:
        return self.kept

    def save(self, settings: Settings) -> None:
        self.kept = settings


class Workshop:
    """What a person does on the page, and sees."""

    hamlet = "To be, or not to be: that is the question."
    hamlet_ru = "Быть или не быть — вот в чём вопрос."

    def __init__(self, qtbot: Any, service: LocalService) -> None:
        self.qtbot, self.service, self.owner = qtbot, service, QObject()
        pools = single_thread(self.owner), several_threads(self.owner)
        self.pools = pools
        self.hub = SettingsHub(Settings(), Unkept(), pools[0], self.owner)
        self.alarm = ThreadAlarm()
        client = GrpcCompletionClient(service.demo_access, Config(endpoints=service.endpoints), self.alarm)
        self.store, self.private = MemoryTextStore(), MemoryTextStore()
        self.parts = TextParts(
            self.store,
            self.private,
            *pools,
            lambda request, _settings: lambda cancel: client.complete(request, cancel),
        )
        self.page = TranslatePage()
        qtbot.addWidget(self.page)
        self.desk = RunDesk(self.parts, self.hub, self.owner)
        self.translate = TranslateController(self.page, self.desk, self.hub, self.owner)
        shared = (
            self.page,
            self.translate.pairs,
            self.translate.run_in_view,
            self.parts,
            self.hub,
            self.owner,
        )
        self.sentences, self.back = SentenceDesk(*shared), BackDesk(*shared)
        self.glossary = GlossaryDesk(self.page, self.translate, self.parts, write_atomically, self.owner)
        self.terms = TermDesk(self.page, self.translate.pairs, self.owner)
        self.menu = TranslateMenu(self.page, self.hub, self.owner)
        self.menu.check_requested.connect(self.back.check)
        self.menu.again_requested.connect(self.sentences.translate_again)
        self.menu.file_chosen.connect(self.desk.read_file)
        self.sentences.ended.connect(self.translate.show_ready)
        for part in (self.sentences, self.back, self.glossary):
            part.failed.connect(self.page.show_error)
        self.page.resize(1180, 800)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitExposed(self.page)

    def wait(self, found: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(found()), timeout=PATIENCE_MS)

    def ended(self) -> None:
        """Wait until the translation is there, and its sentences are paired."""
        self.wait(lambda: not self.desk.running and not self.sentences.running and not self.page.running)
        self.settled()

    def settled(self) -> None:
        """Wait until the pairs are those of the texts in view."""
        pairs = self.translate.pairs
        self.wait(lambda: not pairs._later.isActive() and not pairs._pairing.busy and pairs.is_settled)
        QApplication.processEvents()

    def translated(self, text: str, *answers: str) -> str:
        """Have a text translated; the service says ``answers`` one after the other, if any."""
        if answers:
            self.service.add_replies(Reply.of_text(*answers))
        self.translate.take_text(text, run=True)
        self.ended()
        return self.result

    @property
    def result(self) -> str:
        return self.page.result.toPlainText()

    def find(self, name: str) -> Any:
        """Return a part of the page by its object name."""
        found = self.page.findChild(QWidget, name)
        assert found is not None, name
        return found

    def text_of(self, name: str) -> str:
        return str(self.find(name).text())

    def go_to(self, edit: Any, text: str) -> None:
        """Put the caret before some words."""
        edit.setFocus()
        cursor = edit.textCursor()
        whole = edit.toPlainText()
        cursor.setPosition(utf16_offset(whole, whole.index(text)))
        edit.setTextCursor(cursor)

    def press(self, key: int, on: QWidget, *, ctrl: bool = False, scan_code: int = 0, text: str = "") -> None:
        """Press a key on a part."""
        modifiers = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(on, QKeyEvent(kind, key, modifiers, scan_code, 0, 0, text))

    def choose(self, name: str) -> None:
        """Take an entry of the page's menu."""
        self.menu.show()
        action = next(one for one in self.menu._menu.actions() if one.objectName() == name)
        self.menu._menu.hide()
        action.trigger()

    def requests(self) -> int:
        """Return how often the model was asked."""
        return sum(seen.call.endswith("/Completion") for seen in self.service.seen)

    def kept_runs(self) -> list[Any]:
        """Return what the store holds once all edits are there."""
        self.wait(lambda: not self.translate._keep.isActive())
        self.pools[0].waitForDone()
        return list(self.store.runs())

    def close(self) -> None:
        for part in (self.translate, self.sentences, self.back, self.glossary):
            part.shut_down()
        for pool in self.pools:
            pool.waitForDone()
        self.alarm.close()


@pytest.fixture
def service() -> Iterator[LocalService]:
    """Answers at once."""
    with LocalService(script=Script(), options=Options(pace=0)) as started:
        yield started


@pytest.fixture
def shop(qtbot: Any, theming: object, russian: None, service: LocalService) -> Iterator[Workshop]:
    """The page, on the screen."""
    made = Workshop(qtbot, service)
    yield made
    made.close()
    # Left to the collector, it could die in one of the worker threads of a later test.
    shiboken6.delete(made.owner)


@pytest.fixture
def unending() -> Callable[..., Reply]:
    """Makes a reply that says so much and then nothing more."""
    return lambda *texts: Reply((*Reply.of_text(*texts, "").steps[:-1], Wait(None)))
