"""Who is let in: the authorisation header and the folder."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

import grpc

from . import cloud
from .fault import Refusal

IAM_TOKEN_LIFE_S: Final = 12 * 3600

_LOOKS_LIKE_IAM: Final = re.compile(r"t\d\.")
_LOOKS_LIKE_API_KEY: Final = re.compile(r"AQVN")
_GARBLED: Final = re.compile(r"[^!-~]")
_UNKNOWN_WORDS: Final = ("wrong", "invalid", "revoked", "unknown")


class Scheme(Enum):
    """How a caller names itself; the values are the header's first word."""

    BEARER = "Bearer"
    API_KEY = "Api-Key"


@dataclass(frozen=True, slots=True)
class Caller:
    """Someone who was let in."""

    scheme: Scheme
    may_use_folders: bool
    billing_active: bool


class Doorkeeper:
    """Checks credentials.  Any secret is accepted unless a word in it says otherwise.

    ``wrong``, ``invalid``, ``expired``, ``revoked``, ``unknown`` are refused; ``norole`` has no role on any
    folder and ``nobilling`` no active billing account.  IAM tokens issued here end and can be revoked.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._ends_at: dict[str, float] = {}

    def remember(self, iam_token: str, ends_at: float) -> None:
        """Note until when a token that was issued here is good."""
        with self._lock:
            self._ends_at[iam_token] = ends_at

    def revoke(self, iam_token: str) -> None:
        """Let a token in no more."""
        self.remember(iam_token, float("-inf"))

    def caller(self, headers: Mapping[str, str]) -> Caller:
        """Return who calls.

        Raises:
            Refusal: UNAUTHENTICATED in the service's words.
        """
        scheme_name, _, secret = headers.get("authorization", "").strip().partition(" ")
        secret = secret.strip()
        scheme = {"bearer": Scheme.BEARER, "api-key": Scheme.API_KEY}.get(scheme_name.lower())
        if scheme is None or not secret or _GARBLED.search(secret):
            raise _unauthenticated("The token is invalid")
        if scheme is Scheme.BEARER:
            self._check_token(secret)
        else:
            _check_key(secret)
        lower = secret.lower()
        return Caller(scheme, may_use_folders="norole" not in lower, billing_active="nobilling" not in lower)

    def _check_token(self, token: str) -> None:
        lower = token.lower()
        with self._lock:
            ends_at = self._ends_at.get(token, float("inf"))
        if "expired" in lower or float("-inf") < ends_at <= self._clock():
            raise _unauthenticated("The token has expired")
        if (
            ends_at == float("-inf")
            or _LOOKS_LIKE_API_KEY.match(token)
            or any(word in lower for word in _UNKNOWN_WORDS)
        ):
            raise _unauthenticated("The token is invalid")


def _check_key(key: str) -> None:
    lower = key.lower()
    if "expired" in lower:
        raise _unauthenticated("The apikey has expired")
    if _LOOKS_LIKE_IAM.match(key) or any(word in lower for word in _UNKNOWN_WORDS):
        raise _unauthenticated("Unknown api key")


def _unauthenticated(message: str) -> Refusal:
    return Refusal(grpc.StatusCode.UNAUTHENTICATED, message)


def check_folder(caller: Caller, uri_folder_id: str, headers: Mapping[str, str]) -> None:
    """Check that the caller may work in the folder that the model URI names.

    Raises:
        Refusal: PERMISSION_DENIED: no role, billing off, a cloud's id or something that is no folder id;
            INVALID_ARGUMENT: the folder is another one than the credential's or the header's.
    """
    header_folder_id = headers.get("x-folder-id", "") or uri_folder_id
    if uri_folder_id.startswith("b1gother"):
        raise _mismatch(uri_folder_id, cloud.DEMO_FOLDER_ID)
    if header_folder_id != uri_folder_id:
        raise _mismatch(uri_folder_id, header_folder_id)
    if not caller.may_use_folders or not cloud.is_folder_id(uri_folder_id):
        raise Refusal(
            grpc.StatusCode.PERMISSION_DENIED,
            f"Permission to [resource-manager.folder {uri_folder_id}] denied",
        )
    if not caller.billing_active:
        raise Refusal(
            grpc.StatusCode.PERMISSION_DENIED,
            "The cloud's billing account is not active: its status must be ACTIVE or TRIAL_ACTIVE",
        )


def _mismatch(asked_for: str, own: str) -> Refusal:
    return Refusal(
        grpc.StatusCode.INVALID_ARGUMENT,
        f"Specified folder ID '{asked_for}' does not match with service account folder ID '{own}'",
    )
