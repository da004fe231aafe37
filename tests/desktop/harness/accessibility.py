"""A client of the accessibility bus (AT-SPI) on jeepney: what a screen reader sees, read fresh at every call.

libatspi keeps caches that go stale without its own main loop; here nothing is cached.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jeepney import DBusAddress, MessageFlag, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_ATSPI = "org.a11y.atspi."
_ROOT = "/org/a11y/atspi/accessible/root"
_POLL_S = 0.03
# at-spi2's atspi-constants.h, AtspiStateType in order
_STATE_NAMES = (
    "invalid active armed busy checked collapsed defunct editable enabled expandable expanded focusable"
    " focused has-tooltip horizontal iconified modal multi-line multiselectable opaque pressed resizable"
    " selectable selected sensitive showing single-line stale transient vertical visible manages-descendants"
    " indeterminate required truncated animated invalid-entry supports-autocompletion selectable-text"
    " is-default visited checkable has-popup read-only"
)
_STATES = _STATE_NAMES.split()
# at-spi2's atspi-constants.h, AtspiRole in order; Qt's own role names differ from everybody's
_ROLE_NAMES = (
    "invalid|accelerator label|alert|animation|arrow|calendar|canvas|check box|check menu item|color chooser"
    "|column header|combo box|date editor|desktop icon|desktop frame|dial|dialog|directory pane|drawing area"
    "|file chooser|filler|focus traversable|font chooser|frame|glass pane|html container|icon|image"
    "|internal frame|label|layered pane|list|list item|menu|menu bar|menu item|option pane|page tab"
    "|page tab list|panel|password text|popup menu|progress bar|push button|radio button|radio menu item"
    "|root pane|row header|scroll bar|scroll pane|separator|slider|spin button|split pane|status bar|table"
    "|table cell|table column header|table row header|tearoff menu item|terminal|text|toggle button|tool bar"
    "|tool tip|tree|tree table|unknown|viewport|window|extended|header|footer|paragraph|ruler|application"
    "|autocomplete|editbar|embedded|entry|chart|caption|document frame|heading|page|section|redundant object"
    "|form|link|input method window|table row|tree item|document spreadsheet|document presentation"
    "|document text|document web|document email|comment|list box|grouping|image map|notification|info bar"
    "|level bar|title bar|block quote|audio|video|definition|article|landmark|log|marquee|math|rating|timer"
    "|static|math fraction|math root|subscript|superscript|description list|description term"
    "|description value|footnote|content deletion|content insertion|mark|suggestion|push button menu"
)
_ROLES = _ROLE_NAMES.split("|")


class Unanswered(RuntimeError):
    """The program answered with an error or not at all: object gone, interface absent, thread blocked."""


class NotThere(AssertionError):
    """Nothing of that description appeared in time."""


class AccessibilityBus:
    """A connection to a desktop's accessibility bus.  One thread only."""

    def __init__(self, session_bus_address: str, *, timeout_s: float = 5.0) -> None:
        self._timeout_s = timeout_s
        with open_dbus_connection(session_bus_address) as session:
            where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            reply = session.send_and_get_reply(new_method_call(where, "GetAddress"), timeout=10)
        if reply.header.message_type is MessageType.error:
            raise Unanswered(f"no accessibility bus: {reply.body}")
        self._bus: DBusConnection = open_dbus_connection(reply.body[0])

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def call(
        self,
        node: tuple[str, str],
        interface: str,
        method: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
    ) -> Any:
        """Call a method of ``node`` (bus name, path) and wait for its answer."""
        name, path = node
        message = new_method_call(DBusAddress(path, name, interface), method, signature or None, body)
        try:
            reply = self._bus.send_and_get_reply(message, timeout=self._timeout_s)
        except TimeoutError as error:
            raise Unanswered(f"{method} on {path}: no answer in {self._timeout_s} s") from error
        if reply.header.message_type is MessageType.error:
            raise Unanswered(f"{interface}.{method} on {name}{path}: {reply.body}")
        return reply.body[0] if len(reply.body) == 1 else reply.body

    def cast(
        self, node: tuple[str, str], interface: str, method: str, signature: str, body: tuple[Any, ...]
    ) -> None:
        """Call a method without waiting for an answer."""
        name, path = node
        message = new_method_call(DBusAddress(path, name, interface), method, signature, body)
        message.header.flags |= MessageFlag.no_reply_expected
        self._bus.send(message)

    def program(self, process: subprocess.Popen[bytes], *, timeout_s: float = 20) -> Node:
        """Return the root of a process's tree, waiting for the process to join the bus."""
        pid = process.pid
        end = time.monotonic() + timeout_s
        while True:
            for candidate in Node(self, "org.a11y.atspi.Registry", _ROOT).children:
                try:
                    if self._pid_of(candidate.bus_name) == pid:
                        return candidate
                except Unanswered:
                    continue
            if time.monotonic() > end or process.poll() is not None:
                raise NotThere(f"process {pid} shows nothing on the accessibility bus")
            time.sleep(_POLL_S)

    def _pid_of(self, bus_name: str) -> int:
        daemon = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
        return int(self.call(daemon, "org.freedesktop.DBus", "GetConnectionUnixProcessID", "s", (bus_name,)))


@dataclass(frozen=True)
class Node:
    """One accessible object.  Every attribute is asked of the program at the moment it is read."""

    bus: AccessibilityBus = field(repr=False, compare=False)
    bus_name: str
    path: str

    @property
    def name(self) -> str:
        return str(self._property("Accessible", "Name"))

    @property
    def description(self) -> str:
        return str(self._property("Accessible", "Description"))

    @property
    def role(self) -> str:
        number = self._ask("Accessible", "GetRole")
        return _ROLES[number] if number < len(_ROLES) else f"role {number}"

    @property
    def object_name(self) -> str:
        """The widget's object name."""
        try:
            return str(self._property("Accessible", "AccessibleId")).rpartition(".")[2]
        except Unanswered:
            return ""

    @property
    def states(self) -> set[str]:
        low, high = self._ask("Accessible", "GetState")
        bits = low | high << 32
        return {state for place, state in enumerate(_STATES) if bits >> place & 1}

    @property
    def enabled(self) -> bool:
        return "sensitive" in self.states

    @property
    def focused(self) -> bool:
        return "focused" in self.states

    @property
    def showing(self) -> bool:
        return "showing" in self.states

    @property
    def interfaces(self) -> list[str]:
        return [name.removeprefix(_ATSPI) for name in self._ask("Accessible", "GetInterfaces")]

    @property
    def children(self) -> list[Node]:
        nodes = self._ask("Accessible", "GetChildren")
        return [Node(self.bus, name, path) for name, path in nodes if not path.endswith("/null")]

    @property
    def text(self) -> str:
        return str(self._ask("Text", "GetText", "ii", 0, -1))

    @property
    def value(self) -> float:
        return float(self._property("Value", "CurrentValue"))

    @property
    def actions(self) -> list[str]:
        return [action[0] for action in self._ask("Action", "GetActions")]

    @property
    def extents(self) -> tuple[int, int, int, int]:
        """x, y, width, height on the screen, in pixels."""
        x, y, width, height = self._ask("Component", "GetExtents", "u", 0)
        return x, y, width, height

    def walk(self, *, hidden: bool = True) -> Iterator[Node]:
        """Depth first; without ``hidden`` only what shows, and what lies below it."""
        if not hidden and not self._shows_or_is_root():
            return
        yield self
        try:
            children = self.children
        except Unanswered:
            return
        for child in children:
            yield from child.walk(hidden=hidden)

    def _shows_or_is_root(self) -> bool:
        try:
            return self.path == _ROOT or self.showing
        except Unanswered:
            return False

    def all(
        self,
        *,
        object_name: str | None = None,
        role: str | None = None,
        name: str | None = None,
        showing: bool = True,
    ) -> list[Node]:
        """Return the nodes of this tree that fit; ``showing=False`` takes hidden ones too."""
        found = []
        for node in self.walk(hidden=not showing):
            try:
                fits = (
                    (object_name is None or node.object_name == object_name)
                    and (name is None or node.name == name)
                    and (role is None or node.role == role)
                )
            except Unanswered:
                continue
            if fits:
                found.append(node)
        return found

    def find(self, *, timeout_s: float = 5, **wanted: Any) -> Node:
        """Return the first node that fits, waiting for it."""
        end = time.monotonic() + timeout_s
        while True:
            if found := self.all(**wanted):
                return found[0]
            if time.monotonic() > end:
                raise NotThere(f"nothing for {wanted} in:\n{self.dump()}")
            time.sleep(_POLL_S)

    def wait(self, condition: Callable[[], Any], what: str, *, timeout_s: float = 20) -> Any:
        """Return the condition's first true answer; an unanswered question counts as no."""
        end = time.monotonic() + timeout_s
        last: Exception | None = None
        while True:
            try:
                if answer := condition():
                    return answer
            except (Unanswered, NotThere) as error:
                last = error
            if time.monotonic() > end:
                raise NotThere(f"{what}: not in {timeout_s} s ({last}); there is:\n{self.dump()}")
            time.sleep(_POLL_S)

    def do(self, action: str, *, wait: bool = True) -> None:
        """Perform an action.  ``wait=False`` for one whose slot opens a modal loop."""
        names = self.actions
        if action not in names:
            raise AssertionError(f"{self.role} {self.name!r} can {names}, not {action!r}")
        place = (self.bus_name, self.path)
        arguments = (f"{_ATSPI}Action", "DoAction", "i", (names.index(action),))
        if wait:
            self.bus.call(place, *arguments)
        else:
            self.bus.cast(place, *arguments)

    def press(self, *, wait: bool = True) -> None:
        """Press a button that a person could press."""
        if not self.enabled:
            raise AssertionError(f"{self.role} {self.name!r} is disabled")
        self.do("Press", wait=wait)

    def focus(self) -> None:
        self._ask("Component", "GrabFocus")

    def set_text(self, text: str) -> None:
        """Put a text into an editable widget at one go, as dictation does."""
        self._ask("EditableText", "SetTextContents", "s", text)

    def set_value(self, value: float) -> None:
        place = (self.bus_name, self.path)
        arguments = (f"{_ATSPI}Value", "CurrentValue", ("d", value))
        self.bus.call(place, "org.freedesktop.DBus.Properties", "Set", "ssv", arguments)

    def select_child(self, index: int) -> None:
        self._ask("Selection", "SelectChild", "i", index)

    def dump(self, depth: int = 0) -> str:
        """Return what shows of the tree as indented text, for a failure's message."""
        try:
            states = self.states
            line = f"{'  ' * depth}{self.role} {self.name[:120]!r} id={self.object_name}"
            line += "".join(
                f" +{state}" for state in ("focused", "checked", "selected", "modal") if state in states
            )
            if depth and "showing" not in states:
                return ""
            line += "" if "sensitive" in states else " (disabled)"
            if "Text" in self.interfaces:
                line += f" text={self.text[:120]!r}"
            children = self.children
        except Unanswered as error:
            return f"{'  ' * depth}<gone: {error}>"
        return "\n".join(part for part in [line, *(child.dump(depth + 1) for child in children)] if part)

    def _ask(self, interface: str, method: str, signature: str = "", *body: Any) -> Any:
        return self.bus.call((self.bus_name, self.path), _ATSPI + interface, method, signature, body)

    def _property(self, interface: str, name: str) -> Any:
        place = (self.bus_name, self.path)
        answer = self.bus.call(
            place, "org.freedesktop.DBus.Properties", "Get", "ss", (_ATSPI + interface, name)
        )
        return answer[1] if isinstance(answer, tuple) and len(answer) == 2 else answer
