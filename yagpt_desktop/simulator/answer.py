"""What the demo answers.  Its sentences are data: ``answers/<language>/*.md``."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

from yagpt_desktop.yandex.pb.text_generation_pb2 import CompletionRequest

from . import corrector, translator
from .framed_text import framed, is_marked

_LANGUAGES: Final = ("ru", "en")
_GUIDES: Final = ("guide-1", "guide-2", "guide-3")
_QUOTE_MAX: Final = 80
_MARKDOWN_SIGNS: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:])")
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_CYRILLIC: Final = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN: Final = re.compile(r"[a-z]", re.IGNORECASE)
_FIXES: Final = re.compile(
    r"исправ|корректор|орфограф|опечат|вычита|proofread|corrector|"
    r"correct (?:the|my|all|any|it|mistakes|errors)|"
    r"\bfix (?:the|my|all|any|it|mistakes|errors|typos)|spelling",
    re.IGNORECASE,
)
_TRANSLATES: Final = re.compile(r"перев[её]|перевод|translat", re.IGNORECASE)
_GREETING: Final = re.compile(
    r"\W*(?:привет\w*|здравствуй\w*|добр\w+ (?:день|вечер|утро|дня)|салют|хай|hello|hi|hey|good \w+)\b",
    re.IGNORECASE,
)
_ABILITIES: Final = re.compile(
    r"что ты (?:умеешь|можешь)|ты кто|кто ты|что это (?:такое|за)|как (?:тобой|этим) пользоваться|"
    r"what can you|who are you|what are you|how do i use",
    re.IGNORECASE,
)
_ASKED_IN_MESSAGE: Final = re.compile(r"\s*(?:пожалуйста,?\s*)?[^\n:]{3,60}:\s+(?=\S)")


def answer_to(request: CompletionRequest, message: str) -> str:
    """Return the demo's answer to a conversation whose last user message (without a command) is given.

    The first use of the corrector reads its word list (a fraction of a second).
    """
    role = "\n".join(item.text for item in request.messages if item.role == "system")
    language = language_of(message or role)
    text = framed(message)
    if _wants_translation(role):
        return _translated(role, text, language, is_marked=is_marked(message))
    if _FIXES.search(role):
        return corrected(text)
    if is_marked(message):
        return page(language_of(role), "action", text=text)
    asked = _ASKED_IN_MESSAGE.match(message)
    if asked and _FIXES.search(asked[0]) and not _wants_translation(asked[0]):
        return corrected(message[asked.end() :])
    return _conversation(language, message)


def corrected(text: str) -> str:
    """Return the text with its mistakes corrected as far as the word list goes."""
    return corrector.corrected(text)


def language_of(text: str) -> str:
    """Return ``en`` for a text in Latin letters alone, else ``ru``."""
    return "en" if _LATIN.search(text) and not _CYRILLIC.search(text) else "ru"


def quoted(text: str) -> str:
    """Return the beginning of a text so that Markdown shows it as it stands, in one line."""
    line = " ".join(_UNSEEN.sub(" ", text).split())
    if len(line) > _QUOTE_MAX:
        line = line[: _QUOTE_MAX - 1].rstrip() + "…"
    return _MARKDOWN_SIGNS.sub(r"\\\1", line)


def page(language: str, name: str, **holes: str) -> str:
    """Return one of the prepared texts; each ``{name}`` in it becomes the value given for it."""
    text = _read(language, name)
    if not holes:
        return text
    pattern = "|".join(re.escape("{" + hole + "}") for hole in holes)
    return re.sub(pattern, lambda match: holes[match[0][1:-1]], text)


@cache
def _read(language: str, name: str) -> str:
    return (files(__package__) / "answers" / language / f"{name}.md").read_text("utf-8").strip()


def _wants_translation(text: str) -> bool:
    """Whether translation is asked for before any correction is."""
    translates, fixes = _TRANSLATES.search(text), _FIXES.search(text)
    return bool(translates and (not fixes or translates.start() < fixes.start()))


def _translated(role: str, text: str, language: str, *, is_marked: bool) -> str:
    """A text tool gets the text line by line; in a chat the demo says that it knows a few sentences alone."""
    target = translator.target_of(role, text)
    if is_marked:
        return translator.translated(text, target, translator.terms_of(role))
    found = translator.known(text, target)
    return page(language, "translator", quote=quoted(text)) if found is None else found


def _conversation(language: str, message: str) -> str:
    if not message:
        return page(language, "abilities")
    if _ABILITIES.search(message):
        return page(language, "abilities")
    if _GREETING.match(message) and len(message) < 60:
        return page(language, "greeting")
    guide = _GUIDES[sum(message.encode(errors="replace")) % len(_GUIDES)]
    return page(language, guide, quote=quoted(message))
