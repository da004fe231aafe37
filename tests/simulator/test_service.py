"""Life of the local service: where it listens, how it starts and ends."""

from __future__ import annotations

import dataclasses
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import grpc
import httpx
import pytest

from yagpt_desktop.domain.config import is_loopback
from yagpt_desktop.simulator import LocalService, Options
from yagpt_desktop.yandex.pb import text_generation_pb2_grpc

TOKEN = {"authorization": "Bearer t1.MADE-UP-token-for-tests"}


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", "::", "", "10.0.0.1"])
def test_it_listens_for_nobody_but_this_machine(host):
    with pytest.raises(ValueError, match="loopback"):
        LocalService(host=host)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.2"])
def test_every_loopback_address_will_do(host):
    with LocalService(host=host) as service:
        assert is_loopback(service.addresses.grpc)
        assert httpx.get(f"{service.addresses.rest}/nothing", trust_env=False).status_code == 404


def test_every_endpoint_of_a_configuration_points_at_it():
    with LocalService() as service:
        for endpoint in dataclasses.asdict(service.endpoints).values():
            assert is_loopback(endpoint)
            assert endpoint.startswith((service.addresses.grpc, service.addresses.rest))
        assert service.demo_access.folder_id == service.addresses.folder_id
        assert len(service.demo_access.folder_id) == 20


def test_there_is_no_address_before_the_start_and_after_the_stop():
    service = LocalService()
    with pytest.raises(RuntimeError):
        _ = service.addresses
    service.start()
    service.stop()
    service.stop()
    with pytest.raises(RuntimeError):
        _ = service.addresses


def test_it_starts_at_once_and_may_be_started_again():
    began = time.monotonic()
    service = LocalService().start()
    assert time.monotonic() - began < 2
    first = service.addresses
    assert service.start().addresses == first
    service.stop()
    with service:
        assert service.addresses.grpc


def test_a_taken_port_is_an_error_and_leaves_nothing_behind():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        before = set(threading.enumerate())
        for ports in ({"grpc_port": port}, {"rest_port": port}):
            with pytest.raises(OSError, match=r".+"):
                LocalService(**ports).start()
        assert not [thread for thread in threading.enumerate() if thread not in before and thread.name != "x"]


def test_a_stop_ends_every_stream_at_once_and_leaves_no_thread(make_request):
    before = set(threading.enumerate())
    service = LocalService(options=Options(pace=0)).start()
    with (
        grpc.insecure_channel(service.addresses.grpc) as channel,
        httpx.Client(base_url=service.addresses.rest, trust_env=False, timeout=30) as http,
        ThreadPoolExecutor(8) as callers,
    ):
        stub = text_generation_pb2_grpc.TextGenerationServiceStub(channel)
        arrived = threading.Barrier(9)

        def over_grpc() -> grpc.StatusCode:
            call = stub.Completion(make_request("/stall"), metadata=tuple(TOKEN.items()), timeout=60)
            next(call)
            arrived.wait(20)
            with pytest.raises(grpc.RpcError) as error:
                next(call)
            return error.value.code()

        def over_rest() -> bool:
            body = {
                "modelUri": "gpt://b1gdemo0folder000000/yandexgpt-5.1",
                "completionOptions": {"stream": True},
            }
            body["messages"] = [{"role": "user", "text": "/stall"}]
            with http.stream("POST", "/foundationModels/v1/completion", json=body, headers=TOKEN) as reply:
                lines = reply.iter_lines()
                next(lines)
                arrived.wait(20)
                with pytest.raises(httpx.TransportError):
                    next(lines)
            return True

        ends = [callers.submit(over_grpc) for _ in range(4)] + [callers.submit(over_rest) for _ in range(4)]
        arrived.wait(20)
        began = time.monotonic()
        service.stop()
        assert time.monotonic() - began < 3
        assert [end.result(10) for end in ends] == [grpc.StatusCode.UNAVAILABLE] * 4 + [True] * 4
    ours = [thread for thread in threading.enumerate() if thread not in before]
    for thread in ours:
        thread.join(5)
    assert not [thread for thread in ours if thread.is_alive()]


def test_a_client_that_leaves_frees_its_worker(make_request):
    with LocalService(options=Options(pace=0, generations_at_once=1)) as service:
        with grpc.insecure_channel(service.addresses.grpc) as channel:
            stub = text_generation_pb2_grpc.TextGenerationServiceStub(channel)
            for _ in range(3):
                call = _first_place(stub, make_request)
                call.cancel()
        with httpx.Client(base_url=service.addresses.rest, trust_env=False, timeout=30) as http:
            for _ in range(2):
                _stalled_over_rest(http)
        with grpc.insecure_channel(service.addresses.grpc) as channel:
            stub = text_generation_pb2_grpc.TextGenerationServiceStub(channel)
            _first_place(stub, make_request).cancel()


def _first_place(stub, make_request):
    """Stall on the only place; the one before may still be on its way out."""
    until = time.monotonic() + 15
    while True:
        call = stub.Completion(make_request("/stall"), metadata=tuple(TOKEN.items()), timeout=60)
        try:
            next(call)
        except grpc.RpcError as error:
            assert error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
            assert "gauge quota limit exceed: allowed 1 requests" in error.details()
            assert time.monotonic() < until, "the worker was not freed"
        else:
            return call


def _stalled_over_rest(http):
    body = {"modelUri": "gpt://b1gdemo0folder000000/yandexgpt-5.1", "completionOptions": {"stream": True}}
    body["messages"] = [{"role": "user", "text": "/stall"}]
    until = time.monotonic() + 15
    while True:
        with http.stream("POST", "/foundationModels/v1/completion", json=body, headers=TOKEN) as reply:
            if reply.status_code == 200:
                next(reply.iter_lines())
                return
        assert reply.status_code == 429
        assert time.monotonic() < until, "the worker was not freed"


def test_a_hundred_streams_at_once_are_served(make_request):
    with (
        LocalService(options=Options(pace=0.2)) as service,
        grpc.insecure_channel(service.addresses.grpc) as channel,
    ):
        stub = text_generation_pb2_grpc.TextGenerationServiceStub(channel)
        request = make_request("Расскажи что-нибудь")
        calls = [stub.Completion(request, metadata=tuple(TOKEN.items()), timeout=120) for _ in range(100)]
        ends = [list(call) for call in calls]
    assert all(len(messages) > 2 for messages in ends)
    assert len({messages[-1].alternatives[0].message.text for messages in ends}) == 1


def test_requests_can_be_looked_at_afterwards(caller, service, make_request):
    caller.complete(make_request("Кто там?"), TOKEN)
    seen = service.seen[-1]
    assert (seen.transport, seen.call) == (caller.name, "TextGenerationService/Completion")
    assert seen.headers["authorization"] == TOKEN["authorization"]
    assert seen.message.messages[0].text == "Кто там?"
