"""Which address may go without TLS, and what a setting allows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from yagpt_desktop.domain.completion import CompletionStatus
from yagpt_desktop.domain.config import Endpoints, is_loopback
from yagpt_desktop.domain.model import model_uri
from yagpt_desktop.domain.settings import Range, range_of


@pytest.mark.parametrize(
    "address", ["127.0.0.1:443", "localhost:1", "http://127.0.0.1:8080", "[::1]:443", "http://[::1]:1/v1"]
)
def test_this_machine_is_loopback(address):
    assert is_loopback(address)


@pytest.mark.parametrize(
    "address",
    [
        "llm.api.cloud.yandex.net:443",
        "http://192.168.0.1",
        "127.0.0.1.evil.example:443",
        "http://localhost.evil.example",
        "http://127.0.0.1@evil.example",
        "",
        "0.0.0.0:1",
    ],
)
def test_another_machine_is_not(address):
    assert not is_loopback(address)


def test_bounds_stand_in_the_field():
    assert range_of("temperature") == Range(0.0, 1.0)
    with pytest.raises(KeyError):
        range_of("theme")


def test_a_whole_uri_is_left_alone():
    assert model_uri("b1gdemo", "yandexgpt-5.1") == "gpt://b1gdemo/yandexgpt-5.1"
    assert model_uri("b1gdemo", "gpt://other/yandexgpt") == "gpt://other/yandexgpt"


def test_only_known_partial_statuses_announce_more():
    open_ = {CompletionStatus.UNSPECIFIED, CompletionStatus.PARTIAL}
    assert {status for status in CompletionStatus if not status.is_final} == open_


@pytest.mark.parametrize("name", ["grpc", "rest", "operation_grpc", "operation", "iam", "resource_manager"])
def test_a_credential_is_bound_to_every_host_that_may_see_it(name):
    assert Endpoints().origin != replace(Endpoints(), **{name: "https://other.example"}).origin
