from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from yagpt_desktop import __version__
from yagpt_desktop.cli import entry

KEY = "AQVN-MADE-UP-key-for-tests"
FOLDER = "b1gmadeupfolder00000"


def test_the_version_is_one_line(program) -> None:
    done = program.run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"yagpt-desktop {__version__}\n", "")


def test_help_is_in_the_person_s_language(program) -> None:
    assert "задать один вопрос" in program.run("--help").stdout
    assert "ask one question" in program.run("--help", LANG="en_US.UTF-8").stdout
    (program.profile / "settings.json").write_text('{"language": "en"}')
    assert "ask one question" in program.run("ask", "--help").stdout


def test_help_of_the_simulator_tells_about_scripts(program) -> None:
    done = program.run("simulate", "--help")
    assert done.returncode == 0
    assert "[[reply]]" in done.stdout


@pytest.mark.parametrize("before", [True, False])
def test_start_options_stand_before_or_after_the_command(program, tmp_path: Path, before: bool) -> None:
    folder = tmp_path / "other"
    options = ["--demo", "--profile", str(folder)]
    command = ["ask", "Привет"]
    done = program.run(*(options + command if before else command + options))
    assert done.returncode == 0
    assert "демонстрация" in done.stdout
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_configuration_that_was_named_and_is_not_there_is_an_error(program, tmp_path: Path) -> None:
    done = program.run("ask", "Привет", "--config", str(tmp_path / "gone.toml"))
    assert done.returncode == 2
    assert "gone.toml" in done.stderr
    assert "E-FILE-READ" in done.stderr


def test_a_profile_that_cannot_be_made_is_an_error(program, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = program.run("ask", "Привет", "--profile", str(tmp_path / "file" / "profile"))
    assert done.returncode == 2
    assert "E-PROFILE" in done.stderr
    assert str(tmp_path / "file") in done.stderr
    assert "settings are" not in done.stderr


def test_wrong_usage_as_json_is_an_object(program) -> None:
    done = program.run("ask", "--json", "--nonsense")
    assert done.returncode == 2
    assert json.loads(done.stderr)["error"]["code"] == "E-USAGE"


def test_diagnose_tells_versions_paths_keyring_and_addresses_and_no_secret(program) -> None:
    done = program.run("diagnose", YC_API_KEY=KEY, YC_FOLDER_ID=FOLDER)
    assert (done.returncode, done.stderr) == (0, "")
    for part in (
        __version__,
        str(program.profile),
        "Secret Service",
        "E-VAULT-NONE",
        "YC_API_KEY",
        "связь есть",
    ):
        assert part in done.stdout, part
    assert KEY not in done.stdout


def test_diagnose_as_json_is_for_programs(program) -> None:
    config = program.profile / "config.toml"
    config.write_text(config.read_text().replace("iam = ", 'iam = "http://127.0.0.1:9" #'))
    done = program.run("diagnose", "--json")
    report = json.loads(done.stdout)
    endpoints = {endpoint["name"]: endpoint for endpoint in report["endpoints"]}
    assert endpoints["grpc"]["reachable"] is True
    assert endpoints["iam"]["error"] == "E-OFFLINE"
    assert report["keyring"] == {"name": "Secret Service", "error": "E-VAULT-NONE"}
    assert report["accounts"] == []


def test_the_simulator_prints_its_addresses_and_serves_until_stopped(program) -> None:
    process = program.start("simulate")
    assert process.stdout is not None
    addresses = json.loads(process.stdout.readline())
    (program.profile / "config.toml").write_text(
        f'[endpoints]\ngrpc = "{addresses["grpc"]}"\nrest = "{addresses["rest"]}"\n'
    )
    given = {"YC_IAM_TOKEN": addresses["iam_token"], "YC_FOLDER_ID": addresses["folder_id"]}
    for transport in ("grpc", "rest"):
        done = program.run("ask", "Привет", "--transport", transport, **given)
        assert (done.returncode, done.stderr) == (0, "")
        assert "демонстрация" in done.stdout
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, b"", b"")


@pytest.mark.parametrize("arguments", [["--host", "0.0.0.0"], ["--script", "gone.json"]])
def test_a_service_that_cannot_start_is_wrong_usage(program, arguments: list[str]) -> None:
    done = program.run("simulate", *arguments)
    assert done.returncode == 2
    assert "Местная служба не запускается" in done.stderr


def test_a_port_that_is_taken_is_wrong_usage(program, service) -> None:
    port = service.addresses.rest.rpartition(":")[2]
    assert program.run("simulate", "--rest-port", port).returncode == 2


def test_terminal_commands_never_load_widgets(program) -> None:
    code = (
        "import sys\n"
        "from yagpt_desktop.cli.entry import run\n"
        "code = run(['ask', 'Привет', '--demo'])\n"
        "print([name for name in ('PySide6.QtGui', 'PySide6.QtWidgets') if name in sys.modules], code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=program.environment(),
        capture_output=True,
        text=True,
        check=True,
        cwd=program.cwd,
    )
    assert done.stdout.splitlines()[-1] == "[] 0"


def test_a_start_without_streams_does_not_crash(program) -> None:
    code = (
        "import sys\n"
        "sys.stdout = sys.stderr = sys.stdin = None\n"
        "sys.argv = ['yagpt-desktop-gui', 'ask', 'Привет', '--demo']\n"
        "from yagpt_desktop.__main__ import main_gui\n"
        "sys.exit(main_gui())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=program.environment(),
        capture_output=True,
        check=False,
        cwd=program.cwd,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (program.profile / "logs" / "crash.log").exists()


def test_a_file_cannot_be_opened_without_a_screen(program) -> None:
    done = program.run("open", "chats.zip")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "экрана" in done.stderr or "screen" in done.stderr
    assert program.run("open").returncode == 2


def test_a_closed_standard_input_is_no_question(program) -> None:
    done = program.run_closed("ask", "--demo", closed=0)
    assert (done.returncode, done.stdout) == (2, "")
    assert "E-USAGE" in done.stderr


@pytest.mark.parametrize("arguments", [["--version"], ["ask", "--demo", "Привет"]])
def test_an_output_that_takes_no_more_is_told(program, tmp_path: Path, arguments: list[str]) -> None:
    with (tmp_path / "full").open("wb") as full:
        done = program.run_into(full, *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("Результат не записать")
    assert "E-DISK" in done.stderr


@pytest.mark.parametrize(
    "arguments", [["--profile", ""], ["--config="], ["ask", "--config", "", "Да"], ["open", ""]]
)
def test_an_empty_path_is_wrong_usage_and_not_the_folder_of_the_moment(program, arguments: list[str]) -> None:
    done = program.run(*arguments)
    assert done.returncode == 2
    assert "нужно имя файла или папки" in done.stderr


def test_what_a_command_does_not_know_is_told_with_its_own_usage(program) -> None:
    done = program.run("translate", "--nonsense")
    assert done.returncode == 2
    assert "yagpt-desktop translate" in done.stderr
    assert "неизвестные параметры: --nonsense" in done.stderr


def test_json_behind_the_end_of_options_is_a_text(program) -> None:
    done = program.run("ask", "--", "--json", "--json")
    assert done.returncode == 2
    assert not done.stderr.startswith("{")


def test_ctrl_c_ends_with_130_and_without_a_traceback_while_modules_load(program) -> None:
    code = (
        "import signal, sys\n"
        # A shell that runs the tests in its background lets them inherit a Ctrl+C that is ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from yagpt_desktop import __main__\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'yagpt_desktop.wiring':\n"
        "            signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "sys.argv = ['yagpt-desktop', '--version']\n"
        "sys.exit(__main__.main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=program.environment(),
        cwd=program.cwd,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_a_defect_of_ours_is_told_without_a_traceback_and_names_its_place(
    monkeypatch, capsys, tmp_path
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("somebody's text")

    monkeypatch.setenv("YAGPT_PROFILE", str(tmp_path / "profile"))
    monkeypatch.setattr(entry, "ask", fail)
    assert entry.run(["ask", "Привет"]) == 6
    told = capsys.readouterr().err
    assert "E-UNKNOWN" in told
    assert "KeyError in test_entry.py, line" in told
    assert "Traceback" not in told
    assert "somebody" not in told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "все настройки сейчас по умолчанию."),
        ('{"temperature": "hot", "transport": "soap"}', "по умолчанию осталось: temperature, transport."),
    ],
)
def test_settings_that_cannot_be_read_are_told_once_in_words(program, content: str, told: str) -> None:
    (program.profile / "settings.json").write_text(content, encoding="utf-8")
    done = program.run("ask", "--demo", "Привет")
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"Файл «{program.profile / 'settings.json'}»")
    assert line.endswith(told)


@pytest.mark.parametrize("name", ["~nobody-of-this-name/profile", "a" * 300])
def test_a_profile_s_name_that_is_no_path_ends_in_a_sentence_or_in_a_folder(
    program, tmp_path: Path, name: str
) -> None:
    program.cwd = tmp_path
    done = program.run("ask", "--demo", "Привет", "--profile", name)
    assert done.returncode in {0, 2}
    assert "E-UNKNOWN" not in done.stderr
