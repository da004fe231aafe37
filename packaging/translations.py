"""Keep ``resources/translations/yagpt_ru.ts`` whole.

``python packaging/translations.py update``
    read the sentences out of the sources (lupdate); new ones come in unfinished, unused ones go
``python packaging/translations.py put FILE.json``
    set Russian translations and mark them finished; everything else stays as it is.  The file holds
    ``{"Context": {"source text": "перевод"}}``; a plural has ``["1 письмо", "2 письма", "5 писем"]``;
    where one source has several disambiguations, ``{"disambiguation": "перевод"}`` stands for the text
``python packaging/translations.py check``
    change nothing; exit 1 and list what is missing, unfinished or vanished, placeholders that differ
    between source and translation, and calls of ``tr`` that cannot be found at run time (f-strings …)

Run it with the Python of ``.venv``.  A lock makes people who work in one tree wait for each other.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeAlias

sys.path.insert(0, str(Path(__file__).resolve().parent))
import qt_tools
import sentences
from ts_file import NEW_FILE, Key, Message, TsFile, placeholders, replace_text

TS = Path("resources/translations/yagpt_ru.ts")
_LOCK = Path("build/translations.lock")
# Sentences live in ui and in the doors.  Elsewhere `translate("…")` is what we do, not what we say.
_SOURCES = ("ui/**/*.py", "cli/**/*.py", "*.py")

Texts: TypeAlias = str | list[str]
Wanted: TypeAlias = dict[str, dict[str, Texts | dict[str, Texts]]]


class Unusable(Exception):
    """The request cannot be worked with; the text says why."""


def source_files(root: Path) -> list[Path]:
    """The modules that may hold sentences."""
    package = root / "yagpt_desktop"
    found = {path for pattern in _SOURCES for path in package.glob(pattern)}
    return sorted(path for path in found if path.name != "resources_rc.py")


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the tree's translations; the system frees them when a process dies."""
    path = root / _LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        _wait_for(file)
        yield


if sys.platform == "win32":
    import msvcrt

    def _wait_for(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _wait_for(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)


def refreshed(root: Path) -> str:
    """The text that ``update`` would write."""
    with tempfile.TemporaryDirectory(prefix="yagpt-ts-") as folder:
        calls, draft = Path(folder, "sentences.cpp"), Path(folder, TS.name)
        calls.write_text(sentences.as_cpp(source_files(root)), encoding="utf-8")
        draft.write_text((root / TS).read_text("utf-8") if (root / TS).exists() else NEW_FILE, "utf-8")
        _lupdate(calls, draft)
        return draft.read_text(encoding="utf-8")


def _lupdate(calls: Path, draft: Path) -> None:
    language = ("-source-language", "en_US", "-target-language", "ru_RU")
    # Without the heuristics a new sentence never comes in with the words of another one.
    exactly = ("-disable-heuristic", "sametext", "-disable-heuristic", "similartext")
    layout = ("-noobsolete", "-locations", "none")
    qt_tools.run_tool("lupdate", calls, *language, *exactly, *layout, "-ts", draft)


def update(root: Path) -> None:
    """Bring the file in line with the sources."""
    replace_text(root / TS, refreshed(root))


def put(root: Path, wanted: Wanted) -> list[str]:
    """Set translations; the complaints about those that could not be set are returned."""
    entries = _entries(wanted)
    file = TsFile.load(root / TS)
    if any(not _matching(file, key) for key, _ in entries):
        file = TsFile(refreshed(root))
    complaints = [complaint for key, texts in entries for complaint in _put_one(file, key, texts)]
    file.save(root / TS)
    return complaints


def _entries(wanted: Wanted) -> list[tuple[Key, list[str]]]:
    """Flatten the JSON; a key without disambiguation means every one of that source."""
    entries = []
    for context, words in wanted.items():
        for source, value in words.items():
            variants = value if isinstance(value, dict) else {"": value}
            for comment, texts in variants.items():
                entries.append((Key(context, source, comment), [texts] if isinstance(texts, str) else texts))
    return entries


def _matching(file: TsFile, key: Key) -> list[Message]:
    return [
        message
        for message in file.messages
        if message.key[:2] == key[:2] and key.comment in ("", message.key.comment) and not message.is_gone
    ]


def _put_one(file: TsFile, key: Key, texts: list[str]) -> Iterator[str]:
    messages = _matching(file, key)
    if not messages:
        yield f"not in the sources: {key}"
    for message in messages:
        try:
            message.translate(texts)
        except ValueError as error:
            yield f"{error}: {key}"
        else:
            yield from _placeholder_complaints(message)


def check(root: Path) -> list[str]:
    """What is wrong with the file as it stands; nothing when it may be released."""
    complaints = [line for path in source_files(root) for line in _defects(path, root)]
    kept = {message.key: message for message in TsFile.load(root / TS).messages}
    used = TsFile(refreshed(root)).by_key()
    complaints += [f"missing: {key}" for key in used.keys() - kept.keys()]
    complaints += [f"vanished: {key}" for key in kept.keys() - used.keys()]
    for key in used.keys() & kept.keys():
        complaints += _message_complaints(kept[key])
    return sorted(complaints)


def _message_complaints(message: Message) -> list[str]:
    if not message.is_finished:
        return [f"unfinished: {message.key}"]
    return list(_placeholder_complaints(message))


def _placeholder_complaints(message: Message) -> Iterator[str]:
    expected = placeholders(message.key.source)
    for text in message.texts:
        if placeholders(text) != expected:
            yield f"placeholders differ: {message.key} → {text!r}"


def _defects(path: Path, root: Path) -> list[str]:
    return [f"{path.relative_to(root).as_posix()}:{defect}" for defect in sentences.find(path).defects]


def _read_wanted(path: str) -> Wanted:
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
        wanted: Wanted = json.loads(text)
    except (OSError, ValueError) as error:
        raise Unusable(f"{path}: {error}") from None
    return wanted


def _command(root: Path, options: argparse.Namespace) -> list[str]:
    with lock(root):
        if options.command == "put":
            return put(root, _read_wanted(options.file))
        if options.command == "check":
            return check(root)
        update(root)
        return []


def main(argv: list[str] | None = None) -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(description="Keep the Russian translation whole.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update", help="read the sentences out of the sources")
    commands.add_parser("check", help="fail on whatever is not translated rightly")
    commands.add_parser("put", help="set translations from JSON").add_argument("file", help="a file, or -")
    try:
        complaints = _command(qt_tools.ROOT, parser.parse_args(argv))
    except (qt_tools.ToolFailed, sentences.Unreadable, Unusable) as error:
        complaints = [str(error)]
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
