from __future__ import annotations

import grpc
import pytest

from yagpt_desktop.domain.config import Network
from yagpt_desktop.domain.errors import ServiceUnreachable
from yagpt_desktop.yandex.channel import ChannelPool, _options
from yagpt_desktop.yandex.network import Route
from yagpt_desktop.yandex.policy import NetworkPolicy


@pytest.fixture
def pool():
    pool = ChannelPool(NetworkPolicy(Network(proxy="none")))
    yield pool
    pool.close()


def is_closed(channel):
    try:
        channel.unary_unary("/a/b", None, None).future(b"").cancel()
    except ValueError:
        return True
    return False


def test_one_channel_per_address(pool):
    with (
        pool.lend("127.0.0.1:1") as first,
        pool.lend("127.0.0.1:1") as second,
        pool.lend("127.0.0.1:2") as third,
    ):
        assert first is second
        assert third is not first


def test_a_retired_channel_lives_until_its_last_call_ends(pool):
    with pool.lend("127.0.0.1:1") as old:
        pool.retire("127.0.0.1:1")
        with pool.lend("127.0.0.1:1") as new:
            assert new is not old
            assert not is_closed(old)
    assert is_closed(old)
    assert not is_closed(new)


def test_retiring_what_nobody_uses_closes_it(pool):
    with pool.lend("127.0.0.1:1") as channel:
        pass
    assert not is_closed(channel)
    pool.retire("127.0.0.1:1")
    pool.retire("127.0.0.1:1")
    assert is_closed(channel)


def test_a_closed_pool_lends_nothing(pool):
    with pool.lend("127.0.0.1:1") as channel:
        pool.close()
        assert is_closed(channel)
    with pytest.raises(ServiceUnreachable), pool.lend("127.0.0.1:1"):
        pass


def test_every_channel_has_the_options_that_were_measured():
    straight = dict(_options(Route(None, b"")))
    assert straight["grpc.max_receive_message_length"] == 32 * 1024 * 1024
    assert straight["grpc.use_local_subchannel_pool"] == 1
    assert straight["grpc.enable_http_proxy"] == 0
    assert straight["grpc.enable_retries"] == 0
    assert not any("keepalive" in name for name in straight)
    through = dict(_options(Route("http://p:1", b"")))
    assert through["grpc.http_proxy"] == "http://p:1"
    assert "grpc.enable_http_proxy" not in through


def test_loopback_is_spoken_to_in_clear(grpc_cloud, pool):
    with pool.lend(grpc_cloud.config.endpoints.grpc) as channel:
        grpc.channel_ready_future(channel).result(timeout=10)
