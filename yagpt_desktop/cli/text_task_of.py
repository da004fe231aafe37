"""What a text command asks for, from its options and the person's own settings."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.text_settings import TextSettings, YoPolicy
from yagpt_desktop.domain.text_task import FixMode, FixTask, GlossaryRow, TextTask, Tone, TranslateTask
from yagpt_desktop.services.glossary import merged, read_glossary
from yagpt_desktop.services.text_prompts import languages
from yagpt_desktop.text.language import language_of
from yagpt_desktop.text.typography import TypographyRule
from yagpt_desktop.ui.words.text_command_words import (
    glossary_faults,
    glossary_unreadable,
    language_unknown,
    own_words_unread,
    rule_unknown,
)
from yagpt_desktop.wiring import Wiring

from .console import Console
from .problem import UsageProblem
from .text_files import read_bytes

_RUSSIAN: Final = "ru"
_ENGLISH: Final = "en"
_NAMED_LANGUAGES: Final = 6
_NAMED_LINES: Final = 10


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the person has told the window about words."""

    glossary: tuple[GlossaryRow, ...] = ()
    kept: frozenset[str] = frozenset()


def own_words(wiring: Wiring, console: Console) -> OwnWords:
    """Read them from the history's file where there is one; a damaged one stops nobody's text."""
    if not wiring.profile.history_file.exists():
        return OwnWords()
    try:
        own = OwnWords(tuple(wiring.texts.glossary()), wiring.texts.kept_words())
        # One process has the file at a time: a long text must not keep the window from its chats.
        wiring.chats.close()
    except StorageError as error:
        console.say(own_words_unread(error))
        return OwnWords()
    return own


def task_of(
    options: argparse.Namespace, text: str, texts: TextSettings, own: OwnWords, console: Console
) -> TextTask:
    """Return the task.

    Raises:
        UsageProblem: A language or a glossary cannot be used.
        InputUnreadable: The glossary cannot be read.
    """
    if options.command == "fix":
        return FixTask(FixMode(options.mode))
    source = _language(options.source_language)
    target = _language(options.to) or _target_of(source or language_of(text), texts)
    tone = texts.tone if options.tone is None else Tone(options.tone)
    rows = (
        own.glossary if options.glossary is None else merged(own.glossary, _terms(options.glossary, console))
    )
    return TranslateTask(source or language_of(text), target, tone, rows)


def text_settings_of(options: argparse.Namespace, texts: TextSettings) -> TextSettings:
    """Return the settings with the options over them; a translation is set anew only where it is asked for.

    Raises:
        UsageProblem: There is no such rule.
    """
    if options.command == "translate":
        texts = replace(texts, typography=(), yo=YoPolicy.KEEP)
    if options.typography is not None:
        texts = replace(texts, typography=_rules(options.typography))
    return texts if options.yo is None else replace(texts, yo=YoPolicy(options.yo))


def _rules(named: str) -> tuple[str, ...]:
    names = [name.strip() for name in named.split(",") if name.strip()]
    known = [rule.value for rule in TypographyRule]
    if names in (["all"], ["none"]):
        return tuple(known) if names == ["all"] else ()
    for name in names:
        if name not in known:
            raise UsageProblem(rule_unknown(name, ", ".join(("all", "none", *known))))
    return tuple(names)


def _language(code: str | None) -> str:
    if code is None:
        return ""
    name, _, region = code.strip().replace("_", "-").partition("-")
    if name.lower() not in languages():
        raise UsageProblem(language_unknown(code, ", ".join(languages()[:_NAMED_LANGUAGES])))
    return f"{name.lower()}-{region}" if region else name.lower()


def _target_of(source: str, texts: TextSettings) -> str:
    if texts.target_language and texts.target_language != source:
        return texts.target_language
    return _ENGLISH if source == _RUSSIAN else _RUSSIAN


def _terms(path: Path, console: Console) -> tuple[GlossaryRow, ...]:
    table = read_glossary(read_bytes(path))
    if not table.rows:
        raise UsageProblem(glossary_unreadable(str(path)))
    lines = [str(fault.line) for fault in table.faults if fault.line]
    if lines:
        more = "…" if len(lines) > _NAMED_LINES else ""
        console.say(glossary_faults(str(path), ", ".join(lines[:_NAMED_LINES]) + more))
    return table.rows
