"""What holds over gRPC and REST alike: each test runs on a real server of either kind."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.account import Access, Credential, CredentialKind
from yagpt_desktop.domain.completion import CompletionStatus, Message, ReasoningMode, Role, Transport, Usage

RECORDINGS = Path(__file__).parent.parent / "data" / "recordings"


def recorded(name):
    return json.loads((RECORDINGS / f"{name}.json").read_text(encoding="utf-8"))["interactions"]


def test_a_streamed_answer_comes_as_whole_texts_and_ends_with_one_final(
    cloud, connect, kit, question, cancel
):
    cloud.play(kit.Scene([kit.piece("При"), kit.piece("Привет"), kit.piece("Привет!", "FINAL")]))
    updates = list(connect(cloud).complete(question(), cancel))
    assert [update.text for update in updates] == ["При", "Привет", "Привет!"]
    assert [update.status.is_final for update in updates] == [False, False, True]
    assert updates[-1].usage == Usage(7, 3, 10, 0)
    assert updates[-1].model_version == "01.02.2026"


def test_every_update_names_our_request_and_the_servers(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([kit.piece("a"), kit.piece("b", "FINAL")]))
    ids = {update.request_id for update in connect(cloud).complete(question(), cancel)}
    sent = cloud.seen[0].headers["x-client-request-id"]
    assert ids == {f"{sent} / server-made-id"}


def test_without_streaming_there_is_exactly_one_update(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([kit.piece("whole", "FINAL")]))
    updates = list(connect(cloud).complete(question(stream=False), cancel))
    assert [(update.text, update.status) for update in updates] == [("whole", CompletionStatus.FINAL)]
    assert cloud.seen[0].request["completionOptions"].get("stream", False) is False


def test_without_streaming_even_a_server_that_streams_gives_one_update(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([kit.piece("a"), kit.piece("ab"), kit.piece("abc", "FINAL")]))
    assert [update.text for update in connect(cloud).complete(question(stream=False), cancel)] == ["abc"]


def test_every_request_carries_the_headers_of_the_contract(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([kit.piece("a", "FINAL")]))
    client = connect(cloud)
    list(client.complete(question(), cancel))
    list(client.complete(question(), cancel))
    first, second = (seen.headers for seen in cloud.seen)
    assert first["authorization"] == f"Bearer {kit.secret}"
    assert first["x-folder-id"] == kit.folder
    assert first["x-data-logging-enabled"] == "false"
    assert first["user-agent"].startswith("yagpt-desktop/")
    assert first["x-client-request-id"] != second["x-client-request-id"]


def test_an_api_key_has_its_own_scheme_and_logging_is_the_administrators_choice(
    cloud, connect, kit, question, cancel
):
    cloud.play(kit.Scene([kit.piece("a", "FINAL")]))
    cloud.config = replace(cloud.config, privacy=replace(cloud.config.privacy, data_logging=True))
    client = connect(cloud, Access(Credential(CredentialKind.API_KEY, " AQVN-MADE-UP\n"), kit.folder))
    list(client.complete(question(), cancel))
    assert cloud.seen[0].headers["authorization"] == "Api-Key AQVN-MADE-UP"
    assert cloud.seen[0].headers["x-data-logging-enabled"] == "true"


def test_only_options_that_were_set_are_sent(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([kit.piece("a", "FINAL")]))
    client = connect(cloud)
    list(client.complete(question(), cancel))
    list(
        client.complete(
            question(temperature=0.0, max_tokens=2000, reasoning=ReasoningMode.ENABLED_HIDDEN), cancel
        )
    )
    assert cloud.seen[0].request["completionOptions"] == {"stream": True}
    assert cloud.seen[1].request["completionOptions"] == {
        "stream": True,
        "temperature": 0.0,
        "maxTokens": "2000",
        "reasoningOptions": {"mode": "ENABLED_HIDDEN"},
    }


def test_the_whole_conversation_is_sent_in_order(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([kit.piece("a", "FINAL")]))
    turns = (Message(Role.SYSTEM, "Исправь"), Message(Role.USER, "ашипка"), Message(Role.ASSISTANT, "да"))
    list(connect(cloud).complete(replace(question(), messages=turns), cancel))
    assert cloud.seen[0].request["modelUri"] == f"gpt://{kit.folder}/yandexgpt-5.1"
    assert cloud.seen[0].request["messages"] == [
        {"role": "system", "text": "Исправь"},
        {"role": "user", "text": "ашипка"},
        {"role": "assistant", "text": "да"},
    ]


def test_a_schema_for_the_answer_travels_as_an_object(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([kit.piece("{}", "FINAL")]))
    request = replace(question(), json_schema='{"type": "object", "required": ["a"]}')
    list(connect(cloud).complete(request, cancel))
    assert cloud.seen[0].request["jsonSchema"] == {"schema": {"type": "object", "required": ["a"]}}


@pytest.mark.parametrize("status", ["PARTIAL", "UNSPECIFIED"])
def test_a_stream_that_ends_well_is_complete_whatever_its_last_status(
    cloud, connect, kit, question, cancel, status
):
    cloud.play(kit.Scene([kit.piece("a"), kit.piece("ab", status)]))
    updates = list(connect(cloud).complete(question(), cancel))
    assert [(update.text, update.status.is_final) for update in updates] == [
        ("a", False),
        ("ab", False),
        ("ab", True),
    ]
    assert updates[-1].status is CompletionStatus.FINAL


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("TRUNCATED_FINAL", CompletionStatus.TRUNCATED),
        ("CONTENT_FILTER", CompletionStatus.CONTENT_FILTER),
        ("TOOL_CALLS", CompletionStatus.TOOL_CALLS),
        (42, CompletionStatus.UNKNOWN_FINAL),
    ],
)
def test_every_final_status_is_an_outcome_and_not_an_error(
    cloud, connect, kit, question, cancel, name, status
):
    cloud.play(kit.Scene([kit.piece("начало ответа"), kit.piece("Я не могу обсуждать эту тему.", name)]))
    last = list(connect(cloud).complete(question(), cancel))[-1]
    assert (last.text, last.status) == ("Я не могу обсуждать эту тему.", status)


def test_an_empty_stream_that_ends_well_is_a_damaged_reply(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([]))
    with pytest.raises(errors.ReplyDamaged):
        list(connect(cloud).complete(question(), cancel))


def test_pieces_without_an_alternative_are_passed_over(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([{"modelVersion": "x"}, kit.piece("a"), {}, kit.piece("ab", "FINAL")]))
    assert [update.text for update in connect(cloud).complete(question(), cancel)] == ["a", "ab"]


def test_a_piece_of_five_megabytes_arrives_whole(cloud, connect, kit, question, cancel):
    text = "щ" * (5 * 1024 * 1024 // 2)
    cloud.play(kit.Scene([kit.piece(text), kit.piece(text + "!", "FINAL")]))
    updates = list(connect(cloud).complete(question(), cancel))
    assert [len(update.text) for update in updates] == [len(text), len(text) + 1]


def test_a_thousand_pieces_arrive_in_order(cloud, connect, kit, question, cancel):
    pieces = [kit.piece("x" * count) for count in range(1, 1001)]
    cloud.play(kit.Scene([*pieces, kit.piece("x" * 1001, "FINAL")]))
    lengths = [len(update.text) for update in connect(cloud).complete(question(), cancel)]
    assert lengths == list(range(1, 1002))


def test_a_lone_half_of_an_emoji_in_a_question_is_replaced(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([kit.piece("a", "FINAL")]))
    list(connect(cloud).complete(question("до\ud83dпосле \ud83d\ude00"), cancel))
    assert cloud.seen[0].request["messages"][0]["text"] == "до\ufffdпосле 😀"


FAILURES = [
    (16, "Unknown api key", errors.CredentialRejected),
    (16, "The token has expired", errors.SessionExpired),
    (7, "Permission denied", errors.AccessDenied),
    (7, "The billing account is not active", errors.BillingInactive),
    (7, "Folder with ID b1g was not found", errors.FolderUnknown),
    (3, "Specified folder ID 'x' does not match with service account folder ID 'y'", errors.FolderUnknown),
    (3, "invalid model_uri", errors.ModelUnknown),
    (3, "Failed to get model", errors.ModelUnknown),
    (3, "number of input tokens must be no more than 32768, got 56832", errors.TextTooLong),
    (3, "text length is 100001, which is outside the range (0, 100000]", errors.TextTooLong),
    (3, "text length is 0, which is outside the range (0, 100000]", errors.RequestRejected),
    (8, "ai.textGenerationCompletionSessionsCount.count gauge quota limit exceed", errors.QuotaExceeded),
    (8, "ai.textGenerationCompletionRequestsPerHour.rate rate quota", errors.HourlyQuotaExceeded),
    (12, "not implemented", errors.OptionUnsupported),
    (13, "internal", errors.ServiceFault),
    (14, "the service is overloaded", errors.ServiceBusy),
    (4, "deadline exceeded", errors.TimedOut),
    (1, "cancelled", errors.ServiceUnreachable),
    (2, "unknown", errors.ServiceFault),
    (15, "data loss", errors.ServiceFault),
    (9, "precondition", errors.RequestRejected),
    (10, "aborted", errors.ServiceFault),
    (11, "out of range", errors.RequestRejected),
    (5, "no such model", errors.ModelUnknown),
    (6, "already exists", errors.RequestRejected),
]


@pytest.mark.parametrize(("code", "text", "kind"), FAILURES, ids=lambda value: str(value)[:30])
def test_a_status_before_text_has_its_class(cloud, connect, kit, question, cancel, code, text, kind):
    cloud.play(kit.Scene(ending="fail", code=code, text=text))
    with pytest.raises(errors.YaGptError) as caught:
        list(connect(cloud).complete(question(), cancel))
    assert type(caught.value) is kind
    assert caught.value.request_id.endswith("server-made-id")
    assert cloud.seen[0].headers["x-client-request-id"] in caught.value.request_id


def test_both_numbers_of_a_too_long_text_are_read(cloud, connect, kit, question, cancel):
    text = "number of input tokens must be no more than 32768, got 56832"
    cloud.play(kit.Scene(ending="fail", code=3, text=text))
    with pytest.raises(errors.TextTooLong) as caught:
        list(connect(cloud).complete(question(), cancel))
    assert (caught.value.limit_tokens, caught.value.actual_tokens) == (32768, 56832)


def test_a_quota_tells_when_to_come_back(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene(ending="fail", code=8, text="gauge quota", retry_s=2.5))
    with pytest.raises(errors.QuotaExceeded) as caught:
        list(connect(cloud).complete(question(), cancel))
    assert caught.value.retry_after_s == 2.5


def test_a_failure_after_text_keeps_the_updates_and_raises(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([kit.piece("начало")], ending="fail", code=8, text="gauge quota"))
    events = connect(cloud).complete(question(), cancel)
    assert next(events).text == "начало"
    with pytest.raises(errors.QuotaExceeded):
        next(events)


def test_a_busy_service_after_text_is_a_cut_stream(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([kit.piece("начало")], ending="fail", code=14, text="shutting down"))
    events = connect(cloud).complete(question(), cancel)
    next(events)
    with pytest.raises(errors.StreamCut):
        next(events)


def test_a_final_piece_outlives_a_failure_after_it(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([kit.piece("всё", "FINAL")], ending="fail", code=14, text="shutting down"))
    assert [update.text for update in connect(cloud).complete(question(), cancel)] == ["всё"]


def test_no_detail_holds_the_secret_or_the_message_though_the_server_says_them(
    cloud, connect, kit, question, cancel
):
    words = "совершенно личное сообщение человека"
    cloud.play(kit.Scene(ending="fail", code=3, text=f"bad token {kit.secret} in «{words}»" + "x" * 2000))
    with pytest.raises(errors.RequestRejected) as caught:
        list(connect(cloud).complete(question(words), cancel))
    said = caught.value.detail + repr(caught.value) + str(caught.value)
    assert kit.secret not in said
    assert words not in said
    assert len(caught.value.detail) <= 500


@pytest.mark.parametrize(
    ("secret", "position"), [("", 0), (" \n\t", 0), ("t1.МADE-UP", 4), ("t1.MADE\x00UP", 8), ("ключ", 1)]
)
def test_a_credential_that_cannot_be_one_is_refused_before_sending(
    cloud, connect, kit, question, cancel, secret, position
):
    cloud.play(kit.Scene([kit.piece("a", "FINAL")]))
    client = connect(cloud, Access(Credential(CredentialKind.IAM_TOKEN, secret), kit.folder))
    with pytest.raises(errors.CredentialMalformed) as caught:
        list(client.complete(question(), cancel))
    assert caught.value.position == position
    with pytest.raises(errors.CredentialMalformed):
        client.count_tokens("m", "x", cancel)
    assert cloud.seen == []


def test_blanks_and_newlines_around_a_credential_do_no_harm(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([kit.piece("a", "FINAL")]))
    client = connect(
        cloud, Access(Credential(CredentialKind.IAM_TOKEN, f" {kit.secret}\r\n\u200b"), f" {kit.folder}\n")
    )
    list(client.complete(question(), cancel))
    assert cloud.seen[0].headers["authorization"] == f"Bearer {kit.secret}"
    assert cloud.seen[0].headers["x-folder-id"] == kit.folder


@pytest.mark.parametrize("folder", ["", "  ", "каталог", "b1g/other", "b1g\nx"])
def test_a_folder_that_cannot_be_one_is_refused_before_sending(cloud, connect, kit, question, cancel, folder):
    cloud.play(kit.Scene([kit.piece("a", "FINAL")]))
    client = connect(cloud, Access(Credential(CredentialKind.IAM_TOKEN, kit.secret), folder))
    with pytest.raises(errors.FolderUnknown):
        list(client.complete(question(), cancel))
    assert cloud.seen == []


# --- asynchronous mode ---


def test_a_deferred_answer_is_submitted_polled_and_read(cloud, connect, kit, question, cancel):
    answer = {"@type": "type.googleapis.com/yandex.cloud.ai.foundation_models.v1.CompletionResponse"}
    answer |= kit.piece("готово", "FINAL")
    cloud.play(kit.Scene())
    client = connect(cloud)
    begun = client.submit(question(stream=False), cancel)
    assert (begun.id, begun.done, begun.answer, begun.error) == ("op-1", False, None, None)
    cloud.operations["op-1"] = {"id": "op-1", "createdAt": "2026-01-01T00:00:00Z"}
    assert not client.operation("op-1", cancel).done
    cloud.operations["op-1"] = {"id": "op-1", "done": True, "response": answer}
    ended = client.operation("op-1", cancel)
    assert ended.done
    assert ended.answer.text == "готово"
    assert ended.answer.status is CompletionStatus.FINAL
    assert cloud.seen[-1].headers["authorization"] == f"Bearer {kit.secret}"


def test_streaming_is_refused_for_a_deferred_answer_before_anything_is_sent(
    cloud, connect, kit, question, cancel
):
    cloud.play(kit.Scene())
    with pytest.raises(errors.OptionUnsupported):
        connect(cloud).submit(question(stream=True), cancel)
    assert cloud.seen == []


def test_a_failed_operation_carries_its_error(cloud, connect, kit, cancel):
    cloud.operations["op-2"] = {"id": "op-2", "done": True, "error": {"code": 8, "message": "gauge quota"}}
    ended = connect(cloud).operation("op-2", cancel)
    assert ended.done
    assert isinstance(ended.error, errors.QuotaExceeded)


def test_an_operation_with_error_code_zero_has_not_failed(cloud, connect, kit, cancel):
    # Some services send this beside success; without an answer it is a damaged reply, not a success.
    cloud.operations["op-3"] = {"id": "op-3", "done": True, "error": {"code": 0, "message": ""}}
    ended = connect(cloud).operation("op-3", cancel)
    assert isinstance(ended.error, errors.ReplyDamaged)


def test_an_operation_can_be_given_up(cloud, connect, kit, cancel):
    ended = connect(cloud).cancel_operation("op-1", cancel)
    assert ended.id == "op-1"
    assert isinstance(ended.error, errors.Cancelled)
    if cloud.transport is Transport.REST:
        assert (cloud.seen[0].method, cloud.seen[0].path) == ("GET", "/operations/op-1:cancel")


def test_an_operation_that_is_gone_has_expired(cloud, connect, kit, cancel):
    with pytest.raises(errors.ResultExpired):
        connect(cloud).operation("gone", cancel)


# --- tokenizer ---


def test_tokens_are_counted_for_a_text_and_for_a_request(cloud, connect, kit, question, cancel):
    cloud.tokens = 15
    cloud.play(kit.Scene())
    client = connect(cloud)
    assert client.count_tokens("yandexgpt-5.1", "ping", cancel) == 15
    assert client.count_request_tokens(question(), cancel) == 15
    assert cloud.seen[0].request == {"modelUri": f"gpt://{kit.folder}/yandexgpt-5.1", "text": "ping"}
    assert cloud.seen[1].request["messages"] == [{"role": "user", "text": "Привет"}]


def test_a_tokenizer_that_fails_says_so(cloud, connect, kit, cancel):
    cloud.play(kit.Scene(ending="fail", code=3, text="invalid model_uri"))
    with pytest.raises(errors.ModelUnknown):
        connect(cloud).count_tokens("m", "ping", cancel)


# --- watchdogs ---


def test_no_first_text_in_time(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene(ending="stall"))
    with pytest.raises(errors.TimedOut, match="no first text"):
        list(connect(cloud, first_token_timeout_s=0.3).complete(question(), cancel))


def test_silence_after_text(cloud, connect, kit, question, cancel):
    scene = kit.Scene([kit.piece("начало")], ending="stall")
    cloud.play(scene)
    events = connect(cloud, silence_timeout_s=0.3).complete(question(), cancel)
    assert next(events).text == "начало"
    with pytest.raises(errors.TimedOut, match="silence after text"):
        next(events)
    assert scene.left.wait(10)


def test_an_answer_that_never_ends(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([kit.piece("x" * count) for count in range(1, 400)], pause_s=0.05, ending="stall"))
    began = time.monotonic()
    with pytest.raises(errors.TimedOut):
        list(connect(cloud, silence_timeout_s=5, total_timeout_s=1.0).complete(question(), cancel))
    assert time.monotonic() - began < 4


def test_a_slow_answer_without_streaming_is_bound_by_the_total_alone(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene(ending="stall"))
    client = connect(cloud, first_token_timeout_s=0.1, silence_timeout_s=0.1, total_timeout_s=0.7)
    began = time.monotonic()
    with pytest.raises(errors.TimedOut):
        list(client.complete(question(stream=False), cancel))
    assert time.monotonic() - began >= 0.6


def test_a_stall_after_the_final_piece_costs_a_moment_and_no_answer(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([kit.piece("всё", "FINAL")], ending="stall"))
    began = time.monotonic()
    assert [update.text for update in connect(cloud).complete(question(), cancel)] == ["всё"]
    assert time.monotonic() - began < 5


def test_after_a_timeout_the_same_client_works_again(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene(ending="stall"), kit.Scene([kit.piece("снова", "FINAL")]))
    client = connect(cloud, first_token_timeout_s=0.3)
    with pytest.raises(errors.TimedOut):
        list(client.complete(question(), cancel))
    assert [update.text for update in client.complete(question(), cancel)] == ["снова"]


# --- threads, ends ---


def test_a_reader_that_stops_early_ends_the_call(cloud, connect, kit, question, cancel):
    scene = kit.Scene([kit.piece("начало")], ending="stall")
    cloud.play(scene)
    events = connect(cloud).complete(question(), cancel)
    next(events)
    events.close()
    assert scene.left.wait(10)


def test_several_threads_share_one_client(cloud, connect, kit, question, cancel):
    cloud.play(kit.Scene([kit.piece("a"), kit.piece("ab", "FINAL")], pause_s=0.05))
    client = connect(cloud)
    answers = []

    def ask():
        answers.append([update.text for update in client.complete(question(), cancel)])

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [["a", "ab"]] * 6


def test_one_threads_timeout_does_not_cut_anothers_answer(cloud, connect, kit, question, cancel):
    slow = kit.Scene([kit.piece("x" * count) for count in range(1, 12)], pause_s=0.1)
    cloud.play(slow, kit.Scene(ending="stall"))
    client = connect(cloud, first_token_timeout_s=0.3)
    events = client.complete(question(), cancel)
    next(events)
    with pytest.raises(errors.TimedOut):
        list(client.complete(question(), cancel))
    assert list(events)[-1].text == "x" * 11


def test_closing_ends_a_call_under_way_with_an_error(cloud, connect, kit, question, cancel):
    scene = kit.Scene([kit.piece("начало")], ending="stall")
    cloud.play(scene)
    client = connect(cloud)
    events = client.complete(question(), cancel)
    next(events)
    closer = threading.Timer(0.1, client.close)
    closer.start()
    with pytest.raises(errors.StreamCut):
        next(events)
    closer.join()
    with pytest.raises(errors.ServiceUnreachable):
        list(client.complete(question(), cancel))


# --- recordings of the real service (see tests/data/recordings/README.md) ----------------------------------


@pytest.mark.parametrize("name", ["test_run", "test_run_stream"])
def test_a_recorded_completion_is_read_as_the_service_sent_it(cloud, connect, kit, question, cancel, name):
    sent = [entry["message"] for entry in recorded(name)[0]["response_stream"]]
    cloud.play(kit.Scene(sent))
    stream = name == "test_run_stream"
    updates = list(connect(cloud).complete(question(stream=stream), cancel))
    assert [update.text for update in updates] == [one["alternatives"][0]["message"]["text"] for one in sent]
    assert updates[-1].status is CompletionStatus.FINAL
    assert str(updates[-1].usage.total_tokens) == sent[-1]["usage"]["totalTokens"]
    assert updates[-1].model_version == sent[-1]["modelVersion"]
    assert all(not update.status.is_final for update in updates[:-1])


def test_a_recorded_operation_is_read_as_the_service_sent_it(cloud, connect, kit, cancel):
    begun, running, done = (entry["response"]["message"] for entry in recorded("test_run_deferred"))
    client = connect(cloud)
    cloud.operations[begun["id"]] = running
    assert not client.operation(begun["id"], cancel).done
    cloud.operations[begun["id"]] = done
    ended = client.operation(begun["id"], cancel)
    assert ended.answer.text.startswith("**Ping** — это утилита")
    assert ended.answer.usage.total_tokens == 122
