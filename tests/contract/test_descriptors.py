"""Our minimal protocol files against the official ones: what we know must be there, and just so."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from yagpt_desktop.yandex.pb import (
    iam_pb2,
    operation_pb2,
    resource_manager_pb2,
    rpc_status_pb2,
    text_generation_pb2,
)

HERE = Path(__file__).resolve().parent
OURS = (iam_pb2, operation_pb2, resource_manager_pb2, rpc_status_pb2, text_generation_pb2)


def _describe_ours() -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("contract_descriptors", HERE / "descriptors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    described: dict[str, Any] = module.describe(file.DESCRIPTOR for file in OURS)
    return described


OUR = _describe_ours()


@pytest.fixture(scope="module")
def theirs(official_python: str) -> dict[str, Any]:
    command = [official_python, "-E", "-s", HERE / "descriptors.py"]
    described: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return described


def _is_ours_to_cut(name: str) -> bool:
    """google.rpc grows from release to release; the service itself speaks an old one."""
    return name.startswith("google.rpc.")


@pytest.mark.parametrize("name", sorted(OUR["messages"]))
def test_a_message_has_the_official_fields(theirs, name):
    ours, official = OUR["messages"][name], theirs["messages"][name]
    if _is_ours_to_cut(name):
        official = official | {
            part: {name: official[part][name] for name in ours[part]} for part in ("fields", "oneofs")
        }
    assert ours == official


@pytest.mark.parametrize("name", sorted(OUR["enums"]))
def test_an_enum_has_the_official_numbers(theirs, name):
    assert OUR["enums"][name] == theirs["enums"][name]


@pytest.mark.parametrize(
    ("service", "method"),
    [(service, method) for service, methods in OUR["services"].items() for method in methods],
)
def test_a_call_takes_and_gives_the_official_messages(theirs, service, method):
    assert OUR["services"][service][method] == theirs["services"][service][method]


def test_the_whole_protocol_was_compared():
    assert len(OUR["messages"]) > 40
    assert len(OUR["enums"]) == 4
    assert len(OUR["services"]) == 7


def test_nothing_official_is_in_our_own_environment():
    """Both register the same names in protobuf's pool; beside protobuf 7 pip would even take an old one."""
    assert importlib.util.find_spec("yandexcloud") is None
    assert importlib.util.find_spec("yandex") is None


def test_the_pinned_list_is_whole_and_names_no_index():
    lines = (HERE / "requirements.txt").read_text("utf-8").splitlines()
    pinned = [line.split("==")[0] for line in lines if line and line[0] not in "# "]
    assert set(pinned) == {
        "googleapis-common-protos",
        "grpcio",
        "protobuf",
        "typing-extensions",
        "yandexcloud",
    }
    assert "yandexcloud==0.413.0 \\" in lines
    assert not [
        line for line in lines if "://" in line or line.lstrip().startswith(("-i", "--index", "--extra"))
    ]
    assert sum("--hash=sha256:" in line for line in lines) >= len(pinned)
