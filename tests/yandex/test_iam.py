"""Credentials against tokens: with the local service, and with a strict one whose clock is right."""

from __future__ import annotations

import base64
import json
import logging
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.account import Access, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.config import Config, Endpoints, Network
from yagpt_desktop.simulator import LocalService, Options
from yagpt_desktop.yandex.folder_client import FolderRestClient
from yagpt_desktop.yandex.headers import request_headers
from yagpt_desktop.yandex.iam import IamRestClient
from yagpt_desktop.yandex.jwt_token import AUDIENCE
from yagpt_desktop.yandex.server_clock import ServerClock

OAUTH = "y0_MADE-UP-oauth-for-tests"
ISSUED = "t1.MADE-UP-issued-for-tests"
ACCOUNT_ID = "ajemadeupaccount0000"
KEY_ID = "ajemadeupkey00000000"
DAY_S = 24 * 3600.0


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


@pytest.fixture(scope="module")
def pair() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def file_of(private_key: rsa.RSAPrivateKey, key_id: str = KEY_ID) -> str:
    pem = private_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    return json.dumps({"id": key_id, "service_account_id": ACCOUNT_ID, "private_key": pem})


@pytest.fixture(scope="module")
def key_file(pair: rsa.RSAPrivateKey) -> str:
    return file_of(pair)


def config(url: str, **network: Any) -> Config:
    return Config(
        Endpoints(iam=url, resource_manager=url),
        Network(**{"proxy": "none", "total_timeout_s": 30, **network}),
    )


def clock_ahead(seconds: float) -> ServerClock:
    """A computer's clock that is wrong."""
    return ServerClock(lambda: time.time() + seconds)


class StrictIam:
    """Takes what is signed with the right key for the present moment, and nothing else."""

    def __init__(self, public_key: rsa.RSAPublicKey) -> None:
        self.public_key = public_key
        self.believes_nobody = False
        self.tells_the_time = True
        self.claims: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    def handle(self, exchange: Any) -> None:
        self.headers.append(exchange.headers)
        date = {"Date": formatdate(time.time(), usegmt=True)} if self.tells_the_time else {}
        fault = self.fault_of(exchange.json["jwt"])
        if fault or self.believes_nobody:
            exchange.reply({"code": 16, "message": fault or "revoked", "details": []}, 401, **date)
            return
        ends = datetime.now(UTC) + timedelta(hours=12)
        exchange.reply({"iamToken": ISSUED, "expiresAt": ends.isoformat().replace("+00:00", "Z")}, **date)

    def fault_of(self, jwt: str) -> str:
        header, claims, signature = jwt.split(".")
        told, said = json.loads(decoded(header)), json.loads(decoded(claims))
        self.claims.append(said)
        pss = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
        try:
            self.public_key.verify(decoded(signature), f"{header}.{claims}".encode(), pss, hashes.SHA256())
        except InvalidSignature:
            return "wrong signature"
        if told != {"typ": "JWT", "alg": "PS256", "kid": KEY_ID}:
            return "wrong header"
        if (said["iss"], said["aud"]) != (ACCOUNT_ID, AUDIENCE):
            return "wrong audience"
        now = time.time()
        if said["iat"] > now or said["exp"] <= now or said["exp"] - said["iat"] > 3600:
            return "wrong time"
        return ""


@pytest.fixture
def strict(pair: rsa.RSAPrivateKey) -> StrictIam:
    return StrictIam(pair.public_key())


@pytest.fixture
def strict_url(web: Any, strict: StrictIam) -> str:
    url: str = web(strict.handle)
    return url


@pytest.fixture
def service() -> Iterator[LocalService]:
    with LocalService(options=Options(pace=0)) as service:
        yield service


@pytest.fixture
def iam(service: LocalService, alarm: Any) -> IamRestClient:
    return IamRestClient(config(service.addresses.rest), alarm)


# --- the local service ---


def test_an_oauth_token_becomes_a_token_that_opens_doors(service, iam, alarm, cancel):
    token = iam.exchange_oauth(f" {OAUTH}\n", cancel)
    assert token.received_at is not None
    assert token.expires_at is not None
    assert timedelta(hours=11, minutes=59) < token.expires_at - token.received_at <= timedelta(hours=12)
    assert FolderRestClient(config(service.addresses.rest), alarm).clouds(token.token, cancel)


def test_a_key_file_becomes_a_token_that_opens_doors(service, iam, alarm, cancel, key_file):
    token = iam.exchange_key(f"\ufeff{key_file}\n", cancel)
    assert FolderRestClient(config(service.addresses.rest), alarm).clouds(token.token, cancel)


def test_a_revoked_token_opens_nothing_any_more(service, iam, alarm, cancel):
    token = iam.exchange_oauth(OAUTH, cancel).token
    iam.revoke(token, cancel)
    with pytest.raises(errors.CredentialRejected):
        FolderRestClient(config(service.addresses.rest), alarm).clouds(token, cancel)


@pytest.mark.parametrize(
    "oauth", ["y0_MADE-UP-wrong", "y0_MADE-UP-expired", "MADE-UP-no-oauth", "y0_" + "x" * 4000]
)
def test_a_wrong_oauth_token_is_refused_and_quoted_nowhere(iam, cancel, oauth):
    with pytest.raises(errors.CredentialRejected) as caught:
        iam.exchange_oauth(oauth, cancel)
    assert oauth not in f"{caught.value!r}{caught.value.detail}{caught.value.__cause__!r}"


def test_a_wrong_key_is_refused(iam, cancel, pair):
    with pytest.raises(errors.CredentialRejected):
        iam.exchange_key(file_of(pair, "aje-made-up-unknown"), cancel)


@pytest.mark.parametrize("ahead_s", [600, -600, DAY_S, -DAY_S])
def test_the_local_service_takes_a_claim_from_a_computer_with_a_wrong_clock(
    service, alarm, cancel, key_file, ahead_s
):
    client = IamRestClient(config(service.addresses.rest), alarm, clock_ahead(ahead_s))
    assert client.exchange_key(key_file, cancel).token


# --- the strict service ---


def test_a_claim_is_signed_for_the_present_moment(strict, strict_url, alarm, cancel, key_file):
    token = IamRestClient(config(strict_url), alarm).exchange_key(key_file, cancel)
    assert token.token == ISSUED
    (claim,) = strict.claims
    assert -2 <= time.time() - 30 - claim["iat"] < 20


def test_a_request_carries_what_it_must_and_no_more(strict, strict_url, alarm, cancel, key_file):
    IamRestClient(config(strict_url), alarm).exchange_key(key_file, cancel)
    (headers,) = strict.headers
    assert headers["accept-encoding"] == "identity"
    assert headers["content-type"] == "application/json"
    assert len(headers["x-client-request-id"]) == 36
    assert not {"authorization", "cookie"} & set(headers)


def test_another_key_is_refused_once(strict, strict_url, alarm, cancel):
    client = IamRestClient(config(strict_url), alarm)
    with pytest.raises(errors.CredentialRejected):
        client.exchange_key(file_of(rsa.generate_private_key(65537, 2048)), cancel)
    assert len(strict.claims) == 1


@pytest.mark.parametrize("ahead_s", [600, -3700, DAY_S, -DAY_S, 3652 * DAY_S, -3652 * DAY_S])
def test_a_refused_claim_teaches_the_time_and_is_signed_once_more(
    strict, strict_url, alarm, cancel, key_file, ahead_s
):
    clock = clock_ahead(ahead_s)
    client = IamRestClient(config(strict_url), alarm, clock)
    token = client.exchange_key(key_file, cancel)
    assert len(strict.claims) == 2
    assert clock.skew_s == pytest.approx(-ahead_s, abs=20)
    assert token.received_at is not None
    assert token.expires_at is not None
    # Told by the wrong clock, so that whoever asks it later finds the whole life.
    assert token.received_at == pytest.approx(clock.wall(), abs=timedelta(seconds=20))
    life = token.expires_at - token.received_at
    assert life == pytest.approx(timedelta(hours=12), abs=timedelta(seconds=20))

    client.exchange_key(key_file, cancel)
    assert len(strict.claims) == 3, "the second time it knows"


def test_a_clock_that_is_a_little_ahead_is_made_up_for_too(strict, strict_url, alarm, cancel, key_file):
    client = IamRestClient(config(strict_url), alarm, clock_ahead(120))
    assert client.exchange_key(key_file, cancel).token == ISSUED
    assert len(strict.claims) == 2


@pytest.mark.parametrize("ahead_s", [-600, 600, 3652 * DAY_S])
def test_a_key_that_is_refused_by_a_computer_with_a_wrong_clock_puts_it_down_to_the_clock(
    strict, strict_url, alarm, cancel, key_file, ahead_s
):
    strict.believes_nobody = True
    with pytest.raises(errors.ClockWrong) as caught:
        IamRestClient(config(strict_url), alarm, clock_ahead(ahead_s)).exchange_key(key_file, cancel)
    assert caught.value.skew_s == pytest.approx(-ahead_s, abs=20)
    assert "server-made-id" in caught.value.request_id
    assert len(strict.claims) == 2


@pytest.mark.parametrize(("ahead_s", "tries"), [(0, 1), (120, 2)])
def test_a_key_that_is_refused_by_a_computer_with_a_right_clock_is_wrong_itself(
    strict, strict_url, alarm, cancel, key_file, ahead_s, tries
):
    strict.believes_nobody = True
    with pytest.raises(errors.CredentialRejected):
        IamRestClient(config(strict_url), alarm, clock_ahead(ahead_s)).exchange_key(key_file, cancel)
    assert len(strict.claims) == tries


def test_once_the_time_is_known_a_refusal_is_the_keys_own_fault(strict, strict_url, alarm, cancel, key_file):
    client = IamRestClient(config(strict_url), alarm, clock_ahead(DAY_S))
    client.exchange_key(key_file, cancel)
    strict.believes_nobody = True
    with pytest.raises(errors.CredentialRejected):
        client.exchange_key(key_file, cancel)
    assert len(strict.claims) == 3


def test_a_refusal_that_tells_no_time_is_not_argued_with(strict, strict_url, alarm, cancel, key_file):
    strict.tells_the_time = False
    with pytest.raises(errors.CredentialRejected):
        IamRestClient(config(strict_url), alarm, clock_ahead(600)).exchange_key(key_file, cancel)
    assert len(strict.claims) == 1


def test_clients_that_share_a_clock_learn_from_each_other(strict, strict_url, web, alarm, cancel, key_file):
    clock = clock_ahead(DAY_S)
    date = formatdate(time.time(), usegmt=True)
    folders = web(lambda exchange: exchange.reply({"clouds": []}, Date=date))
    FolderRestClient(config(folders), alarm, clock).clouds("t1.MADE-UP", cancel)
    IamRestClient(config(strict_url), alarm, clock).exchange_key(key_file, cancel)
    assert len(strict.claims) == 1


# --- what else may come back ---


def flat(code: int, message: str = "made up") -> dict[str, Any]:
    return {"code": code, "message": message, "details": []}


REFUSALS = [
    (401, flat(16), errors.CredentialRejected),
    (400, flat(3), errors.CredentialRejected),
    (404, flat(5, "Service account key not found"), errors.CredentialRejected),
    (401, {"error": {"grpcCode": 16, "httpCode": 401, "message": "no"}}, errors.CredentialRejected),
    (401, {"error": "invalid_grant", "error_message": "no"}, errors.CredentialRejected),
    (401, b"", errors.CredentialRejected),
    (403, flat(7), errors.AccessDenied),
    (401, b"<html>sign in</html>", errors.SignInPageSuspected),
    (302, b"", errors.SignInPageSuspected),
    (200, b"<!doctype html><title>Wi-Fi</title>", errors.SignInPageSuspected),
    (429, flat(8), errors.QuotaExceeded),
    (500, flat(13), errors.ServiceFault),
    (405, b"", errors.OptionUnsupported),
    (200, b"", errors.ReplyDamaged),
    (200, b"[1]", errors.ReplyDamaged),
    (200, b'{"iamTok', errors.ReplyDamaged),
    (200, b"\xff\xfe{}", errors.ReplyDamaged),
    (200, {}, errors.ReplyDamaged),
    (200, {"iamToken": 7}, errors.ReplyDamaged),
    (200, {"iamToken": ""}, errors.ReplyDamaged),
    (200, {"iamToken": "t1.MADE UP"}, errors.ReplyDamaged),
    (200, {"iamToken": "t1.МАДЕ"}, errors.ReplyDamaged),
    (200, {"iamToken": "x" * 5000}, errors.ReplyDamaged),
    (200, flat(16), errors.CredentialRejected),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "kind"), REFUSALS)
def test_each_answer_becomes_its_class_after_one_request(web, alarm, cancel, status, body, kind):
    seen: list[Any] = []

    def handle(exchange: Any) -> None:
        seen.append(exchange)
        exchange.reply(body, status)

    with pytest.raises(kind) as caught:
        IamRestClient(config(web(handle)), alarm).exchange_oauth(OAUTH, cancel)
    assert not isinstance(caught.value, errors.Cancelled | errors.UnexpectedError)
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        ("2026-11-23T09:00:00Z", datetime(2026, 11, 23, 9, tzinfo=UTC)),
        ("2026-11-23T09:00:00.123456789Z", datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC)),
        ("2026-11-23T12:00:00+03:00", datetime(2026, 11, 23, 9, tzinfo=UTC)),
        ("2026-11-23T09:00:00", datetime(2026, 11, 23, 9, tzinfo=UTC)),
        ("soon", None),
        (None, None),
        (17, None),
    ],
)
def test_the_end_of_a_token_is_read_or_unknown(web, alarm, cancel, told, ends):
    url = web(lambda exchange: exchange.reply({"iamToken": ISSUED, "expiresAt": told, "more": 1}))
    token = IamRestClient(config(url), alarm).exchange_oauth(OAUTH, cancel)
    assert (token.token, token.expires_at) == (ISSUED, ends)
    assert token.received_at is not None


def test_a_service_that_never_stops_talking_is_not_listened_to(web, alarm, cancel):
    def handle(exchange: Any) -> None:
        exchange.start()
        exchange.send(json.dumps({"iamToken": ISSUED}).encode())
        while True:
            exchange.send(b'{"iamToken":"t1.ANOTHER"}\n' * 1000)

    assert IamRestClient(config(web(handle)), alarm).exchange_oauth(OAUTH, cancel).token == ISSUED


def test_a_bad_connection_is_tried_twice(web, alarm, cancel):
    seen: list[Any] = []

    def handle(exchange: Any) -> None:
        seen.append(exchange)
        if len(seen) == 1:
            exchange.reset()
        else:
            exchange.reply({"iamToken": ISSUED})

    assert IamRestClient(config(web(handle)), alarm).exchange_oauth(OAUTH, cancel).token == ISSUED
    assert len(seen) == 2
    first, second = (exchange.headers["x-client-request-id"] for exchange in seen)
    assert first != second


def test_a_busy_service_is_tried_twice_and_no_more(web, alarm, cancel):
    seen: list[Any] = []

    def handle(exchange: Any) -> None:
        seen.append(exchange)
        exchange.reply(flat(14), 503)

    with pytest.raises(errors.ServiceBusy):
        IamRestClient(config(web(handle)), alarm).exchange_oauth(OAUTH, cancel)
    assert len(seen) == 2


def test_a_busy_service_that_wants_a_long_pause_is_not_waited_for(web, alarm, cancel):
    url = web(lambda exchange: exchange.reply(flat(14), 503, Retry_After="600"))
    with pytest.raises(errors.ServiceBusy) as caught:
        IamRestClient(config(url), alarm).exchange_oauth(OAUTH, cancel)
    assert caught.value.retry_after_s == 600


def test_silence_ends_in_its_limit(web, alarm, cancel):
    url = web(lambda exchange: exchange.hold())
    with pytest.raises(errors.TimedOut):
        IamRestClient(config(url, total_timeout_s=0.3), alarm).exchange_oauth(OAUTH, cancel)


def test_a_cancel_before_costs_nothing(web, alarm, cancel):
    seen: list[Any] = []
    cancel.cancel()
    with pytest.raises(errors.Cancelled):
        IamRestClient(config(web(seen.append)), alarm).exchange_oauth(OAUTH, cancel)
    assert not seen


def test_a_cancel_during_the_exchange_ends_it_at_once(web, alarm):
    cancel, there = CancelToken(), threading.Event()

    def handle(exchange: Any) -> None:
        there.set()
        exchange.hold()

    client = IamRestClient(config(web(handle)), alarm)
    ended: list[float] = []

    def ask() -> None:
        with pytest.raises(errors.Cancelled):
            client.exchange_oauth(OAUTH, cancel)
        ended.append(time.monotonic())

    thread = threading.Thread(target=ask)
    thread.start()
    assert there.wait(10)
    cancelled_at = time.monotonic()
    cancel.cancel()
    thread.join(10)
    assert ended[0] - cancelled_at < 2


@pytest.mark.parametrize("act", ["exchange_oauth", "exchange_key", "revoke"])
@pytest.mark.parametrize("address", ["http://192.0.2.1", "not an address"])
def test_a_credential_never_leaves_in_clear(alarm, cancel, key_file, act, address):
    secret = {"exchange_oauth": OAUTH, "exchange_key": key_file, "revoke": ISSUED}[act]
    with pytest.raises(errors.ConfigurationInvalid) as caught:
        getattr(IamRestClient(config(address), alarm), act)(secret, cancel)
    assert caught.value.key == "endpoints.iam"


def test_a_malformed_credential_is_noticed_before_anything_is_sent(web, alarm, cancel):
    seen: list[Any] = []
    client = IamRestClient(config(web(seen.append)), alarm)
    for act, secret in (
        (client.exchange_oauth, "y0_МАДЕ"), (client.exchange_key, "{}"), (client.revoke, ""),
    ):  # fmt: skip
        with pytest.raises(errors.CredentialMalformed):
            act(secret, cancel)
    assert not seen


def test_what_the_service_echoes_is_in_no_error_and_no_log(web, alarm, cancel, caplog, key_file):
    sent: list[str] = []

    def echo(exchange: Any) -> None:
        sent.extend(exchange.json.values())
        sent.append(exchange.headers.get("authorization", "Bearer none-was-sent").split()[1])
        exchange.reply(flat(3, f"cannot read {exchange.body.decode()}"), 400)

    client = IamRestClient(config(web(echo)), alarm)
    told = ""
    with caplog.at_level(logging.DEBUG):
        for act, secret in (
            (client.exchange_oauth, "canary-in-no-known-form-1"),
            (client.exchange_key, key_file),
            (client.revoke, "canary-in-no-known-form-2"),
        ):
            with pytest.raises(errors.YaGptError) as caught:
                act(secret, cancel)
            error: BaseException | None = caught.value
            while error is not None:
                told += f"{error!r}{error}{getattr(error, 'detail', '')}"
                error = error.__cause__ or error.__context__
    told += caplog.text
    assert len(sent) >= 6
    for secret in {*sent, *(part for one in sent for part in one.split(".")), key_file[90:120]}:
        assert secret not in told


@pytest.mark.parametrize("kind", [kind for kind in CredentialKind if not kind.is_direct])
def test_what_has_to_be_exchanged_never_stands_in_a_header(kind):
    access = Access(Credential(kind, "canary-made-up"), "b1gmadeupfolder00000")
    with pytest.raises(errors.UnexpectedError) as caught:
        request_headers(access, Config(), "id")
    assert "canary" not in f"{caught.value!r}"
