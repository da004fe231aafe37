"""One hierarchy of errors.

An error says *what* happened; the sentence for a person stands in ``ui.words``.  A filtered or truncated
answer is no error but a :class:`~yagpt_desktop.domain.completion.CompletionStatus`::

    YaGptError
    ├── Cancelled                  the user stopped it; never shown
    ├── AuthError
    │   ├── SignInRequired         no credential stored, or stored for another endpoint
    │   ├── CredentialMalformed    a character that no key has, or a file that is no key
    │   ├── ClockWrong             this computer's clock is off, so that what it signs is refused
    │   ├── CredentialRejected     UNAUTHENTICATED
    │   │   └── SessionExpired     … and the service says the token is out of date
    │   └── AccessDenied           PERMISSION_DENIED
    │       └── BillingInactive    … because the billing account is not active
    ├── RequestRejected            INVALID_ARGUMENT, FAILED_PRECONDITION …
    │   ├── FolderUnknown          the folder is not the credential's, or does not exist
    │   ├── ModelUnknown           a typing error, or a retired model
    │   ├── TextTooLong            prompt and answer do not fit
    │   ├── OptionUnsupported      this model or mode does not know the option; refused before sending, or 12
    │   └── ResultExpired          NOT_FOUND for an asynchronous result
    ├── QuotaExceeded              RESOURCE_EXHAUSTED: too many at once
    │   └── HourlyQuotaExceeded    … in this hour; a retry within minutes is of no use
    ├── NetworkError
    │   ├── ServiceUnreachable     connection refused, reset, no route
    │   │   └── NotConnected       … before a connection stood: nothing was sent
    │   │       └── ProxyUnreachable   … because the proxy itself does not answer
    │   ├── HostNotFound           the name does not resolve
    │   ├── SignInPageSuspected    something that is not the service answered
    │   ├── ProxyRefused           407
    │   ├── ProxyUnsupported       SOCKS, PAC, NTLM
    │   ├── CertificateRejected    TLS verification failed; nothing was sent
    │   ├── TimedOut               a watchdog, or DEADLINE_EXCEEDED
    │   ├── StreamCut              broken after text had arrived
    │   └── ComputerSlept          given up because its connection cannot have outlived the sleep
    ├── ServiceFault               INTERNAL, UNKNOWN, DATA_LOSS …
    │   ├── ServiceBusy            UNAVAILABLE from the service itself, 5xx
    │   └── ReplyDamaged           cannot be parsed
    │       └── ReplyTooBig        … because it is over our limit; asking again would only cost again
    ├── StorageError
    │   ├── SecretStoreMissing     no keyring in this session
    │   ├── SecretStoreLocked      locked, refused
    │   ├── SecretStoreSilent      does not answer
    │   ├── SecretTooBig           over the keyring's limit
    │   ├── SecretStoreFull        the keyring takes no more
    │   └── SecretLost             written, but read back as something else
    ├── InputError
    │   ├── InputUnreadable        a file or standard input
    │   └── ConfigurationInvalid   config.toml, an option, an environment variable
    └── UnexpectedError            our own defect, caught at a thread's last wall
"""

from __future__ import annotations

from typing import ClassVar

from .fault import Expected as Expected  # noqa: PLC0414 (also for those who raise what it belongs to)
from .fault import KeyFault


class YaGptError(Exception):
    """Root of all errors of this program.

    Attributes:
        code: Stable ``E-…`` name shown small, for support (reliability catalogue).
        detail: Technical English for the log and "Details"; never a token, a key or message text.
        request_id: The id this program sent, and the server's own where it gave one.
        retry_after_s: Seconds the server asked to wait; None where it said nothing.
    """

    code: ClassVar[str] = "E-UNKNOWN"
    retry_is_safe: ClassVar[bool] = False
    """The same request may be sent again by itself, as long as no text has arrived."""

    def __init__(self, detail: str = "", *, request_id: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.request_id = request_id
        self.retry_after_s = retry_after_s


class Cancelled(YaGptError):
    """The user stopped it."""

    code = "E-STOPPED"


class AuthError(YaGptError):
    """The credential does not open the door."""

    code = "E-KEY-WRONG"


class SignInRequired(AuthError):
    """No credential is known for this endpoint."""

    code = "E-NO-KEY"


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


class NetworkError(YaGptError):
    """The way to the service is broken."""

    code = "E-OFFLINE"


class ServiceUnreachable(NetworkError):
    """Connection refused, reset or lost before an answer began."""

    retry_is_safe = True


class NotConnected(ServiceUnreachable):
    """No connection came about, so nothing was sent and nothing can be billed."""


class ProxyUnreachable(NotConnected):
    """The proxy itself cannot be reached, so nothing behind it can."""

    code = "E-PROXY-OFF"


class HostNotFound(NetworkError):
    """The service's name does not resolve."""

    code = "E-DNS"
    retry_is_safe = True


class SignInPageSuspected(NetworkError):
    """Something that is not the service answered: a captive portal, a filter."""

    code = "E-PORTAL"


class ProxyRefused(NetworkError):
    """The proxy wants a name and a password (407)."""

    code = "E-PROXY-AUTH"


class ProxyUnsupported(NetworkError):
    """SOCKS, PAC or NTLM, which gRPC does not speak."""

    code = "E-PROXY-KIND"


class CertificateRejected(NetworkError):
    """TLS verification failed; no credential was sent."""

    code = "E-CERT"


class TimedOut(NetworkError):
    """No first text, silence, or too long altogether (DEADLINE_EXCEEDED, 504)."""

    code = "E-SLOW"


class StreamCut(NetworkError):
    """The stream broke after text had arrived; never retried by itself."""

    code = "E-CUT"


class ComputerSlept(NetworkError):
    """The computer slept during the call, so its connection is dead; never sent again by itself."""

    code = "E-SLEEP"


class ServiceFault(YaGptError):
    """The service failed (INTERNAL, UNKNOWN, DATA_LOSS, 500)."""

    code = "E-FAULT"
    retry_is_safe = True


class ServiceBusy(ServiceFault):
    """The service is there but takes no requests now (UNAVAILABLE, 502, 503)."""

    code = "E-BUSY"


class ReplyDamaged(ServiceFault):
    """The reply cannot be read: garbage, cut short, not UTF-8."""

    code = "E-BADREPLY"


class ReplyTooBig(ReplyDamaged):
    """The reply is over the limit of one message."""

    retry_is_safe = False


class StorageError(YaGptError):
    """Something of ours cannot be kept or read."""

    code = "E-DISK"


class SecretStoreMissing(StorageError):
    """The session has no keyring."""

    code = "E-VAULT-NONE"


class SecretStoreLocked(StorageError):
    """The keyring is locked, or the person refused to open it."""

    code = "E-VAULT-LOCKED"


class SecretStoreSilent(StorageError):
    """The keyring does not answer."""

    code = "E-VAULT-SILENT"


class SecretTooBig(StorageError):
    """The secret is over the keyring's limit."""

    code = "E-VAULT-BIG"


class SecretStoreFull(StorageError):
    """The keyring takes no more entries."""

    code = "E-VAULT-FULL"


class SecretLost(StorageError):
    """The keyring took the secret but gives back something else."""

    code = "E-VAULT-LOST"


class InputError(YaGptError):
    """What the person gave cannot be used."""

    code = "E-INPUT"


class InputUnreadable(InputError):
    """A file or standard input cannot be read.

    Attributes:
        path: The file; "" for standard input.
    """

    code = "E-FILE-READ"

    def __init__(self, detail: str = "", *, path: str = "") -> None:
        super().__init__(detail)
        self.path = path


class ConfigurationInvalid(InputError):
    """config.toml, an option or an environment variable holds a wrong value.

    Attributes:
        path: The file; "" where the value came from elsewhere.
        key: The value's full name, as ``network.proxy``; "" where the whole file cannot be read.
        line: Its line in the file, counted from 1; 0 where that is not known.
        expected: What should stand there; None where the detail says more.
    """

    code = "E-CONFIG"

    def __init__(
        self,
        detail: str = "",
        *,
        path: str = "",
        key: str = "",
        line: int = 0,
        expected: Expected | None = None,
    ) -> None:
        super().__init__(detail)
        self.path = path
        self.key = key
        self.line = line
        self.expected = expected


class UnexpectedError(YaGptError):
    """A defect of our own, caught at a thread's last wall."""

    code = "E-UNKNOWN"
