"""F-15 and F-16 over the wire: tokens that end, renewals that fail, clocks that are wrong.

Everything but the window is real: the client, its renewal, the service, and the way between them.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.account import Access, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import Transport
from yagpt_desktop.domain.config import Config, Endpoints, Network
from yagpt_desktop.services.connection import Connections
from yagpt_desktop.services.credential_source import CredentialDesk
from yagpt_desktop.services.iam_tokens import Clocks
from yagpt_desktop.simulator.api import Options
from yagpt_desktop.simulator.script import Reply, Script
from yagpt_desktop.simulator.service import LocalService
from yagpt_desktop.ui.words.error_text import error_text
from yagpt_desktop.yandex import server_clock
from yagpt_desktop.yandex.client import open_client
from yagpt_desktop.yandex.iam import IamRestClient
from yagpt_desktop.yandex.policy import NetworkPolicy
from yagpt_desktop.yandex.server_clock import ServerClock

OAUTH = Credential(CredentialKind.OAUTH_TOKEN, "y0_MADE-UP-oauth-token-for-tests")
MINUTE_S, DAY_S, YEAR_S = 60.0, 86_400.0, 365.25 * 86_400.0
SKEWS_S = [sign * skew_s for skew_s in (10 * MINUTE_S, DAY_S, 10 * YEAR_S) for sign in (1, -1)]
LIMIT_S = 1.0
SLACK_S = 2.0


@pytest.fixture(scope="module")
def key() -> Credential:
    """A service account's key file, made up."""
    pair = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = pair.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    names = {"id": "ajemadeupkey00000000", "service_account_id": "ajemadeupaccount0000"}
    text = json.dumps({**names, "key_algorithm": "RSA_2048", "private_key": private.decode()})
    return Credential(CredentialKind.SERVICE_ACCOUNT_KEY, text)


class Front:
    """Stands before the service's tokens: lets a request through, or does what it is told instead."""

    def __init__(self, start, upstream_port, kit):
        self.instead: list[object] = []
        self.always: object = None
        self.requests = 0
        self.held = threading.Event()
        self._upstream_port = upstream_port
        self._kit = kit
        self.peer = start(self._serve)

    def _serve(self, connection):
        request = self._kit.read_http_request(connection)
        self.requests += 1
        act = self.instead.pop(0) if self.instead else self.always
        if act is None:
            with socket.create_connection(("127.0.0.1", self._upstream_port)) as upstream:
                upstream.sendall(request)
                self._kit.pump(upstream, connection)
        elif isinstance(act, bytes):
            connection.sendall(act)
        elif act == "reset":
            self._kit.reset(connection)
        else:
            self.held.set()
            self._kit.hold(connection)


class Office:
    """A computer with a clock of its own, a service with another, and an account."""

    def __init__(self, peer, wire, alarm, kit):
        self.service_ahead_s = self.here_ahead_s = 0.0
        self.alarm, self.kit, self.policy = alarm, kit, NetworkPolicy(Network(proxy="none"))
        script = Script([Reply.of_text(*kit.pieces)], repeat=True)
        options = Options(pace=0, clock=lambda: time.time() + self.service_ahead_s)
        self.service = LocalService(script=script, options=options).start()
        ports = {transport: kit.port_of(self.service, transport) for transport in Transport}
        self.ways = {transport: wire(port) for transport, port in ports.items()}
        self.front = Front(peer, ports[Transport.REST], kit)
        self.network = Network(
            proxy="none", first_token_timeout_s=10, silence_timeout_s=10, total_timeout_s=20
        )
        self.connections = None
        self.ports = {transport: way.port for transport, way in self.ways.items()}

    def client(self, transport, credential=OAUTH):
        if self.connections is None:
            self.connections = self._connect()
        return self.connections.client_for(Access(credential, self.service.addresses.folder_id), transport)

    def ask(self, transport, credential=OAUTH, cancel=None):
        return self.kit.Asking(self.client(transport, credential), self.kit.question(), cancel)

    def answer(self, transport, credential=OAUTH):
        outcome = self.ask(transport, credential).ended()
        assert (outcome.error, outcome.text) == (None, self.kit.pieces[-1])
        return outcome

    def failure(self, transport, credential=OAUTH):
        outcome = self.ask(transport, credential).ended()
        assert outcome.error is not None
        words = error_text(outcome.error)
        assert words.code == outcome.error.code != errors.YaGptError.code
        assert words.title and words.cause and words.assurance
        assert credential.secret not in f"{outcome.error!r}{outcome.error.detail}"
        return outcome

    def _connect(self):
        endpoints = Endpoints(
            grpc=f"127.0.0.1:{self.ports[Transport.GRPC]}",
            rest=f"http://127.0.0.1:{self.ports[Transport.REST]}",
            iam=f"http://127.0.0.1:{self.front.peer.port}",
        )
        config = Config(endpoints, self.network)
        clock = ServerClock(wall_s=lambda: time.time() + self.here_ahead_s)
        iam = IamRestClient(config, self.alarm, clock, self.policy)

        def open_one(access, transport):
            return open_client(access, transport, config, self.alarm, self.policy)

        clocks = Clocks(lambda: datetime.now(UTC) + timedelta(seconds=self.here_ahead_s))
        desk = CredentialDesk(iam, alarm=self.alarm, clocks=clocks)
        return Connections(open_one, None, "", desk=desk)

    def close(self):
        if self.connections is not None:
            self.connections.close()
        self.service.stop()


@pytest.fixture
def office(peer, wire, alarm, kit, monkeypatch):
    monkeypatch.setattr(server_clock, "CALL_LIMIT_S", LIMIT_S)
    monkeypatch.setattr(server_clock, "AGAIN_AFTER_S", 0.02)
    office = Office(peer, wire, alarm, kit)
    yield office
    office.close()


def http(status, body, content_type="application/json"):
    head = f"HTTP/1.1 {status} Made-up\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


# --- F-15 ---


def test_a_token_that_ended_before_the_question(office, transport):
    office.answer(transport)
    office.service_ahead_s = 13 * 3600.0
    outcome = office.answer(transport)
    assert office.front.requests == 2
    assert not [event for event in outcome.events if not hasattr(event, "text")], "nobody hears of it"


def test_a_token_that_this_computer_knows_to_have_ended(office, transport):
    office.answer(transport)
    office.service_ahead_s = office.here_ahead_s = 13 * 3600.0
    office.answer(transport)
    assert office.front.requests == 2


def refusal(kit, transport):
    if transport is Transport.GRPC:
        return kit.head(end=True, grpc_status="16", grpc_message="The token has expired")
    return http(401, b'{"error":{"grpcCode":16,"httpCode":401,"message":"The token has expired"}}')


def whole(kit, transport):
    if transport is Transport.GRPC:
        return kit.head() + kit.packed("да", 3) + kit.trailers(0)
    text = '{"result":{"alternatives":[{"message":{"text":"да"},"status":"ALTERNATIVE_STATUS_FINAL"}]}}'
    return http(200, text.encode())


def ended_in_the_middle(kit, transport):
    if transport is Transport.GRPC:
        return kit.head() + kit.packed("часть") + kit.trailers(16, "The token has expired")
    part = '{"result":{"alternatives":[{"message":{"text":"часть"},"status":"ALTERNATIVE_STATUS_PARTIAL"}]}}'
    error = '{"error":{"grpcCode":16,"httpCode":401,"message":"The token has expired"}}'
    return http(200, f"{part}\n{error}".encode())


def test_a_token_that_ends_in_the_middle_of_an_answer(office, answering, kit, transport):
    """What came is kept and nothing is sent again; the next question gets a new token, once."""
    replies = [make(kit, transport) for make in (ended_in_the_middle, refusal, whole)]
    office.ports[transport] = answering(transport, *replies).port
    outcome = office.failure(transport)
    assert (type(outcome.error), outcome.error.code) == (errors.SessionExpired, "E-LOGIN-EXPIRED")
    assert outcome.text == "часть"
    assert office.front.requests == 1
    again = office.ask(transport).ended()
    assert (again.error, again.text) == (None, "да")
    assert office.front.requests == 2


REFRESHES = {
    "401": (http(401, b'{"code":16,"message":"revoked","details":[]}'), errors.CredentialRejected, 1),
    "400": (http(400, b'{"code":3,"message":"no such key","details":[]}'), errors.CredentialRejected, 1),
    "403": (http(403, b'{"code":7,"message":"no","details":[]}'), errors.AccessDenied, 1),
    "500": (http(500, b'{"code":13,"message":"oops","details":[]}'), errors.ServiceFault, 1),
    "503": (http(503, b'{"code":14,"message":"busy","details":[]}'), errors.ServiceBusy, 2),
    "a page": (http(200, b"<html>Welcome", "text/html"), errors.SignInPageSuspected, 1),
    "a redirect": (http(302, b""), errors.SignInPageSuspected, 1),
    "half an answer": (http(200, b'{"iamToken": "t1.'), errors.ReplyDamaged, 1),
    "no token in it": (http(200, b"{}"), errors.ReplyDamaged, 1),
    "a reset": ("reset", errors.ServiceUnreachable, 2),
    "silence": ("silence", errors.TimedOut, 1),
}


@pytest.mark.parametrize("fault", REFRESHES)
def test_a_renewal_that_fails(office, transport, fault):
    """One attempt for each question, in its limit and in its own words; no loop."""
    said, kind, tries = REFRESHES[fault]
    office.answer(transport)
    office.service_ahead_s = 13 * 3600.0
    office.front.always = said
    outcome = office.failure(transport)
    assert isinstance(outcome.error, kind)
    assert outcome.took_s <= LIMIT_S + SLACK_S
    assert office.front.requests == 1 + tries
    office.front.always = None
    if kind is errors.CredentialRejected:
        # Final for this credential: it is not asked about again.
        assert isinstance(office.failure(transport).error, kind)
        assert office.front.requests == 1 + tries
    else:
        office.answer(transport)
        assert office.front.requests == 2 + tries


@pytest.mark.parametrize("fault", ["500", "503", "a page", "a reset", "silence", "401"])
def test_a_renewal_ahead_of_need_that_fails_disturbs_nobody(office, transport, fault):
    office.answer(transport)
    office.service_ahead_s = office.here_ahead_s = 2 * 3600.0
    office.front.always = REFRESHES[fault][0]
    before = office.front.requests
    for _ in range(3):
        office.answer(transport)
    assert office.front.requests - before <= 2, "one try, and a pause after it"


def test_a_revoked_token(office, transport):
    office.answer(transport)
    token = office.connections.source_of(OAUTH).token
    revoke = IamRestClient(Config(office.service.endpoints, office.network), office.alarm).revoke
    revoke(token.token, CancelToken())
    office.answer(transport)
    assert office.front.requests == 2


def test_a_revoked_credential_is_asked_about_once(office, transport):
    revoked = Credential(CredentialKind.OAUTH_TOKEN, "y0_MADE-UP-revoked")
    for _ in range(10):
        assert isinstance(office.failure(transport, revoked).error, errors.CredentialRejected)
    assert office.front.requests == 1


def test_many_chats_at_once_cause_one_renewal(office):
    for transport in Transport:
        office.answer(transport)
    office.service_ahead_s = 13 * 3600.0
    asked = [office.ask(transport) for transport in Transport for _ in range(10)]
    assert [one.ended().text for one in asked] == [office.kit.pieces[-1]] * 20
    assert office.front.requests == 2


def test_many_chats_at_once_share_one_failure(office):
    for transport in Transport:
        office.answer(transport)
    office.service_ahead_s = 13 * 3600.0
    office.front.always = REFRESHES["401"][0]
    asked = [office.ask(transport) for transport in Transport for _ in range(10)]
    assert all(isinstance(one.ended().error, errors.CredentialRejected) for one in asked)
    assert office.front.requests == 2


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_stop_while_the_token_is_on_its_way(office, transport, monkeypatch, order):
    """He who brings it leaves at once, and so does he who waits for him; a third gets his answer."""
    monkeypatch.setattr(server_clock, "CALL_LIMIT_S", 20.0)
    office.front.always = "silence"
    asked = [office.ask(transport) for _ in range(2)]
    assert office.front.held.wait(10)
    for place in order:
        asked[place].stop_in_time()
    office.front.always = None
    office.answer(transport)


# --- F-16 ---


@pytest.mark.parametrize("skew_s", SKEWS_S)
def test_a_clock_that_is_wrong_from_the_start(office, key, skew_s):
    """The claim is signed for the service's time, and the token lives as long as the service means."""
    office.here_ahead_s = skew_s
    office.answer(Transport.GRPC, key)
    assert office.front.requests <= 2, "refused at most once; the refusal tells the time"
    before = office.front.requests
    for transport in Transport:
        office.answer(transport, key)
    assert office.front.requests == before, "the token is neither old nor over"


@pytest.mark.parametrize("skew_s", SKEWS_S)
def test_a_clock_that_jumps_during_the_session(office, key, skew_s):
    office.answer(Transport.GRPC, key)
    office.here_ahead_s = skew_s
    for _ in range(3):
        for transport in Transport:
            office.answer(transport, key)
    assert office.front.requests <= 2, "a jump costs one renewal at most"
    # A later renewal is accepted too, whatever this computer's clock says.
    source = office.connections.source_of(key)
    assert source.renewed(Credential(CredentialKind.IAM_TOKEN, source.token.token), CancelToken())
    office.answer(Transport.REST, key)


@pytest.mark.parametrize("skew_s", SKEWS_S)
def test_a_wrong_clock_is_named_where_the_service_still_refuses(office, key, transport, skew_s):
    office.here_ahead_s = skew_s
    date = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())
    refusal = b'{"code":16,"message":"JWT is expired","details":[]}'
    head = f"HTTP/1.1 401 No\r\nContent-Type: application/json\r\nDate: {date}\r\n"
    office.front.always = f"{head}Content-Length: {len(refusal)}\r\n\r\n".encode() + refusal
    outcome = office.failure(transport, key)
    assert (type(outcome.error), outcome.error.code) == (errors.ClockWrong, "E-CLOCK")
    assert outcome.error.skew_s == pytest.approx(-skew_s, abs=5)
    assert office.front.requests == 2, "told the time, and signed once more"


@pytest.mark.parametrize(
    "zones", [("Europe/Moscow", "Asia/Vladivostok"), ("EST5EDT,M3.2.0,M11.1.0", "EST5"), ("UTC", "UTC-14")]
)
def test_another_time_zone_and_summer_time_change_nothing(office, key, transport, zones, monkeypatch):
    for zone in (*zones, *zones):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        try:
            office.answer(transport, key)
        finally:
            monkeypatch.delenv("TZ")
            time.tzset()
    assert office.front.requests == 1
