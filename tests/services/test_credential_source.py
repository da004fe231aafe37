"""What stands in a header now, and a client that keeps up with it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.account import Access, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import (
    CompletionEvent,
    CompletionOptions,
    CompletionRequest,
    CompletionStatus,
    CompletionUpdate,
    Message,
    Operation,
    Retrying,
    Role,
    Transport,
)
from yagpt_desktop.domain.config import Config, Network
from yagpt_desktop.domain.iam import LONGEST_LIFE, IamToken
from yagpt_desktop.services.credential_source import (
    ConstantSource,
    CredentialDesk,
    CredentialSource,
    ExchangedSource,
    RenewingClient,
)
from yagpt_desktop.services.iam_tokens import Clocks
from yagpt_desktop.simulator import LocalService, Options
from yagpt_desktop.workers.alarm import ThreadAlarm
from yagpt_desktop.yandex.client import open_client
from yagpt_desktop.yandex.iam import IamRestClient

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CLOCKS = Clocks(lambda: NOW, lambda: 1000.0)
API_KEY = Credential(CredentialKind.API_KEY, "AQVN-MADE-UP")
PASTED = Credential(CredentialKind.IAM_TOKEN, "t1.MADE-UP-pasted")
OAUTH = Credential(CredentialKind.OAUTH_TOKEN, "y0_MADE-UP")
KEY = Credential(CredentialKind.SERVICE_ACCOUNT_KEY, '{"made":"up"}')
YC = Credential(CredentialKind.YC_CLI, "")
REQUEST = CompletionRequest("yandexgpt-5.1", (Message(Role.USER, "Привет"),))
PATIENCE_S = 30


class Iam:
    """Tells what it was given."""

    def __init__(self) -> None:
        self.number = 0

    def _token(self, of: str) -> IamToken:
        self.number += 1
        return IamToken(f"t1.MADE-UP-of-{of}-{self.number}", NOW, NOW + timedelta(hours=12))

    def exchange_oauth(self, oauth_token: str, cancel: CancelToken) -> IamToken:
        return self._token(oauth_token)

    def exchange_key(self, key_json: str, cancel: CancelToken) -> IamToken:
        return self._token(key_json)

    def revoke(self, token: str, cancel: CancelToken) -> None:
        return None


class Yc(Iam):
    def is_found(self) -> bool:
        return True

    def token(self, cancel: CancelToken) -> IamToken:
        return IamToken(self._token("yc").token)

    def folder_id(self, cancel: CancelToken) -> str:
        return ""


class Cache:
    def __init__(self) -> None:
        self.kept: dict[str, IamToken] = {}
        self.failure: errors.StorageError | None = None

    def _check(self) -> None:
        if self.failure:
            raise self.failure

    def load(self, account_id: str) -> IamToken | None:
        self._check()
        return self.kept.get(account_id)

    def save(self, account_id: str, token: IamToken) -> None:
        self._check()
        self.kept[account_id] = token

    def delete(self, account_id: str) -> None:
        self._check()
        self.kept.pop(account_id, None)


@pytest.fixture
def cache() -> Cache:
    return Cache()


@pytest.fixture
def desk(cache: Cache) -> CredentialDesk:
    return CredentialDesk(Iam(), Yc(), cache, clocks=CLOCKS)


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()


# --- sources ---


@pytest.mark.parametrize("constant", [API_KEY, PASTED], ids=lambda one: one.kind)
def test_what_is_direct_stands_in_the_header_itself_and_cannot_be_renewed(desk, cancel, constant):
    source = desk.source("work", constant)
    assert source.credential(cancel) is constant
    assert source.renewed(constant, cancel) is None
    assert source.credential(cancel) is constant


@pytest.mark.parametrize(
    ("lasting", "of"), [(OAUTH, OAUTH.secret), (KEY, KEY.secret), (YC, "yc")], ids=["OAuth", "key", "yc"]
)
def test_anything_else_is_exchanged_and_renewed(desk, cancel, lasting, of):
    source = desk.source("work", lasting)
    assert source.token is None
    first = source.credential(cancel)
    assert first == Credential(CredentialKind.IAM_TOKEN, f"t1.MADE-UP-of-{of}-1")
    assert source.credential(cancel) == first
    assert source.token.token == first.secret
    assert source.token.received_at == NOW
    second = source.renewed(first, cancel)
    assert second.secret == f"t1.MADE-UP-of-{of}-2"
    assert source.renewed(first, cancel) == second


@pytest.mark.parametrize("lasting", [API_KEY, PASTED, OAUTH, KEY], ids=lambda one: one.kind)
def test_no_secret_is_in_a_repr(desk, cancel, lasting):
    source = desk.source("work", lasting)
    used = source.credential(cancel)
    shown = f"{source!r}{source.token!r}{used!r}{desk!r}{desk.exchange(lasting)!r}"
    assert lasting.secret not in shown
    assert used.secret not in shown


def test_without_yc_on_the_machine_there_is_no_way_in(cancel):
    source = CredentialDesk(Iam(), clocks=CLOCKS).source("work", YC)
    with pytest.raises(errors.SignInRequired):
        source.credential(cancel)


def test_the_kinds_have_sources_of_their_own(desk):
    kinds = {kind: type(desk.source("work", Credential(kind, "x"))) for kind in CredentialKind}
    assert {kind for kind, source in kinds.items() if source is ConstantSource} == {
        kind for kind in CredentialKind if kind.is_direct
    }
    assert set(kinds.values()) == {ConstantSource, ExchangedSource}


def test_an_exchanged_token_is_in_the_keyring_until_it_is_forgotten(desk, cache, cancel):
    source = desk.source("work", OAUTH)
    source.credential(cancel)
    assert cache.kept["work"] is source.token
    assert desk.source("work", OAUTH).credential(cancel) == source.credential(cancel)
    source.forget()
    assert cache.kept == {}
    with pytest.raises(errors.SignInRequired):
        source.credential(cancel)


def test_of_credentials_that_belong_to_no_account_nothing_is_kept_and_none_gets_anothers_token(
    desk, cache, cancel
):
    first = desk.source("", OAUTH).credential(cancel)
    second = desk.source("", KEY).credential(cancel)
    assert first != second
    assert cache.kept == {}


def test_an_api_key_has_no_end_and_leaves_no_trace(desk, cache, cancel):
    source = desk.source("work", API_KEY)
    source.credential(cancel)
    assert source.token is None
    assert cache.kept == {}


# --- a pasted token ---


def test_a_pasted_token_counts_down_from_its_first_sight_over_restarts(cache, cancel):
    now = NOW
    desk = CredentialDesk(Iam(), cache=cache, clocks=Clocks(lambda: now))
    source = desk.source("work", PASTED)
    source.credential(cancel)
    assert source.token.ends_at_most == NOW + LONGEST_LIFE
    now += timedelta(hours=5)
    again = desk.source("work", PASTED)
    again.credential(cancel)
    assert again.token.ends_at_most == NOW + LONGEST_LIFE


def test_a_pasted_token_whose_end_is_known_counts_down_to_it(desk, cache, cancel):
    cache.kept["work"] = IamToken(PASTED.secret, NOW, NOW + timedelta(hours=2))
    source = desk.source("work", PASTED)
    source.credential(cancel)
    assert source.token.ends_at_most == NOW + timedelta(hours=2)


def test_another_pasted_token_begins_its_own_count_down(desk, cache, cancel):
    cache.kept["work"] = IamToken("t1.MADE-UP-other", NOW - timedelta(hours=9))
    source = desk.source("work", PASTED)
    source.credential(cancel)
    assert source.token == IamToken(PASTED.secret, NOW)
    assert cache.kept["work"] == source.token


def test_a_pasted_token_that_this_computer_believes_ended_is_tried_all_the_same(desk, cache, cancel):
    cache.kept["work"] = IamToken(PASTED.secret, NOW - timedelta(days=3))
    assert desk.source("work", PASTED).credential(cancel) is PASTED


def test_a_keyring_that_fails_costs_only_the_count_down(desk, cache, cancel):
    cache.failure = errors.SecretStoreLocked()
    source = desk.source("work", PASTED)
    assert source.credential(cancel) is PASTED
    assert source.token.ends_at_most == NOW + LONGEST_LIFE


def test_a_forgotten_pasted_token_does_not_come_back_into_the_keyring(desk, cache, cancel):
    source = desk.source("work", PASTED)
    source.forget()
    source.credential(cancel)
    assert cache.kept == {}
    seen = desk.source("work", PASTED)
    seen.credential(cancel)
    seen.forget()
    assert cache.kept == {}


def test_a_cancel_before_asks_nobody(desk, cache, cancel):
    cancel.cancel()
    for lasting in (API_KEY, PASTED, OAUTH):
        with pytest.raises(errors.Cancelled):
            desk.source("work", lasting).credential(cancel)
    assert cache.kept == {}


# --- the client ---


class Rotating:
    """A source with a list of credentials; the next is brought by a renewal."""

    token = None

    def __init__(self, *names: str) -> None:
        self.left = [Credential(CredentialKind.IAM_TOKEN, f"t1.MADE-UP-{name}") for name in names]
        self.renewals: list[Credential] = []

    def credential(self, cancel: CancelToken) -> Credential:
        cancel.raise_if_cancelled()
        return self.left[0]

    def renewed(self, rejected: Credential, cancel: CancelToken) -> Credential | None:
        self.renewals.append(rejected)
        if rejected == self.left[0]:
            self.left.pop(0)
        return self.left[0] if self.left else None

    def forget(self) -> None:
        return None


class Client:
    """Says its piece, or refuses credentials that are no good."""

    def __init__(self, credential: Credential, world: World) -> None:
        self.credential = credential
        self.world = world
        self.closed = 0
        self.calls = 0

    def complete(self, request: CompletionRequest, cancel: CancelToken) -> Iterator[CompletionEvent]:
        self._called()
        yield from self.world.before
        self._check()
        yield CompletionUpdate("Прив")
        self.world.pause()
        if self.world.late_failure:
            raise self.world.late_failure
        yield CompletionUpdate("Привет", CompletionStatus.FINAL)

    def submit(self, request: CompletionRequest, cancel: CancelToken) -> Operation:
        return self._done("submit")

    def operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        return self._done(operation_id)

    def cancel_operation(self, operation_id: str, cancel: CancelToken) -> Operation:
        return self._done(operation_id)

    def count_tokens(self, model: str, text: str, cancel: CancelToken) -> int:
        return len(self._done(text).id)

    def count_request_tokens(self, request: CompletionRequest, cancel: CancelToken) -> int:
        return len(self._done("four").id)

    def close(self) -> None:
        self.closed += 1

    def _done(self, name: str) -> Operation:
        self._called()
        self._check()
        return Operation(name)

    def _called(self) -> None:
        assert not self.closed
        self.calls += 1

    def _check(self) -> None:
        if self.credential.secret in self.world.refused:
            raise self.world.refusal


class World:
    def __init__(self) -> None:
        self.refused: set[str] = set()
        self.refusal: errors.YaGptError = errors.CredentialRejected("made up")
        self.late_failure: errors.YaGptError | None = None
        self.before: list[CompletionEvent] = []
        self.pause: Callable[[], object] = lambda: None
        self.opened: list[Client] = []

    def open(self, credential: Credential) -> Client:
        self.opened.append(Client(credential, self))
        return self.opened[-1]

    def client(self, source: CredentialSource) -> RenewingClient:
        return RenewingClient(source, self.open)

    @property
    def calls(self) -> list[int]:
        return [client.calls for client in self.opened]

    @property
    def closed(self) -> list[int]:
        return [client.closed for client in self.opened]


@pytest.fixture
def world() -> World:
    return World()


CALLS: dict[str, Callable[[RenewingClient, CancelToken], object]] = {
    "complete": lambda client, cancel: list(client.complete(REQUEST, cancel))[-1].text,  # type: ignore[union-attr]
    "submit": lambda client, cancel: client.submit(REQUEST, cancel).id,
    "operation": lambda client, cancel: client.operation("op", cancel).id,
    "cancel_operation": lambda client, cancel: client.cancel_operation("op", cancel).id,
    "count_tokens": lambda client, cancel: client.count_tokens("m", "four", cancel),
    "count_request_tokens": lambda client, cancel: client.count_request_tokens(REQUEST, cancel),
}
ANSWERS = {
    "complete": "Привет", "submit": "submit", "operation": "op", "cancel_operation": "op",
    "count_tokens": 4, "count_request_tokens": 4,
}  # fmt: skip


@pytest.mark.parametrize("call", CALLS)
def test_every_call_speaks_with_the_credential_of_the_moment(world, cancel, call):
    source = Rotating("a", "b")
    client = world.client(source)
    assert CALLS[call](client, cancel) == ANSWERS[call]
    assert CALLS[call](client, cancel) == ANSWERS[call]
    source.left.pop(0)
    assert CALLS[call](client, cancel) == ANSWERS[call]
    assert (world.calls, world.closed, source.renewals) == ([2, 1], [1, 0], [])


@pytest.mark.parametrize("kind", [errors.CredentialRejected, errors.SessionExpired])
@pytest.mark.parametrize("call", CALLS)
def test_a_refused_call_is_renewed_once_and_sent_once_more(world, cancel, call, kind):
    source = Rotating("a", "b", "c")
    world.refused, world.refusal = {"t1.MADE-UP-a"}, kind("made up")
    assert CALLS[call](world.client(source), cancel) == ANSWERS[call]
    assert (world.calls, world.closed) == ([1, 1], [1, 0])
    assert [one.secret for one in source.renewals] == ["t1.MADE-UP-a"]


@pytest.mark.parametrize("call", CALLS)
def test_the_second_refusal_is_the_last(world, cancel, call):
    source = Rotating("a", "b", "c")
    world.refused = {"t1.MADE-UP-a", "t1.MADE-UP-b"}
    with pytest.raises(errors.CredentialRejected):
        CALLS[call](world.client(source), cancel)
    assert (world.calls, len(source.renewals)) == ([1, 1], 1)


@pytest.mark.parametrize("call", CALLS)
def test_where_there_is_no_other_credential_the_refusal_stands(world, cancel, call):
    world.refused = {"t1.MADE-UP-a"}
    with pytest.raises(errors.CredentialRejected):
        CALLS[call](world.client(Rotating("a")), cancel)
    assert world.calls == [1]


@pytest.mark.parametrize(
    "kind", [errors.AccessDenied, errors.ServiceBusy, errors.QuotaExceeded, errors.ClockWrong]
)
@pytest.mark.parametrize("call", CALLS)
def test_other_errors_renew_nothing(world, cancel, call, kind):
    source = Rotating("a", "b")
    world.refused, world.refusal = {"t1.MADE-UP-a"}, kind("made up")
    with pytest.raises(kind):
        CALLS[call](world.client(source), cancel)
    assert (world.calls, source.renewals) == ([1], [])


def test_a_refusal_after_text_is_passed_on(world, cancel):
    source = Rotating("a", "b")
    world.late_failure = errors.SessionExpired("made up")
    seen = []
    with pytest.raises(errors.SessionExpired):
        for event in world.client(source).complete(REQUEST, cancel):
            seen.append(event)
    assert [event.text for event in seen] == ["Прив"]
    assert (world.calls, source.renewals) == ([1], [])


def test_tries_before_the_first_text_are_no_text(world, cancel):
    world.before = [Retrying(2, 3, 0.5, errors.ServiceBusy())]
    world.refused = {"t1.MADE-UP-a"}
    events = list(world.client(Rotating("a", "b")).complete(REQUEST, cancel))
    assert [type(event) for event in events] == [Retrying, Retrying, CompletionUpdate, CompletionUpdate]


def test_an_old_client_is_closed_when_its_last_call_has_ended(world, cancel):
    source = Rotating("a", "b")
    client = world.client(source)
    running = client.complete(REQUEST, cancel)
    next(running)
    source.left.pop(0)
    client.count_tokens("m", "four", cancel)
    assert world.closed == [0, 0], "its call still runs"
    assert [event.text for event in running] == ["Привет"]  # type: ignore[union-attr]
    assert world.closed == [1, 0]


def test_a_reader_who_stops_early_leaves_no_client_behind(world, cancel):
    source = Rotating("a", "b")
    client = world.client(source)
    running = client.complete(REQUEST, cancel)
    next(running)
    running.close()  # type: ignore[attr-defined]
    source.left.pop(0)
    client.count_tokens("m", "four", cancel)
    assert world.closed == [1, 0]


def test_closing_closes_everything_once_and_lets_no_call_in(world, cancel):
    source = Rotating("a", "b")
    client = world.client(source)
    running = client.complete(REQUEST, cancel)
    next(running)
    source.left.pop(0)
    client.count_tokens("m", "four", cancel)
    client.close()
    assert world.closed == [1, 1]
    list(running)
    client.close()
    assert world.closed == [1, 1]
    with pytest.raises(errors.ServiceUnreachable):
        client.count_tokens("m", "four", cancel)


def test_a_cancel_before_opens_nothing(world, cancel):
    cancel.cancel()
    for call in CALLS.values():
        with pytest.raises(errors.Cancelled):
            call(world.client(Rotating("a")), cancel)
    assert not world.opened


# --- all parts together, against the local service ---


class Cloud:
    """The local service with a clock that can be moved, and an account signed in with OAuth."""

    def __init__(self, transport: Transport, alarm: ThreadAlarm) -> None:
        self.ahead_s = 0.0
        self.service = LocalService(options=Options(pace=0, clock=lambda: time.time() + self.ahead_s)).start()
        self.config = Config(self.service.endpoints, Network(proxy="none"))
        self.iam = IamRestClient(self.config, alarm)
        self.source = CredentialDesk(self.iam, cache=Cache(), alarm=alarm).source("work", OAUTH)
        folder = self.service.addresses.folder_id
        self.client = RenewingClient(
            self.source,
            lambda credential: open_client(Access(credential, folder), transport, self.config, alarm),
        )

    @property
    def exchanges(self) -> int:
        return sum(seen.call == "IamTokenService/Create" for seen in self.service.seen)

    def answer(self) -> str:
        request = CompletionRequest(
            "yandexgpt-5.1", (Message(Role.USER, "Привет"),), CompletionOptions(stream=False)
        )
        last = list(self.client.complete(request, CancelToken()))[-1]
        assert isinstance(last, CompletionUpdate)
        return last.text


@pytest.fixture(params=list(Transport), ids=str)
def cloud(request: pytest.FixtureRequest) -> Iterator[Cloud]:
    alarm = ThreadAlarm()
    cloud = Cloud(request.param, alarm)
    yield cloud
    cloud.client.close()
    cloud.service.stop()
    alarm.close()


def test_an_oauth_token_reaches_an_answer_and_one_exchange_serves_all(cloud):
    assert all(cloud.answer() for _ in range(3))
    assert cloud.exchanges == 1


def test_a_token_that_ended_is_renewed_behind_the_scenes(cloud):
    assert cloud.answer()
    cloud.ahead_s = 13 * 3600.0
    assert cloud.answer()
    assert cloud.exchanges == 2


def test_a_revoked_token_is_renewed_once_for_all_who_meet_the_refusal(cloud):
    assert cloud.answer()
    cloud.iam.revoke(cloud.source.token.token, CancelToken())
    answers: list[str] = []
    threads = [threading.Thread(target=lambda: answers.append(cloud.answer())) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert len(answers) == 12
    assert all(answers)
    assert cloud.exchanges == 2
