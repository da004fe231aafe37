"""The command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from yagpt_desktop import __version__
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.desktop_ports import Verb
from yagpt_desktop.domain.settings import range_of
from yagpt_desktop.domain.text_settings import YoPolicy
from yagpt_desktop.domain.text_task import FixMode, Tone
from yagpt_desktop.text.typography import TypographyRule
from yagpt_desktop.ui.words.usage_words import Usage, argparse_words, number_expected, path_expected, usage

from .problem import UsageProblem

PROGRAM = "yagpt-desktop"

# The longest number that every 64-bit field takes.
_MOST_DIGITS: Final = 18


@dataclass(frozen=True, slots=True)
class Printed:
    """The command line asked for a text alone: help or the version."""

    text: str


class _PrintedAsked(Exception):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.printed = Printed(text)


def parse(arguments: Sequence[str], language: str = "en") -> argparse.Namespace | Printed:
    """Read the command line, speaking the language that is installed.

    ``language`` (``ru`` or ``en``) is that of the longer texts that are not translated sentence by sentence.

    Raises:
        UsageProblem: It cannot be used.
    """
    with _argparse_speaks():
        try:
            guide = _guide(language) if "simulate" in arguments else ""
            return _parser(guide).parse_args(arguments)
        except _PrintedAsked as asked:
            return asked.printed


class _Parser(argparse.ArgumentParser):
    """Never prints and never ends the process."""

    def error(self, message: str) -> NoReturn:
        raise UsageProblem(message, self.format_usage())

    def print_help(self, file: Any = None) -> None:  # noqa: ARG002
        raise _PrintedAsked(self.format_help())


class _CommandParser(_Parser):
    """Tells what it does not know with its own usage, where argparse shows the whole program's."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        known, left = super().parse_known_args(args, namespace)
        if left:
            self.error(argparse_words("unrecognized arguments: %s") % " ".join(left))
        return known, left


class _Version(argparse.Action):
    def __call__(self, *_: Any) -> NoReturn:
        raise _PrintedAsked(f"{PROGRAM} {__version__}\n")


@contextmanager
def _argparse_speaks() -> Iterator[None]:
    """Argparse looks its sentences up through a name of its module, made for gettext; ours are Qt's."""
    before = argparse._  # type: ignore[attr-defined]
    argparse._ = argparse_words  # type: ignore[attr-defined]
    try:
        yield
    finally:
        argparse._ = before  # type: ignore[attr-defined]


def _guide(language: str) -> str:
    # The simulator brings gRPC with it, for which no other start should wait.
    from yagpt_desktop.simulator.serve import guide  # noqa: PLC0415

    return guide(language)


def _parser(guide: str) -> argparse.ArgumentParser:
    parser = _Parser(PROGRAM, description=usage(Usage.PROGRAM), allow_abbrev=False)
    _add_start_options(parser, None)
    # For whoever builds or looks after the program; the manual page tells of it.
    parser.add_argument(
        "--self-test", nargs="?", const="plain", choices=("plain", "strict"), help=argparse.SUPPRESS
    )
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title=usage(Usage.COMMANDS), parser_class=_CommandParser
    )
    # A start option may stand after the command too; without SUPPRESS its default would win over one before.
    shared = _CommandParser(add_help=False)
    _add_start_options(shared, argparse.SUPPRESS)

    def command(name: str, words: Usage, epilog: str = "") -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=usage(words),
            description=usage(words),
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[shared],
            allow_abbrev=False,
        )

    command("open", Usage.OPEN).add_argument("file", type=_path, metavar="FILE", help=usage(Usage.FILE))
    _add_show(command("show", Usage.SHOW))
    _add_ask(command("ask", Usage.ASK))
    _add_fix(command("fix", Usage.FIX))
    _add_translate(command("translate", Usage.TRANSLATE))
    _add_send(command("send", Usage.SEND))
    _add_chat(command("chat", Usage.CHAT))
    _add_simulate(command("simulate", Usage.SIMULATE, guide))
    _add_json(command("diagnose", Usage.DIAGNOSE))
    return parser


def _add_start_options(parser: argparse.ArgumentParser, default: Any) -> None:
    parser.add_argument("--config", type=_path, metavar="FILE", default=default, help=usage(Usage.CONFIG))
    parser.add_argument("--profile", type=_path, metavar="DIR", default=default, help=usage(Usage.PROFILE))
    is_off = False if default is None else default
    parser.add_argument("--demo", action="store_true", default=is_off, help=usage(Usage.DEMO))
    parser.add_argument("--version", action=_Version, nargs=0, default=default, help=usage(Usage.VERSION))


def _add_ask(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", metavar="TEXT", help=usage(Usage.TEXT))
    parser.add_argument("--user_text", "--user-text", metavar="TEXT", help=usage(Usage.USER_TEXT))
    parser.add_argument("--system", metavar="TEXT", help=usage(Usage.SYSTEM))
    _add_model_options(parser)
    parser.add_argument(
        "--async", "--deferred", dest="deferred", action="store_true", help=usage(Usage.DEFERRED)
    )
    _add_access_options(parser)
    _add_json(parser)


def _add_show(parser: argparse.ArgumentParser) -> None:
    """One of these at most: what a desktop's own key may be bound to."""
    wishes = parser.add_mutually_exclusive_group()
    for verb, words in (
        (Verb.QUICK, Usage.QUICK),
        (Verb.FIX_CLIPBOARD, Usage.FIX_CLIPBOARD),
        (Verb.TRANSLATE_CLIPBOARD, Usage.TRANSLATE_CLIPBOARD),
    ):
        wishes.add_argument(
            f"--{verb.value}", dest="verb", action="store_const", const=verb, help=usage(words)
        )
    wishes.add_argument("--in-tray", action="store_true", help=usage(Usage.IN_TRAY))
    parser.set_defaults(verb=None)


def _add_fix(parser: argparse.ArgumentParser) -> None:
    _add_text_options(parser)
    modes = [mode.value for mode in FixMode]
    parser.add_argument("--mode", choices=modes, default=FixMode.MISTAKES.value, help=usage(Usage.MODE))
    parser.add_argument("--strict", action="store_true", help=usage(Usage.STRICT))
    parser.add_argument(
        "--show", choices=("result", "changes"), default="result", help=usage(Usage.SHOW_WHAT)
    )
    _add_access_options(parser)


def _add_translate(parser: argparse.ArgumentParser) -> None:
    _add_text_options(parser)
    parser.add_argument("--to", metavar="LANG", help=usage(Usage.TO))
    parser.add_argument("--from", dest="source_language", metavar="LANG", help=usage(Usage.FROM))
    parser.add_argument("--tone", choices=[tone.value for tone in Tone], help=usage(Usage.TONE))
    parser.add_argument("--glossary", type=_path, metavar="CSV", help=usage(Usage.GLOSSARY))
    _add_access_options(parser)


def _add_text_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="?", metavar="FILE", help=usage(Usage.SOURCE))
    parser.add_argument("-o", "--output", metavar="FILE", help=usage(Usage.OUTPUT))
    parser.add_argument("--force", action="store_true", help=usage(Usage.FORCE))
    rules = ",".join(rule.value for rule in TypographyRule)
    parser.add_argument("--typography", metavar="RULES", help=f"{usage(Usage.TYPOGRAPHY)} {rules}")
    parser.add_argument("--yo", choices=[policy.value for policy in YoPolicy], help=usage(Usage.YO))
    parser.add_argument("--model", metavar="NAME", help=usage(Usage.MODEL))
    transports = [transport.value for transport in Transport]
    parser.add_argument("--transport", choices=transports, help=usage(Usage.TRANSPORT))
    parser.add_argument("--json", action="store_true", help=usage(Usage.TEXT_JSON))


def _add_send(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("body", metavar="BODY.json", help=usage(Usage.BODY))
    _add_access_options(parser)
    _add_json(parser)


def _add_chat(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--system", metavar="TEXT", help=usage(Usage.SYSTEM))
    _add_model_options(parser)
    _add_access_options(parser)


def _add_simulate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help=usage(Usage.HOST))
    port = _whole_number(0, 65_535)
    parser.add_argument("--grpc-port", type=port, default=0, metavar="PORT", help=usage(Usage.GRPC_PORT))
    parser.add_argument("--rest-port", type=port, default=0, metavar="PORT", help=usage(Usage.REST_PORT))
    parser.add_argument("--script", type=_path, metavar="FILE", help=usage(Usage.SCRIPT))


def _add_model_options(parser: argparse.ArgumentParser) -> None:
    bounds = range_of("temperature")
    parser.add_argument("--model", metavar="NAME", help=usage(Usage.MODEL))
    parser.add_argument(
        "--temperature",
        type=_number(bounds.low, bounds.high),
        metavar=f"{bounds.low:g}..{bounds.high:g}",
        help=usage(Usage.TEMPERATURE),
    )
    # No upper bound here: it depends on the model, and the service knows it better.
    parser.add_argument("--max-tokens", type=_whole_number(1), metavar="N", help=usage(Usage.MAX_TOKENS))
    parser.add_argument("--stream", action=argparse.BooleanOptionalAction, help=usage(Usage.STREAM))
    transports = [transport.value for transport in Transport]
    parser.add_argument("--transport", choices=transports, help=usage(Usage.TRANSPORT))


def _add_access_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder-id", "--folder_id", metavar="ID", help=usage(Usage.FOLDER))
    parser.add_argument("--iam-token", "--iam_token", metavar="TOKEN", help=usage(Usage.IAM_TOKEN))
    parser.add_argument("--api-key", "--api_key", metavar="KEY", help=usage(Usage.API_KEY))


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=usage(Usage.JSON))


def _path(text: str) -> Path:
    """Refuse what an unset variable of a script leaves: it would be the folder of the moment."""
    if not text:
        raise argparse.ArgumentTypeError(path_expected())
    return Path(text)


def _number(low: float, high: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(number_expected(low, high))
        return value

    return read


def _whole_number(low: int, high: int | None = None) -> Callable[[str], int]:
    def read(text: str) -> int:
        value = int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else -1
        if value < low or (high is not None and value > high):
            raise argparse.ArgumentTypeError(number_expected(low, high))
        return value

    return read
