"""What REST makes of broken servers, odd bodies and bytes cut anywhere."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from dataclasses import replace

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.completion import CompletionStatus
from yagpt_desktop.domain.config import Config, Endpoints


def outcome(client, question, cancel):
    texts = []
    try:
        for update in client.complete(question(), cancel):
            texts.append(update.text)
    except errors.YaGptError as error:
        assert error.request_id
        return texts, type(error)
    return texts, None


@pytest.fixture
def ask(rest_cloud, connect, question, cancel, web):
    """Start a server with this handler, ask it once, and return what came of it."""

    def run(handler, **network):
        cloud = rest_cloud
        cloud.config = Config(Endpoints(rest=web(handler)), cloud.config.network)
        return outcome(connect(cloud, **network), question, cancel)

    return run


def line(kit, text, status="PARTIAL", wrapped=True):
    answer = kit.piece(text, status)
    return json.dumps({"result": answer} if wrapped else answer, ensure_ascii=False).encode()


def raw_reply(kit, body):
    """Return a handler that sends these very bytes as a chunked body."""

    def handle(exchange):
        exchange.start()
        exchange.send(body)
        exchange.end()

    return handle


@pytest.mark.parametrize("wrapped", [True, False])
@pytest.mark.parametrize("between", [b"\n", b"", b"\r\n\r\n", b" , ", b"\x1e"])
def test_values_may_be_wrapped_or_bare_and_parted_by_anything(ask, kit, wrapped, between):
    values = [
        line(kit, "а", wrapped=wrapped),
        line(kit, "аб", wrapped=wrapped),
        line(kit, "аб!", "FINAL", wrapped),
    ]
    assert ask(raw_reply(kit, between.join(values))) == (["а", "аб", "аб!"], None)


def test_a_byte_order_mark_is_stepped_over(ask, kit):
    assert ask(raw_reply(kit, b"\xef\xbb\xbf" + line(kit, "да", "FINAL"))) == (["да"], None)


def test_a_body_cut_anywhere_between_two_reads_is_the_same_body(ask, kit):
    body = line(kit, 'Щё\\"😀{[') + b"\n" + line(kit, "Щё 😀 всё", "FINAL") + b"\n"

    def handle(exchange):
        exchange.start()
        for place in range(len(body)):
            exchange.send(body[place : place + 1])
        exchange.end()

    assert ask(handle) == (['Щё\\"😀{[', "Щё 😀 всё"], None)


def test_an_answer_of_a_plain_body_with_a_length(ask, kit):
    body = line(kit, "да", "FINAL")

    def handle(exchange):
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n"
        exchange.connection.sendall(head.encode() + body)

    assert ask(handle) == (["да"], None)


def test_an_answer_that_ends_with_the_connection(ask, kit):
    body = line(kit, "да", "FINAL")
    assert ask(lambda exchange: exchange.connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + body)) == (
        ["да"],
        None,
    )


def test_a_status_name_nobody_has_heard_of_is_final(rest_cloud, connect, question, cancel, web, kit):
    answer = kit.piece("да")
    answer["alternatives"][0]["status"] = "ALTERNATIVE_STATUS_SOMETHING_NEW"
    url = web(lambda exchange: exchange.reply({"result": answer}))
    rest_cloud.config = Config(Endpoints(rest=url), rest_cloud.config.network)
    updates = list(connect(rest_cloud).complete(question(), cancel))
    assert [(update.text, update.status) for update in updates] == [("да", CompletionStatus.UNKNOWN_FINAL)]


def test_fields_nobody_has_heard_of_are_passed_over(ask, kit):
    answer = {**kit.piece("да", "FINAL"), "newField": {"deep": [1, None]}}
    assert ask(lambda exchange: exchange.reply({"result": answer, "other": 1})) == (["да"], None)


def test_half_an_emoji_in_a_piece_is_replaced(ask, kit):
    value = (
        b'{"result":{"alternatives":[{"message":{"text":"\\ud83d"},"status":"ALTERNATIVE_STATUS_FINAL"}]}}'
    )
    assert ask(raw_reply(kit, value)) == (["\ufffd"], None)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   \n",
        b"garbage",
        b"nul",
        b"{'a': 1}",
        b"[1, 2]",
        b'"text"',
        b"42\n",
        b"}",
        b'{"result": []}',
        b'{"result": "text"}',
        b'{"result": {"alternatives": "text"}}',
        b'{"result": {"alternatives": [{"message": {"text": 5}}]}}',
        b'{"result": {"alternatives": [{"message": {"text": "a"}}], "usage": {"totalTokens": "many"}}}',
        b'{"result": {"alternatives": [{"message": {"text": "\xff\xfe"}}]}}',
        b'{"result": {"alternatives": [{"message": {"text": "a"}, "status": 1e99}]}}',
        b'{"result": {"alternatives": [{"message": {"text": "a"}}], "usage": {"totalTokens": NaN}}}',
        b"[" * 5000,
        b'{"a":' * 200,
        b'{"result": {"alternatives": [{"message": {"text": "cut in the mid',
        b"\x00\x01\x02\x03",
    ],
    ids=lambda body: repr(body[:24]),
)
def test_a_body_that_makes_no_sense_is_a_damaged_reply(ask, kit, body):
    assert ask(raw_reply(kit, body)) == ([], errors.ReplyDamaged)


def test_a_value_cut_after_whole_ones_is_a_cut_stream(ask, kit):
    body = line(kit, "начало") + b"\n" + line(kit, "начало и конец", "FINAL")[:-20]
    assert ask(raw_reply(kit, body)) == (["начало"], errors.StreamCut)


def test_garbage_after_text_is_a_damaged_reply(ask, kit):
    assert ask(raw_reply(kit, line(kit, "начало") + b"\ngarbage\n")) == (["начало"], errors.ReplyDamaged)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"error": {"grpcCode": 8, "httpCode": 429, "message": "gauge quota"}}, errors.QuotaExceeded),
        ({"error": {"grpcCode": 13, "message": "internal"}}, errors.ServiceFault),
        ({"error": "something went wrong"}, errors.ServiceFault),
        ({"code": 16, "message": "token is invalid"}, errors.CredentialRejected),
        ({"result": {"error": {"grpcCode": 14, "message": "overloaded"}}}, errors.StreamCut),
    ],
)
def test_an_error_line_after_http_200_is_raised_with_its_class(ask, kit, value, kind):
    body = line(kit, "начало") + b"\n" + json.dumps(value).encode() + b"\n"
    assert ask(raw_reply(kit, body)) == (["начало"], kind)


@pytest.mark.parametrize("how", ["reset", "close", "promise"])
def test_a_transfer_that_breaks_after_text_is_cut(ask, kit, how):
    def handle(exchange):
        if how == "promise":
            exchange.connection.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + line(kit, "начало")
            )
            return
        exchange.start()
        exchange.send(line(kit, "начало") + b"\n")
        time.sleep(0.05)
        if how == "reset":
            exchange.reset()

    assert ask(handle) == (["начало"], errors.StreamCut)


@pytest.mark.parametrize("how", ["reset", "close", "after head", "in head"])
def test_a_transfer_that_breaks_before_text_is_unreachable(ask, kit, how):
    def handle(exchange):
        if how == "reset":
            exchange.reset()
        elif how == "after head":
            exchange.start()
        elif how == "in head":
            exchange.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Ty")

    assert ask(handle) == ([], errors.ServiceUnreachable)


def test_a_reset_anywhere_in_the_reply_has_a_class(ask, kit):
    start = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    values = [line(kit, "начало") + b"\n", line(kit, "начало и конец", "FINAL") + b"\n"]
    reply = start + b"".join(b"%x\r\n%s\r\n" % (len(value), value) for value in values) + b"0\r\n\r\n"
    allowed = {
        (): {errors.ServiceUnreachable},
        ("начало",): {errors.StreamCut},
        ("начало", "начало и конец"): {None},
    }
    for place in range(0, len(reply), 23):

        def handle(exchange, place=place):
            exchange.connection.sendall(reply[:place])
            time.sleep(0.02)
            exchange.reset()

        texts, kind = ask(handle)
        assert kind in allowed[tuple(texts)], (place, texts, kind)


def test_a_final_value_outlives_a_reset(ask, kit):
    def handle(exchange):
        exchange.start()
        exchange.send(line(kit, "всё", "FINAL"))
        time.sleep(0.05)
        exchange.reset()

    assert ask(handle) == (["всё"], None)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (b"garbage garbage\r\n\r\n", errors.ReplyDamaged),
        (b"HTTP/9.9 abc\r\n\r\n", errors.ReplyDamaged),
        (b"\x15\x03\x01\x00\x02\x02\x46", errors.ReplyDamaged),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n", errors.ReplyDamaged),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", errors.ReplyDamaged),
        (b"HTTP/1.1 200 OK\r\n" + b"x" * 200_000, errors.ReplyDamaged),
    ],
)
def test_bytes_that_are_no_http(ask, kit, said, kind):
    def handle(exchange):
        exchange.connection.sendall(said)
        exchange.connection.settimeout(0.3)
        with contextlib.suppress(TimeoutError):
            exchange.hold()

    assert ask(handle) == ([], kind)


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH", b"garbage", b"\x00"])
def test_bytes_that_are_no_http_and_then_the_end(ask, said):
    def handle(exchange):
        exchange.connection.sendall(said)

    assert ask(handle) == ([], errors.ReplyDamaged)


PAGE = b"<!DOCTYPE html><html><body>Please sign in</body></html>"


@pytest.mark.parametrize(
    ("status", "content_type"),
    [
        (200, "text/html; charset=utf-8"),
        (200, None),
        (200, "application/json"),
        (401, "text/html"),
        (403, "text/html"),
        (511, "text/html"),
        (302, "text/html"),
        (307, None),
    ],
)
def test_a_page_for_people_is_a_network_that_wants_a_sign_in(ask, kit, status, content_type):
    def handle(exchange):
        exchange.reply(PAGE, status, content_type, Location="http://portal.invalid/")

    assert ask(handle) == ([], errors.SignInPageSuspected)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.RequestRejected),
        (404, errors.RequestRejected),
        (407, errors.ProxyRefused),
        (413, errors.TextTooLong),
        (418, errors.RequestRejected),
        (429, errors.QuotaExceeded),
        (500, errors.ServiceFault),
        (502, errors.ServiceBusy),
        (503, errors.ServiceBusy),
        (504, errors.TimedOut),
        (599, errors.ServiceFault),
    ],
)
@pytest.mark.parametrize("body", [PAGE, b"", b"upstream gone", b"\xff\xfe"])
def test_a_balancers_answer_is_told_by_its_status(ask, kit, status, kind, body):
    content_type = "text/html" if body == PAGE else None
    assert ask(lambda exchange: exchange.reply(body, status, content_type)) == ([], kind)


def test_a_redirect_is_never_followed(ask, kit, web):
    followed = []
    elsewhere = web(lambda exchange: followed.append(exchange.headers))

    def handle(exchange):
        exchange.reply(b"", 307, None, Location=elsewhere)

    assert ask(handle) == ([], errors.SignInPageSuspected)
    assert followed == []


def test_a_huge_error_page_is_not_read_to_its_end(ask, kit):
    def handle(exchange):
        exchange.start(500, "text/plain")
        for _ in range(1000):
            exchange.send(b"x" * 65536)
        exchange.end()

    began = time.monotonic()
    assert ask(handle) == ([], errors.ServiceFault)
    assert time.monotonic() - began < 5


def test_a_value_without_end_is_given_up(ask, kit):
    def handle(exchange):
        exchange.start()
        exchange.send(b'{"result": "')
        for _ in range(40):
            exchange.send(b"x" * 1024 * 1024)
        exchange.hold()

    assert ask(handle) == ([], errors.ReplyTooBig)


def test_a_server_that_drips_is_cut_off_by_the_total(ask, kit):
    def handle(exchange):
        exchange.start()
        for _ in range(200):
            exchange.send(b" ")
            time.sleep(0.02)

    began = time.monotonic()
    assert ask(handle, total_timeout_s=0.8) == ([], errors.TimedOut)
    assert time.monotonic() - began < 4


def test_a_request_that_nobody_reads_is_given_up(ask, kit, peer, rest_cloud, connect, question, cancel):
    mute = peer(lambda connection: time.sleep(1.5))
    rest_cloud.config = Config(Endpoints(rest=f"http://{mute.address}"), rest_cloud.config.network)
    client = connect(rest_cloud, first_token_timeout_s=0.5)
    began = time.monotonic()
    with pytest.raises(errors.TimedOut):
        list(client.complete(question("щ" * 8_000_000), cancel))
    assert time.monotonic() - began < 4


@pytest.mark.parametrize("after", ["2", "2.0"])
def test_retry_after_in_seconds(rest_cloud, connect, question, cancel, web, kit, after):
    url = web(lambda exchange: exchange.reply(b"", 503, None, Retry_After=after))
    rest_cloud.config = Config(Endpoints(rest=url), rest_cloud.config.network)
    with pytest.raises(errors.ServiceBusy) as caught:
        list(connect(rest_cloud).complete(question(), cancel))
    assert caught.value.retry_after_s == 2.0


def test_retry_after_as_a_date_is_read_by_the_servers_own_clock(
    rest_cloud, connect, question, cancel, web, kit
):
    dates = {"Retry_After": "Sun, 22 Nov 2026 10:00:30 GMT", "Date": "Sun, 22 Nov 2026 10:00:00 GMT"}
    url = web(lambda exchange: exchange.reply(b"", 429, None, **dates))
    rest_cloud.config = Config(Endpoints(rest=url), rest_cloud.config.network)
    with pytest.raises(errors.QuotaExceeded) as caught:
        list(connect(rest_cloud).complete(question(), cancel))
    assert caught.value.retry_after_s == 30.0


def test_a_refused_port_and_an_unknown_name(rest_cloud, connect, question, cancel):
    for url, kind in (
        ("http://127.0.0.1:1", errors.NotConnected),
        ("https://no.invalid", errors.HostNotFound),
    ):
        rest_cloud.config = Config(Endpoints(rest=url), rest_cloud.config.network)
        assert outcome(connect(rest_cloud), question, cancel) == ([], kind)


@pytest.mark.parametrize(
    "url", ["http://example.invalid", "http://10.0.0.1:8080", "ftp://127.0.0.1", "llm:443", ""]
)
def test_an_address_in_clear_or_none_is_refused_before_a_credential_is_touched(
    rest_cloud, connect, question, cancel, monkeypatch, url
):
    import yagpt_desktop.yandex.rest_client as module

    monkeypatch.setattr(module, "request_headers", lambda *_: pytest.fail("a header was made"))
    rest_cloud.config = Config(Endpoints(rest=url, operation=url), rest_cloud.config.network)
    client = connect(rest_cloud)
    with pytest.raises(errors.ConfigurationInvalid) as caught:
        list(client.complete(question(), cancel))
    assert caught.value.key == "endpoints.rest"
    with pytest.raises(errors.ConfigurationInvalid) as caught:
        client.operation("op", cancel)
    assert caught.value.key == "endpoints.operation"


def test_the_first_address_of_a_host_may_lead_nowhere(
    rest_cloud, connect, kit, question, cancel, monkeypatch
):
    """As with an IPv6 route that is announced and dead: the next address is tried at its side."""
    rest_cloud.play(kit.Scene([kit.piece("да", "FINAL")]))
    real = socket.getaddrinfo
    with socket.create_server(("127.0.0.1", 0), backlog=0) as hole:
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(hole.getsockname())

        def resolve(host, port, *args, **kwargs):
            found = real("127.0.0.1", port, *args, **kwargs)
            family, kind, protocol, name, _ = found[0]
            return [(family, kind, protocol, name, hole.getsockname()), *found]

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        began = time.monotonic()
        assert outcome(connect(rest_cloud), question, cancel) == (["да"], None)
        assert time.monotonic() - began < 3
        for filler in fillers:
            filler.close()


def test_the_endpoints_path_and_slash_are_kept_in_order(rest_cloud, connect, kit, question, cancel):
    rest_cloud.play(kit.Scene([kit.piece("да", "FINAL")]))
    url = rest_cloud.config.endpoints.rest
    rest_cloud.config = replace(rest_cloud.config, endpoints=Endpoints(rest=f"{url}/prefix/"))
    list(connect(rest_cloud).complete(question(), cancel))
    assert rest_cloud.seen[0].path == "/prefix/foundationModels/v1/completion"


def test_an_operation_id_cannot_leave_its_path(rest_cloud, connect, kit, cancel):
    with pytest.raises(errors.ResultExpired):
        connect(rest_cloud).operation("../../x?y#z", cancel)
    assert rest_cloud.seen[0].path == "/operations/..%2F..%2Fx%3Fy%23z"
