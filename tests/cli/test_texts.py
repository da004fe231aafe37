"""The text tools in the terminal and in pipes, as their user starts them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from yagpt_desktop.cli.text_report import change_lines
from yagpt_desktop.domain.text_task import GlossaryRow
from yagpt_desktop.simulator.api import Options
from yagpt_desktop.simulator.service import LocalService
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.text.changes import compare

KEY = "AQVN-MADE-UP-key-for-tests"
FOLDER = "b1gmadeupfolder00000"
GIVEN = {"YC_API_KEY": KEY, "YC_FOLDER_ID": FOLDER}
MISTAKES = "Ашипки саме сибя ни исрпвят"
CORRECT = "Ошибки сами себя не исправят"
HAMLET = "To be, or not to be: that is the question."
GAMLET = "Быть или не быть — вот в чём вопрос."


def long_text(count: int) -> str:
    return "".join(
        f"Абзац номер {at}. " + "Мама мыла раму, а папа читал газету. " * 60 + "\n\n" for at in range(count)
    )


@pytest.fixture
def texts(program):
    def run(*arguments: str, text: str | bytes | None = None, **options: object):
        stdin = text.encode() if isinstance(text, str) else text or b""
        return program.run(*arguments, stdin=stdin, **{**GIVEN, **options})

    return run


def test_the_official_samples_go_from_pipe_to_pipe(texts) -> None:
    fixed = texts("fix", text=MISTAKES + "\n")
    assert (fixed.returncode, fixed.stdout, fixed.stderr) == (0, CORRECT + "\n", "")
    translated = texts("translate", "--to", "ru", text=HAMLET)
    assert (translated.returncode, translated.stdout, translated.stderr) == (0, GAMLET, "")


@pytest.mark.parametrize("transport", ["grpc", "rest"])
def test_the_second_sample_shows_its_five_changes(texts, transport: str) -> None:
    done = texts("fix", "--show", "changes", "--transport", transport, text=MISTAKES)
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert [line.split("  ")[0] for line in lines] == ["1:1", "1:8", "1:13", "1:18", "1:21"]
    assert "Ашипки → Ошибки" in lines[0]
    assert "\x1b" not in done.stdout


def test_the_demo_serves_them_too(program) -> None:
    done = program.run("fix", "--demo", stdin=MISTAKES.encode())
    assert (done.returncode, done.stdout) == (0, CORRECT)


def test_json_holds_the_text_its_changes_and_what_it_took(texts) -> None:
    done = texts("fix", "--json", text=MISTAKES)
    told = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert told["text"] == CORRECT
    assert told["usable"] is True
    assert told["findings"] == []
    assert [change["kind"] for change in told["changes"]] == ["spelling"] * 5
    first = told["changes"][0]
    assert MISTAKES[first["start"] : first["end"]] == first["before"]
    assert first["reasons"]
    assert int(told["usage"]["totalTokens"]) > 0
    assert [part["state"] for part in told["parts"]] == ["done"]


def test_a_clean_text_comes_back_to_the_letter(texts) -> None:
    clean = f"\n  {CORRECT}.\n\n"
    assert texts("fix", text=clean).stdout == clean
    assert texts("fix", "--show", "changes", text=clean).stdout == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_a_file_of_any_encoding_goes_into_a_file_of_utf_8_with_its_line_ends(
    texts, tmp_path: Path, encoding: str
) -> None:
    source, result = tmp_path / "письмо.txt", tmp_path / "готово.txt"
    source.write_bytes(f"{MISTAKES}\r\n\r\n{MISTAKES}\r\n".encode(encoding))
    before = source.read_bytes()
    done = texts("fix", str(source), "-o", str(result))
    assert (done.returncode, done.stdout) == (0, "")
    assert result.read_bytes().decode() == f"{CORRECT}\r\n\r\n{CORRECT}\r\n"
    assert source.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [result.name, source.name]
    if os.name == "posix":
        umask = os.umask(0)
        os.umask(umask)
        assert result.stat().st_mode & 0o777 == 0o666 & ~umask


def test_a_result_never_replaces_its_source_nor_a_file_without_force(texts, program, tmp_path: Path) -> None:
    source, result = tmp_path / "source.txt", tmp_path / "result.txt"
    source.write_text(MISTAKES, encoding="utf-8")
    result.write_text("mine", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(source)
    asked = len(program.service.seen)
    for name in ("source.txt", "link.txt"):
        done = texts("fix", str(source), "-o", str(tmp_path / name), "--force")
        assert done.returncode == 2
        assert "E-USAGE" in done.stderr
    assert texts("fix", str(source), "-o", str(result)).returncode == 2
    assert texts("fix", str(source), "-o", str(tmp_path)).returncode == 2
    assert texts("fix", str(source), "-o", str(tmp_path / "no" / "where.txt")).returncode == 2
    assert texts("fix", str(source), "-o", str(tmp_path / ("n" * 300))).returncode == 2
    assert source.read_text(encoding="utf-8") == MISTAKES
    assert result.read_text(encoding="utf-8") == "mine"
    assert len(program.service.seen) == asked, "something was paid for before it was refused"
    assert texts("fix", str(source), "-o", str(result), "--force").returncode == 0
    assert result.read_text(encoding="utf-8") == CORRECT


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_device_or_a_pipe_gets_the_result_and_is_never_replaced(
    texts, tmp_path: Path, force: list[str]
) -> None:
    source, pipe, nothing = tmp_path / "source.txt", tmp_path / "pipe", tmp_path / "nothing"
    source.write_text(MISTAKES, encoding="utf-8")
    os.mkfifo(pipe)
    nothing.symlink_to("/dev/null")
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert texts("fix", str(source), "-o", str(pipe), *force).returncode == 0
        assert os.read(reader, 1000).decode() == CORRECT
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert texts("fix", str(source), "-o", str(nothing), *force).returncode == 0
    assert nothing.is_symlink()
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("command", "code", "name"),
    [
        ("/filter", 7, "E-FILTER"),
        ("/filter final", 7, "E-FILTER"),
        ("/truncate", 8, "E-CUT-SHORT"),
        ("/empty", 6, "E-EMPTY"),
        ("/error 16", 3, "E-KEY-WRONG"),
        ("/error 7", 3, "E-NO-ROLE"),
        ("/quota-hour", 4, "E-RATE-HOUR"),
        ("/cut", 5, "E-CUT"),
        ("/late-error 14", 5, "E-CUT"),
        ("/error 3", 6, "E-REQUEST"),
        ("/late-error 13", 6, "E-FAULT"),
        ("/error 3 number of input tokens must be no more than 32768, got 56832", 8, "E-LONG"),
    ],
)
@pytest.mark.parametrize("to_file", [False, True])
def test_what_is_no_result_is_never_given_out_as_one(
    texts, tmp_path: Path, command: str, code: int, name: str, to_file: bool
) -> None:
    result = tmp_path / "result.txt"
    output = ["-o", str(result)] if to_file else []
    done = texts("fix", *output, text=f"{command}\n{MISTAKES}")
    assert (done.returncode, done.stdout) == (code, "")
    assert name in done.stderr
    assert not result.exists()


def test_a_refusal_as_json_says_so_without_a_text(texts) -> None:
    done = texts("translate", "--to", "ru", "--json", text=f"/filter\n{HAMLET}")
    told = json.loads(done.stdout)
    assert done.returncode == 7
    assert told["text"] is None
    assert told["findings"] == ["refused"]
    assert json.loads(done.stderr)["warning"]["code"] == "E-FILTER"


@pytest.mark.parametrize(
    "arguments",
    [
        ["translate", "--to", "klingon"],
        ["translate", "--to", "ru", "--from", "1"],
        ["translate", "--tone", "rude"],
        ["fix", "--mode", "better"],
        ["fix", "--typography", "all,nothing"],
        ["fix", "gone.txt"],
        ["translate", "--glossary", "gone.csv"],
    ],
)
def test_a_wrong_use_ends_with_two_and_a_sentence(texts, program, arguments: list[str]) -> None:
    asked = len(program.service.seen)
    done = texts(*arguments, text=MISTAKES)
    assert (done.returncode, done.stdout) == (2, "")
    assert "E-" in done.stderr
    assert len(program.service.seen) == asked


@pytest.mark.parametrize("text", ["", " \n\n"])
def test_no_text_is_a_wrong_use(texts, text: str) -> None:
    done = texts("fix", "-", text=text)
    assert (done.returncode, done.stdout) == (2, "")


def test_russian_goes_into_english_and_all_else_into_russian(texts, program) -> None:
    assert texts("translate", text=HAMLET).stdout == GAMLET
    texts("translate", text="Мама мыла раму, а папа читал газету.")
    asked = program.service.seen[-1].message.messages[0].text
    assert "(en)" in asked


def test_a_glossary_and_a_tone_are_told_to_the_model(texts, program, tmp_path: Path) -> None:
    table = tmp_path / "terms.csv"
    table.write_text("source;target\nquestion;задача\n;без термина\nbanana;банан\n", encoding="utf-8")
    done = texts("translate", "--to", "ru", "--tone", "polite", "--glossary", str(table), text=HAMLET)
    asked = program.service.seen[-1].message.messages[0].text
    assert "«question»" in asked or '"question"' in asked
    assert "banana" not in asked
    assert "3" in done.stderr


def test_what_the_window_was_told_about_words_holds_here(texts, program) -> None:
    history = History(program.profile / "history.db", Backups(lambda: program.profile))
    history.texts.keep_word("саме")
    history.texts.save_glossary([GlossaryRow("1", "question", "задача")])
    history.close()
    assert texts("fix", text=MISTAKES).stdout == CORRECT.replace("сами", "саме")
    told = json.loads(texts("fix", "--json", text=MISTAKES).stdout)
    assert len(told["changes"]) == 4
    texts("translate", text=HAMLET)
    assert "задача" in program.service.seen[-1].message.messages[0].text


def test_typography_is_set_where_it_is_asked_for(texts) -> None:
    text = 'Мама сказала: "Мыла раму" - и ушла...'
    assert "«" not in texts("fix", "--typography", "none", text=text).stdout
    assert "«Мыла раму»" in texts("fix", "--typography", "all", text=text).stdout
    assert "…" not in texts("fix", "--typography", "quotes,dashes", text=text).stdout


def test_a_long_text_comes_in_parts_and_in_its_order(texts, program) -> None:
    source = long_text(6)
    before = len(program.service.seen)
    done = texts("fix", "--json", text=source)
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert told["text"] == source
    assert len(told["parts"]) == len(program.service.seen) - before > 2
    assert [part["start"] for part in told["parts"]][1:] == [part["end"] for part in told["parts"]][:-1]


def test_a_long_text_with_a_refused_part_is_no_result_but_its_parts_are_not_lost(texts) -> None:
    source = "/filter\n" + long_text(4)
    done = texts("fix", text=source)
    assert (done.returncode, done.stdout) == (7, "")
    assert "--json" in done.stderr
    told = json.loads(texts("fix", "--json", text=source).stdout)
    assert told["text"] is None
    assert sum(part["text"] is not None for part in told["parts"]) == len(told["parts"]) - 1


@pytest.fixture
def narrow() -> Iterator[LocalService]:
    """A service that lets one request in at a time."""
    with LocalService(options=Options(pace=0.05, generations_at_once=1)) as started:
        yield started


def test_a_quota_of_one_at_once_slows_a_long_text_down_and_does_not_end_it(program, narrow) -> None:
    endpoints = narrow.endpoints
    file = program.folder / "narrow.toml"
    file.write_text(f'[endpoints]\ngrpc = "{endpoints.grpc}"\nrest = "{endpoints.rest}"\n')
    source = long_text(3)
    done = program.run("fix", "--config", str(file), stdin=source.encode(), **GIVEN)
    assert (done.returncode, done.stdout) == (0, source)


def test_ctrl_c_writes_nothing_and_says_so(program, tmp_path: Path) -> None:
    source, result = tmp_path / "source.txt", tmp_path / "result.txt"
    source.write_text(f"/stall\n{MISTAKES}", encoding="utf-8")
    asked = len(program.service.seen)
    running = program.start("fix", str(source), "-o", str(result), **GIVEN)
    until = time.monotonic() + 60
    while len(program.service.seen) == asked and time.monotonic() < until:
        assert running.poll() is None
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, out) == (130, b"")
    assert err.count(b"\n") == 1
    assert not result.exists()
    assert source.read_text(encoding="utf-8").endswith(MISTAKES)


def test_a_reader_that_has_enough_ends_it_without_a_word(program) -> None:
    running = subprocess.Popen(
        [*program_line(), "fix"],
        env=program.environment(**GIVEN),
        cwd=program.cwd,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdin and running.stdout and running.stderr
    running.stdout.close()
    running.stdin.write(MISTAKES.encode())
    running.stdin.close()
    assert running.wait(60) == 0
    assert running.stderr.read() == b""
    running.stderr.close()


def program_line() -> list[str]:
    return [sys.executable, "-m", "yagpt_desktop"]


def test_a_terminal_shows_the_text_as_it_comes_and_what_was_changed(program) -> None:
    source = program.folder / "source.txt"
    source.write_text(f"{MISTAKES}\n", encoding="utf-8")
    terminal = program.terminal("fix", str(source), **GIVEN)
    assert terminal.end() == 0
    lines = [line for line in terminal.screen.text() if line]
    assert lines[0] == CORRECT
    assert lines[1].startswith("5 ")
    assert len(lines) == 3


def test_a_text_that_revises_itself_on_its_way_ends_right(texts) -> None:
    done = texts("translate", text=f"/revise\n{HAMLET}")
    assert done.stdout == GAMLET


def test_a_refusal_leaves_nothing_of_a_text_in_the_terminal(program) -> None:
    source = program.folder / "source.txt"
    source.write_text(f"/filter\n{MISTAKES}\n", encoding="utf-8")
    terminal = program.terminal("fix", str(source), **GIVEN)
    assert terminal.end() == 7
    shown = "\n".join(terminal.screen.text())
    assert "E-FILTER" in shown
    assert "Ошибки" not in shown
    assert "Ашипки" not in shown


def test_changes_can_be_had_without_colours_in_a_terminal(program) -> None:
    source = program.folder / "source.txt"
    source.write_text(MISTAKES, encoding="utf-8")
    terminal = program.terminal("fix", str(source), "--show", "changes", columns=120, **GIVEN, NO_COLOR="1")
    assert terminal.end() == 0
    assert any("Ашипки → Ошибки" in line for line in terminal.screen.text())


def test_an_empty_no_color_forbids_no_colours(monkeypatch) -> None:
    changes = compare("Ашипка", "Ошибка").changes
    monkeypatch.setenv("NO_COLOR", "")
    assert "\x1b[" in change_lines(changes, "Ашипка", paints=True)[0]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in change_lines(changes, "Ашипка", paints=True)[0]


def test_colours_say_nothing_that_the_arrow_does_not_and_nothing_is_obeyed(monkeypatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    source, corrected = "Ашипка\nи \x1b[2Jвот", "Ошибка\nи вот"
    changes = compare(source, corrected).changes
    painted = change_lines(changes, source, paints=True)
    plain = change_lines(changes, source, paints=False)
    assert [re.sub("\x1b\\[\\d*m", "", line) for line in painted] == plain
    assert plain[0].startswith("1:1  Ашипка → Ошибка")
    assert plain[1].startswith("2:")
    assert not any(sign < " " for line in plain for sign in line)
