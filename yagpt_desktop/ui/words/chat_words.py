"""What the conversation in the terminal says about itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from yagpt_desktop.domain.errors import StorageError

from .error_text import error_text


def welcome(*, demo: bool) -> str:
    """Return the first lines."""
    if demo:
        return QCoreApplication.translate(
            "ChatWords",
            "YaGPT Desktop, demo. The answers come from a service inside the program, not from YandexGPT; "
            "nothing leaves this computer.",
        )
    return QCoreApplication.translate("ChatWords", "YaGPT Desktop. A conversation with YandexGPT.")


def hint() -> str:
    """Return the line about the commands."""
    return QCoreApplication.translate("ChatWords", "/help lists the commands, /quit ends.")


def commands_help() -> str:
    """Return the list of commands."""
    return QCoreApplication.translate(
        "ChatWords",
        "/role         the roles there are\n"
        "/role NAME    take a role; any other words become a role of their own\n"
        "/new          begin a new conversation\n"
        "/help         this list\n"
        "/quit         end\n"
        "A line that ends with \\ goes on in the next one; Ctrl+C stops an answer; "
        "// at the beginning sends a line that begins with /.",
    )


def not_kept(reason: StorageError) -> str:
    """Say that a conversation is not kept, and why."""
    text = QCoreApplication.translate("ChatWords", "This conversation will not be kept. {reason}.")
    return text.format(reason=error_text(reason).title)


def demo_help() -> str:
    """Return the line about the demo's own commands."""
    return QCoreApplication.translate("ChatWords", "//help lists the commands that put the demo to the test.")


def you() -> str:
    """Return what stands before the person's line."""
    return QCoreApplication.translate("ChatWords", "You: ")


def sample_question() -> str:
    """Return the mistaken sentence that the demo corrects first."""
    return "Ашипки саме сибя ни исрпвят"


def role_taken(name: str) -> str:
    """Say which role holds from now on."""
    return QCoreApplication.translate("ChatWords", "Role: {name}").format(name=name)


def role_in_list(name: str, key: str, *, active: bool) -> str:
    """Return one line of the list of roles."""
    mark = "●" if active else "○"
    return f"{mark} {name} ({key})" if key else f"{mark} {name}"


def new_conversation() -> str:
    """Say that what was said before is no longer sent."""
    return QCoreApplication.translate("ChatWords", "A new conversation.")


def unknown_command(command: str) -> str:
    """Say that there is no such command."""
    sentence = QCoreApplication.translate("ChatWords", "There is no command {command}; /help lists them.")
    return sentence.format(command=command)


def once_more_to_quit() -> str:
    """Say what a second Ctrl+C does."""
    return QCoreApplication.translate("ChatWords", "Ctrl+C once more ends; so does /quit.")
