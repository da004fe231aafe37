from __future__ import annotations

import json

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.config import Config, Endpoints
from yagpt_desktop.yandex.raw import send_body

SAMPLE = """{
  "modelUri": "gpt://<folder_ID>/yandexgpt/latest",
  "completionOptions": {"stream": false, "temperature": 0.1, "maxTokens": "2000"},
  "messages": [
    {"role": "system", "text": "Исправь ошибки в тексте. <folder_ID> \\"modelUri\\": \\"<не трогать>\\""},
    {"role": "user", "text": "Ашипки саме сибя ни исрпвят"}
  ]
}
"""


@pytest.fixture
def send(rest_cloud, access, alarm, cancel, web, network):
    def run(body, handler, **changes):
        config = Config(Endpoints(rest=web(handler)), network)
        return list(send_body(body, access, config, cancel, alarm))

    return run


def test_the_official_sample_is_sent_as_it_is_with_the_folder_put_in(send, kit):
    got = []

    def answer(exchange):
        got.append(exchange)
        exchange.reply({"result": kit.piece("Ошибки сами себя не исправят", "FINAL")})

    (text,) = send(SAMPLE.encode(), answer)
    assert json.loads(text)["result"]["alternatives"][0]["message"]["text"] == "Ошибки сами себя не исправят"
    assert (got[0].method, got[0].path) == ("POST", "/foundationModels/v1/completion")
    assert got[0].body.decode() == SAMPLE.replace("gpt://<folder_ID>", f"gpt://{kit.folder}", 1)
    assert got[0].headers["authorization"] == f"Bearer {kit.secret}"
    assert got[0].headers["content-type"] == "application/json"
    assert got[0].headers["x-folder-id"] == kit.folder


@pytest.mark.parametrize("placeholder", ["<folder_ID>", "<folder_id>", "<идентификатор_каталога>", "<ID>"])
def test_any_placeholder_in_the_uri_is_the_folder(send, kit, placeholder):
    got = []
    body = json.dumps({"modelUri": f"gpt://{placeholder}/m", "messages": [{"role": "user", "text": "<x>"}]})
    send(body.encode(), lambda exchange: (got.append(exchange), exchange.reply({"result": {}})))
    assert got[0].json == {"modelUri": f"gpt://{kit.folder}/m", "messages": [{"role": "user", "text": "<x>"}]}


def test_a_body_without_a_placeholder_is_sent_byte_for_byte(send, kit):
    body = '\ufeff {"messages" :[{"text":"a"}],\r\n"modelUri":"gpt://b1gother/m", "extra": 1e2} \n'.encode()
    got = []
    send(body, lambda exchange: (got.append(exchange), exchange.reply({"result": {}})))
    assert got[0].body == body.removeprefix(b"\xef\xbb\xbf")


def test_each_value_of_a_stream_comes_as_its_own_text(send, kit):
    lines = [
        '{"result":{"alternatives":[{"message":{"text":"При"}}]}}',
        '{"result" : {"alternatives":[{"message":{"text":"Привет"}}], "новое": 1.50}}',
    ]

    def answer(exchange):
        exchange.start()
        for line in lines:
            exchange.send(line.encode()[:7])
            exchange.send(line.encode()[7:] + b"\n")
        exchange.end()

    assert send(SAMPLE.encode(), answer) == lines


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nothing",
        b"[]",
        b'"x"',
        b"{}",
        b'{"modelUri": "m"}',
        b'{"messages": [{}]}',
        b'{"modelUri": 5, "messages": [{}]}',
        b'{"modelUri": "", "messages": [{}]}',
        b'{"modelUri": "m", "messages": []}',
        b'{"modelUri": "m", "messages": {}}',
        b'{"modelUri": "\xff", "messages": [{}]}',
        "{}".encode("utf-16"),
        b"[" * 5000,
    ],
    ids=lambda body: repr(body[:20]),
)
def test_what_is_no_request_body_is_refused_before_sending(send, body):
    with pytest.raises(errors.InputUnreadable):
        send(body, lambda exchange: pytest.fail("something was sent"))


def test_errors_have_their_classes(send, kit):
    failure = {"error": {"grpcCode": 16, "httpCode": 401, "message": f"Unknown api key {kit.secret}"}}
    with pytest.raises(errors.CredentialRejected) as caught:
        send(SAMPLE.encode(), lambda exchange: exchange.reply(failure, 401))
    assert kit.secret not in caught.value.detail
    with pytest.raises(errors.QuotaExceeded):
        send(SAMPLE.encode(), lambda exchange: exchange.reply({"error": {"grpcCode": 8, "message": "gauge"}}))
    with pytest.raises(errors.ReplyDamaged):
        send(SAMPLE.encode(), lambda exchange: exchange.reply(b""))
    with pytest.raises(errors.ReplyDamaged):
        send(SAMPLE.encode(), lambda exchange: exchange.reply(b'{"cut'))


def test_what_came_before_a_failure_was_handed_on(access, alarm, cancel, web, network):
    def answer(exchange):
        exchange.start()
        exchange.send(b'{"result":{"alternatives":[]}}\n')
        exchange.send(b'{"error":{"grpcCode":14,"message":"busy"}}\n')
        exchange.end()

    values = send_body(SAMPLE.encode(), access, Config(Endpoints(rest=web(answer)), network), cancel, alarm)
    assert next(values) == '{"result":{"alternatives":[]}}'
    with pytest.raises(errors.ServiceBusy):
        next(values)


def test_a_cancel_before_costs_nothing(access, alarm, web, network):
    cancel = CancelToken()
    cancel.cancel()
    config = Config(Endpoints(rest=web(lambda exchange: pytest.fail("something was sent"))), network)
    with pytest.raises(errors.Cancelled):
        list(send_body(SAMPLE.encode(), access, config, cancel, alarm))


def test_an_address_in_clear_is_refused(access, alarm, cancel, network):
    config = Config(Endpoints(rest="http://example.invalid"), network)
    with pytest.raises(errors.ConfigurationInvalid):
        list(send_body(SAMPLE.encode(), access, config, cancel, alarm))
