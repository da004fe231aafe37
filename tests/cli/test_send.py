from __future__ import annotations

import json
from pathlib import Path

import pytest

KEY = "AQVN-MADE-UP-key-for-tests"
FOLDER = "b1gmadeupfolder00000"


def body(*, stream: bool = False, text: str = "Ашипки саме сибя ни исрпвят", folder: str = FOLDER) -> str:
    """The official REST sample's body."""
    return json.dumps(
        {
            "modelUri": f"gpt://{folder}/yandexgpt/latest",
            "completionOptions": {"stream": stream, "temperature": 0.1, "maxTokens": "1000"},
            "messages": [
                {"role": "system", "text": "Исправь ошибки в тексте."},
                {"role": "user", "text": text},
            ],
        },
        ensure_ascii=False,
    )


@pytest.fixture
def send(program, tmp_path: Path):
    def run(text: str, *arguments: str, **variables: object):
        path = tmp_path / "body.json"
        path.write_text(text, encoding="utf-8")
        given = {"YC_API_KEY": KEY, "YC_FOLDER_ID": FOLDER, **variables}
        return program.run("send", str(path), *arguments, **given)

    return run


@pytest.mark.parametrize("folder", [FOLDER, "<folder_ID>"])
def test_the_sample_s_body_gives_the_sample_s_json(send, folder: str) -> None:
    done = send(body(folder=folder))
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)["result"]
    assert "исправят" in result["alternatives"][0]["message"]["text"]
    assert result["usage"]["totalTokens"].isdigit()


def test_a_stream_is_printed_line_by_line(send) -> None:
    done = send(body(stream=True))
    replies = [json.loads(line)["result"] for line in done.stdout.splitlines()]
    assert len(replies) > 1
    assert replies[-1]["alternatives"][0]["status"] == "ALTERNATIVE_STATUS_FINAL"


def test_a_body_comes_through_a_pipe_too(program) -> None:
    done = program.run("send", "-", stdin=body().encode(), YC_API_KEY=KEY, YC_FOLDER_ID=FOLDER)
    assert done.returncode == 0
    assert "исправят" in done.stdout


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"modelUri": "gpt://x/y"}'])
def test_a_file_that_is_no_body_is_wrong_usage(send, text: str) -> None:
    done = send(text)
    assert (done.returncode, done.stdout) == (2, "")
    assert "не похож на тело запроса" in done.stderr


def test_a_file_that_is_not_there_is_named(program, tmp_path: Path) -> None:
    done = program.run("send", str(tmp_path / "gone.json"), YC_API_KEY=KEY, YC_FOLDER_ID=FOLDER)
    assert done.returncode == 2
    assert f"«{tmp_path / 'gone.json'}»" in done.stderr


@pytest.mark.parametrize(("text", "code"), [("/filter", 7), ("/error 7", 3), ("/quota", 4), ("/error 13", 6)])
def test_fates_have_the_same_codes_as_with_ask(send, text: str, code: int) -> None:
    assert send(body(text=text)).returncode == code


@pytest.mark.parametrize("other", ["", "b1gotherfolder000000"])
def test_the_folder_of_the_body_beats_the_environment_s(send, program, other: str) -> None:
    assert send(body(), YC_FOLDER_ID=other).returncode == 0
    assert program.service.seen[-1].headers["x-folder-id"] == FOLDER


def test_an_option_beats_the_folder_of_the_body(send, program) -> None:
    other = "b1gotherfolder000000"
    assert send(body(), "--folder-id", other).returncode == 3
    assert program.service.seen[-1].headers["x-folder-id"] == other


def test_the_demo_takes_a_body_with_a_folder_of_its_own(send) -> None:
    assert send(body(), "--demo").returncode == 0


def test_a_closed_standard_input_is_no_body(program) -> None:
    assert program.run_closed("send", "-", closed=0).returncode == 2
