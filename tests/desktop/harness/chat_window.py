"""The program's own window, in the words of the person who uses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from harness.accessibility import Node
from harness.private_desktop import PrivateDesktop
from harness.program import Program


@dataclass(frozen=True, slots=True)
class ShownError:
    """What the error strip says.

    Attributes:
        code: ``E-…``, read from the details.
    """

    title: str
    cause: str
    action: str
    code: str
    details: str


class ChatWindow(Program):
    """The main window; every method waits for what it needs."""

    def transcript_text(self) -> str:
        """The text of the conversation; "" while there is none."""
        shown = self._showing("transcript")
        return shown[0].text if shown else ""

    def messages(self) -> list[Node]:
        """The messages, oldest first."""
        return [child for child in self.find("transcript").children if child.role == "list item"]

    def until_said(self, text: str, *, timeout_s: float = 10) -> str:
        """Wait until the conversation holds a text."""
        self.wait(
            lambda: text in self.transcript_text(), f"the conversation holds {text!r}", timeout_s=timeout_s
        )
        return self.transcript_text()

    def until_ready(self, *, timeout_s: float = 15) -> None:
        """Wait until nothing is being answered."""
        self.wait(
            lambda: self.has("send") and not self.has("stop"), "the answer has ended", timeout_s=timeout_s
        )

    def ask(self, text: str) -> None:
        """Write a question at one go and press the button."""
        self.until_ready()
        self.paste_text("composer", text)
        self.press("send")

    def ask_and_wait(self, text: str, *, timeout_s: float = 20) -> None:
        """Ask and wait for the end of the answer, whichever it is."""
        before = self.transcript_text()
        self.ask(text)
        self.wait(lambda: self.transcript_text() != before, "the question is in the conversation")
        self.until_ready(timeout_s=timeout_s)

    def new_chat(self) -> None:
        """Begin another chat by its shortcut."""
        self.activate()
        self.key("ctrl+n")
        self.wait(lambda: not self.transcript_text(), "an empty conversation")

    def error(self, *, timeout_s: float = 20) -> ShownError:
        """Wait for the error strip and read it, its details included."""
        banner = self.find("error-banner", timeout_s=timeout_s)
        self.press("error-details")
        details = banner.find(object_name="error-details-text").text
        actions = banner.all(object_name="error-action")
        return ShownError(
            title=banner.find(object_name="error-title").name,
            cause=banner.find(object_name="error-cause").name,
            action=actions[0].name if actions else "",
            code=details.split("\n")[0],
            details=details,
        )

    def dismiss_error(self) -> None:
        """Close the error strip."""
        self.press("error-close")
        self.wait(lambda: not self.has("error-banner"), "the strip is gone")


class OpenWindow(Protocol):
    """Opens the program's window on a desktop."""

    def __call__(
        self,
        on: PrivateDesktop,
        *arguments: str,
        endpoints: Mapping[str, str] | None = None,
        config: str = "",
        profile: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> ChatWindow:
        """``endpoints`` and ``config`` go to the profile's ``config.toml``."""
        ...
