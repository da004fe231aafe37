"""What ``yagpt-desktop diagnose`` says about the network, and what it never says."""

from __future__ import annotations

import json
from pathlib import Path

FAR = '[endpoints]\nrest = "https://far.made-up.invalid"\ngrpc = "far.made-up.invalid:443"\n'


def report(program, *arguments: str, **variables: object) -> dict:
    done = program.run(*arguments, "diagnose", "--json", **variables)
    assert done.returncode == 0
    assert "hush-hush" not in done.stdout + done.stderr
    return json.loads(done.stdout)


def network(found: dict) -> dict[str, dict]:
    return {entry["name"]: entry for entry in found["network"]}


def test_everything_in_order(program) -> None:
    found = network(report(program))
    assert found["proxy"]["value"] == ""
    assert int(found["roots"]["value"]) > 100
    assert abs(found["clock"]["skewS"]) <= 60
    assert all(entry["error"] is None for entry in found.values())


def test_a_proxy_of_the_environment_is_named_without_its_password(program, tmp_path: Path) -> None:
    far = tmp_path / "far.toml"
    far.write_text(FAR)
    found = report(program, "--config", str(far), HTTPS_PROXY="http://user:hush-hush@127.0.0.1:1")
    assert network(found)["proxy"]["value"] == "127.0.0.1:1"
    errors = {entry["name"]: entry["error"] for entry in found["endpoints"]}
    assert errors["rest"] == errors["grpc"] == "E-PROXY-OFF"


def test_a_proxy_of_the_wrong_kind_is_named(program, tmp_path: Path) -> None:
    far = tmp_path / "far.toml"
    far.write_text(FAR + '[network]\nproxy = "socks5://user:hush-hush@127.0.0.1:1080"\n')
    found = network(report(program, "--config", str(far)))["proxy"]
    assert found["error"] == "E-PROXY-KIND"
    assert "127.0.0.1:1080" in found["value"]


def test_in_words(program) -> None:
    done = program.run("diagnose")
    assert "Proxy server" in done.stdout or "Прокси-сервер" in done.stdout


def test_in_russian_every_part_has_a_russian_name_but_libraries(program) -> None:
    done = program.run("diagnose", LANG="ru_RU.UTF-8")
    parts = [line.split()[0] for line in done.stdout.split("Папки и файлы")[0].splitlines()[1:]]
    assert {"сборка", "система", "grpcio"} <= set(parts)
    assert not {"build", "system"} & set(parts)
