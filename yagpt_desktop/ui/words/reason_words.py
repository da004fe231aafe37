"""Short reasons for changes that need no model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.change import ChangeKind
from yagpt_desktop.text.changes import ChangeReason
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP

from .change_words import kind_name

_WORDS: Final = {
    ChangeReason.COMMA_MISSING: QT_TRANSLATE_NOOP("ReasonWords", "a comma is missing"),
    ChangeReason.COMMA_EXTRA: QT_TRANSLATE_NOOP("ReasonWords", "no comma needed"),
    ChangeReason.FULL_STOP_MISSING: QT_TRANSLATE_NOOP("ReasonWords", "a full stop at the end"),
    ChangeReason.DASH_MISSING: QT_TRANSLATE_NOOP("ReasonWords", "a dash is missing"),
    ChangeReason.DASH_EXTRA: QT_TRANSLATE_NOOP("ReasonWords", "no dash needed"),
    ChangeReason.SIGN_MISSING: QT_TRANSLATE_NOOP("ReasonWords", "a sign is missing"),
    ChangeReason.SIGN_EXTRA: QT_TRANSLATE_NOOP("ReasonWords", "a needless sign"),
    ChangeReason.SIGN_WRONG: QT_TRANSLATE_NOOP("ReasonWords", "another sign belongs here"),
    ChangeReason.CAPITAL: QT_TRANSLATE_NOOP("ReasonWords", "a capital letter"),
    ChangeReason.SMALL_LETTER: QT_TRANSLATE_NOOP("ReasonWords", "a small letter"),
    ChangeReason.YO: QT_TRANSLATE_NOOP("ReasonWords", "“ё” instead of “е”, or back"),
    ChangeReason.BLANK_MISSING: QT_TRANSLATE_NOOP("ReasonWords", "a space is missing"),
    ChangeReason.BLANK_EXTRA: QT_TRANSLATE_NOOP("ReasonWords", "a needless space"),
    ChangeReason.BLANK_SHAPE: QT_TRANSLATE_NOOP("ReasonWords", "a hard space"),
    ChangeReason.DASH_SHAPE: QT_TRANSLATE_NOOP("ReasonWords", "a dash instead of a hyphen"),
    ChangeReason.QUOTES_SHAPE: QT_TRANSLATE_NOOP("ReasonWords", "quotation marks of the language"),
    ChangeReason.SIGN_SHAPE: QT_TRANSLATE_NOOP("ReasonWords", "the typographic sign"),
    ChangeReason.LINE_BREAK: QT_TRANSLATE_NOOP("ReasonWords", "a line break"),
    ChangeReason.JOINED: QT_TRANSLATE_NOOP("ReasonWords", "written as one word"),
    ChangeReason.SPLIT: QT_TRANSLATE_NOOP("ReasonWords", "written apart"),
    ChangeReason.HYPHEN: QT_TRANSLATE_NOOP("ReasonWords", "written with a hyphen"),
    ChangeReason.HYPHEN_EXTRA: QT_TRANSLATE_NOOP("ReasonWords", "written without a hyphen"),
    ChangeReason.NOT_NI: QT_TRANSLATE_NOOP("ReasonWords", "the particles “не” and “ни”"),
    ChangeReason.TSYA: QT_TRANSLATE_NOOP("ReasonWords", "“-тся” and “-ться”"),
    ChangeReason.SOFT_SIGN: QT_TRANSLATE_NOOP("ReasonWords", "the soft sign"),
    ChangeReason.UNSTRESSED_VOWEL: QT_TRANSLATE_NOOP("ReasonWords", "an unstressed vowel"),
    ChangeReason.CONSONANT: QT_TRANSLATE_NOOP("ReasonWords", "a consonant that is heard otherwise"),
    ChangeReason.SIBILANT_VOWEL: QT_TRANSLATE_NOOP("ReasonWords", "the vowel after a sibilant"),
    ChangeReason.DOUBLED_LETTER: QT_TRANSLATE_NOOP("ReasonWords", "a doubled letter"),
    ChangeReason.SWAPPED_LETTERS: QT_TRANSLATE_NOOP("ReasonWords", "letters in the wrong order"),
    ChangeReason.LETTER_MISSING: QT_TRANSLATE_NOOP("ReasonWords", "a letter is missing"),
    ChangeReason.LETTER_EXTRA: QT_TRANSLATE_NOOP("ReasonWords", "a needless letter"),
    ChangeReason.WRONG_LETTER: QT_TRANSLATE_NOOP("ReasonWords", "a wrong letter"),
    ChangeReason.FOREIGN_LETTER: QT_TRANSLATE_NOOP("ReasonWords", "a letter of another alphabet"),
    ChangeReason.KEYBOARD_LAYOUT: QT_TRANSLATE_NOOP("ReasonWords", "another keyboard layout was on"),
    ChangeReason.WORD_FORM: QT_TRANSLATE_NOOP("ReasonWords", "the form of the word"),
    ChangeReason.TYPO: QT_TRANSLATE_NOOP("ReasonWords", "a slip of the finger"),
    ChangeReason.WORD_MISSING: QT_TRANSLATE_NOOP("ReasonWords", "a word is missing"),
    ChangeReason.WORD_EXTRA: QT_TRANSLATE_NOOP("ReasonWords", "a needless word"),
    ChangeReason.DOUBLED_WORD: QT_TRANSLATE_NOOP("ReasonWords", "a word twice"),
    ChangeReason.WORD_CHOICE: QT_TRANSLATE_NOOP("ReasonWords", "another word fits better"),
    ChangeReason.OWN: QT_TRANSLATE_NOOP("ReasonWords", "changed by you"),
}


def reason_text(kind: ChangeKind, reasons: Sequence[ChangeReason]) -> str:
    """Return a short reason for a card: the kind, then what exactly."""
    told = ", ".join(QCoreApplication.translate("ReasonWords", _WORDS[reason]) for reason in reasons[:1])
    return f"{kind_name(kind)}: {told}" if told else kind_name(kind)
