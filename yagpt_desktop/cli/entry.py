"""From the command line to a command, and from its fate to an exit code."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, qInstallMessageHandler

from yagpt_desktop.domain.errors import Cancelled, UnexpectedError, YaGptError
from yagpt_desktop.domain.settings import Language, Settings
from yagpt_desktop.services.models import model_table
from yagpt_desktop.storage.profile import Profile, profile_folder
from yagpt_desktop.storage.settings_file import JsonSettingsStore
from yagpt_desktop.ui.i18n import format_day, install_language
from yagpt_desktop.ui.words.configuration_text import (
    price_fault_warning,
    unknown_key_warning,
    unread_settings_warning,
)
from yagpt_desktop.ui.words.terminal_words import cannot_write, no_display, no_display_help, no_library
from yagpt_desktop.wiring import StartOptions, Wiring, open_profile

from .arguments import Printed, parse
from .ask import ask
from .chat import chat
from .console import Console, OutputClosed, OutputFailed, open_console
from .display import has_display
from .exit_code import ExitCode
from .interrupt import interrupts_raised
from .missing_library import package_of, runs_from_source
from .problem import OutputProblem, UsageProblem, tell_error, tell_usage, tell_warning
from .send import send
from .simulate import simulate

_IN_WINDOW: Final = (None, "open", "show")
Command = Callable[[argparse.Namespace, Settings, Wiring, Console], int]


def run(arguments: Sequence[str]) -> int:
    """Run the program with these arguments; return the exit code.  The main thread only."""
    start = _parsed_quietly(arguments)
    if start is not None and start.self_test:
        from yagpt_desktop.app import self_test  # noqa: PLC0415  loads everything

        strictness = self_test.Strictness(start.self_test)
        return self_test.run(strictness, has_screen=has_display(os.environ))
    window_error: ImportError | YaGptError | None = None
    if start is not None and start.command in _IN_WINDOW and has_display(os.environ):
        try:
            # Widgets load here alone: a terminal command must not wait for them, nor need their libraries.
            from yagpt_desktop.app import run_window  # noqa: PLC0415

            return run_window(_start_options(start))
        except (ImportError, YaGptError) as error:
            window_error = error
    # What a person is to know is said in words; a line for the log would stand between them.
    logging.getLogger("yagpt_desktop").addHandler(logging.NullHandler())
    console = open_console()
    try:
        with _terminal_language(start) as language:
            if isinstance(window_error, YaGptError):
                return tell_error(console, window_error, as_json=False)
            return _run_in_terminal(arguments, language, console, str(window_error or ""))
    except OutputClosed:
        return ExitCode.DONE
    finally:
        console.close()


def _parsed_quietly(arguments: Sequence[str]) -> argparse.Namespace | None:
    """Look at the command line before a language is chosen; its mistakes are told afterwards, in it."""
    try:
        parsed = parse(arguments)
    except UsageProblem:
        return None
    return None if isinstance(parsed, Printed) else parsed


def _start_options(options: argparse.Namespace) -> StartOptions:
    file: Path | None = getattr(options, "file", None)
    offered = None if file is None else file.absolute()
    return StartOptions(
        profile=options.profile,
        config=options.config,
        demo=options.demo,
        offered=offered,
        verb=getattr(options, "verb", None),
        in_tray=getattr(options, "in_tray", False),
    )


@contextmanager
def _terminal_language(start: argparse.Namespace | None) -> Iterator[Language]:
    """Speak the language of the person's settings."""
    folder = profile_folder(None if start is None else start.profile, os.environ)
    wanted = JsonSettingsStore(Profile(folder).settings_file).load().language
    # Qt's remarks (on a locale without UTF-8, say) are not for somebody who asked for an answer.
    qInstallMessageHandler(lambda *_: None)
    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    installed = install_language(app, wanted)
    try:
        yield installed.language
    finally:
        installed.remove()


def _run_in_terminal(
    arguments: Sequence[str], language: Language, console: Console, missing_library: str
) -> int:
    options_end = arguments.index("--") if "--" in arguments else len(arguments)
    as_json = "--json" in arguments[:options_end]
    try:
        with interrupts_raised():
            return _obey(parse(arguments, language.value), console, missing_library)
    except UsageProblem as problem:
        return tell_usage(console, problem, as_json=as_json)
    except YaGptError as error:
        return tell_error(console, error, as_json=as_json)
    except KeyboardInterrupt:
        return tell_error(console, Cancelled(), as_json=as_json)
    except OutputFailed:
        return tell_usage(console, OutputProblem(cannot_write()), as_json=as_json)
    except OutputClosed:
        raise
    except Exception as error:  # noqa: BLE001  the process's last wall: a script reads exit codes, not our code
        return tell_error(console, UnexpectedError(_place_of(error)), as_json=as_json)


def _obey(options: argparse.Namespace | Printed, console: Console, missing_library: str) -> int:
    if isinstance(options, Printed):
        console.write(options.text)
        return ExitCode.DONE
    if options.command in _IN_WINDOW and not _goes_on_here(options, console, missing_library):
        return ExitCode.USAGE
    return simulate(options) if options.command == "simulate" else _run_command(options, console)


def _place_of(error: Exception) -> str:
    """Name the kind of a defect and where it is, without its message, in which somebody's text may stand."""
    *_, innermost = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} in {Path(innermost.filename).name}, line {innermost.lineno}"


def _goes_on_here(options: argparse.Namespace, console: Console, missing_library: str) -> bool:
    """Say why there is no window, and whether the conversation goes on in this terminal."""
    if missing_library:
        package = package_of(missing_library)
        console.say(no_library(missing_library, package=package, from_source=runs_from_source()))
    else:
        console.say(no_display())
    may_talk = options.command is None  # a file was to be opened, not a conversation begun
    if may_talk and console.out_is_terminal and sys.stdin is not None and sys.stdin.isatty():
        return True
    console.say(no_display_help())
    return False


def _run_command(options: argparse.Namespace, console: Console) -> int:
    wiring = open_profile(_start_options(options))
    as_json = getattr(options, "json", False)
    try:
        for unknown in wiring.unknown_keys:
            sentence = unknown_key_warning(unknown.path, unknown.line, unknown.key)
            tell_warning(console, sentence, as_json=as_json)
        if wiring.price_fault is not None:
            sentence = price_fault_warning(wiring.price_fault, format_day(model_table().as_of))
            tell_warning(console, sentence, as_json=as_json)
        settings = wiring.settings_store.load()
        if unread := wiring.settings_store.unread:
            sentence = unread_settings_warning(str(wiring.profile.settings_file), ", ".join(unread))
            tell_warning(console, sentence, as_json=as_json)
        return _command_of(options)(options, settings, wiring, console)
    finally:
        wiring.close()


def _command_of(options: argparse.Namespace) -> Command:
    commands: dict[str, Command] = {
        "ask": ask,
        "send": send,
        "chat": chat,
        "diagnose": _diagnose,
        "fix": _work_on_text,
        "translate": _work_on_text,
    }
    return commands.get(options.command, _chat_instead_of_window)


def _chat_instead_of_window(
    options: argparse.Namespace, settings: Settings, wiring: Wiring, console: Console
) -> int:
    start = ["--demo"] if options.demo else []
    whole = parse([*start, "chat"])
    if isinstance(whole, Printed):
        raise TypeError("“chat” asks for a conversation, not for a text")
    return chat(whole, settings, wiring, console, sample=options.demo)


def _diagnose(options: argparse.Namespace, settings: Settings, wiring: Wiring, console: Console) -> int:
    from .diagnose import diagnose  # noqa: PLC0415  brings the network with it

    return diagnose(options, settings, wiring, console)


def _work_on_text(options: argparse.Namespace, settings: Settings, wiring: Wiring, console: Console) -> int:
    from .texts import work_on_text  # noqa: PLC0415  the engine of the text tools; no other command needs it

    return work_on_text(options, settings, wiring, console)


def crash_file(environ: dict[str, str]) -> Path:
    """Return where a start without a console writes what it could not say."""
    return Profile(profile_folder(None, environ)).logs() / "crash.log"
