"""What gRPC makes of broken peers; each fault has one class, before and after text."""

from __future__ import annotations

import gzip
import time
from dataclasses import replace

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.config import Config, Endpoints


def outcome(client, question, cancel):
    """Return the texts that came and the class of the error that ended them (None for none)."""
    texts = []
    try:
        for update in client.complete(question(), cancel):
            texts.append(update.text)
    except errors.YaGptError as error:
        assert error.request_id
        return texts, type(error)
    return texts, None


def at(cloud, address):
    cloud.config = Config(Endpoints(grpc=address), cloud.config.network)
    return cloud


def test_a_refused_port(grpc_cloud, connect, question, cancel):
    assert outcome(connect(at(grpc_cloud, "127.0.0.1:1")), question, cancel) == ([], errors.NotConnected)


def test_a_name_nobody_knows(grpc_cloud, connect, question, cancel):
    client = connect(at(grpc_cloud, "no-such-host.invalid:443"))
    assert outcome(client, question, cancel) == ([], errors.HostNotFound)


@pytest.mark.parametrize(
    "address", ["", "host:port", "host:99999", "a b:1", "https://host:443", "user@host:1", "хост:1"]
)
def test_an_address_that_is_none(grpc_cloud, connect, question, cancel, address):
    with pytest.raises(errors.ConfigurationInvalid) as caught:
        list(connect(at(grpc_cloud, address)).complete(question(), cancel))
    assert caught.value.key == "endpoints.grpc"


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://portal.invalid/\r\n\r\n",
        b"abracadabra" * 20,
        bytes(range(256)) * 4,
    ],
)
def test_something_that_is_not_the_service(grpc_cloud, connect, question, cancel, peer, said):
    def answer(connection):
        connection.recv(4096)
        connection.sendall(said)
        time.sleep(0.2)

    client = connect(at(grpc_cloud, peer(answer).address))
    assert outcome(client, question, cancel) == ([], errors.SignInPageSuspected)


def test_a_peer_that_hangs_up_at_once(grpc_cloud, connect, question, cancel, peer, kit):
    for handler in (lambda connection: None, kit.reset, lambda connection: connection.recv(999)):
        client = connect(at(grpc_cloud, peer(handler).address))
        assert outcome(client, question, cancel) == ([], errors.NotConnected)


def test_a_peer_that_hangs_up_after_the_request(h2_cloud, connect, question, cancel, kit):
    for ending in (None, kit.reset):
        cloud = h2_cloud(b"", wait_s=0.05, ending=ending)
        assert outcome(connect(cloud), question, cancel) == ([], errors.ServiceUnreachable)


def test_a_stream_that_breaks_after_text_is_cut(h2_cloud, connect, question, cancel, kit):
    for ending in (None, kit.reset):
        cloud = h2_cloud(kit.h2.head() + kit.h2.packed("начало"), wait_s=0.05, ending=ending)
        assert outcome(connect(cloud), question, cancel) == (["начало"], errors.StreamCut)


def test_a_reset_anywhere_in_the_reply_has_a_class(h2_cloud, connect, question, cancel, kit):
    reply = kit.h2.head() + kit.h2.packed("начало") + kit.h2.packed("начало и конец", 3) + kit.h2.trailers()
    allowed = {
        (): {errors.ServiceUnreachable, errors.NotConnected},
        ("начало",): {errors.StreamCut},
        ("начало", "начало и конец"): {None},
    }
    for place in range(0, len(reply), 7):
        cloud = h2_cloud(reply[:place], wait_s=0.02, ending=kit.reset)
        began = time.monotonic()
        texts, kind = outcome(connect(cloud), question, cancel)
        assert time.monotonic() - began < 3
        assert kind in allowed[tuple(texts)], (place, texts, kind)


@pytest.mark.parametrize("code", range(15))
def test_every_reset_of_a_stream_is_a_broken_way(h2_cloud, connect, question, cancel, kit, code):
    cloud = h2_cloud(kit.h2.reset_stream(code))
    assert outcome(connect(cloud), question, cancel) == ([], errors.ServiceUnreachable)
    cloud = h2_cloud(kit.h2.head() + kit.h2.packed("начало") + kit.h2.reset_stream(code))
    texts, kind = outcome(connect(cloud), question, cancel)
    # gRPC may drop a message that a reset overtakes.
    assert (texts, kind) in [([], errors.ServiceUnreachable), (["начало"], errors.StreamCut)]


@pytest.mark.parametrize(("code", "text"), [(0, b""), (11, b"too_many_pings"), (2, b"internal")])
def test_a_server_that_goes_away(h2_cloud, connect, question, cancel, kit, code, text):
    cloud = h2_cloud(kit.h2.go_away(0, code, text))
    assert outcome(connect(cloud), question, cancel) == ([], errors.ServiceUnreachable)
    cloud = h2_cloud(kit.h2.head() + kit.h2.packed("начало") + kit.h2.go_away(1, code, text), wait_s=0.05)
    assert outcome(connect(cloud), question, cancel) == (["начало"], errors.StreamCut)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("302", errors.SignInPageSuspected),
        ("400", errors.RequestRejected),
        ("401", errors.CredentialRejected),
        ("403", errors.AccessDenied),
        ("404", errors.RequestRejected),
        ("407", errors.ProxyRefused),
        ("429", errors.QuotaExceeded),
        ("500", errors.ServiceFault),
        ("502", errors.ServiceBusy),
        ("503", errors.ServiceBusy),
        ("504", errors.TimedOut),
        ("511", errors.SignInPageSuspected),
    ],
)
def test_a_balancer_that_speaks_http2_and_no_grpc(h2_cloud, connect, question, cancel, kit, status, kind):
    cloud = h2_cloud(kit.h2.head(end=True, __status=status, content_type="text/html"))
    assert outcome(connect(cloud), question, cancel) == ([], kind)


def test_missing_trailers(h2_cloud, connect, question, cancel, kit):
    cloud = h2_cloud(kit.h2.head() + kit.h2.packed("начало") + kit.h2.frame(0, 1, 1))
    # gRPC may drop a message that a broken end overtakes.
    assert outcome(connect(cloud), question, cancel) in [
        (["начало"], errors.StreamCut),
        ([], errors.ServiceUnreachable),
    ]
    cloud = h2_cloud(kit.h2.head(end=True))
    assert outcome(connect(cloud), question, cancel) == ([], errors.ReplyDamaged)


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xff\xff\xff\xff",
        b"\x0a\x7f\x01",
        b"\x1a\x02\xff\xfe",  # model_version that is not UTF-8
        b"\x0a\x08\x0a\x06\x12\x04\xd0\xbf\xff\xfe",  # the answer's text that is not UTF-8
    ],
)
def test_a_message_that_cannot_be_decoded(h2_cloud, connect, question, cancel, kit, raw):
    cloud = h2_cloud(kit.h2.head() + kit.h2.data(raw) + kit.h2.trailers())
    assert outcome(connect(cloud), question, cancel) == ([], errors.ReplyDamaged)


def test_a_damaged_message_after_text_keeps_the_text(h2_cloud, connect, question, cancel, kit):
    reply = kit.h2.head() + kit.h2.packed("начало") + kit.h2.data(b"\xff\xff") + kit.h2.trailers()
    assert outcome(connect(h2_cloud(reply)), question, cancel) == (["начало"], errors.ReplyDamaged)


def test_compression_that_is_wrong(h2_cloud, connect, question, cancel, kit):
    reply = kit.h2.head(grpc_encoding="gzip") + kit.h2.packed("a", 1, flag=1) + kit.h2.trailers()
    assert outcome(connect(h2_cloud(reply)), question, cancel) == ([], errors.ReplyDamaged)


def test_compression_that_nobody_announced(h2_cloud, connect, question, cancel, kit):
    zipped = gzip.compress(b"\x0a\x03abc")
    frame = kit.h2.frame(0, 0, 1, b"\1" + len(zipped).to_bytes(4, "big") + zipped)
    reply = kit.h2.head() + frame + kit.h2.trailers()
    assert outcome(connect(h2_cloud(reply)), question, cancel) == ([], errors.ReplyDamaged)


def test_a_message_over_the_limit_is_told_apart_and_not_asked_for_again(
    h2_cloud, connect, question, cancel, kit
):
    announced = (33 * 1024 * 1024).to_bytes(4, "big")
    cloud = h2_cloud(kit.h2.head() + kit.h2.frame(0, 0, 1, b"\0" + announced + b"abc"))
    assert outcome(connect(cloud), question, cancel) == ([], errors.ReplyTooBig)
    assert not errors.ReplyTooBig.retry_is_safe


def test_garbage_in_the_middle_of_a_stream(h2_cloud, connect, question, cancel, kit):
    cloud = h2_cloud(kit.h2.head() + kit.h2.packed("начало") + b"garbage garbage " * 9)
    texts, kind = outcome(connect(cloud), question, cancel)
    assert (texts, kind) in [([], errors.SignInPageSuspected), (["начало"], errors.StreamCut)]


def test_a_reset_after_the_final_message_takes_nothing_away(h2_cloud, connect, question, cancel, kit):
    cloud = h2_cloud(kit.h2.head() + kit.h2.packed("всё", 3), wait_s=0.05, ending=kit.reset)
    assert outcome(connect(cloud), question, cancel) == (["всё"], None)


def test_a_status_number_nobody_has_heard_of(h2_cloud, connect, question, cancel, kit):
    cloud = h2_cloud(kit.h2.head(end=True, grpc_status="99", grpc_message="odd"))
    assert outcome(connect(cloud), question, cancel) == ([], errors.ServiceFault)


def test_a_broken_way_is_made_anew_for_the_next_call(grpc_cloud, connect, question, cancel, peer, kit):
    """The first connection dies under its call; the next call must not meet the dead one."""
    broken = peer(lambda connection: (kit.read_h2_request(connection), kit.reset(connection)))
    client = connect(at(grpc_cloud, broken.address))
    for _ in range(3):
        assert outcome(client, question, cancel) == ([], errors.ServiceUnreachable)
    assert broken.connections == 3


def test_after_silence_the_next_call_connects_anew(h2_cloud, connect, question, cancel, kit, peer):
    """A connection that is dead and does not know it, as after sleep: the next call must not wait on it."""
    connections = []

    def stall(connection):
        connections.append(connection)
        kit.read_h2_request(connection)
        kit.hold(connection)

    address = peer(stall).address
    cloud = h2_cloud(b"")
    cloud.config = Config(Endpoints(grpc=address, operation_grpc=address), cloud.config.network)
    client = connect(cloud, first_token_timeout_s=0.2)
    for _ in range(2):
        assert outcome(client, question, cancel) == ([], errors.TimedOut)
    assert len(connections) == 2
    client = connect(cloud, total_timeout_s=0.2)
    for _ in range(2):
        with pytest.raises(errors.TimedOut):
            client.operation("op", cancel)
    assert len(connections) == 4


def test_operations_go_to_their_own_address(grpc_cloud, connect, kit, question, cancel):
    address = grpc_cloud.config.endpoints.grpc
    grpc_cloud.config = replace(
        grpc_cloud.config, endpoints=Endpoints(grpc="127.0.0.1:1", operation_grpc=address)
    )
    grpc_cloud.operations["op"] = {"id": "op"}
    client = connect(grpc_cloud)
    assert not client.operation("op", cancel).done
    with pytest.raises(errors.NotConnected):
        client.count_tokens("m", "x", cancel)


def test_a_wrong_address_of_operations_is_named(grpc_cloud, connect, cancel):
    grpc_cloud.config = replace(grpc_cloud.config, endpoints=Endpoints(operation_grpc="no address"))
    with pytest.raises(errors.ConfigurationInvalid) as caught:
        connect(grpc_cloud).operation("op", cancel)
    assert caught.value.key == "endpoints.operation_grpc"


def test_a_question_over_the_limit_of_a_message_is_too_long(grpc_cloud, connect, question, cancel):
    with pytest.raises(errors.TextTooLong):
        list(connect(grpc_cloud).complete(question("x" * 34_000_000), cancel))
    assert grpc_cloud.seen == []


def test_a_short_call_has_its_own_damage(h2_cloud, connect, question, cancel, kit):
    reply = kit.h2.head() + kit.h2.data(b"\xff\xff") + kit.h2.trailers()
    with pytest.raises(errors.ReplyDamaged):
        connect(h2_cloud(reply)).count_tokens("m", "x", cancel)
    with pytest.raises(errors.TimedOut):
        connect(h2_cloud(b"", wait_s=5), total_timeout_s=0.3).operation("op", cancel)
