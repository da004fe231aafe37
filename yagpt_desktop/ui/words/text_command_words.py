"""What “fix” and “translate” say in the terminal beside their results."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.ui.i18n import format_count

from .terminal_words import error_sentence


def no_text_given() -> str:
    """Say that there is nothing to work on."""
    return QCoreApplication.translate(
        "TextCommandWords",
        "There is no text: name a file after the command, or pass the text to standard input.",
    )


def output_is_source(path: str) -> str:
    """Say that the result must not replace the source."""
    return QCoreApplication.translate(
        "TextCommandWords", "“{path}” is the source itself: the result goes into another file."
    ).format(path=path)


def output_exists(path: str) -> str:
    """Say that a file is there already."""
    return QCoreApplication.translate(
        "TextCommandWords", "“{path}” is there already; --force replaces it."
    ).format(path=path)


def output_is_folder(path: str) -> str:
    """Say that a folder is no file."""
    return QCoreApplication.translate("TextCommandWords", "“{path}” is a folder; name a file in it.").format(
        path=path
    )


def no_folder_for(path: str) -> str:
    """Say that there is no folder for the result."""
    return QCoreApplication.translate("TextCommandWords", "There is no folder for “{path}”.").format(
        path=path
    )


def language_unknown(code: str, some: str) -> str:
    """Say that a language is not known; ``some`` names a few that are."""
    sentence = QCoreApplication.translate(
        "TextCommandWords", "“{code}” is no language that is known; for example: {some}."
    )
    return sentence.format(code=code, some=some)


def rule_unknown(name: str, rules: str) -> str:
    """Say that a rule of typography is not known."""
    sentence = QCoreApplication.translate(
        "TextCommandWords", "“{name}” is no rule of typography; there are: {rules}."
    )
    return sentence.format(name=name, rules=rules)


def glossary_unreadable(path: str) -> str:
    """Say that a file holds no terms."""
    sentence = QCoreApplication.translate(
        "TextCommandWords",
        "There are no terms in “{path}”: a table with the columns source and target is needed.",
    )
    return sentence.format(path=path)


def glossary_faults(path: str, lines: str) -> str:
    """Say that some rows of a glossary are not used."""
    sentence = QCoreApplication.translate(
        "TextCommandWords", "Some rows of “{path}” cannot be used, in lines: {lines}."
    )
    return sentence.format(path=path, lines=lines)


def own_words_unread(error: YaGptError) -> str:
    """Say that the person's glossary and kept words are left out."""
    sentence = QCoreApplication.translate(
        "TextCommandWords", "Your own glossary and kept words are left out. {why}"
    )
    return sentence.format(why=error_sentence(error))


def parts_done(done: int, count: int) -> str:
    """Say how far it has come."""
    sentence = QCoreApplication.translate("TextCommandWords", "{done} of {count} parts…")
    return sentence.format(done=format_count(done), count=format_count(count))


def parts_kept(done: int, count: int) -> str:
    """Say that some of a result is there, but not as one."""
    sentence = QCoreApplication.translate(
        "TextCommandWords", "Nothing was written: {done} of {count} parts came; --json gives them."
    )
    return sentence.format(done=format_count(done), count=format_count(count))


def goes_on_in(seconds: int, error: YaGptError) -> str:
    """Say why nothing is asked, and for how long."""
    wait = QCoreApplication.translate("TextCommandWords", "Going on in %n second(s).", "", seconds)
    return f"{error_sentence(error)}. {wait}"


def cut_off() -> str:
    """Say that an answer has no end."""
    return QCoreApplication.translate(
        "TextCommandWords",
        "The answer was cut off, so there is no result. Divide the text, or name another model.",
    )


def untranslated() -> str:
    """Say that a translation is the source."""
    return QCoreApplication.translate(
        "TextCommandWords", "The model gave the text back untranslated, so there is no result."
    )


def stopped() -> str:
    """Say that the person stopped it, and that nothing was written."""
    return QCoreApplication.translate("TextCommandWords", "Stopped; nothing was written.")


def no_mistakes() -> str:
    """Say that nothing was changed."""
    return QCoreApplication.translate("TextCommandWords", "Nothing to correct was found.")


def changes_counted(count: int) -> str:
    """Return how many changes there are."""
    return QCoreApplication.translate("TextCommandWords", "%n change(s)", "", count)


def written_to(path: str) -> str:
    """Say where the result is."""
    return QCoreApplication.translate("TextCommandWords", "Written to “{path}”.").format(path=path)
