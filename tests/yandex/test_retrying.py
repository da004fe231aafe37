from __future__ import annotations

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.completion import (
    CompletionRequest,
    CompletionStatus,
    CompletionUpdate,
    Operation,
    Retrying,
    Transport,
)
from yagpt_desktop.yandex.client import open_client
from yagpt_desktop.yandex.retrying import ATTEMPTS, RetryingClient

DONE = CompletionUpdate("да", CompletionStatus.FINAL)
REQUEST = CompletionRequest("m", ())


class Patient:
    """A token whose waits take no time and are noted."""

    def __init__(self):
        self.waits_s = []

    def wait(self, seconds):
        self.waits_s.append(seconds)

    def raise_if_cancelled(self):
        pass


class Scripted:
    """Answers each call with the next entry: an error to raise, or events."""

    def __init__(self, *script):
        self.script = list(script)
        self.calls = 0
        self.closed = False

    def complete(self, request, cancel):
        self.calls += 1
        for event in self.script.pop(0):
            if isinstance(event, Exception):
                raise event
            yield event

    def submit(self, request, cancel):
        self.calls += 1
        outcome = self.script.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    operation = cancel_operation = count_request_tokens = submit

    def count_tokens(self, model, text, cancel):
        return self.submit(model, cancel)

    def close(self):
        self.closed = True


def client_of(*script):
    scripted = Scripted(*script)
    return scripted, RetryingClient(scripted, jitter=lambda: 1.0), Patient()


def test_a_first_try_that_works_is_the_only_one():
    scripted, client, patient = client_of([DONE])
    assert list(client.complete(REQUEST, patient)) == [DONE]
    assert (scripted.calls, patient.waits_s) == (1, [])


def test_two_failures_are_told_and_the_third_try_answers():
    first, second = errors.ServiceBusy("1"), errors.NotConnected("2")
    scripted, client, patient = client_of([first], [second], [DONE])
    assert list(client.complete(REQUEST, patient)) == [
        Retrying(2, 3, 0.5, first),
        Retrying(3, 3, 1.5, second),
        DONE,
    ]
    assert patient.waits_s == [0.5, 1.5]
    assert scripted.calls == ATTEMPTS


def test_the_third_failure_is_raised():
    scripted, client, patient = client_of(*[[errors.ServiceBusy(str(number))] for number in range(5)])
    with pytest.raises(errors.ServiceBusy, match="2"):
        list(client.complete(REQUEST, patient))
    assert scripted.calls == 3


def test_after_an_update_nothing_is_sent_again():
    partial = CompletionUpdate("начало")
    scripted, client, patient = client_of([partial, errors.ServiceBusy("x")], [DONE])
    events = client.complete(REQUEST, patient)
    assert next(events) == partial
    with pytest.raises(errors.ServiceBusy):
        next(events)
    assert scripted.calls == 1


@pytest.mark.parametrize(
    "kind",
    [
        errors.RequestRejected,
        errors.ModelUnknown,
        errors.FolderUnknown,
        errors.TextTooLong,
        errors.CredentialRejected,
        errors.SessionExpired,
        errors.CredentialMalformed,
        errors.AccessDenied,
        errors.BillingInactive,
        errors.HourlyQuotaExceeded,
        errors.TimedOut,
        errors.StreamCut,
        errors.CertificateRejected,
        errors.ProxyRefused,
        errors.SignInPageSuspected,
        errors.ReplyTooBig,
        errors.Cancelled,
    ],
)
def test_what_another_try_cannot_mend_is_not_tried_again(kind):
    scripted, client, patient = client_of([kind("x")], [DONE])
    with pytest.raises(kind):
        list(client.complete(REQUEST, patient))
    assert scripted.calls == 1


def test_the_services_own_delay_is_kept():
    _scripted, client, patient = client_of([errors.QuotaExceeded("x", retry_after_s=12.0)], [DONE])
    list(client.complete(REQUEST, patient))
    assert patient.waits_s == [12.0]


def test_a_shorter_delay_than_ours_does_not_hurry_us():
    _scripted, client, patient = client_of([errors.QuotaExceeded("x", retry_after_s=0.1)], [DONE])
    list(client.complete(REQUEST, patient))
    assert patient.waits_s == [0.5]


def test_a_delay_over_a_minute_is_left_to_the_person():
    scripted, client, patient = client_of([errors.QuotaExceeded("x", retry_after_s=61.0)], [DONE])
    with pytest.raises(errors.QuotaExceeded):
        list(client.complete(REQUEST, patient))
    assert scripted.calls == 1


def test_a_damaged_reply_gets_one_more_chance_for_it_was_billed():
    scripted, client, patient = client_of(*[[errors.ReplyDamaged("x")] for _ in range(3)])
    with pytest.raises(errors.ReplyDamaged):
        list(client.complete(REQUEST, patient))
    assert scripted.calls == 2


def test_a_submit_is_tried_again_only_where_nothing_was_sent():
    for kind in (errors.NotConnected, errors.HostNotFound):
        scripted, client, patient = client_of(kind("x"), Operation("op"))
        assert client.submit(REQUEST, patient) == Operation("op")
        assert scripted.calls == 2
    for kind in (errors.ServiceUnreachable, errors.ServiceBusy, errors.QuotaExceeded, errors.ServiceFault):
        scripted, client, patient = client_of(kind("x"), Operation("op"))
        with pytest.raises(kind):
            client.submit(REQUEST, patient)
        assert scripted.calls == 1


def test_free_calls_are_tried_three_times():
    busy = errors.ServiceBusy("x")
    for name, arguments in (
        ("operation", ("op",)),
        ("cancel_operation", ("op",)),
        ("count_tokens", ("m", "x")),
        ("count_request_tokens", (REQUEST,)),
    ):
        scripted, client, patient = client_of(busy, busy, 7)
        assert getattr(client, name)(*arguments, patient) == 7
        assert scripted.calls == 3
        scripted, client, patient = client_of(busy, busy, busy, 7)
        with pytest.raises(errors.ServiceBusy):
            getattr(client, name)(*arguments, patient)


def test_a_closed_client_does_not_try_again():
    scripted, client, patient = client_of([errors.ServiceUnreachable("x")], [DONE])
    client.close()
    with pytest.raises(errors.ServiceUnreachable):
        list(client.complete(REQUEST, patient))
    assert scripted.closed
    assert scripted.calls == 1


def test_the_delay_has_jitter():
    waits_s = set()
    for _ in range(20):
        patient = Patient()
        list(RetryingClient(Scripted([errors.ServiceBusy("x")], [DONE])).complete(REQUEST, patient))
        waits_s.update(patient.waits_s)
    assert len(waits_s) > 10
    assert all(0.4 <= wait_s <= 0.6 for wait_s in waits_s)


def test_an_opened_client_recovers_on_a_real_server(cloud, access, alarm, kit, question, cancel):
    cloud.play(
        kit.Scene(ending="fail", code=8, text="gauge quota", retry_s=0.1),
        kit.Scene([kit.piece("да", "FINAL")]),
    )
    client = open_client(access, cloud.transport, cloud.config, alarm)
    retrying, update = list(client.complete(question(), cancel))
    assert isinstance(retrying, Retrying)
    assert isinstance(retrying.error, errors.QuotaExceeded)
    assert update.text == "да"
    client.close()


def test_opening_connects_to_nothing(access, alarm):
    from yagpt_desktop.domain.config import Config, Endpoints

    for transport in Transport:
        open_client(access, transport, Config(Endpoints(grpc="bad address", rest="bad")), alarm).close()
