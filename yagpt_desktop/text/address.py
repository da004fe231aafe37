"""Which addresses of a text are links at all; the rest of it stays text, as it was written."""

from __future__ import annotations

from typing import Final

_OPENABLE: Final = ("https://", "http://", "mailto:")
# An image that carries itself: its words are shown, and megabytes of letters are nobody's address.
_SILENT: Final = ("data:image/", "#")


def is_link(href: str) -> bool:
    """Whether a browser or a mail program may have the address."""
    return href.lower().startswith(_OPENABLE)


def is_to_be_hidden(href: str) -> bool:
    """Whether ``[words](href)`` is to be read as its words, without the signs around them.

    True also for the beginning of an address that may become a link, so that a growing answer does not
    flicker.  Where it is False, Markdown leaves all of it as text: the address is seen and can be copied.
    """
    lowered = href.lower()
    return lowered.startswith(_OPENABLE + _SILENT) or any(start.startswith(lowered) for start in _OPENABLE)
