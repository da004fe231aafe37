"""The language of the interface: its sentences, numbers and sums.  Needs QtCore alone."""

from __future__ import annotations

import importlib

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, QTranslator

from yagpt_desktop.domain.settings import Language

_QT_LARGEST_COUNT = 2**31 - 1
_NO_LANGUAGE = ("", "c", "posix")


def QT_TRANSLATE_NOOP(context: str, source: str, comment: str = "") -> str:  # noqa: ARG001
    """Mark a sentence of a table for Linguist; it is translated when it is shown."""
    return source


# Sentences of Qt's own windows whose translations stayed behind their sources; found by Qt itself.
_OF_QT = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Drive"),
)


class InterfaceLanguage:
    """What :func:`install_language` put into the application; GUI thread only.

    A change reaches every open widget as ``LanguageChange``.
    """

    def __init__(self, app: QCoreApplication, language: Language) -> None:
        self._app = app
        self._translators: list[QTranslator] = []
        self._locale_before = QLocale()
        self._language = Language.ENGLISH
        self.change(language)

    @property
    def language(self) -> Language:
        """The language in view: never ``SYSTEM``."""
        return self._language

    def change(self, language: Language) -> None:
        """Speak another language from now on."""
        old, self._translators = self._translators, []
        self._language = spoken_language(language)
        QLocale.setDefault(_locale_of(self._language))
        for translator in old:
            self._app.removeTranslator(translator)
        for translator in _translators_for(self._language):
            self._app.installTranslator(translator)
            self._translators.append(translator)

    def remove(self) -> None:
        """Leave the application as it was found."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = []
        QLocale.setDefault(self._locale_before)


def install_language(app: QCoreApplication, language: Language) -> InterfaceLanguage:
    """Make the application speak a language; the caller keeps what is returned as long as it speaks.

    Raises:
        ModuleNotFoundError: ``resources_rc`` was not built (``packaging/resources.py``).
    """
    return InterfaceLanguage(app, language)


def spoken_language(wanted: Language) -> Language:
    """Answer ``SYSTEM`` by the first language of the user's system.

    Russian is the language this interface is made in, so a system that names none (``C``, ``POSIX``) gets
    it too; every other language gets English.
    """
    if wanted is not Language.SYSTEM:
        return wanted
    names = QLocale.system().uiLanguages() or [""]
    first = names[0].partition("-")[0].lower()
    return Language.RUSSIAN if first == "ru" or first in _NO_LANGUAGE else Language.ENGLISH


class _EnglishPlurals(QTranslator):
    """The sources are English already; only ``%n token(s)`` has to become one or many."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: ARG002
        return source if n < 0 else source.replace("(s)", "" if n == 1 else "s")


def _translators_for(language: Language) -> list[QTranslator]:
    if language is Language.ENGLISH:
        return [_EnglishPlurals()]
    importlib.import_module("yagpt_desktop.ui.resources_rc")
    return [_loaded("qtbase_ru"), _loaded("yagpt_ru")]


def _loaded(name: str) -> QTranslator:
    translator = QTranslator()
    if not translator.load(f":/translations/{name}.qm"):
        raise ModuleNotFoundError(f"{name}.qm is not in the built resource")
    return translator


def _locale_of(language: Language) -> QLocale:
    """The user's own variant of the language (en_GB …) where the system speaks it."""
    system = QLocale.system()
    qt_language = QLocale.Language.Russian if language is Language.RUSSIAN else QLocale.Language.English
    return system if system.language() == qt_language else QLocale(qt_language)


def format_count(count: int) -> str:
    """Write a whole number with its groups: 12 345."""
    return QLocale().toString(count)


def format_decimal(value: float, digits: int) -> str:
    """Write a number with so many digits after the comma: 1,4."""
    return QLocale().toString(float(value), "f", digits)


def format_day(iso: str) -> str:
    """Write an ISO 8601 date as the language does: 10.10.2026; what is none stays as it is."""
    day = QDate.fromString(iso, Qt.DateFormat.ISODate)
    return QLocale().toString(day, QLocale.FormatType.ShortFormat) if day.isValid() else iso


def format_roubles(amount: float) -> str:
    """Write a sum with a space that does not break: 0,02 ₽; less than a kopeck is said to be so."""
    if 0 < amount < 0.005:
        return f"<\u00a0{format_decimal(0.01, 2)}\u00a0₽"
    return f"{format_decimal(amount, 2)}\u00a0₽"


def counted(context: str, source: str, count: int) -> str:
    """Translate a sentence with ``%n`` in the right plural, its number written with groups.

    ``source`` is marked with :func:`QT_TRANSLATE_NOOP` where this is called.
    """
    # Qt takes a C int; beyond it the last two digits choose the same form.
    chooser = abs(count) if abs(count) <= _QT_LARGEST_COUNT else 1_000_000_000 + abs(count) % 100
    phrase = QCoreApplication.translate(context, source, "", chooser)
    return phrase.replace(str(chooser), format_count(count), 1)
