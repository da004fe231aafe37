"""A made-up desktop: one other program with a text in it, which obeys strokes as programs do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

from yagpt_desktop.domain.desktop_ports import NativeParts, Obstacle, Stroke, TargetWindow, Verb
from yagpt_desktop.domain.key_combination import KeyCombination
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.native.absent import NoDoor
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.workers.job import single_thread

OTHER = TargetWindow(77, ("letters",))


class MadeUpDesk:
    """Implements ``TargetDesk``; its program has ``selected`` and puts a paste in its place."""

    def __init__(self, clipboard: QClipboard) -> None:
        self.clipboard = clipboard
        self.why_not: Obstacle | None = None
        self.front: TargetWindow | None = OTHER
        self.comes_forward = True
        self.up = True
        self.selected = ""
        self.primary = False
        self.pastes = True
        self.strokes: list[Stroke] = []
        self.text = ""
        self.serial = 0
        clipboard.dataChanged.connect(self._count)

    def _count(self) -> None:
        self.serial += 1

    def obstacle(self) -> Obstacle | None:
        return self.why_not

    def in_front(self) -> TargetWindow | None:
        return self.front

    def bring_forward(self, number: int) -> None:
        if self.comes_forward and number == OTHER.number:
            self.front = OTHER

    def keys_are_up(self) -> bool:
        return self.up

    def press(self, stroke: Stroke) -> Obstacle | None:
        self.strokes.append(stroke)
        if stroke is Stroke.COPY and self.selected:
            self.clipboard.setText(self.selected)
        if stroke is Stroke.PASTE and self.pastes:
            self.text = self.clipboard.text()
        return None

    def clipboard_serial(self) -> int:
        return self.serial

    def owns_selection(self, window: TargetWindow) -> bool:
        return self.primary


class MadeUpKeys:
    """Implements ``HotKeys``; ``taken_elsewhere`` are another program's."""

    def __init__(self) -> None:
        self.taken: dict[Verb, KeyCombination] = {}
        self.taken_elsewhere: set[str] = set()
        self.follows = False
        self.closed = False
        self.press: Callable[[Verb], object] = lambda _verb: None
        self.copy_twice: Callable[[], object] = lambda: None
        self.answer: Callable[[Verb, Obstacle | None], object] = lambda *_: None

    def take(self, verb: Verb, keys: KeyCombination, title: str) -> Obstacle | None:
        assert title
        self.give_back(verb)
        if keys.written() in self.taken_elsewhere or keys in self.taken.values():
            return Obstacle.KEY_TAKEN
        self.taken[verb] = keys
        return None

    def give_back(self, verb: Verb) -> None:
        self.taken.pop(verb, None)

    def follow_double_copy(self, *, wanted: bool) -> Obstacle | None:
        self.follows = wanted
        return None

    def listen(self, on_pressed, on_copied_twice, on_answered) -> None:
        self.press, self.copy_twice, self.answer = on_pressed, on_copied_twice, on_answered

    def descriptors(self) -> Sequence[int]:
        return ()

    def read(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


class MadeUpStart:
    """Implements ``Autostart``."""

    def __init__(self) -> None:
        self.on = False
        self.why_not: Obstacle | None = None

    def obstacle(self) -> Obstacle | None:
        return self.why_not

    def is_on(self) -> bool:
        return self.on

    def put(self, *, on: bool) -> Obstacle | None:
        self.on = on if self.why_not is None else self.on
        return self.why_not


class MadeUpTool(QObject):
    """Implements ``TextTool``; a test says what comes of it."""

    partial = Signal(str)
    ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.started: list[tuple[object, str]] = []
        self.stops = 0

    def start(self, task: object, source: str) -> None:
        self.started.append((task, source))

    def stop(self) -> None:
        self.stops += 1


class KeptSettings:
    """A settings store in memory."""

    def __init__(self) -> None:
        self.saved = Settings()

    def load(self) -> Settings:
        return self.saved

    def save(self, settings: Settings) -> None:
        self.saved = settings


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    """The clipboard, empty before and after."""
    found = QApplication.clipboard()
    found.clear()
    yield found
    found.clear()


@pytest.fixture
def desk(clipboard: QClipboard) -> Iterator[MadeUpDesk]:
    """The other program."""
    made = MadeUpDesk(clipboard)
    yield made
    clipboard.dataChanged.disconnect(made._count)


@pytest.fixture
def tool() -> MadeUpTool:
    return MadeUpTool()


@pytest.fixture
def parts(desk: MadeUpDesk) -> NativeParts:
    """A whole made-up desktop."""
    return NativeParts(MadeUpKeys(), desk, MadeUpStart(), NoDoor(), ("yagpt-desktop",))


@pytest.fixture
def hub(qapp: QApplication) -> Iterator[SettingsHub]:
    """Settings in memory."""
    pool = single_thread(qapp)
    made = SettingsHub(Settings(), KeptSettings(), pool)
    yield made
    pool.waitForDone(3000)
    shiboken6.delete(made)
