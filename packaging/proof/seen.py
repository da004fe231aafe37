"""Write down what a screen reader finds in the window; runs in the bare system, with its own Python.

``seen.py OUT [WORDS [focus]]``: waits until the words are there, a minute and a half at most; then puts the
keyboard where a text can be written.
"""

import sys
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  the version is chosen first


def texts(node, depth=0):
    """Yield every name and text below a node."""
    if node is None or depth > 40:
        return
    try:
        yield node.get_name() or ""
        if node.get_text_iface() is not None:
            yield Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))
        children = [node.get_child_at_index(place) for place in range(node.get_child_count())]
    except GLib.Error:
        return
    for child in children:
        yield from texts(child, depth + 1)


def focus(node, depth=0) -> bool:
    """Put the keyboard into the first text on the screen that can be changed; false where there is none."""
    if node is None or depth > 40:
        return False
    states = node.get_state_set()
    wanted = (Atspi.StateType.EDITABLE, Atspi.StateType.SHOWING, Atspi.StateType.MULTI_LINE)
    if all(states.contains(state) for state in wanted):
        return Atspi.Component.grab_focus(node)
    return any(focus(node.get_child_at_index(place), depth + 1) for place in range(node.get_child_count()))


def main() -> int:
    """Look until the words are found."""
    words = sys.argv[2] if len(sys.argv) > 2 else ""
    give_up_at = time.monotonic() + 90
    while time.monotonic() < give_up_at:
        desktop = Atspi.get_desktop(0)
        found = [
            text
            for place in range(desktop.get_child_count())
            for text in texts(desktop.get_child_at_index(place))
        ]
        Path(sys.argv[1]).write_text("\n".join(text for text in found if text.strip()), encoding="utf-8")
        if len(found) > 10 and any(words in text for text in found):
            if sys.argv[3:] == ["focus"]:
                done = [
                    focus(desktop.get_child_at_index(place)) for place in range(desktop.get_child_count())
                ]
                print("focus:", done, flush=True)
            return 0
        time.sleep(0.5)
    return 1


if __name__ == "__main__":
    sys.exit(main())
