from __future__ import annotations

import json
import signal
import time

import pytest

KEY = "AQVN-MADE-UP-key-for-tests"
TOKEN = "t1.MADE-UP-token-for-tests"
FOLDER = "b1gmadeupfolder00000"
MISTAKES = "Ашипки саме сибя ни исрпвят"


def test_an_answer_alone_goes_to_a_pipe(program) -> None:
    done = program.ask("Исправь ошибки в тексте: " + MISTAKES)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Ошибки саме себя не исправят\n" or done.stdout.endswith("исправят\n")
    assert done.stdout.count("\n") == 1


def test_the_official_sample_s_own_words_work_and_draw_one_warning(program) -> None:
    done = program.run("ask", "--iam_token", TOKEN, "--folder_id", FOLDER, "--user_text", MISTAKES,
                       "--system", "Исправь ошибки в тексте.")  # fmt: skip
    assert done.returncode == 0
    assert "исправят" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "YC_IAM_TOKEN" in done.stderr
    assert TOKEN not in done.stderr + done.stdout


@pytest.mark.parametrize("transport", ["grpc", "rest"])
@pytest.mark.parametrize("mode", [["--stream"], ["--no-stream"], ["--async"]])
def test_every_transport_and_mode_ends_in_one_answer_as_json(
    program, transport: str, mode: list[str]
) -> None:
    done = program.ask("Привет", "--json", "--transport", transport, *mode)
    assert (done.returncode, done.stderr) == (0, "")
    reply = json.loads(done.stdout)
    (alternative,) = reply["alternatives"]
    assert alternative["message"]["role"] == "assistant"
    assert alternative["message"]["text"]
    assert alternative["status"] == "ALTERNATIVE_STATUS_FINAL"
    assert all(
        isinstance(reply["usage"][name], str)
        for name in ("inputTextTokens", "completionTokens", "totalTokens")
    )
    assert int(reply["usage"]["totalTokens"]) > 0
    assert reply["modelVersion"]


@pytest.mark.parametrize(
    ("dash", "stdin"),
    [
        ([], MISTAKES.encode()),
        (["-"], f"{MISTAKES}\r\n".encode()),
        (["-"], MISTAKES.encode("cp1251")),
        (["-"], MISTAKES.encode("utf-16")),
    ],
    ids=["nothing", "dash", "windows-1251", "utf-16"],
)
def test_a_question_is_read_from_a_pipe_in_any_encoding(program, stdin: bytes, dash: list[str]) -> None:
    done = program.ask(*dash, "--system", "Исправь ошибки в тексте.", stdin=stdin)
    assert done.returncode == 0
    assert "исправят" in done.stdout


@pytest.mark.parametrize(
    ("question", "code", "name"),
    [
        ("/error 16", 3, "E-KEY-WRONG"),
        ("/error 7", 3, "E-NO-ROLE"),
        ("/quota-hour", 4, "E-RATE-HOUR"),
        ("/cut", 5, "E-CUT"),
        ("/late-error 14", 5, "E-CUT"),
        ("/error 3", 6, "E-REQUEST"),
        ("/error 3 number of input tokens must be no more than 32768, got 56832", 8, "E-LONG"),
        ("/late-error 13", 6, "E-FAULT"),
        ("/filter", 7, "E-FILTER"),
        ("/filter final", 7, "E-FILTER"),
    ],
)
def test_every_fate_has_its_exit_code_and_its_code_on_stderr(
    program, question: str, code: int, name: str
) -> None:
    done = program.ask(question)
    assert done.returncode == code, done.stderr
    assert name in done.stderr
    assert KEY not in done.stderr


def test_a_refusal_is_printed(program) -> None:
    done = program.ask("/filter")
    assert done.stdout.startswith("Я не могу обсуждать эту тему")


def test_what_arrived_before_a_break_is_printed(program) -> None:
    assert program.ask("/cut").stdout.strip()


def test_a_cut_short_answer_is_done_and_says_so(program) -> None:
    done = program.ask("/truncate")
    assert done.returncode == 0
    assert "--max-tokens" in done.stderr


def test_an_error_is_one_sentence_then_the_advice_then_the_code(program) -> None:
    done = program.run("ask", "Привет")
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "Нужен ключ: на этом компьютере пока нет ключа для этого сервиса.",
        "Задайте ключ в переменной YC_API_KEY или YC_IAM_TOKEN либо сохраните его в окне программы. E-NO-KEY",
    ]


def test_an_error_as_json_is_an_object_on_stderr(program) -> None:
    done = program.ask("/error 7", "--json")
    assert (done.returncode, done.stdout) == (3, "")
    error = json.loads(done.stderr)["error"]
    assert (error["code"], error["exitCode"]) == ("E-NO-ROLE", 3)
    assert error["message"].endswith(".")
    assert error["requestId"]


def test_english_people_are_spoken_to_in_english(program) -> None:
    done = program.run("ask", "Hello", LANG="en_US.UTF-8")
    assert done.stderr.startswith("A key is needed: there is no key")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["  "],
        ["-"],
        ["Привет", "--user_text", "Пока"],
        ["Привет", "--temperature", "1.5"],
        ["Привет", "--temperature", "warm"],
        ["Привет", "--max-tokens", "0"],
        ["Привет", "--transport", "post"],
        ["Привет", "--stream", "--async"],
        ["Привет", "--nonsense"],
        ["Привет", "--iam-token", TOKEN, "--api-key", KEY],
    ],
)
def test_wrong_usage_is_told_before_anything_is_sent(program, arguments: list[str]) -> None:
    done = program.ask(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "E-USAGE" in done.stderr


def test_argparse_speaks_russian_too(program) -> None:
    assert "неизвестные параметры: --nonsense" in program.ask("Привет", "--nonsense").stderr


def test_no_folder_is_wrong_usage(program) -> None:
    done = program.ask("Привет", YC_FOLDER_ID="")
    assert done.returncode == 2
    assert "--folder-id" in done.stderr


def test_the_folder_may_stand_in_the_model_s_address(program) -> None:
    assert program.ask("Привет", "--model", f"gpt://{FOLDER}/yandexgpt-5.1", YC_FOLDER_ID="").returncode == 0


def test_an_option_beats_the_environment(program) -> None:
    assert program.ask("Привет", YC_API_KEY="wrong-made-up").returncode == 3
    assert program.ask("Привет", "--api-key", KEY, YC_API_KEY="wrong-made-up").returncode == 0


def test_a_russian_letter_in_a_key_is_named(program) -> None:
    done = program.ask("Привет", YC_API_KEY="AQVNС-made-up")
    assert done.returncode == 3
    assert "на 5-м месте стоит русская буква «С»" in done.stderr
    assert "E-KEY-FORMAT" in done.stderr


def test_a_refused_port_is_a_network_error(program) -> None:
    (program.profile / "config.toml").write_text('[endpoints]\ngrpc = "127.0.0.1:9"\n')
    done = program.ask("Привет")
    assert done.returncode == 5
    assert "E-OFFLINE" in done.stderr


def test_an_address_in_clear_is_an_error_before_anything_is_sent(program) -> None:
    path = program.profile / "config.toml"
    path.write_text('[endpoints]\nrest = "http://llm.example"\n')
    done = program.ask("Привет")
    assert done.returncode == 2
    assert str(path) in done.stderr
    assert "endpoints.rest" in done.stderr
    assert "E-CONFIG" in done.stderr


def test_an_unknown_key_of_the_configuration_is_a_warning(program) -> None:
    path = program.profile / "config.toml"
    path.write_text(path.read_text() + "\n[network]\nproxi = 1\n")
    done = program.ask("Привет")
    assert done.returncode == 0
    assert f"«{path}»" in done.stderr
    assert "network.proxi" in done.stderr


def test_ctrl_c_on_a_silent_service_ends_with_130_at_once(program) -> None:
    terminal = program.terminal("ask", "/silent", YC_API_KEY=KEY, YC_FOLDER_ID=FOLDER)
    terminal.wait_for("думает…")
    terminal.interrupt()
    assert terminal.end() == 130
    assert not any("думает" in line for line in terminal.screen.text())
    assert any("E-STOPPED" in line for line in terminal.screen.text())


@pytest.mark.parametrize("transport", ["grpc", "rest"])
def test_ctrl_c_keeps_what_is_on_the_screen(program, transport: str) -> None:
    terminal = program.terminal(
        "ask", "/stall Привет", "--transport", transport, YC_API_KEY=KEY, YC_FOLDER_ID=FOLDER
    )
    terminal.wait_for("##")
    terminal.interrupt()
    assert terminal.end() == 130
    assert any("##" in line for line in terminal.screen.text())


def test_a_reader_that_goes_away_ends_it_quietly(program) -> None:
    process = program.start("ask", "/long 300000", YC_API_KEY=KEY, YC_FOLDER_ID=FOLDER)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 0


def test_no_letter_is_lost_on_the_way_to_a_file(program) -> None:
    for variables in ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LC_ALL": "POSIX"}):
        done = program.ask("Исправь ошибки в тексте: " + MISTAKES, **variables)
        assert (done.returncode, done.stderr) == (0, "")
        assert "исправят" in done.stdout


def test_an_encoding_that_was_asked_for_is_used(program) -> None:
    done = program.ask("Привет", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.isascii()


def test_the_model_and_its_numbers_reach_the_service(program) -> None:
    done = program.ask("Привет", "--model", "made-up-model")
    assert done.returncode == 6
    assert "E-MODEL" in done.stderr


def test_in_a_terminal_the_answer_is_painted_as_it_comes(program) -> None:
    terminal = program.terminal(
        "ask",
        "/revise\nИсправь ошибки в тексте: " + MISTAKES,
        columns=40,
        YC_API_KEY=KEY,
        YC_FOLDER_ID=FOLDER,
    )
    assert terminal.end() == 0
    lines = [line for line in terminal.screen.text() if line]
    assert lines[0].endswith("исправят")
    assert "".join(lines[1:]).endswith("версия модели demo")


def test_only_what_was_set_is_sent_and_every_header_is(program) -> None:
    program.ask("Привет")
    seen = program.service.seen[-1]
    assert seen.headers["authorization"] == f"Api-Key {KEY}"
    assert seen.headers["x-folder-id"] == FOLDER
    assert seen.headers["x-data-logging-enabled"] == "false"
    assert len(seen.headers["x-client-request-id"]) == 36
    assert seen.message.model_uri == f"gpt://{FOLDER}/yandexgpt-5.1"
    options = seen.message.completion_options
    assert not options.HasField("temperature")
    assert not options.HasField("max_tokens")
    program.ask(
        "Привет", "--temperature", "0", "--max-tokens", "7", "--model", "yandexgpt-5-lite", "--no-stream"
    )
    sent = program.service.seen[-1].message
    assert sent.completion_options.temperature.value == 0
    assert sent.completion_options.max_tokens.value == 7
    assert sent.completion_options.stream is False
    assert sent.model_uri.endswith("/yandexgpt-5-lite")


def test_the_model_s_address_beats_the_folder_of_the_environment(program) -> None:
    done = program.ask(
        "Привет", "--model", f"gpt://{FOLDER}/yandexgpt-lite", YC_FOLDER_ID="b1gotherfolder000000"
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_in_the_demo_a_model_s_whole_address_works_too(program) -> None:
    done = program.run("--demo", "ask", "Привет", "--model", f"gpt://{FOLDER}/yandexgpt-lite")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_secret_on_the_command_line_draws_its_warning_in_the_demo_too(program) -> None:
    done = program.run(
        "--demo", "ask", "--iam_token", "t1.MADE-UP", "--folder_id", FOLDER, "--user_text", "Да"
    )
    assert done.returncode == 0
    assert done.stderr.count("YC_IAM_TOKEN") == 1


def test_with_json_every_line_on_stderr_is_json(program) -> None:
    path = program.profile / "config.toml"
    path.write_text(path.read_text() + "\n[network]\nproxi = 1\n")
    done = program.ask("/error 7", "--json", "--iam-token", "t1.MADE-UP")
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert [next(iter(line)) for line in told] == ["warning", "warning", "error"]


@pytest.mark.parametrize("transport", ["grpc", "rest"])
def test_an_empty_answer_is_no_success(program, transport: str) -> None:
    done = program.ask("/empty", "--transport", transport)
    assert (done.returncode, done.stdout) == (6, "")
    assert "E-EMPTY" in done.stderr


def test_a_stop_is_not_called_a_defect(program) -> None:
    terminal = program.terminal("ask", "/silent", YC_API_KEY=KEY, YC_FOLDER_ID=FOLDER)
    terminal.wait_for("думает…")
    terminal.interrupt()
    assert terminal.end() == 130
    assert sum(bool(line) for line in terminal.screen.text()) == 1
    assert any(line.startswith("Остановлено. E-STOPPED") for line in terminal.screen.text())


def test_a_stop_as_json_says_so(program) -> None:
    before = len(program.service.seen)
    process = program.start("ask", "/silent", "--json", YC_API_KEY=KEY, YC_FOLDER_ID=FOLDER)
    until = time.monotonic() + 60
    while len(program.service.seen) == before:
        assert time.monotonic() < until
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    error = json.loads(err)["error"]
    assert (process.returncode, error["code"], error["message"]) == (130, "E-STOPPED", "Остановлено.")


def test_more_digits_than_any_model_has_are_the_service_s_to_refuse(program) -> None:
    assert program.ask("Привет", "--max-tokens", "99999999999").returncode == 6
