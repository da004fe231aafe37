"""What the terminal commands say beside the answers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP
from yagpt_desktop.ui.words.action import ActionKind
from yagpt_desktop.ui.words.error_text import error_text

_KEY_ADVICE = QT_TRANSLATE_NOOP(
    "TerminalWords",
    "Put a key into the variable YC_API_KEY or YC_IAM_TOKEN, or save it in the program's window.",
)
_ADVICE: dict[ActionKind | None, str] = {
    None: QT_TRANSLATE_NOOP("TerminalWords", "Correct it and run the command again."),
    ActionKind.RETRY: QT_TRANSLATE_NOOP("TerminalWords", "Run the command again a little later."),
    ActionKind.ASK_AGAIN: QT_TRANSLATE_NOOP("TerminalWords", "Ask again."),
    ActionKind.CONTINUE: QT_TRANSLATE_NOOP(
        "TerminalWords", "What arrived is printed; run the command again for a whole answer."
    ),
    ActionKind.SAVE_AGAIN: QT_TRANSLATE_NOOP("TerminalWords", "Make room on the disk and run it again."),
    ActionKind.NEW_CHAT: QT_TRANSLATE_NOOP(
        "TerminalWords", "Shorten the text, split it, or begin a new conversation."
    ),
    ActionKind.CHOOSE_MODEL: QT_TRANSLATE_NOOP(
        "TerminalWords", "Name another model with --model, for example yandexgpt-5.1."
    ),
    ActionKind.OPEN_OPTIONS: QT_TRANSLATE_NOOP(
        "TerminalWords", "Look at the options of the command; --help lists them."
    ),
    ActionKind.OPEN_ACCOUNT: _KEY_ADVICE,
    ActionKind.ENTER_KEY: _KEY_ADVICE,
    ActionKind.KEY_THIS_TIME: _KEY_ADVICE,
    ActionKind.UNLOCK_STORE: _KEY_ADVICE,
    ActionKind.SESSION_ONLY: _KEY_ADVICE,
    ActionKind.CHECK_FOLDER: QT_TRANSLATE_NOOP(
        "TerminalWords", "Name the folder with --folder-id or in the variable YC_FOLDER_ID."
    ),
    ActionKind.OPEN_BILLING: QT_TRANSLATE_NOOP(
        "TerminalWords", "Look at the account on https://console.yandex.cloud/billing."
    ),
    ActionKind.OPEN_NETWORK_SETTINGS: QT_TRANSLATE_NOOP(
        "TerminalWords",
        "Look at the section [network] of the configuration; “yagpt-desktop diagnose” tells more.",
    ),
    ActionKind.OPEN_SIGN_IN_PAGE: QT_TRANSLATE_NOOP(
        "TerminalWords", "Open any page in a browser and sign in to the network."
    ),
    ActionKind.CHOOSE_FILE: QT_TRANSLATE_NOOP("TerminalWords", "Check the file's path and what it holds."),
    ActionKind.SHOW_DIAGNOSIS: QT_TRANSLATE_NOOP("TerminalWords", "“yagpt-desktop diagnose” tells more."),
    ActionKind.SHOW_STEPS: _KEY_ADVICE,
    ActionKind.USE_API_KEY: _KEY_ADVICE,
    ActionKind.OPEN_STORE: _KEY_ADVICE,
    ActionKind.OPEN_PROFILE: QT_TRANSLATE_NOOP(
        "TerminalWords", "Make room on the disk, or choose another folder with --profile."
    ),
    ActionKind.OPEN_CLOCK: QT_TRANSLATE_NOOP(
        "TerminalWords", "Set the computer's clock right and run the command again."
    ),
}
_NAMES = ("Yandex", "«", "“")


def error_sentence(error: YaGptError) -> str:
    """Return what happened and why, in one sentence."""
    words = error_text(error)
    cause = words.cause if words.cause.startswith(_NAMES) else words.cause[:1].lower() + words.cause[1:]
    return f"{words.title}: {cause}"


def advice(error: YaGptError) -> str:
    """Return what to do next in a terminal."""
    return _translated(_ADVICE[error_text(error).action])


def refused() -> str:
    """Say that the answer is a refusal."""
    return QCoreApplication.translate(
        "TerminalWords", "The service refused to speak about this. Put the question in other words."
    )


def cannot_write() -> str:
    """Say that the result does not get to where it was to go."""
    return QCoreApplication.translate(
        "TerminalWords",
        "The result cannot be written: there is no room, or writing there is forbidden. "
        "Choose another place.",
    )


def no_answer() -> str:
    """Say that the model came to its end without a word."""
    return QCoreApplication.translate(
        "TerminalWords", "The model answered nothing. Ask again, or put the question in other words."
    )


def cut_short() -> str:
    """Say that the answer is not whole."""
    return QCoreApplication.translate(
        "TerminalWords", "The answer is cut short: it reached the limit of tokens; --max-tokens sets it."
    )


def secret_on_command_line() -> str:
    """Warn of a secret that others can read."""
    return QCoreApplication.translate(
        "TerminalWords",
        "Warning: other programs and the shell's history see a key on the command line; "
        "the variables YC_IAM_TOKEN and YC_API_KEY are safer.",
    )


def interrupted() -> str:
    """Say that the person stopped it."""
    return QCoreApplication.translate("TerminalWords", "Stopped.")


def no_text() -> str:
    """Say that there is nothing to ask."""
    return QCoreApplication.translate(
        "TerminalWords", "There is no question: write it after “ask”, or pass it to standard input."
    )


def two_texts() -> str:
    """Say that the question was given twice."""
    return QCoreApplication.translate("TerminalWords", "The question is given twice; leave one of the two.")


def no_folder() -> str:
    """Say that the folder is missing."""
    return QCoreApplication.translate(
        "TerminalWords", "The folder is not named: use --folder-id or the variable YC_FOLDER_ID."
    )


def two_keys() -> str:
    """Say that both kinds of credential were given."""
    return QCoreApplication.translate("TerminalWords", "Give either --iam-token or --api-key, not both.")


def deferred_does_not_stream() -> str:
    """Say that two options exclude each other."""
    return QCoreApplication.translate(
        "TerminalWords", "A deferred answer comes as a whole: leave --stream or --async out."
    )


def not_a_body(path: str, why: str) -> str:
    """Say that a file is no request body; ``why`` is technical."""
    sentence = QCoreApplication.translate("TerminalWords", "“{path}” is not a request body ({why}).")
    return sentence.format(path=path, why=why)


def cannot_serve(why: str) -> str:
    """Say that the local service does not start; ``why`` is technical."""
    sentence = QCoreApplication.translate("TerminalWords", "The local service does not start: {why}.")
    return sentence.format(why=why)


def no_display() -> str:
    """Say that there is no screen for a window."""
    return QCoreApplication.translate("TerminalWords", "There is no screen for a window here.")


def no_display_help() -> str:
    """Say how to go on without a screen; the line that helps."""
    return QCoreApplication.translate(
        "TerminalWords",
        "In a terminal: yagpt-desktop chat, or yagpt-desktop ask TEXT (with --demo no account is needed). "
        "For the window, log in to a desktop or set DISPLAY.",
    )


def no_library(name: str, *, package: str, from_source: bool) -> str:
    """Say that a library of the system is missing, and how this person gets it.

    ``name`` is the loader's, ``package`` Debian's or "".
    """
    if from_source:
        sentence = QCoreApplication.translate(
            "TerminalWords",
            "The window cannot open: {name}. Install Qt's system libraries; packaging/dev.py names them.",
        )
    elif package:
        sentence = QCoreApplication.translate(
            "TerminalWords",
            "The window cannot open: {name}. The system lacks a library; on Debian, Ubuntu and Astra Linux "
            "this brings it: sudo apt install {package}",
        )
    else:
        sentence = QCoreApplication.translate(
            "TerminalWords",
            "The window cannot open: {name}. A library is missing; install the program's package again, "
            "it brings whatever the program needs.",
        )
    return sentence.format(name=name, package=package)


def _translated(source: str) -> str:
    return QCoreApplication.translate("TerminalWords", source)
