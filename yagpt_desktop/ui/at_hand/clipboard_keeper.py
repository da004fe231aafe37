"""The person's clipboard while the program borrows it: kept in every format, and put back untouched."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QByteArray, QMetaType, QMimeData
from PySide6.QtGui import QClipboard, QImage

MOST_KEPT_BYTES: Final = 64 * 1024 * 1024
LONGEST_S: Final = 1.5
_QT_IMAGE: Final = "application/x-qt-image"
_SECRET_HINT: Final = "x-kde-passwordManagerHint"
"""KeePassXC, KWallet and others mark what must not be kept or passed on with it."""
_TEXT_FORMATS: Final = ("text/plain",)


@dataclass(slots=True)
class KeptClipboard:
    """What the clipboard held.

    Attributes:
        formats: Each format's own bytes, in the order in which they were offered.
        image: The picture; its other formats are made of it when somebody asks.
        is_whole: Whether nothing was left out, for its size or for the time it took.
    """

    formats: dict[str, bytes] = field(default_factory=dict)
    image: QImage | None = None
    is_whole: bool = True

    @classmethod
    def of(cls, data: QMimeData | None, most_bytes: int = MOST_KEPT_BYTES) -> KeptClipboard:
        """Copy everything; may wait for the program that owns it."""
        kept = cls()
        if data is None:
            return kept
        names = [name for name in data.formats() if name != _QT_IMAGE]
        if data.hasImage():
            picture = data.imageData()
            kept.image = picture if isinstance(picture, QImage) and not picture.isNull() else None
            names = _without_derived(names, has_picture=kept.image is not None)
        left = most_bytes - (kept.image.sizeInBytes() if kept.image is not None else 0)
        if left < 0:
            kept.image, kept.is_whole, left = None, False, most_bytes
        end_s = time.monotonic() + LONGEST_S
        for name in names:
            # A program that does not answer costs Qt five seconds for each format.
            content = bytes(data.data(name).data()) if time.monotonic() < end_s else None
            if content is not None and len(content) <= left:
                kept.formats[name] = content
                left -= len(content)
            else:
                kept.is_whole = False
        return kept

    def data(self) -> QMimeData | None:
        """Return it as it may be offered again; None where there was nothing."""
        if not self.formats and self.image is None:
            return None
        data = QMimeData()
        for name, content in self.formats.items():
            data.setData(name, QByteArray(content))
        if self.image is not None:
            data.setImageData(self.image)
        return data


def _without_derived(names: list[str], *, has_picture: bool) -> list[str]:
    """Leave one of a picture's many formats: Qt offers a dozen, each made anew at some cost."""
    pictures = [name for name in names if name.startswith("image/") and name != "image/svg+xml"]
    if not has_picture or not pictures:
        return names
    chosen = "image/png" if "image/png" in pictures else pictures[0]
    return [name for name in names if name not in pictures or name == chosen]


class ReadCounter(QMimeData):
    """A text that knows whether anybody has read it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.reads = 0

    def hasFormat(self, name: str) -> bool:
        """Offer plain text alone."""
        return name in _TEXT_FORMATS

    def formats(self) -> list[str]:
        """Offer plain text alone."""
        return list(_TEXT_FORMATS)

    def retrieveData(self, name: str, _kind: QMetaType | QMetaType.Type) -> Any:
        """Hand the text out, and count."""
        if name not in _TEXT_FORMATS:
            return None
        self.reads += 1
        return self._text


class ClipboardKeeper:
    """Borrows the clipboard.  GUI thread.

    Args:
        serial: Returns a number that grows with every change of the clipboard by anybody.

    Attributes:
        lost_something: Whether the last :meth:`restore` could put back a part alone.
    """

    def __init__(self, clipboard: QClipboard, serial: Callable[[], int]) -> None:
        self._clipboard = clipboard
        self._serial = serial
        self._kept: KeptClipboard | None = None
        self._ours: ReadCounter | None = None
        self._expected = 0
        self.lost_something = False

    @property
    def is_whole(self) -> bool:
        """Whether everything that the clipboard held can be put back."""
        return self._kept is None or self._kept.is_whole

    def keep(self) -> None:
        """Remember what is there; a second call before :meth:`restore` changes nothing."""
        if self._kept is None:
            self._kept = KeptClipboard.of(self._clipboard.mimeData())
        self._expected = self._serial()

    def has_changed(self) -> bool:
        """Whether anybody wrote since :meth:`keep` or :meth:`accept`."""
        return self._serial() != self._expected

    def accept(self) -> None:
        """Take what is there now for something that we caused."""
        self._expected = self._serial()

    def text(self) -> str:
        """Return the text that is there."""
        return self._clipboard.text()

    def holds_secret(self) -> bool:
        """Whether a password manager put it there."""
        # Qt's declarations do not know that an empty clipboard may have none.
        data: QMimeData | None = self._clipboard.mimeData()
        return bytes(data.data(_SECRET_HINT).data()).strip() == b"secret" if data else False

    def selected_text(self) -> str:
        """Return the PRIMARY selection; "" where the platform has none."""
        if not self._clipboard.supportsSelection():
            return ""
        return self._clipboard.text(QClipboard.Mode.Selection)

    def put(self, text: str) -> None:
        """Put a result there."""
        self._ours = ReadCounter(text)
        self._clipboard.setMimeData(self._ours)

    def leave(self, text: str) -> None:
        """Put a result there for the person, for good; what was kept is let go."""
        self._kept = self._ours = None
        self._clipboard.setText(text)

    def forget(self) -> None:
        """Let go of what was kept; the clipboard was not touched."""
        self._kept = None

    def forget_reads(self) -> None:
        """Count from now on: clipboard managers read whatever is new."""
        if self._ours is not None:
            self._ours.reads = 0

    def was_read(self) -> bool:
        """Whether anybody has read the result since."""
        return self._ours is not None and self._ours.reads > 0

    def restore(self) -> bool:
        """Put back what was kept, unless somebody else wrote meanwhile; true where it is back."""
        kept, self._kept = self._kept, None
        self.lost_something = kept is not None and not kept.is_whole
        ours, self._ours = self._ours, None
        if ours is None:
            untouched = not self.has_changed()
        else:
            # Some platforms do not know who owns it, but hand our own object out again.
            untouched = self._clipboard.ownsClipboard() or self._clipboard.mimeData() is ours
        if kept is None or not untouched:
            return False
        data = kept.data()
        if data is None:
            self._clipboard.clear()
        else:
            self._clipboard.setMimeData(data)
        return True
