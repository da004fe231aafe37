"""The program's own window, shown every hostile text in every place: what a test watches from outside.

Started as a program of its own: ``hostile_tour.py PLAN REPORT``.  It is the application as ``app.start``
builds it; chats are put into its store beforehand and the pointer is moved by Qt itself, since thousands of
gestures over the accessibility bus would take an hour.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from harness.hostile_texts import hostile_texts
from PySide6.QtCore import QEventLoop, QMimeData, QPoint, Qt, QThreadPool, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPlainTextEdit, QTextBrowser, QToolTip, QWidget

from yagpt_desktop.app import start
from yagpt_desktop.app.session import Session
from yagpt_desktop.app.window import DesktopApp
from yagpt_desktop.domain.account import Account, CredentialKind
from yagpt_desktop.domain.chat import Chat, ChatMessage, MessageState
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.domain.errors.refusal import RequestRejected
from yagpt_desktop.domain.saved_prompt import PromptUse, SavedPrompt
from yagpt_desktop.services.conversation import Attachment
from yagpt_desktop.ui.chat.attachment_row import AttachmentRow
from yagpt_desktop.ui.chat.chat_header import ChatHeader
from yagpt_desktop.ui.chat.composer_edit import ComposerEdit
from yagpt_desktop.ui.transcript.menu import menu_for
from yagpt_desktop.ui.transcript.view import TranscriptView
from yagpt_desktop.wiring import StartOptions, access_of_environment, open_profile

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HARMLESS = (
    "# Слово\n\n[ссылка](https://example.org/) и `код`\n\n```python\nprint(1)\n```\n\n"
    "| а | б |\n|--|--|\n| 1 | 2 |"
)
COMMON_SIGNS = "Привет, world ★ 漢字 عربى עברית ไทย 🙂"
_CUTS = (0.6,)
_NAME_CHARS = 300
_AT_ONCE = 16


class Tour:
    """Walks through the program."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.texts = [
            text for group in hostile_texts(plan["canary"], plan["port"]).values() for text in group
        ]
        self.plan = plan
        self.app = start._application()
        wiring = open_profile(StartOptions(profile=Path(plan["profile"])))
        for number, text in enumerate([HARMLESS, *self.texts]):
            self._keep(wiring.chats, number, text)
        self.session = Session(wiring, access_of_environment().whole)
        self.desktop = DesktopApp(self.app, wiring, self.session)
        self.window = self.desktop.window
        self.counts = dict.fromkeys(("shown", "streamed", "links", "asked", "copied", "elsewhere", "tips"), 0)
        self.hosts: dict[str, str] = {}
        self.html: list[str] = []
        self.seen_tips: set[str] = set()

    @staticmethod
    def _keep(chats: Any, number: int, text: str) -> None:
        at = NOW - timedelta(minutes=number)
        chat = f"chat-{number}"
        chats.save_chat(Chat(chat, text[:_NAME_CHARS], at, at, role_text=text, draft=text[:_NAME_CHARS]))
        asked = ChatMessage(f"q{number}", None, Role.USER, text, at)
        chats.add_message(chat, asked)
        chats.add_message(chat, ChatMessage(f"a{number}", asked.id, Role.ASSISTANT, text, at))

    def run(self) -> None:
        """Warm everything up, then do what is watched, and show that the watching would see something."""
        self.desktop.start()
        self.view: TranscriptView = self.window.findChild(TranscriptView, "transcript")
        self.edits = [edit for edit in self.window.findChildren(QPlainTextEdit) if not edit.isReadOnly()]
        self.header = self.window.findChild(ChatHeader)
        self.settle()
        self.wait(lambda: self.window.sidebar.model.rowCount() > len(self.texts), "the list")
        self.warm_up()
        mark("injection-begins")
        for number, text in enumerate(self.texts, 1):
            self.loaded(f"chat-{number}", text)
            self.streamed(text)
        self.answered(self.plan["answers"])
        # A chat that is not kept yet: each change of a kept one would list all of them anew.
        self.window.new_chat_requested.emit()
        self.settle()
        for text in self.texts:
            self.elsewhere(text)
        for first in range(0, len(self.texts), _AT_ONCE):
            self.in_fields(self.texts[first : first + _AT_ONCE])
        self.listed()
        mark("injection-ends")
        self.bait()
        mark("bait-ends")

    def warm_up(self) -> None:
        """What is loaded once (fonts, rules of languages, dialogs) is not what a text makes happen."""
        self.loaded("chat-0", COMMON_SIGNS)
        self.streamed(COMMON_SIGNS)
        self.answered(1)
        self.elsewhere(COMMON_SIGNS)
        self.in_fields([COMMON_SIGNS])
        self.counts = dict.fromkeys(self.counts, 0)
        self.hosts.clear()
        self.html.clear()

    # The transcript

    def loaded(self, chat_id: str, text: str) -> None:
        """Open a chat from the list, go over it with the pointer, copy it."""
        self.window.sidebar.chat_chosen.emit(chat_id)
        number = chat_id.removeprefix("chat-")
        self.wait(lambda: self._ids() == [f"q{number}", f"a{number}"], text[:80])
        self.paint()
        self.counts["shown"] += 1
        self.point()
        self.copy()

    def _ids(self) -> list[str]:
        return [row.message.id for row in self.view.column.rows]

    def streamed(self, text: str) -> None:
        """Let the text grow in the view."""
        answer = ChatMessage("grows", None, Role.ASSISTANT, "", NOW, MessageState.STREAMING)
        self.view.show_messages([answer])
        for cut in _CUTS:
            self.view.update_message(replace(answer, text=text[: int(len(text) * cut)]))
            self.paint()
        self.view.update_message(replace(answer, text=text))
        self.paint()
        self.view.update_message(replace(answer, text=text, state=MessageState.COMPLETE))
        self.paint()
        self.counts["streamed"] += 1
        self.view.show_messages([])

    def answered(self, count: int) -> None:
        """Ask the service, which says everything there is, by the real way."""
        self.window.new_chat_requested.emit()
        self.settle()
        for number in range(count):
            self.window.findChild(ComposerEdit).setPlainText("Скажи")
            self.window.findChild(QWidget, "send").click()
            expected = 2 * number + 2
            self.wait(lambda expected=expected: len(self._ids()) == expected and self._is_done(), "an answer")
            self.paint()

    def _is_done(self) -> bool:
        last = self.view.column.rows[-1].message
        return last.role is Role.ASSISTANT and last.state is not MessageState.STREAMING

    def point(self) -> None:
        """Hover and press every link in view; its question is answered with no."""
        for at, href in list(self._links()):
            self.counts["links"] += 1
            QTest.mouseMove(self.view.viewport(), at)
            self._menu(at)
            self.view.selection.clear()
            QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
            question = self.window.findChild(QMessageBox, "link-question")
            if question is not None:
                self.counts["asked"] += 1
                self.hosts[href] = question.text()
                question.repaint()
                question.reject()
                self.app.sendPostedEvents(question, 0)
                question.setObjectName("")

    def _menu(self, at: QPoint) -> None:
        everywhere = self.view.viewport().mapToGlobal(at)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, everywhere)
        menu = menu_for(self.view, self.view.pointing, event)
        menu.deleteLater()

    def _links(self) -> Iterator[tuple[QPoint, str]]:
        area = self.view.viewport().rect()
        found = self.view.arranged()
        for shown in found.units:
            for placed in shown.layout.boxes:
                at = QPoint(
                    round(self.view.scene.text_left(shown) + placed.x), round(shown.y - found.top + placed.y)
                )
                for place, href in _links_in(placed):
                    if area.contains(at + place):
                        yield at + place, href

    def copy(self) -> None:
        """Select everything and copy it in every form."""
        self.view.select_all()
        self.view.copy()
        data = QGuiApplication.clipboard().mimeData()
        self.html.append(bytes(data.data("text/html").data()).decode())
        self.counts["copied"] += 1

    # Everywhere else

    def elsewhere(self, text: str) -> None:
        """Put the text wherever the program shows foreign words, tool tips included."""
        page = self.desktop._chat_page
        page.show_notice(text)
        self.desktop._chat.show_error(RequestRejected(text))
        self.window.findChild(QWidget, "error-details").setChecked(True)
        row = self.window.findChild(AttachmentRow)
        row.show_attachments([Attachment(text[:_NAME_CHARS], text)])
        account = Account("x", text, CredentialKind.API_KEY, text, "y", folder_name=text)
        self.window.sidebar.account.show_accounts([account, replace(account, id="z")], "x")
        self.window.toast.offer(text, text, "x")
        # What was put in anew is shown by the event loop.
        self.app.processEvents()
        for place in (row, self.header, self.window.sidebar.account):
            self._tips(place)
        self.window.repaint()
        self.counts["elsewhere"] += 1

    def in_fields(self, texts: list[str]) -> None:
        """Offer the texts as roles, and paste them as if a browser had copied them."""
        hub, text = self.desktop._hub, "\n".join(texts)
        roles = tuple(SavedPrompt(one, one[:80], one, PromptUse.ROLE) for one in texts)
        self.desktop._chat_page.show_settings(replace(hub.settings, saved_prompts=roles))
        data = QMimeData()
        data.setText(text)
        data.setHtml(text)
        for edit in self.edits:
            edit.selectAll()
            edit.insertFromMimeData(data)
        self.window.repaint()

    def _tips(self, widget: QWidget) -> None:
        """Show the tool tips of a widget and all in it that have not been seen yet."""
        for one in (widget, *widget.findChildren(QWidget)):
            tip = one.toolTip()
            if tip and tip not in self.seen_tips and one.isVisible():
                self.seen_tips.add(tip)
                QToolTip.showText(one.mapToGlobal(QPoint()), tip, one)
                for top in self.app.topLevelWidgets():
                    if top.metaObject().className() == "QTipLabel":
                        top.repaint()
                self.counts["tips"] += 1

    def listed(self) -> None:
        """Scroll through the list of chats and let it look for each text."""
        chats = self.window.sidebar.chats
        for row in range(0, chats.model().rowCount(), 8):
            index = chats.model().index(row, 0)
            chats.scrollTo(index)
            chats.repaint()
            tip = index.data(3)
            if tip:
                QToolTip.showText(QPoint(), tip, chats)
        self.window.sidebar.search_changed.emit(self.texts[0])
        self.settle()

    def bait(self) -> None:
        """A stock view takes the bait: so the watcher sees what it is there to see."""
        browser = QTextBrowser()
        browser.setMarkdown(f"![x](file://{self.plan['canary']})")
        browser.resize(300, 300)
        browser.show()
        browser.grab()
        browser.deleteLater()

    # Waiting

    def paint(self) -> None:
        """Lay out and paint at once."""
        self.view.arranged()
        self.view.viewport().repaint()

    def settle(self) -> None:
        """Let everything that waits run."""
        for _ in range(3):
            self.app.processEvents()

    def wait(self, condition: Any, what: str) -> None:
        """Run events until the condition holds."""
        timer = QTimer()
        timer.start(20_000)
        timer.setSingleShot(True)
        while not condition():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
            if not timer.isActive():
                raise TimeoutError(what)


def _links_in(placed: Any) -> Iterator[tuple[QPoint, str]]:
    """A point on each link of a box, in the box's own coordinates."""
    places, seen = placed.box.places, None
    for position in range(min(places.length, 2000)):
        span = places.span_at(position)
        if span is not None and span.href and span is not seen:
            seen = span
            here, there = placed.box.rect_of(position), placed.box.rect_of(position + 1)
            yield QPoint(round((here.x() + there.x()) / 2), round(here.center().y())), span.href


def mark(name: str) -> None:
    """Leave a line in the watcher's record: a file of this name is looked for, and is not there."""
    assert not Path("/", name).exists()


def main() -> int:
    """Take the tour and write down what was seen."""
    plan = json.loads(Path(sys.argv[1]).read_text())
    tour = Tour(plan)
    failure: list[BaseException] = []

    def go() -> None:
        try:
            tour.run()
        except BaseException as error:
            failure.append(error)
            raise
        finally:
            tour.window.close()

    QTimer.singleShot(0, go)
    tour.app.exec()
    tour.desktop.shut_down()
    tour.session.close()
    QThreadPool.globalInstance().waitForDone(1000)
    report = {"counts": tour.counts, "hosts": tour.hosts, "html": tour.html}
    Path(sys.argv[2]).write_text(json.dumps(report))
    return 1 if failure else 0


if __name__ == "__main__":
    sys.exit(main())
