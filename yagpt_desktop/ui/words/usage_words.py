"""What ``--help`` says, and what argparse complains about."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP


class Usage(StrEnum):
    """A command or an option that has a line of help."""

    PROGRAM = QT_TRANSLATE_NOOP(
        "UsageWords",
        "A chat with YandexGPT. Without a command it opens the window; commands work in the terminal.",
    )
    COMMANDS = QT_TRANSLATE_NOOP("UsageWords", "commands")
    CONFIG = QT_TRANSLATE_NOOP("UsageWords", "the configuration file (also: YAGPT_CONFIG)")
    PROFILE = QT_TRANSLATE_NOOP("UsageWords", "the folder of settings and chats (also: YAGPT_PROFILE)")
    DEMO = QT_TRANSLATE_NOOP(
        "UsageWords",
        "speak to a service inside the program: no account is needed and nothing leaves this computer",
    )
    VERSION = QT_TRANSLATE_NOOP("UsageWords", "print the version and end")
    OPEN = QT_TRANSLATE_NOOP("UsageWords", "open the window and ask whether an archive's chats are wanted")
    FILE = QT_TRANSLATE_NOOP("UsageWords", "an archive of chats that the program has saved")
    SHOW = QT_TRANSLATE_NOOP("UsageWords", "show the window, or have the one that is open do something")
    QUICK = QT_TRANSLATE_NOOP("UsageWords", "open the quick window with the selected text")
    FIX_CLIPBOARD = QT_TRANSLATE_NOOP("UsageWords", "correct what was copied")
    TRANSLATE_CLIPBOARD = QT_TRANSLATE_NOOP("UsageWords", "translate what was copied")
    IN_TRAY = QT_TRANSLATE_NOOP("UsageWords", "begin in the tray, without a window")
    ASK = QT_TRANSLATE_NOOP("UsageWords", "ask one question and print the answer")
    FIX = QT_TRANSLATE_NOOP("UsageWords", "correct the mistakes of a text, or put it in other words")
    TRANSLATE = QT_TRANSLATE_NOOP("UsageWords", "translate a text")
    SOURCE = QT_TRANSLATE_NOOP(
        "UsageWords", "the text: a file (also a Word or PDF one); “-” or nothing reads standard input"
    )
    OUTPUT = QT_TRANSLATE_NOOP(
        "UsageWords", "write the result into this file, never over the source; nothing where it is not whole"
    )
    FORCE = QT_TRANSLATE_NOOP("UsageWords", "let --output replace a file that is there")
    TYPOGRAPHY = QT_TRANSLATE_NOOP(
        "UsageWords", "set quotation marks, dashes and spaces: all, none, or some of"
    )
    YO = QT_TRANSLATE_NOOP("UsageWords", "what becomes of the letter “ё”")
    MODE = QT_TRANSLATE_NOOP("UsageWords", "how far to go; “mistakes” leaves every good word alone")
    STRICT = QT_TRANSLATE_NOOP("UsageWords", "ask more strictly that only mistakes are corrected")
    SHOW_WHAT = QT_TRANSLATE_NOOP("UsageWords", "print the corrected text, or the list of changes")
    TO = QT_TRANSLATE_NOOP(
        "UsageWords", "into which language, as “en”; without it Russian becomes English, all else Russian"
    )
    FROM = QT_TRANSLATE_NOOP("UsageWords", "from which language; without it the text tells")
    TONE = QT_TRANSLATE_NOOP("UsageWords", "how the translation speaks to its reader")
    GLOSSARY = QT_TRANSLATE_NOOP("UsageWords", "a table of terms, beside those of the program's window")
    TEXT_JSON = QT_TRANSLATE_NOOP("UsageWords", "print the result with all that is known of it, as JSON")
    SEND = QT_TRANSLATE_NOOP("UsageWords", "send a request body from a file and print the reply's JSON")
    CHAT = QT_TRANSLATE_NOOP("UsageWords", "talk in the terminal")
    SIMULATE = QT_TRANSLATE_NOOP("UsageWords", "run the local service alone, for tests and trials")
    DIAGNOSE = QT_TRANSLATE_NOOP("UsageWords", "print versions, paths and which addresses can be reached")
    TEXT = QT_TRANSLATE_NOOP("UsageWords", "the question; “-” reads it from standard input")
    USER_TEXT = QT_TRANSLATE_NOOP("UsageWords", "the question, as the official sample names it")
    SYSTEM = QT_TRANSLATE_NOOP("UsageWords", "what the model is told to be or to do (the system prompt)")
    MODEL = QT_TRANSLATE_NOOP(
        "UsageWords", "the model's name, for example yandexgpt-5.1, or its whole gpt:// address"
    )
    TEMPERATURE = QT_TRANSLATE_NOOP("UsageWords", "from 0 (exact) to 1 (free)")
    MAX_TOKENS = QT_TRANSLATE_NOOP("UsageWords", "the longest answer, in tokens")
    STREAM = QT_TRANSLATE_NOOP("UsageWords", "get the answer piece by piece, or all at once")
    TRANSPORT = QT_TRANSLATE_NOOP("UsageWords", "how the request travels")
    DEFERRED = QT_TRANSLATE_NOOP(
        "UsageWords", "let the service answer when it has time (cheaper; takes minutes or hours)"
    )
    FOLDER = QT_TRANSLATE_NOOP("UsageWords", "the Yandex Cloud folder (also: YC_FOLDER_ID)")
    IAM_TOKEN = QT_TRANSLATE_NOOP(
        "UsageWords", "an IAM token; safer in the variable YC_IAM_TOKEN, for others can read a command line"
    )
    API_KEY = QT_TRANSLATE_NOOP(
        "UsageWords", "an API key; safer in the variable YC_API_KEY, for others can read a command line"
    )
    JSON = QT_TRANSLATE_NOOP("UsageWords", "print the reply, and any error, as JSON")
    BODY = QT_TRANSLATE_NOOP("UsageWords", "a JSON file as in the official sample; “-” reads standard input")
    HOST = QT_TRANSLATE_NOOP("UsageWords", "the address to listen on; this computer's own alone")
    GRPC_PORT = QT_TRANSLATE_NOOP("UsageWords", "the port for gRPC; 0 takes a free one")
    REST_PORT = QT_TRANSLATE_NOOP("UsageWords", "the port for REST; 0 takes a free one")
    SCRIPT = QT_TRANSLATE_NOOP("UsageWords", "a JSON or TOML file with prepared answers")


_ARGPARSE = (
    QT_TRANSLATE_NOOP("Argparse", "usage: "),
    QT_TRANSLATE_NOOP("Argparse", "positional arguments"),
    QT_TRANSLATE_NOOP("Argparse", "options"),
    QT_TRANSLATE_NOOP("Argparse", "show this help message and exit"),
    QT_TRANSLATE_NOOP("Argparse", "the following arguments are required: %s"),
    QT_TRANSLATE_NOOP("Argparse", "unrecognized arguments: %s"),
    QT_TRANSLATE_NOOP("Argparse", "argument %(argument_name)s: %(message)s"),
    QT_TRANSLATE_NOOP("Argparse", "expected one argument"),
    QT_TRANSLATE_NOOP("Argparse", "not allowed with argument %s"),
    QT_TRANSLATE_NOOP("Argparse", "ignored explicit argument %r"),
    QT_TRANSLATE_NOOP("Argparse", "invalid choice: %(value)r (choose from %(choices)s)"),
    QT_TRANSLATE_NOOP("Argparse", "invalid %(type)s value: %(value)r"),
)


def usage(words: Usage) -> str:
    """Return a line of help."""
    return QCoreApplication.translate("UsageWords", words.value)


def argparse_words(source: str) -> str:
    """Return one of argparse's own sentences in the language of the moment; unknown ones as they are."""
    return QCoreApplication.translate("Argparse", source)


def path_expected() -> str:
    """Say that an empty text is no path."""
    return QCoreApplication.translate("UsageWords", "the name of a file or a folder is needed")


def number_expected(low: float, high: float | None) -> str:
    """Say what a number must be."""
    if high is None:
        sentence = QCoreApplication.translate("UsageWords", "a whole number from {low} on is needed")
        return sentence.format(low=f"{low:g}")
    sentence = QCoreApplication.translate("UsageWords", "a number from {low} to {high} is needed")
    return sentence.format(low=f"{low:g}", high=f"{high:g}")
