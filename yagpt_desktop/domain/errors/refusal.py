"""The service, or this program for it, says no: to the credential, to the request, or for now."""

from __future__ import annotations

from yagpt_desktop.domain.fault import KeyFault

from .root import YaGptError


class AuthError(YaGptError):
    """The credential does not open the door."""

    code = "E-KEY-WRONG"


class SignInRequired(AuthError):
    """No credential is known for this endpoint."""

    code = "E-NO-KEY"


class SessionKeyGone(SignInRequired):
    """The account's key was for an earlier run of the program only, and went with it."""


class CredentialMalformed(AuthError):
    """A credential cannot be one; noticed before anything is sent.

    Attributes:
        character: The wrong character, or "" where there is none.
        position: Its place, counted from 1; 0 where there is none.
        fault: What is wrong with a key file; None for other credentials and for an empty one.
    """

    code = "E-KEY-FORMAT"

    def __init__(
        self, detail: str = "", *, character: str = "", position: int = 0, fault: KeyFault | None = None
    ) -> None:
        super().__init__(detail)
        self.character = character
        self.position = position
        self.fault = fault


class ClockWrong(AuthError):
    """The service refuses what this computer signs, and its clock is off by minutes or more.

    Attributes:
        skew_s: Seconds that the service's clock is ahead of this computer's; below 0 where this one is
            ahead, 0 where nobody knows by how much.
    """

    code = "E-CLOCK"

    def __init__(self, detail: str = "", *, request_id: str = "", skew_s: float = 0.0) -> None:
        super().__init__(detail, request_id=request_id)
        self.skew_s = skew_s


class CredentialRejected(AuthError):
    """The service does not accept the credential (UNAUTHENTICATED, 401)."""


class SessionExpired(CredentialRejected):
    """The token was good once."""

    code = "E-LOGIN-EXPIRED"


class AccessDenied(AuthError):
    """The credential is good but may not do this (PERMISSION_DENIED, 403)."""

    code = "E-NO-ROLE"


class BillingInactive(AccessDenied):
    """The cloud's billing account is not active."""

    code = "E-MONEY"


class RequestRejected(YaGptError):
    """The service finds the request wrong (INVALID_ARGUMENT, FAILED_PRECONDITION, 400)."""

    code = "E-REQUEST"


class FolderUnknown(RequestRejected):
    """The folder does not exist or belongs to somebody else."""

    code = "E-FOLDER"


class ModelUnknown(RequestRejected):
    """The model's name is wrong or the model has retired."""

    code = "E-MODEL"


class OptionUnsupported(RequestRejected):
    """This model or mode does not know an option (UNIMPLEMENTED, or refused before sending)."""

    code = "E-OPTION"


class TextTooLong(RequestRejected):
    """Prompt and answer do not fit the model.

    Attributes:
        limit_tokens: What the model takes, where the service says it.
        actual_tokens: What it was given, where the service says it.
    """

    code = "E-LONG"

    def __init__(
        self,
        detail: str = "",
        *,
        request_id: str = "",
        limit_tokens: int | None = None,
        actual_tokens: int | None = None,
    ) -> None:
        super().__init__(detail, request_id=request_id)
        self.limit_tokens = limit_tokens
        self.actual_tokens = actual_tokens


class ResultExpired(RequestRejected):
    """An asynchronous result is unknown; results are kept for three days."""

    code = "E-RESULT-GONE"


class QuotaExceeded(YaGptError):
    """Too many requests at this moment (RESOURCE_EXHAUSTED, 429)."""

    code = "E-RATE"
    retry_is_safe = True


class HourlyQuotaExceeded(QuotaExceeded):
    """The limit of an hour is used up; retries within minutes are of no use."""

    code = "E-RATE-HOUR"
    retry_is_safe = False
