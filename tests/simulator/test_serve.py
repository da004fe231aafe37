"""The local service as a program of its own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

import httpx
import pytest

from yagpt_desktop.simulator.serve import guide

CODE = """
import sys
from yagpt_desktop.simulator.serve import serve
sys.exit(serve("127.0.0.1", 0, 0, None, sys.stdout))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_one_line_serves_and_ends_with_zero(number):
    command = [sys.executable, "-W", "error", "-c", CODE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        printed = json.loads(process.stdout.readline())
        assert set(printed) == {"grpc", "rest", "iam_token", "api_key", "folder_id"}
        headers = {"authorization": f"Api-Key {printed['api_key']}"}
        body = {"modelUri": f"gpt://{printed['folder_id']}/yandexgpt-5.1", "text": "слово"}
        reply = httpx.post(
            f"{printed['rest']}/foundationModels/v1/tokenize", json=body, headers=headers, trust_env=False
        )
        assert len(reply.json()["tokens"]) == 1
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", "")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_guide_names_the_keys_of_a_script_and_the_special_words(language):
    text = guide(language)
    for word in (
        "then",
        "reply",
        "part",
        "delay_s",
        "match",
        "retry_after_s",
        "cut",
        "recording",
        "/help",
        "norole",
    ):
        assert word in text
