"""Exchange of credentials for IAM tokens over both transports."""

from __future__ import annotations

import base64
import json

import pytest

from yagpt_desktop.simulator import LocalService, Options
from yagpt_desktop.simulator.iam import AUDIENCE
from yagpt_desktop.yandex.pb import iam_pb2

NOW = 1_800_000_000.0
HOUR = 3_600
INVALID, NOT_FOUND, DENIED, UNAUTHENTICATED = 3, 5, 7, 16


class Clock:
    """Seconds that pass when told to."""

    now = NOW

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def service(clock):
    """A service that lives by that clock."""
    with LocalService(options=Options(pace=0, clock=clock)) as running:
        yield running


def part(value) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def jwt(header=None, **claims) -> str:
    head = {"alg": "PS256", "typ": "JWT", "kid": "ajekeyMADEUP00000000"} | (header or {})
    body = {"iss": "ajeaccountMADEUP0000", "aud": AUDIENCE, "iat": NOW, "exp": NOW + HOUR} | claims
    return f"{part(head)}.{part(body)}.{base64.urlsafe_b64encode(b'x' * 256).rstrip(b'=').decode()}"


@pytest.fixture
def create(caller):
    """Exchange a credential."""
    return lambda **identity: caller.call(
        "IamTokenService/Create", iam_pb2.CreateIamTokenRequest(**identity), {}
    )


@pytest.mark.parametrize("token", ["y0_MADE-UP", "y1_made_up", "y2_x", "y3_AgAAAAAAA"])
def test_an_oauth_token_is_exchanged_for_one_of_twelve_hours(create, token):
    issued = create(yandex_passport_oauth_token=token).messages[0]
    assert issued.iam_token.startswith("t1.")
    assert issued.expires_at.seconds == NOW + 12 * HOUR


@pytest.mark.parametrize("token", ["y0_expired", "y1_WRONG", "y4_x", "AQVNx", "t1.x", "y0_с-кириллицей", ""])
def test_a_bad_oauth_token_is_refused(create, token):
    heard = create(yandex_passport_oauth_token=token)
    assert (heard.code, heard.text) == (UNAUTHENTICATED, "OAuth token is invalid or expired")
    assert heard.http in {0, 401}


def test_a_signed_jwt_is_exchanged(create):
    assert create(jwt=jwt()).messages[0].iam_token.startswith("t1.")


@pytest.mark.parametrize(
    "bad",
    [
        "", "x", "a.b.c", "a.b", jwt() + ".x", jwt().rpartition(".")[0] + ".", jwt({"alg": "RS256"}),
        jwt({"alg": "none"}), jwt({"kid": ""}), jwt({"kid": "unknown-key"}), jwt(aud="https://example.org"),
        jwt(iss=""), jwt(iat=None), jwt(exp="tomorrow"), jwt(iat=NOW + 400, exp=NOW + HOUR),
        jwt(iat=NOW - 2 * HOUR, exp=NOW - HOUR), jwt(exp=NOW + 2 * HOUR), jwt(exp=NOW),
        f"{part([])}.{part([])}.x",
    ],
)  # fmt: skip
def test_a_bad_jwt_is_refused(create, bad):
    heard = create(jwt=bad)
    assert heard.code == UNAUTHENTICATED
    assert heard.text.startswith("JWT is invalid")


def test_a_clock_that_is_wrong_makes_the_jwt_bad(create, clock):
    clock.now = NOW - 600
    assert "future" in create(jwt=jwt()).text
    clock.now = NOW + 2 * HOUR
    assert "expired" in create(jwt=jwt()).text


def test_the_date_header_shows_the_services_clock(rest_caller):
    assert rest_caller.http.get("/").headers["date"] == "Fri, 15 Jan 2027 08:00:00 GMT"


def test_neither_or_too_much_is_an_invalid_argument(create):
    assert create().code == INVALID
    assert create(yandex_passport_oauth_token="y0_" + "x" * 4_000).code == INVALID
    assert create(jwt="x" * 8_001).code == INVALID


def test_an_issued_token_lets_in_until_it_ends(create, ask, clock):
    headers = {"authorization": f"Bearer {create(jwt=jwt()).messages[0].iam_token}"}
    assert ask(headers=headers).code == 0
    clock.now += 12 * HOUR + 1
    heard = ask(headers=headers)
    assert (heard.code, heard.text) == (UNAUTHENTICATED, "The token has expired")


def test_two_tokens_are_never_the_same(create):
    assert len({create(jwt=jwt()).messages[0].iam_token for _ in range(5)}) == 5


def test_a_revoked_token_lets_in_no_more(create, caller, ask):
    token = create(jwt=jwt()).messages[0].iam_token
    revoked = caller.call("IamTokenService/Revoke", iam_pb2.RevokeIamTokenRequest(iam_token=token), {})
    assert revoked.messages[0].subject_id
    assert ask(headers={"authorization": f"Bearer {token}"}).code == UNAUTHENTICATED
    assert caller.call("IamTokenService/Revoke", iam_pb2.RevokeIamTokenRequest(), {}).code == INVALID


@pytest.mark.parametrize(
    ("account", "authorization", "code"),
    [
        ("ajeaccountMADEUP0000", "Bearer t1.MADE-UP", 0),
        ("ajeaccountMADEUP0000", "Api-Key MADE-UP", DENIED),
        ("ajeaccountMADEUP0000", "Bearer t1.norole", DENIED),
        ("ajeaccountMADEUP0000", "", UNAUTHENTICATED),
        ("unknown", "Bearer t1.MADE-UP", NOT_FOUND),
        ("", "Bearer t1.MADE-UP", INVALID),
        ("a" * 51, "Bearer t1.MADE-UP", INVALID),
    ],
)
def test_a_token_for_a_service_account(caller, account, authorization, code):
    request = iam_pb2.CreateIamTokenForServiceAccountRequest(service_account_id=account)
    headers = {"authorization": authorization}
    assert caller.call("IamTokenService/CreateForServiceAccount", request, headers).code == code


def test_rest_uses_the_official_names_and_the_flat_error(rest_caller):
    reply = rest_caller.http.post("/iam/v1/tokens", json={"yandexPassportOauthToken": "y0_MADE-UP"})
    assert set(reply.json()) == {"iamToken", "expiresAt"}
    assert reply.json()["expiresAt"].endswith("Z")
    refused = rest_caller.http.post("/iam/v1/tokens", json={"yandexPassportOauthToken": "y0_expired"})
    assert refused.json() == {"code": 16, "message": "OAuth token is invalid or expired", "details": []}
