"""The frame that a text travels in, so that instructions inside it stay text.

The tags carry a random mark that does not occur in what they enclose: no text can close its own frame.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Final

_MARK_BYTES: Final = 4
_TAG: Final = re.compile(r"</?(?:text|before|done|near|now|list)-[0-9a-f]{8}>")
_CUT_TAG: Final = re.compile(r"</?[a-z]{0,6}(?:-[0-9a-f]{0,8})?\Z")


@dataclass(frozen=True, slots=True)
class TextFrame:
    """The tags of one request.

    Attributes:
        mark: Eight hexadecimal digits, made anew for each request.
    """

    mark: str

    @property
    def text_tag(self) -> str:
        """The name of the tag round the text that is to be worked on."""
        return self.tag("text")

    def tag(self, kind: str) -> str:
        """Return the name of a tag: "text", "before", "done", "near", "now" or "list"."""
        return f"{kind}-{self.mark}"

    def around(self, kind: str, text: str) -> str:
        """Return a text between its tags, each on a line of its own."""
        name = self.tag(kind)
        return f"<{name}>\n{text}\n</{name}>"


def fresh_frame(*texts: str) -> TextFrame:
    """Return a frame whose mark is in none of the texts."""
    while True:
        mark = secrets.token_hex(_MARK_BYTES)
        if not any(mark in text.casefold() for text in texts):
            return TextFrame(mark)


def unframed(answer: str, source: str = "", *, partial: bool = False) -> str:
    """Return an answer without the tags of a frame that the model repeated; those of the source stay.

    A line that held a tag alone goes with it; of a partial answer, so does the beginning of a tag at its end.
    """
    own = set(_TAG.findall(source))

    def of(match: re.Match[str]) -> str:
        return match[0] if match[0].strip() in own else ""

    found = re.sub(rf"\A\s*{_TAG.pattern}[ \t]*\r?\n?", of, answer)
    found = re.sub(rf"\r?\n?[ \t]*{_TAG.pattern}\s*\Z", of, found)
    found = _TAG.sub(of, found)
    if partial:
        found = _CUT_TAG.sub("", found)
    return found
