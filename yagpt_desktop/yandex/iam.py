"""IAM over REST: lasting credentials in, IAM tokens out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.errors import (
    ClockWrong,
    CredentialRejected,
    OptionUnsupported,
    ReplyDamaged,
    RequestRejected,
)
from yagpt_desktop.domain.iam import IamToken
from yagpt_desktop.domain.ports import Alarm

from .jwt_token import BACKDATED_S, ServiceAccountKey, read_key
from .network import Target, rest_target
from .policy import NetworkPolicy
from .server_clock import ServerClock, ShortCalls

WRONG_CLOCK_S: Final = 300.0
"""From here on a refused claim is put down to this computer's clock."""

_TOKENS_PATH: Final = "/iam/v1/tokens"
_REVOKE_PATH: Final = "/iam/v1/tokens:revoke"
_LONGEST_OAUTH: Final = 4000
_LONGEST_IAM: Final = 4096


class IamRestClient:
    """Implements ``domain.iam.IamClient``.

    Any thread.  Every method blocks: up to 40 s where the network is bad, for ever never; a cancel ends it
    within 50 ms, the look-up of a host's name too where the policy has an ``aside``.
    """

    def __init__(
        self,
        config: Config,
        alarm: Alarm,
        clock: ServerClock | None = None,
        policy: NetworkPolicy | None = None,
    ) -> None:
        """Take a ``clock`` to share with other clients what the service's time is, and their ``policy``."""
        self._config = config
        self._clock = clock or ServerClock()
        self._calls = ShortCalls(config, alarm, self._clock, policy)

    def exchange_oauth(self, oauth_token: str, cancel: CancelToken) -> IamToken:
        """See the port.

        Raises:
            CredentialMalformed: It cannot be one; nothing was sent.
            CredentialRejected: The service refuses it (HTTP 400, 401, 404).
        """
        secret = Credential.cleaned(CredentialKind.OAUTH_TOKEN, oauth_token).secret
        if len(secret) > _LONGEST_OAUTH:
            raise CredentialRejected("longer than any OAuth token; nothing was sent")
        return self._exchanged("yandexPassportOauthToken", secret, cancel)

    def exchange_key(self, key_json: str, cancel: CancelToken) -> IamToken:
        """See the port.

        Raises:
            CredentialMalformed: It is no key file; nothing was sent.
            CredentialRejected: The service refuses the key (HTTP 400, 401, 404).
            ClockWrong: It refuses what is signed with a time that it had told itself, too, while this
                computer's own is off by minutes.
        """
        key = read_key(key_json)
        believed_s = self._clock.base_s
        try:
            return self._signed_in(key, cancel)
        except CredentialRejected:
            # The refusal has told the time that should have stood in the claim.
            off_s = abs(self._clock.base_s - believed_s)
            if off_s < BACKDATED_S:
                raise
        try:
            return self._signed_in(key, cancel)
        except CredentialRejected as error:
            if off_s <= WRONG_CLOCK_S:
                raise
            skew_s = self._clock.skew_s
            raise ClockWrong(error.detail, request_id=error.request_id, skew_s=skew_s) from error

    def revoke(self, token: str, cancel: CancelToken) -> None:
        """See the port.  The token itself is what lets this in."""
        secret = Credential.cleaned(CredentialKind.IAM_TOKEN, token).secret
        self._calls.ask(self._target(), _REVOKE_PATH, cancel, body={"iamToken": secret}, bearer=secret)

    def _signed_in(self, key: ServiceAccountKey, cancel: CancelToken) -> IamToken:
        return self._exchanged("jwt", key.claim(self._clock.now_s()), cancel)

    def _exchanged(self, kind: str, secret: str, cancel: CancelToken) -> IamToken:
        try:
            told = self._calls.ask(
                self._target(), _TOKENS_PATH, cancel, body={kind: secret}, private=(secret,)
            )
        except OptionUnsupported:
            raise
        except RequestRejected as error:
            # Nothing is in the request but the credential.
            raise CredentialRejected(error.detail, request_id=error.request_id) from error
        return self._token(told)

    def _token(self, told: dict[str, Any]) -> IamToken:
        token = told.get("iamToken")
        if not isinstance(token, str) or not 0 < len(token) <= _LONGEST_IAM:
            raise ReplyDamaged("no iamToken in the answer")
        if not all("!" <= sign <= "~" for sign in token):
            raise ReplyDamaged("an iamToken with a character that no header takes")
        ends_at = _moment(told.get("expiresAt"))
        return IamToken(token, self._clock.wall(), ends_at and self._clock.here(ends_at))

    def _target(self) -> Target:
        return rest_target(self._config.endpoints.iam, "endpoints.iam")


def _moment(text: object) -> datetime | None:
    """Read a timestamp; None for what is none: a token is good without it."""
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo is not None else moment.replace(tzinfo=UTC)
