"""Reading and writing Linguist's ``.ts`` files so that a change shows in git as what it is."""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_HEADER = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
_GONE = ("vanished", "obsolete")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})
_PLACEHOLDER = re.compile(r"\{[^{}\s]*\}|%n|%L?\d+")
NEW_FILE = f'{_HEADER}<TS version="2.1" language="ru_RU" sourcelanguage="en_US">\n</TS>\n'


class Key(NamedTuple):
    """What lupdate tells two sentences apart by."""

    context: str
    source: str
    comment: str = ""

    def __str__(self) -> str:
        return f"{self.context}: {self.source!r}" + (f" ({self.comment})" if self.comment else "")


class Message:
    """One sentence of a file; its texts are the plural forms, or the one translation."""

    def __init__(self, context: str, element: ET.Element) -> None:
        self.key = Key(context, element.findtext("source", ""), element.findtext("comment", ""))
        self.is_plural = element.get("numerus") == "yes"
        found = element.find("translation")
        self._translation = ET.SubElement(element, "translation") if found is None else found

    @property
    def is_gone(self) -> bool:
        """Whether lupdate kept it although no source asks for it any more."""
        return self._translation.get("type") in _GONE

    @property
    def is_finished(self) -> bool:
        """Whether a person has translated it, in each plural form."""
        return self._translation.get("type") is None and all(text.strip() for text in self.texts)

    @property
    def texts(self) -> list[str]:
        """The translation, or its plural forms in Linguist's order."""
        if self.is_plural:
            return [form.text or "" for form in self._translation.findall("numerusform")] or [""]
        return [self._translation.text or ""]

    def translate(self, texts: list[str]) -> None:
        """Set the translation and mark it finished.

        Raises:
            ValueError: the number of texts does not fit the sentence.
        """
        if len(texts) != (3 if self.is_plural else 1):
            raise ValueError("Russian has 3 plural forms" if self.is_plural else "no plural, 1 text")
        self._translation.attrib.pop("type", None)
        if self.is_plural:
            self._set_forms(texts)
        else:
            self._translation.text = texts[0]

    def _set_forms(self, texts: list[str]) -> None:
        for form in list(self._translation):
            self._translation.remove(form)
        self._translation.text = "\n" + " " * 12
        for text in texts:
            form = ET.SubElement(self._translation, "numerusform")
            form.text, form.tail = text, "\n" + " " * 12
        self._translation[-1].tail = "\n" + " " * 8


class TsFile:
    """The whole file in memory.

    Raises:
        xml.etree.ElementTree.ParseError: the text is not a Linguist file.
    """

    def __init__(self, text: str) -> None:
        self._root = ET.fromstring(text)  # noqa: S314  our own file of our own tree
        self.messages = list(self._read())

    @classmethod
    def load(cls, path: Path) -> TsFile:
        """Read ``path``; a file that is not there yet is an empty one."""
        return cls(path.read_text(encoding="utf-8") if path.exists() else NEW_FILE)

    def save(self, path: Path) -> None:
        """Replace ``path`` in one step."""
        replace_text(path, self.text())

    def text(self) -> str:
        """The file exactly as lupdate would lay it out."""
        return _HEADER + _serialised(self._root) + "\n"

    def by_key(self) -> dict[Key, Message]:
        """The sentences that are in use."""
        return {message.key: message for message in self.messages if not message.is_gone}

    def _read(self) -> Iterator[Message]:
        for context in self._root.iter("context"):
            name = context.findtext("name", "")
            for element in context.iter("message"):
                yield Message(name, element)


def _serialised(element: ET.Element) -> str:
    """ElementTree's own writer leaves quotes bare and closes empty elements; Linguist does neither."""
    attributes = "".join(f' {name}="{value.translate(_ESCAPES)}"' for name, value in element.items())
    inner = (element.text or "").translate(_ESCAPES)
    inner += "".join(_serialised(child) + (child.tail or "") for child in element)
    return f"<{element.tag}{attributes}>{inner}</{element.tag}>"


def replace_text(path: Path, text: str) -> None:
    """Write a draft and rename it over ``path``: no reader ever sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)


def placeholders(text: str) -> set[str]:
    """What the program fills in: ``{name}``, ``%n``, ``%1``."""
    return set(_PLACEHOLDER.findall(text))
