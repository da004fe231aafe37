"""Our IAM and resource-manager clients before the official stubs.

The stubs' server believes every claim, as it has no keys; so a gate stands before it that knows one public
key and reads claims as the service documents them.
"""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.config import Config, Endpoints, Network
from yagpt_desktop.domain.iam import Cloud, Folder, IamToken
from yagpt_desktop.services.credential_source import CredentialDesk
from yagpt_desktop.workers.alarm import ThreadAlarm
from yagpt_desktop.yandex.folder_client import FolderRestClient
from yagpt_desktop.yandex.iam import IamRestClient
from yagpt_desktop.yandex.server_clock import ServerClock

OAUTH = "y0_MADE-UP-oauth"
TOKEN = "t1.MADE-UP-token-for-tests"
KEY_ID, ACCOUNT_ID = "aje-made-up-key", "aje-made-up-account"
AUDIENCE = "https://iam.api.cloud.yandex.net/iam/v1/tokens"
CREATE = "/yandex.cloud.iam.v1.IamTokenService/Create"
MANY = 1000


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def fault_of(jwt: str, public_key: rsa.RSAPublicKey) -> str:
    """Read a claim as the service does; return what is wrong with it, or ""."""
    header, claims, signature = jwt.split(".")
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), hashes.SHA256.digest_size)
    try:
        public_key.verify(decoded(signature), f"{header}.{claims}".encode(), pss, hashes.SHA256())
    except InvalidSignature:
        return "wrong signature"
    if json.loads(decoded(header)) != {"typ": "JWT", "alg": "PS256", "kid": KEY_ID}:
        return "wrong header"
    said, now = json.loads(decoded(claims)), time.time()
    if (said["iss"], said["aud"]) != (ACCOUNT_ID, AUDIENCE):
        return "wrong issuer or audience"
    if said["iat"] > now:
        return "issued in the future"
    if said["exp"] <= now:
        return "expired"
    return "" if said["exp"] - said["iat"] <= 3600 else "too long a life"


@pytest.fixture(scope="module")
def pair() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def file_of(private_key: rsa.RSAPrivateKey) -> str:
    pem = private_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    warned = f"PLEASE DO NOT REMOVE THIS LINE! Yandex.Cloud SA Key ID <{KEY_ID}>\n{pem}"
    return json.dumps({"id": KEY_ID, "service_account_id": ACCOUNT_ID, "private_key": warned}, indent=3)


@pytest.fixture(scope="module")
def gate(official_process: Any, pair: rsa.RSAPrivateKey) -> Iterator[str]:
    """A door before the official server that lets no claim through which the public key does not verify."""

    class Gate(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            fault = fault_of(json.loads(body)["jwt"], pair.public_key())
            if fault:
                told = json.dumps({"code": 16, "message": f"JWT is invalid: {fault}", "details": []})
                self._reply(401, told.encode())
                return
            headers = {name: self.headers[name] for name in ("content-type", "x-client-request-id")}
            reply = official_process.http.post(self.path, content=body, headers=headers)
            self._reply(reply.status_code, reply.content)

        def _reply(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            return None

    with ThreadingHTTPServer(("127.0.0.1", 0), Gate) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture
def cancel() -> CancelToken:
    return CancelToken()


@pytest.fixture
def config(official: Any) -> Config:
    return Config(Endpoints(iam=official.rest, resource_manager=official.rest), Network(proxy="none"))


@pytest.fixture
def iam(config: Config, alarm: ThreadAlarm) -> IamRestClient:
    return IamRestClient(config, alarm)


def gated(config: Config, gate: str, alarm: ThreadAlarm, ahead_s: float = 0.0) -> IamRestClient:
    """A client of the gate, on a computer whose clock is that much ahead."""
    behind_gate = replace(config, endpoints=replace(config.endpoints, iam=gate))
    return IamRestClient(behind_gate, alarm, ServerClock(lambda: time.time() + ahead_s))


# --- tokens ---


def test_an_oauth_token_is_exchanged(official, iam, cancel):
    token = iam.exchange_oauth(f"\ufeff{OAUTH}\n", cancel)
    assert token.token == "t1.MADE-UP-for-yandex_passport_oauth_token"
    assert token.expires_at == datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC)
    call = official.seen_one()
    assert call["method"] == CREATE
    assert call["message"] == json.loads(call["raw"]) == {"yandexPassportOauthToken": OAUTH}
    assert "authorization" not in call["headers"]


def test_a_claim_is_exchanged_that_the_public_key_verifies(official, iam, cancel, pair):
    assert iam.exchange_key(file_of(pair), cancel).token == "t1.MADE-UP-for-jwt"
    call = official.seen_one()
    assert set(call["message"]) == {"jwt"}
    assert fault_of(call["message"]["jwt"], pair.public_key()) == ""


def test_a_claim_passes_a_gate_that_verifies_it(official, config, gate, alarm, cancel, pair):
    assert gated(config, gate, alarm).exchange_key(file_of(pair), cancel).token == "t1.MADE-UP-for-jwt"
    assert official.seen_one()["method"] == CREATE


def test_the_key_of_somebody_else_does_not(official, config, gate, alarm, cancel):
    with pytest.raises(errors.CredentialRejected):
        gated(config, gate, alarm).exchange_key(file_of(rsa.generate_private_key(65537, 2048)), cancel)
    assert official.seen() == []


@pytest.mark.parametrize("ahead_s", [600, -4000, 86_400, -86_400, 3652 * 86_400, -3652 * 86_400])
def test_a_claim_passes_whatever_this_computers_clock_shows(
    official, config, gate, alarm, cancel, pair, ahead_s
):
    client = gated(config, gate, alarm, ahead_s)
    for _ in range(2):
        assert client.exchange_key(file_of(pair), cancel).token == "t1.MADE-UP-for-jwt"
    assert len(official.seen()) == 2


def test_a_wrong_oauth_token_is_refused_and_told_nowhere(official, iam, cancel):
    with pytest.raises(errors.CredentialRejected) as caught:
        iam.exchange_oauth("y0_MADE-UP-wrong", cancel)
    call = official.seen_one()
    assert call["headers"]["x-client-request-id"] in caught.value.request_id
    assert call["server_id"] in caught.value.request_id
    told = f"{caught.value!r}{caught.value.detail}{caught.value.__cause__!r}{caught.value.__context__!r}"
    assert "MADE-UP" not in told


def test_a_token_is_revoked_by_itself(official, iam, cancel):
    iam.revoke(TOKEN, cancel)
    call = official.seen_one()
    assert call["method"] == "/yandex.cloud.iam.v1.IamTokenService/Revoke"
    assert call["message"] == {"iamToken": TOKEN}
    assert call["headers"]["authorization"] == f"Bearer {TOKEN}"


def test_a_token_that_is_no_good_cannot_be_revoked(iam, cancel):
    with pytest.raises(errors.CredentialRejected):
        iam.revoke("t1.MADE-UP-wrong", cancel)


def test_a_thousand_callers_cause_one_exchange(official, config, alarm):
    class Endless(IamRestClient):
        """The stubs' server names an end that lies in the past sooner or later."""

        def exchange_oauth(self, oauth_token: str, cancel: CancelToken) -> IamToken:
            return replace(super().exchange_oauth(oauth_token, cancel), expires_at=None)

    source = CredentialDesk(Endless(config, alarm)).source(
        "work", Credential(CredentialKind.OAUTH_TOKEN, OAUTH)
    )
    got: list[Credential] = []
    together = threading.Barrier(MANY)

    def ask() -> None:
        together.wait()
        got.append(source.credential(CancelToken()))

    threads = [threading.Thread(target=ask) for _ in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == MANY
    assert len(set(got)) == 1
    assert len(official.seen()) == 1


# --- clouds and folders ---


@pytest.mark.parametrize(("page_size", "pages"), [(1, 3), (2, 2), (3, 1), (1000, 1)])
def test_clouds_come_from_all_pages(official, config, alarm, cancel, page_size, pages):
    found = FolderRestClient(config, alarm, page_size=page_size).clouds(TOKEN, cancel)
    assert found == tuple(Cloud(f"b1g-made-up-cloud-{n}", f"облако-{n}") for n in (1, 2, 3))
    calls = official.seen()
    assert len(calls) == pages
    assert {call["headers"]["authorization"] for call in calls} == {f"Bearer {TOKEN}"}
    assert [call["message"].get("pageSize") for call in calls] == [str(page_size)] * pages


@pytest.mark.parametrize("page_size", [1, 1000])
def test_of_the_folders_only_the_active_ones_come(official, config, alarm, cancel, page_size):
    client = FolderRestClient(config, alarm, page_size=page_size)
    assert client.folders(TOKEN, "b1g-made-up-cloud-1", cancel) == (
        Folder("b1g-made-up-folder-1", "каталог-1", "b1g-made-up-cloud-1"),
    )
    assert {call["message"]["cloudId"] for call in official.seen()} == {"b1g-made-up-cloud-1"}
    assert client.folders(TOKEN, "b1g-made-up-cloud-2", cancel) == ()


def test_a_token_that_is_no_good_lists_nothing(config, alarm, cancel):
    with pytest.raises(errors.CredentialRejected):
        FolderRestClient(config, alarm).clouds("t1.MADE-UP-wrong", cancel)


def test_without_a_cloud_there_are_no_folders(config, alarm, cancel):
    with pytest.raises(errors.RequestRejected):
        FolderRestClient(config, alarm).folders(TOKEN, "", cancel)
