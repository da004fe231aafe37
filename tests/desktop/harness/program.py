"""A program under test: started in a private desktop, read over accessibility, driven by real keys."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from harness.accessibility import AccessibilityBus, Node, Unanswered
from harness.private_desktop import PrivateDesktop
from harness.x_message import ask_to_close

_QT_COMPLAINT = re.compile(
    r"QObject::|QThread|QBasicTimer|QPainter::|QFont::|qt\.\w+.*warning|Traceback|"
    r"already deleted|Fatal Python|Segmentation",
    re.IGNORECASE,
)
# Said by Xlib and D-Bus of any program that runs without a desktop's full set of services.
_OF_THE_BARE_DESKTOP = re.compile(r"portal|Detected locale|setlocale", re.IGNORECASE)
_LETTER_DELAY_MS = "10"


class Program:
    """One process with one main window.

    ``find`` and its kin take widgets' object names; all waiting is bounded.
    """

    def __init__(
        self,
        desktop: PrivateDesktop,
        command: Sequence[str],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.desktop = desktop
        self.env = {**desktop.env, **(env or {})}
        self._log_path = log
        self._bus: AccessibilityBus | None = None
        self._root: Node | None = None
        self._window_id = ""
        self._met: dict[str, list[Node]] = {}
        self.started_s = time.monotonic()
        with log.open("wb") as sink:
            bound = ("setpriv", "--pdeathsig", "TERM", *command)
            self.process = subprocess.Popen(bound, env=self.env, stdout=sink, stderr=subprocess.STDOUT)

    @property
    def root(self) -> Node:
        """The program's accessible root, waited for."""
        if self._root is None:
            self._bus = AccessibilityBus(self.env["DBUS_SESSION_BUS_ADDRESS"])
            try:
                self._root = self._bus.program(self.process)
            except AssertionError as error:
                raise AssertionError(f"{error}; it says:\n{self.said()}") from error
        return self._root

    @property
    def window(self) -> Node:
        """The window that shows first."""
        found: list[Node] = self.wait(self._windows, "a window", timeout_s=20)
        return found[0]

    def find(self, name: str, *, timeout_s: float = 20) -> Node:
        """Return the widget with this object name, once it shows."""
        found: list[Node] = self.wait(lambda: self._showing(name), f"{name} shows", timeout_s=timeout_s)
        return found[0]

    def has(self, name: str) -> bool:
        """Whether a widget of this name shows at this moment."""
        return bool(self._showing(name))

    def _showing(self, name: str) -> list[Node]:
        """A walk through the whole tree takes a tenth of a second; widgets already met are asked directly.

        One that does not show any more may have a namesake on another page.
        """
        known = self._met.get(name, [])
        try:
            still = any(node.object_name == name and node.showing for node in known)
        except Unanswered:
            still = False
        if not still:
            # What shows is most often what is wanted, and a small part of the tree: no hidden page.
            seen = next((node for node in self.root.walk(hidden=False) if node.object_name == name), None)
            known = [seen] if seen is not None else self.root.all(object_name=name, showing=False)
            self._met[name] = known
        return [node for node in known if node.object_name == name and node.showing]

    def wait(self, condition: Callable[[], Any], what: str, *, timeout_s: float = 20) -> Any:
        """Wait until the condition holds."""
        return self.root.wait(condition, what, timeout_s=timeout_s)

    def press(self, name: str) -> None:
        """Press a button, once it can be pressed."""
        button = self.find(name)
        self.wait(lambda: button.enabled, f"{name} can be pressed")
        button.press()

    def focus(self, name: str) -> Node:
        """Give a widget the keyboard."""
        self.activate()
        node = self.find(name)
        if not node.focused:
            node.focus()
            self.wait(lambda: node.focused, f"{name} has the keyboard")
        return node

    def type_text(self, text: str, *, into: str | None = None) -> None:
        """Type with the keyboard, into the widget named or into whatever has the focus."""
        if into is not None:
            self.focus(into)
        self._xdotool("type", "--delay", _LETTER_DELAY_MS, "--", text)

    def key(self, *keys: str) -> None:
        """Press keys by their X names, such as ``ctrl+n``."""
        self._xdotool("key", "--delay", "30", *keys)

    def replace_text(self, name: str, text: str) -> None:
        """Put a new text into a field with the keyboard, as a person would."""
        node = self.focus(name)
        self.key("ctrl+a", "Delete")
        self.type_text(text)
        wanted = text.replace("\n", "")
        self.wait(lambda: wanted in node.text.replace("\n", ""), f"{name} holds {text!r}")

    def paste_text(self, name: str, text: str) -> None:
        """Put a new text into a field at one go, as the clipboard does."""
        self.find(name).set_text(text)

    def choose(self, name: str, title: str) -> None:
        """Pick an entry of a combo box with the mouse; its accessible name is its current text."""
        box = self.find(name)
        if box.name == title:
            return
        self.activate()
        box.press()
        entry = self.wait(lambda: self._entry(box, title), f"{name} offers {title!r}")
        place = self._settled(entry)
        self._click_at(place)
        self.wait(lambda: box.name == title, f"{name} shows {title!r}")

    def _entry(self, box: Node, title: str) -> Node | None:
        entries = box.all(role="list item", name=title, showing=False)
        return next((entry for entry in entries if entry.showing), None)

    def toggle(self, name: str, *, on: bool) -> None:
        """Set a check box by the keyboard."""
        box = self.find(name)
        if ("checked" in box.states) is not on:
            self.focus(name)
            self.key("space")
            self.wait(lambda: ("checked" in box.states) is on, f"{name} is {'on' if on else 'off'}")

    def click(self, node: Node) -> None:
        """A real click in the middle of a node: obeys modality and stacking, unlike ``press``."""
        self.activate()
        self._click_at(self._settled(node))

    def mouse(self, *steps: str | int) -> None:
        """Move and press the mouse, in the words of xdotool."""
        self._xdotool(*map(str, steps))

    def activate(self) -> None:
        """Bring the window to the front and give it the keyboard."""
        self._xdotool("windowactivate", "--sync", self.window_id)

    @property
    def window_id(self) -> str:
        """The X window of the window that showed first."""
        if not self._window_id:
            title = self.window.name
            found: list[str] = self.wait(lambda: self._x_windows(title), "the X window", timeout_s=15)
            self._window_id = found[0]
        return self._window_id

    def _windows(self) -> list[Node]:
        return [top for top in self.root.children if top.showing and top.name]

    def _x_windows(self, title: str) -> list[str]:
        pid = str(self.process.pid)
        windows = self._xdotool(
            "search", "--all", "--onlyvisible", "--pid", pid, "--name", ".", check=False
        ).split()
        return [window for window in windows if title in self._xdotool("getwindowname", window, check=False)]

    def screenshot(self, path: Path) -> Path:
        """Save a picture of the whole display."""
        self.desktop.run("import", "-window", "root", str(path))
        return path

    def close(self, *, within_s: float = 10) -> float:
        """Close the window by the window manager's key; return the seconds until the process ended.

        Fails on another exit code than 0, and when Qt or Python complained.
        """
        self.activate()
        began = time.monotonic()
        self.key("alt+F4")
        return self.ended(within_s=within_s, since_s=began)

    def close_by_message(self) -> None:
        """Ask the window to close as a task bar does, without the keyboard, which another window may hold."""
        # xdotool's own "windowclose" would destroy the window instead of asking it.
        ask_to_close(self.env["DISPLAY"], int(self.window_id))

    def ended(self, *, within_s: float, since_s: float | None = None) -> float:
        """Wait for the process to end with code 0 and without complaints; return the seconds it took."""
        began = time.monotonic() if since_s is None else since_s
        try:
            code = self.process.wait(within_s)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"still running after {within_s} s; it says:\n{self.said()}") from None
        took = time.monotonic() - began
        self._leave_bus()
        assert code == 0, f"exit code {code}; it says:\n{self.said()}"
        assert not self.complaints(), f"complaints:\n{self.complaints()}"
        return took

    def end(self) -> None:
        """End the process in whatever state it is (a fixture's clean-up)."""
        self._leave_bus()
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def said(self) -> str:
        """Everything the process wrote to stdout and stderr."""
        return self._log_path.read_text(errors="replace")

    def complaints(self) -> str:
        """The lines of Qt and Python that no sound program makes."""
        lines = self.said().splitlines()
        return "\n".join(
            line for line in lines if _QT_COMPLAINT.search(line) and not _OF_THE_BARE_DESKTOP.search(line)
        )

    def _leave_bus(self) -> None:
        if self._bus is not None:
            self._bus.close()
            self._bus = None
            self._root = None

    def _settled(self, node: Node) -> tuple[int, int, int, int]:
        """A pop-up reports its place before it has arrived there: ask until two answers agree."""
        places: list[tuple[int, int, int, int]] = []

        def same_twice() -> tuple[int, int, int, int] | None:
            places.append(node.extents)
            return places[-1] if len(places) > 4 and places[-1] == places[-5] and places[-1][2] > 0 else None

        found: tuple[int, int, int, int] = self.wait(same_twice, f"{node.name!r} has a place")
        return found

    def _click_at(self, place: tuple[int, int, int, int]) -> None:
        x, y, width, height = place
        self._xdotool("mousemove", str(x + width // 2), str(y + height // 2), "click", "1")

    def _xdotool(self, *arguments: str, check: bool = True) -> str:
        # "search --sync" is known to hang for good; every call is bounded instead
        done = subprocess.run(
            ("xdotool", *arguments), env=self.env, timeout=30, capture_output=True, text=True, check=False
        )
        if check and done.returncode:
            raise AssertionError(f"xdotool {arguments}: {done.stderr}; the program says:\n{self.said()}")
        return done.stdout


def application(*arguments: str) -> list[str]:
    """Return the command line that starts the program as its user does."""
    return [sys.executable, "-m", "yagpt_desktop", *arguments]
