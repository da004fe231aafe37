from __future__ import annotations

import json

import pytest

KEY = "AQVN-MADE-UP-key-for-tests"
FOLDER = "b1gmadeupfolder00000"
ACCESS = {"YC_API_KEY": KEY, "YC_FOLDER_ID": FOLDER}
MISTAKES = "Ашипки саме сибя ни исрпвят"


def test_a_piped_conversation_gives_the_answers_alone(program) -> None:
    lines = f"/role корректор\n{MISTAKES}\n/quit\nникогда\n"
    done = program.run("chat", stdin=lines.encode(), **ACCESS)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "Роль: Корректор"
    assert done.stdout.splitlines()[1].endswith("исправят")
    assert len(done.stdout.splitlines()) == 2


def test_a_failure_in_a_pipe_is_the_exit_code(program) -> None:
    done = program.run("chat", stdin="/role x\n//error 7\nПривет\n".encode(), **ACCESS)
    assert done.returncode == 3
    assert "E-NO-ROLE" in done.stderr
    assert "Здравствуйте" in done.stdout


def test_without_access_there_is_no_conversation(program) -> None:
    done = program.run("chat", stdin="Привет\n".encode())
    assert done.returncode == 3
    assert "E-NO-KEY" in done.stderr


def test_lines_are_joined_by_a_backslash(program) -> None:
    done = program.run("chat", "--system", "Исправь ошибки.", stdin="Ашипки\\\nсибя\n".encode(), **ACCESS)
    assert len(done.stdout.splitlines()) == 2


def test_the_history_is_sent_each_time_and_not_after_new(program) -> None:
    lines = "раз\nдва\n/new\n/role Отвечай кратко.\nтри\n"
    done = program.run("chat", stdin=lines.encode(), **ACCESS)
    assert done.returncode == 0
    assert "Новый разговор." in done.stdout
    told = [[turn.role for turn in seen.message.messages] for seen in list(program.service.seen)[-3:]]
    assert told == [["user"], ["user", "assistant", "user"], ["system", "user"]]


def test_a_role_of_the_person_s_own_is_taken_by_its_name(program) -> None:
    kept = {"saved_roles": [{"name": "Мой корректор", "text": "Исправь ошибки."}]}
    (program.profile / "settings.json").write_text(json.dumps(kept))
    done = program.run("chat", stdin=f"/role мой  КОРРЕКТОР\n{MISTAKES}\n/role\n".encode(), **ACCESS)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "Роль: Мой корректор"
    assert done.stdout.splitlines()[1].endswith("исправят")
    assert "● Мой корректор" in done.stdout


def test_a_person_talks_stops_and_leaves(program) -> None:
    terminal = program.terminal("chat", **ACCESS)
    terminal.wait_for("Вы:")
    terminal.type("/role\n")
    terminal.wait_for("○ Переводчик (translator)")
    terminal.type("/magic\n")
    terminal.wait_for("Команды /magic нет")
    terminal.type("//stall Привет\n")
    terminal.wait_for("##")
    terminal.interrupt()
    terminal.wait_for("Остановлено.")
    terminal.type("Исправь ошибки в тексте: ашипки\n")
    terminal.wait_for("ошибки")
    terminal.type("/quit\n")
    assert terminal.end() == 0


def test_ctrl_c_twice_at_the_prompt_ends_with_130(program) -> None:
    terminal = program.terminal("chat", **ACCESS)
    terminal.wait_for("Вы:")
    terminal.interrupt_prompt("Ещё раз Ctrl+C")
    terminal.interrupt_prompt()
    assert terminal.end() == 130


def test_the_end_of_input_ends_it(program) -> None:
    terminal = program.terminal("chat", **ACCESS)
    terminal.wait_for("Вы:")
    terminal.type("\x04")
    assert terminal.end() == 0


def test_without_a_screen_the_demo_greets_and_streams_an_answer_in_the_terminal(program) -> None:
    terminal = program.terminal("--demo")
    terminal.wait_for("Здесь нет экрана")
    terminal.wait_for("демонстрация")
    terminal.wait_for(f"Вы: {MISTAKES}")
    terminal.wait_for("исправят")
    terminal.type("//help\n")
    terminal.wait_for("/quota-hour")
    terminal.type("/quit\n")
    assert terminal.end() == 0


def test_without_a_screen_and_a_terminal_it_says_what_helps(program) -> None:
    for arguments in ([], ["--demo"]):
        done = program.run(*arguments)
        assert done.returncode == 2
        assert "yagpt-desktop ask" in done.stderr
        assert done.stdout == ""


def test_a_screen_that_does_not_answer_is_none(program) -> None:
    assert program.run(DISPLAY=":9753").returncode == 2


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_questions_come_through_a_pipe_in_any_encoding_and_with_any_line_ends(
    program, encoding: str, line_end: str
) -> None:
    lines = ["Первый вопрос о погоде", "Второй вопрос о погоде", "/quit", ""]
    done = program.run("chat", stdin=line_end.join(lines).encode(encoding), **ACCESS)
    assert (done.returncode, done.stderr) == (0, "")
    sent = program.service.seen[-1].message.messages
    assert [turn.text for turn in sent if turn.role == "user"] == lines[:2]


def test_bytes_that_are_no_text_do_not_end_a_conversation(program) -> None:
    assert program.run("chat", stdin=b"\xff\xfe\x00\xd8 and\nhello\n", **ACCESS).returncode == 0
