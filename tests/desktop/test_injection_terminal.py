"""A terminal obeys signs: of a hostile answer it gets none that it would obey."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pytest
from harness.hostile_texts import hostile_texts
from harness.program import application
from harness.recording_service import RecordingService
from harness.settled import write_config

# What the program itself says to a terminal: back to the line's beginning, lines up, erase.
OWN = re.compile(rb"\x1b\[(?:\d+A|J|K)|\r")
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
BODY = '{"modelUri": "gpt://b1g/yandexgpt", "messages": [{"role": "user", "text": "Да"}]}'
COMMANDS = {
    "ask": ("ask", "Скажи"),
    "ask at once": ("ask", "--no-stream", "Скажи"),
    "ask for JSON": ("ask", "--json", "Скажи"),
    "send": ("send", "body.json"),
    "chat": ("chat",),
}


def run_in_terminal(arguments: Sequence[str], env: dict[str, str], cwd: Path, typed: str) -> bytes:
    """Run the program in a terminal of its own to its end and return what the terminal got."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        application(*arguments),
        env=env,
        cwd=cwd,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
    )
    os.close(slave)
    os.write(master, typed.encode())
    got = bytearray()
    try:
        while data := os.read(master, 65_536):
            got += data
    except OSError:
        # A terminal that nobody holds any more says so.
        pass
    finally:
        os.close(master)
        assert process.wait(60) == 0, got[-2_000:].decode(errors="replace")
    return bytes(got)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_terminal_gets_nothing_to_obey(
    command: str, recording_service: RecordingService, let_in: dict[str, str], tmp_path: Path
) -> None:
    write_config(tmp_path / "profile", recording_service.endpoints)
    (tmp_path / "body.json").write_text(BODY)
    texts = list(chain.from_iterable(hostile_texts("/canary", 9).values()))
    sent = [text.encode("utf-8", "replace").decode() for text in texts if len(text) < 2_000]
    recording_service.will_say(*("\n".join(sent[:end]) for end in (100, 300, len(sent))))
    env = {**os.environ, **let_in, "TERM": "xterm", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    typed = "Скажи\r/quit\r" if command == "chat" else ""
    arguments = ("--profile", str(tmp_path / "profile"), *COMMANDS[command])
    got = run_in_terminal(arguments, env, tmp_path, typed)
    assert "красно" in got.decode(errors="replace"), "the answer is shown"
    rest = OWN.sub(b"", got).decode()
    obeyed = [rest[max(found.start() - 30, 0) : found.end() + 10] for found in OBEYED.finditer(rest)]
    if command == "chat":
        # Readline switches its own way of pasting on and off around each prompt.
        obeyed = [one for one in obeyed if "\x1b[?2004" not in one]
    assert obeyed == []
