"""Exchange of OAuth tokens and signed JWTs for IAM tokens, as far as it can be checked without their keys."""

from __future__ import annotations

import base64
import binascii
import hashlib
import itertools
import json
import re
from collections.abc import Callable
from typing import Any, Final

import grpc

from yagpt_desktop.yandex.pb import iam_pb2

from .access import IAM_TOKEN_LIFE_S, Doorkeeper
from .fault import Refusal

AUDIENCE: Final = "https://iam.api.cloud.yandex.net/iam/v1/tokens"

_OAUTH: Final = re.compile(r"y[0-3]_[A-Za-z0-9_-]+")
_OAUTH_MAX: Final = 4_000
_JWT_MAX: Final = 8_000
_JWT_LIFE_MAX_S: Final = 3_600
_CLOCK_SLACK_S: Final = 60
_REFUSED_WORDS: Final = ("wrong", "invalid", "expired", "revoked", "unknown")


class TokenIssuer:
    """Issues IAM tokens that live for 12 hours, or as long as it is told."""

    def __init__(
        self, doorkeeper: Doorkeeper, clock: Callable[[], float], life_s: float = IAM_TOKEN_LIFE_S
    ) -> None:
        self._doorkeeper = doorkeeper
        self._clock = clock
        self._life_s = life_s
        self._number = itertools.count(1)

    def create(self, request: iam_pb2.CreateIamTokenRequest) -> iam_pb2.CreateIamTokenResponse:
        """Exchange an OAuth token or a JWT.

        Raises:
            Refusal: UNAUTHENTICATED; INVALID_ARGUMENT where neither is given or one is too long.
        """
        kind = request.WhichOneof("identity")
        if kind == "yandex_passport_oauth_token":
            self._check_oauth(request.yandex_passport_oauth_token)
        elif kind == "jwt":
            self._check_jwt(request.jwt)
        else:
            raise _bad_argument("One of the options yandex_passport_oauth_token, jwt must be specified")
        return self._issued()

    def create_for_service_account(self, service_account_id: str) -> iam_pb2.CreateIamTokenResponse:
        """Issue a token for a service account.

        Raises:
            Refusal: INVALID_ARGUMENT, NOT_FOUND.
        """
        if not 0 < len(service_account_id) <= 50:
            raise _bad_argument("service_account_id: String length must be in the range 1 to 50")
        if any(word in service_account_id for word in _REFUSED_WORDS):
            raise Refusal(
                grpc.StatusCode.NOT_FOUND, f"Service account with id '{service_account_id}' not found"
            )
        return self._issued()

    def revoke(self, iam_token: str) -> iam_pb2.RevokeIamTokenResponse:
        """Let a token in no more.

        Raises:
            Refusal: INVALID_ARGUMENT.
        """
        if not 0 < len(iam_token) <= 4096:
            raise _bad_argument("iam_token: String length must be in the range 1 to 4096")
        self._doorkeeper.revoke(iam_token)
        return iam_pb2.RevokeIamTokenResponse(subject_id="ajedemo0account00000")

    def _issued(self) -> iam_pb2.CreateIamTokenResponse:
        # Hexadecimal alone, so that no word the doorkeeper looks for can turn up by chance.
        seed = f"{self._clock()} {next(self._number)} {id(self)}".encode()
        signature = hashlib.sha512(seed).hexdigest()[:86]
        token = f"t1.{hashlib.sha256(seed).hexdigest()}.{signature}"
        ends_at = self._clock() + self._life_s
        self._doorkeeper.remember(token, ends_at)
        response = iam_pb2.CreateIamTokenResponse(iam_token=token)
        response.expires_at.FromMilliseconds(round(ends_at * 1000))
        return response

    def _check_oauth(self, token: str) -> None:
        if len(token) > _OAUTH_MAX:
            raise _bad_argument(f"yandex_passport_oauth_token: String length must be at most {_OAUTH_MAX}")
        if not _OAUTH.fullmatch(token) or any(word in token.lower() for word in _REFUSED_WORDS):
            raise _refused("OAuth token is invalid or expired")

    def _check_jwt(self, jwt: str) -> None:
        if len(jwt) > _JWT_MAX:
            raise _bad_argument(f"jwt: String length must be at most {_JWT_MAX}")
        parts = jwt.split(".")
        if len(parts) != 3 or not parts[2]:
            raise _refused("JWT is invalid: three parts expected")
        header, claims = _decoded(parts[0]), _decoded(parts[1])
        _decoded_bytes(parts[2])
        if header.get("alg") != "PS256" or not header.get("kid"):
            raise _refused("JWT is invalid: alg must be PS256 and kid the key's id")
        if claims.get("aud") != AUDIENCE or not claims.get("iss"):
            raise _refused("JWT is invalid: unexpected aud or no iss")
        if any(word in f"{header['kid']} {claims['iss']}" for word in _REFUSED_WORDS):
            raise _refused("JWT is invalid: unknown key")
        self._check_times(claims.get("iat"), claims.get("exp"))

    def _check_times(self, issued_at: object, ends_at: object) -> None:
        if not isinstance(issued_at, int | float) or not isinstance(ends_at, int | float):
            raise _refused("JWT is invalid: iat and exp must be numbers")
        now = self._clock()
        if issued_at > now + _CLOCK_SLACK_S:
            raise _refused("JWT is invalid: issued in the future")
        if ends_at <= now:
            raise _refused("JWT is invalid: token is expired")
        if not 0 < ends_at - issued_at <= _JWT_LIFE_MAX_S:
            raise _refused("JWT is invalid: it may live one hour at most")


def _decoded(part: str) -> dict[str, Any]:
    try:
        value = json.loads(_decoded_bytes(part))
    except ValueError as error:
        raise _refused("JWT is invalid: not JSON") from error
    if not isinstance(value, dict):
        raise _refused("JWT is invalid: not a JSON object")
    return value


def _decoded_bytes(part: str) -> bytes:
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise _refused("JWT is invalid: not base64url") from error


def _refused(message: str) -> Refusal:
    return Refusal(grpc.StatusCode.UNAUTHENTICATED, message)


def _bad_argument(message: str) -> Refusal:
    return Refusal(grpc.StatusCode.INVALID_ARGUMENT, message)
