"""What languages are called."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP

_NAMES: Final = {
    "ru": QT_TRANSLATE_NOOP("LanguageWords", "Russian"),
    "en": QT_TRANSLATE_NOOP("LanguageWords", "English"),
    "de": QT_TRANSLATE_NOOP("LanguageWords", "German"),
    "fr": QT_TRANSLATE_NOOP("LanguageWords", "French"),
    "es": QT_TRANSLATE_NOOP("LanguageWords", "Spanish"),
    "it": QT_TRANSLATE_NOOP("LanguageWords", "Italian"),
    "pt": QT_TRANSLATE_NOOP("LanguageWords", "Portuguese"),
    "pl": QT_TRANSLATE_NOOP("LanguageWords", "Polish"),
    "nl": QT_TRANSLATE_NOOP("LanguageWords", "Dutch"),
    "cs": QT_TRANSLATE_NOOP("LanguageWords", "Czech"),
    "sk": QT_TRANSLATE_NOOP("LanguageWords", "Slovak"),
    "sr": QT_TRANSLATE_NOOP("LanguageWords", "Serbian"),
    "hr": QT_TRANSLATE_NOOP("LanguageWords", "Croatian"),
    "bg": QT_TRANSLATE_NOOP("LanguageWords", "Bulgarian"),
    "uk": QT_TRANSLATE_NOOP("LanguageWords", "Ukrainian"),
    "be": QT_TRANSLATE_NOOP("LanguageWords", "Belarusian"),
    "kk": QT_TRANSLATE_NOOP("LanguageWords", "Kazakh"),
    "uz": QT_TRANSLATE_NOOP("LanguageWords", "Uzbek"),
    "ky": QT_TRANSLATE_NOOP("LanguageWords", "Kyrgyz"),
    "tg": QT_TRANSLATE_NOOP("LanguageWords", "Tajik"),
    "tt": QT_TRANSLATE_NOOP("LanguageWords", "Tatar"),
    "ba": QT_TRANSLATE_NOOP("LanguageWords", "Bashkir"),
    "az": QT_TRANSLATE_NOOP("LanguageWords", "Azerbaijani"),
    "hy": QT_TRANSLATE_NOOP("LanguageWords", "Armenian"),
    "ka": QT_TRANSLATE_NOOP("LanguageWords", "Georgian"),
    "tr": QT_TRANSLATE_NOOP("LanguageWords", "Turkish"),
    "ar": QT_TRANSLATE_NOOP("LanguageWords", "Arabic"),
    "he": QT_TRANSLATE_NOOP("LanguageWords", "Hebrew"),
    "fa": QT_TRANSLATE_NOOP("LanguageWords", "Persian"),
    "hi": QT_TRANSLATE_NOOP("LanguageWords", "Hindi"),
    "zh": QT_TRANSLATE_NOOP("LanguageWords", "Chinese"),
    "ja": QT_TRANSLATE_NOOP("LanguageWords", "Japanese"),
    "ko": QT_TRANSLATE_NOOP("LanguageWords", "Korean"),
    "vi": QT_TRANSLATE_NOOP("LanguageWords", "Vietnamese"),
    "th": QT_TRANSLATE_NOOP("LanguageWords", "Thai"),
    "id": QT_TRANSLATE_NOOP("LanguageWords", "Indonesian"),
    "fi": QT_TRANSLATE_NOOP("LanguageWords", "Finnish"),
    "sv": QT_TRANSLATE_NOOP("LanguageWords", "Swedish"),
    "no": QT_TRANSLATE_NOOP("LanguageWords", "Norwegian"),
    "da": QT_TRANSLATE_NOOP("LanguageWords", "Danish"),
    "et": QT_TRANSLATE_NOOP("LanguageWords", "Estonian"),
    "lv": QT_TRANSLATE_NOOP("LanguageWords", "Latvian"),
    "lt": QT_TRANSLATE_NOOP("LanguageWords", "Lithuanian"),
    "hu": QT_TRANSLATE_NOOP("LanguageWords", "Hungarian"),
    "ro": QT_TRANSLATE_NOOP("LanguageWords", "Romanian"),
    "el": QT_TRANSLATE_NOOP("LanguageWords", "Greek"),
    "la": QT_TRANSLATE_NOOP("LanguageWords", "Latin"),
}


def language_name(code: str) -> str:
    """Return a language's name as it stands in a sentence; the code itself where we have no name."""
    source = _NAMES.get(code)
    return QCoreApplication.translate("LanguageWords", source) if source else code


def language_title(code: str) -> str:
    """Return a language's name as it stands alone."""
    name = language_name(code)
    return name[:1].upper() + name[1:]
