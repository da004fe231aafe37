"""Ordinary completions over both transports."""

from __future__ import annotations

import re
import socket
import uuid
from urllib.parse import urlsplit

import httpx
import pytest
from google.protobuf import json_format

from yagpt_desktop.simulator import LocalService, Options, tokenizer
from yagpt_desktop.yandex.pb import text_generation_pb2 as models

PARTIAL, TRUNCATED, FINAL, TOOLS = 1, 2, 3, 5
TOKEN = {"authorization": "Bearer t1.MADE-UP-token-for-tests"}


def test_a_stream_grows_to_its_final_message(ask):
    heard = ask("Привет!")
    assert heard.code == 0
    assert len(heard.messages) > 2
    assert heard.statuses == [PARTIAL] * (len(heard.messages) - 1) + [FINAL]
    lengths = [len(text) for text in heard.texts]
    assert lengths == sorted(lengths)
    assert "встроенная демонстрация" in heard.texts[-1]


def test_without_streaming_there_is_one_message(ask):
    heard = ask("Привет!", stream=False)
    assert heard.statuses == [FINAL]
    assert heard.texts == [ask("Привет!").texts[-1]]


def test_every_message_has_usage_and_version(ask):
    for message in ask("Расскажи о себе").messages:
        usage = message.usage
        assert usage.input_text_tokens > 15
        assert usage.total_tokens == usage.input_text_tokens + usage.completion_tokens
        assert message.alternatives[0].message.role == "assistant"
        assert message.model_version == "demo"
    assert usage.completion_tokens == pytest.approx(
        tokenizer.count(message.alternatives[0].message.text), abs=60
    )


def test_the_same_question_gets_the_same_stream(ask):
    assert ask("Что такое радуга?").texts == ask("Что такое радуга?").texts


def test_some_partials_are_revised_later(ask):
    heard = ask("/long 6000")
    final = heard.texts[-1]
    assert len(final) == 6000
    revised = [text for text in heard.texts if not final.startswith(text)]
    assert revised, "none shows what the final text does not"
    assert len(revised) < len(heard.texts) / 2


def test_even_a_short_answer_comes_in_several_parts(ask):
    heard = ask("Ашипки саме сибя ни исрпвят", system="Исправь ошибки в тексте.")
    assert heard.texts[-1] == "Ошибки сами себя не исправят"
    assert len(heard.messages) >= 4


def test_a_long_answer_does_not_come_in_thousands_of_parts(ask):
    heard = ask("/long 100000")
    assert len(heard.texts[-1]) == 100_000
    assert len(heard.messages) < 400


def test_ids_come_with_every_answer_and_ours_is_echoed(ask):
    own = str(uuid.uuid4())
    for text in ("Привет", "/quota"):
        heard = ask(text, headers=TOKEN | {"x-client-request-id": own})
        assert heard.headers["x-client-request-id"] == own
        assert heard.headers["x-request-id"]
        assert heard.headers["x-server-trace-id"]


def test_max_tokens_cuts_the_answer_off(ask):
    whole = ask("Расскажи о себе").texts[-1]
    heard = ask("Расскажи о себе", max_tokens=10)
    assert heard.statuses[-1] == TRUNCATED
    assert whole.startswith(heard.texts[-1])
    assert tokenizer.count(heard.texts[-1]) <= 10
    assert ask("Расскажи о себе", max_tokens=4000).statuses[-1] == FINAL


@pytest.mark.parametrize("limit", [1, 3, 7, 20, 45])
@pytest.mark.parametrize("stream", [True, False])
def test_no_answer_is_said_to_take_more_than_it_may(ask, limit: int, stream: bool):
    messages = ask("Расскажи о себе", max_tokens=limit, stream=stream).messages
    taken = [message.usage.completion_tokens for message in messages]
    assert taken == sorted(taken)
    assert taken[-1] == tokenizer.count(messages[-1].alternatives[0].message.text) <= limit


def test_hidden_reasoning_is_counted_where_the_model_can(ask, caller, make_request):
    for name, tokens in (("yandexgpt-5-pro", 64), ("yandexgpt-5.1", 0)):
        request = make_request(uri=f"gpt://b1gdemo0folder000000/{name}")
        request.completion_options.reasoning_options.mode = models.ReasoningOptions.ENABLED_HIDDEN
        usage = caller.complete(request, TOKEN).messages[-1].usage
        assert usage.completion_tokens_details.reasoning_tokens == tokens


def test_the_language_of_the_answer_is_that_of_the_question(ask):
    assert "built-in demo" in ask("Hello there").texts[-1]
    assert "built-in demo" in ask("Tell me about platypuses").texts[-1]
    assert "демонстрация" in ask("12345").texts[-1]


def test_a_schema_is_kept_to(caller, make_request):
    request = make_request("Назови город", stream=False)
    schema = {
        "type": "object",
        "properties": {
            "city": {"type": "string"},
            "people": {"type": "integer", "minimum": 3},
            "tags": {"type": "array", "minItems": 2, "items": {"enum": ["a", "b"]}},
            "sure": {"type": "boolean"},
        },
    }
    request.json_schema.schema.update(schema)
    answer = httpx.Response(200, text=caller.complete(request, TOKEN).texts[-1]).json()
    assert answer == {"city": "demo", "people": 3, "tags": ["a", "a"], "sure": False}


def test_any_json_object_is_given_where_one_is_asked_for(caller, make_request):
    request = make_request("Назови город")
    request.json_object = True
    assert caller.complete(request, TOKEN).texts == ['{"demo": true}']


def test_a_required_tool_is_called(caller, make_request):
    request = make_request("Погода?")
    request.tools.add().function.name = "weather"
    request.tools[0].function.parameters.update(
        {"type": "object", "properties": {"city": {"type": "string"}}}
    )
    request.tool_choice.mode = models.ToolChoice.REQUIRED
    heard = caller.complete(request, TOKEN)
    assert heard.statuses == [TOOLS]
    call = heard.messages[0].alternatives[0].message.tool_call_list.tool_calls[0].function_call
    assert (call.name, json_format.MessageToDict(call.arguments)) == ("weather", {"city": "demo"})


def test_the_pace_can_be_set(make_request):
    with LocalService(options=Options(pace=0, model_version="01.11.2026")) as service:
        body = json_format.MessageToDict(make_request("Привет"))
        reply = httpx.post(
            f"{service.addresses.rest}/foundationModels/v1/completion",
            json=body,
            headers=TOKEN,
            trust_env=False,
        )
        assert re.findall(r'"modelVersion":"([^"]+)"', reply.text) == ["01.11.2026"] * reply.text.count("\n")
        assert reply.elapsed.total_seconds() < 5


def test_rest_speaks_proto3_json(rest_caller, make_request):
    reply = rest_caller.http.post(
        "/foundationModels/v1/completion", json=json_format.MessageToDict(make_request()), headers=TOKEN
    )
    assert reply.headers["transfer-encoding"] == "chunked"
    first = reply.text.splitlines()[0]
    assert first.startswith('{"result":{"alternatives":[{"message":{"role":"assistant","text":"')
    assert '"status":"ALTERNATIVE_STATUS_PARTIAL"' in first
    assert re.search(r'"usage":\{"inputTextTokens":"\d+","completionTokens":"\d+","totalTokens":"\d+"', first)


def test_rest_without_streaming_has_one_sized_body(rest_caller, make_request):
    reply = rest_caller.http.post(
        "/foundationModels/v1/completion",
        json=json_format.MessageToDict(make_request(stream=False)),
        headers=TOKEN,
    )
    assert int(reply.headers["content-length"]) == len(reply.content)
    assert list(reply.json()) == ["result"]


def test_rest_keeps_the_connection_and_accepts_numbers_as_text(rest_caller, service):
    body = {
        "modelUri": "gpt://b1gdemo0folder000000/yandexgpt-5-lite/latest",
        "completionOptions": {"stream": False, "temperature": 0.6, "maxTokens": "2000"},
        "messages": [
            {"role": "system", "text": "Переведи текст"},
            {"role": "user", "text": "To be, or not to be"},
        ],
    }
    for limit in ("2000", 2000):
        body["completionOptions"]["maxTokens"] = limit
        reply = rest_caller.http.post("/foundationModels/v1/completion", json=body, headers=TOKEN)
        assert reply.status_code == 200
        assert reply.json()["result"]["alternatives"][0]["message"]["text"] == "Быть или не быть"
    assert service.seen[-1].message.completion_options.max_tokens.value == 2000


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"\xff\xfe", b'{"modelUri": 5}', b'{"noSuchField": 1}', b"[" * 100_000, b"null"]
)
def test_rest_refuses_a_body_it_cannot_read(rest_caller, body):
    reply = rest_caller.http.post("/foundationModels/v1/completion", content=body, headers=TOKEN)
    assert reply.status_code in {400, 401}
    assert reply.json()["error"]["message"]


def test_rest_answers_a_wrong_path_without_json(rest_caller):
    for verb, path in (("GET", "/"), ("POST", "/v2/x"), ("GET", "/foundationModels/v1/completion")):
        reply = rest_caller.http.request(verb, path)
        assert reply.status_code == 404
        assert "json" not in reply.headers["content-type"]
    assert rest_caller.http.request("DELETE", "/operations/x").status_code == 501


def test_rest_serves_old_clients_without_chunks(service, make_request):
    body = json_format.MessageToJson(make_request()).encode()
    head = (
        "POST /foundationModels/v1/completion HTTP/1.0\r\nAuthorization: Bearer t1.MADE-UP\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    reply = _raw_reply(service, head.encode() + body)
    assert b"chunked" not in reply.lower()
    assert reply.rstrip().endswith(b"}")


def test_rest_takes_a_body_in_chunks(rest_caller):
    def pieces():
        yield b'{"yandexPassport'
        yield b'OauthToken": "y0_MADE-UP"}'

    for _ in range(2):  # on one connection: nothing of the body may be left behind
        assert "iamToken" in rest_caller.http.post("/iam/v1/tokens", content=pieces()).json()


@pytest.mark.parametrize(
    ("chunks", "status"),
    [
        (b"2;name=value\r\n{}\r\n0\r\nTrailer: 1\r\n\r\n", b"400"),
        (b"zz\r\n{}\r\n", b"400"),
        (b"7fffffff\r\n", b"413"),
    ],
)
def test_rest_reads_chunks_to_their_end_or_refuses_them(service, chunks, status):
    head = b"POST /iam/v1/tokens HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    assert _raw_reply(service, head + chunks).startswith(b"HTTP/1.1 " + status)


def test_rest_refuses_a_body_without_or_beyond_measure(service):
    request = b"POST /iam/v1/tokens HTTP/1.1\r\nContent-Length: 67108864\r\n\r\n"
    assert _raw_reply(service, request).startswith(b"HTTP/1.1 413 ")
    assert _raw_reply(service, request.replace(b"67108864", b"many")).startswith(b"HTTP/1.1 411 ")


def _raw_reply(service, request):
    parts = urlsplit(service.addresses.rest)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))
