"""The fix page with all that is behind it: a real service on loopback, real threads, a store in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from yagpt_desktop.domain.completion import CompletionRequest
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_task import TextRun
from yagpt_desktop.services.review import Review
from yagpt_desktop.simulator import LocalService, Options, Reply, Script
from yagpt_desktop.simulator.plan import Wait
from yagpt_desktop.storage.memory_texts import MemoryTextStore
from yagpt_desktop.ui.fix.fix_controller import FixController
from yagpt_desktop.ui.fix.fix_menu import ChangeMenu, PageMenu
from yagpt_desktop.ui.fix.fix_page import FixPage
from yagpt_desktop.ui.fix.reason_desk import ReasonDesk
from yagpt_desktop.ui.fix.review_desk import ReviewDesk
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.texts.run_desk import RunDesk, TextParts
from yagpt_desktop.workers.alarm import ThreadAlarm
from yagpt_desktop.workers.job import several_threads, single_thread
from yagpt_desktop.workers.turn import Turn
from yagpt_desktop.yandex.grpc_client import GrpcCompletionClient

PATIENCE_MS = 30_000
SAMPLE = "Ашипки саме сибя ни исрпвят"
FIXED = "Ошибки сами себя не исправят"


class NoDisk:
    """Settings that nobody keeps."""

    def load(self) -> Settings:
        return Settings()

    def save(self, settings: Settings) -> None:
        return None


class Bench:
    """The page and its parts; what a person does and sees."""

    sample, fixed = SAMPLE, FIXED

    def __init__(self, qtbot: Any, service: LocalService) -> None:
        self.qtbot, self.service = qtbot, service
        self.owner = QObject()
        self.pool, others = single_thread(self.owner), several_threads(self.owner)
        self.others = others
        self.hub = SettingsHub(Settings(), NoDisk(), self.pool, self.owner)
        self.store, self.private = MemoryTextStore(), MemoryTextStore()
        self.alarm = ThreadAlarm()
        config = Config(endpoints=service.endpoints)
        self.client = GrpcCompletionClient(service.demo_access, config, self.alarm)
        self.parts = TextParts(self.store, self.private, self.pool, others, self.turn)
        self.page = FixPage()
        qtbot.addWidget(self.page)
        self.desk = RunDesk(self.parts, self.hub, self.owner)
        self.review = ReviewDesk(self.page, self.owner)
        self.fix = FixController(self.page, self.desk, self.review, self.hub, self.owner)
        self.reasons = ReasonDesk(self.review, self.fix.keeper, self.parts, self.hub, self.owner)
        self.reasons.failed.connect(self.page.show_error)
        self.change_menu = ChangeMenu(self.page, self.review, self.reasons)
        self.page_menu = PageMenu(self.page, self.reasons, self.hub)
        self.page_menu.selection_requested.connect(self.fix.run_selected)
        self.page.resize(1180, 800)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitExposed(self.page)

    def turn(self, request: CompletionRequest, _settings: Settings) -> Turn:
        return lambda cancel: self.client.complete(request, cancel)

    def wait(self, found: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(found()), timeout=PATIENCE_MS)

    def ended(self) -> None:
        """Wait until the answer is there and compared."""
        self.wait(lambda: not self.desk.running and self.review.is_final)
        self.settled()

    def settled(self) -> None:
        """Wait until the picture is drawn."""
        self.wait(lambda: not self.review._drawing.busy and not self.review._edits.pending)
        QApplication.processEvents()

    def fixed_text(self, text: str = SAMPLE, *answers: str) -> None:
        """Have a text fixed; the service answers with ``answers``, one partial after the other, if any."""
        if answers:
            self.service.add_replies(Reply.of_text(*answers))
        self.fix.take_text(text, run=True)
        self.ended()

    def find(self, name: str) -> Any:
        """Return a part of the page by its object name."""
        found = self.page.findChild(QWidget, name)
        assert found is not None, name
        return found

    def status(self) -> str:
        """Return what the line above the text says."""
        return str(self.find("fix-status").text())

    def press(self, key: Qt.Key, *, ctrl: bool = False, shift: bool = False, text: str = "",
              on: QWidget | None = None, scan_code: int = 0) -> None:  # fmt: skip
        """Press a key on a part, the text in view unless another is named."""
        modifiers = Qt.KeyboardModifier.NoModifier
        modifiers |= Qt.KeyboardModifier.ControlModifier if ctrl else modifiers
        modifiers |= Qt.KeyboardModifier.ShiftModifier if shift else modifiers
        target = on or self.page._card.shown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, scan_code, 0, 0, text)
            QApplication.sendEvent(target, event)

    def decided(self) -> list[str | None]:
        """Return what was decided of each change."""
        review: Review = self.review.review
        decisions = review.decisions()
        return [decisions[at].value if at in decisions else None for at in range(len(review.changes))]

    def choose(self, menu: Any, name: str) -> None:
        """Open a menu and take one of its entries."""
        menu.show()
        action = next(one for one in menu._menu.findChildren(QObject) if one.objectName() == name)
        menu._menu.hide()
        action.trigger()

    def put_texts(self, **values: object) -> None:
        """Change settings of the text tools."""
        settings = self.hub.settings
        self.hub.put(replace(settings, texts=replace(settings.texts, **values)))

    def kept(self) -> TextRun:
        """Return the one run in the store."""
        self.pool.waitForDone()
        (run,) = self.store.runs()
        return run

    def asked(self) -> int:
        """Return how many questions the service got."""
        return sum(seen.call.endswith("/Completion") for seen in self.service.seen)

    def close(self) -> None:
        """Leave the threads."""
        self.fix.shut_down()
        self.reasons.shut_down()
        self.pool.waitForDone()
        self.others.waitForDone()
        self.alarm.close()


@pytest.fixture
def service() -> Iterator[LocalService]:
    """Answers at once."""
    with LocalService(script=Script(), options=Options(pace=0)) as started:
        yield started


@pytest.fixture
def bench(qtbot: Any, theming: object, russian: None, service: LocalService) -> Iterator[Bench]:
    """The page, on the screen."""
    made = Bench(qtbot, service)
    yield made
    made.close()
    # Left to the collector, it could die in one of the worker threads of a later test.
    shiboken6.delete(made.owner)


@pytest.fixture
def hanging() -> Callable[..., Reply]:
    """Makes a reply that says so much and then hangs."""

    def reply(*texts: str, match: str = "") -> Reply:
        steps = Reply.of_text(*texts, "").steps[:-1]
        return Reply((*steps, Wait(None)), match)

    return reply
