"""One hierarchy of errors.

An error says *what* happened; the sentence for a person stands in ``ui.words``.  A filtered or truncated
answer is no error but a :class:`~yagpt_desktop.domain.completion.CompletionStatus`::

    YaGptError
    ├── Cancelled                  the user stopped it; never shown
    ├── AuthError
    │   ├── SignInRequired         no credential stored, or stored for another endpoint
    │   │   └── SessionKeyGone     … for it was kept in the memory of an earlier run only
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
    │   ├── ProfileUnusable        the profile's folder cannot be made or opened
    │   ├── SecretStoreMissing     no keyring in this session
    │   ├── SecretStoreLocked      locked, refused
    │   │   └── SecretStoreDenied  … because this program may not use it; to ask again does not help
    │   ├── SecretStoreSilent      does not answer
    │   ├── SecretTooBig           over the keyring's limit
    │   ├── SecretStoreFull        the keyring takes no more
    │   ├── SecretLost             written, but read back as something else
    │   ├── DiskFull               no room
    │   ├── HistoryReadOnly        the chats' file or its folder is closed to us
    │   ├── HistoryNewer           a newer version made it
    │   ├── HistoryDamaged         not sound; not touched
    │   │   └── HistoryForeign     … because it is no file of ours
    │   └── HistoryBusy            another process has it open
    ├── InputError
    │   ├── InputUnreadable        a file or standard input
    │   ├── ImportRefused          a file's chats are broken, too many, or of no known form
    │   └── ConfigurationInvalid   config.toml, an option, an environment variable
    └── UnexpectedError            our own defect, caught at a thread's last wall
"""

from __future__ import annotations

from yagpt_desktop.domain.fault import Expected, ImportFault, KeyFault

from .breakdown import (
    CertificateRejected,
    ComputerSlept,
    HostNotFound,
    NetworkError,
    NotConnected,
    ProxyRefused,
    ProxyUnreachable,
    ProxyUnsupported,
    ReplyDamaged,
    ReplyTooBig,
    ServiceBusy,
    ServiceFault,
    ServiceUnreachable,
    SignInPageSuspected,
    StreamCut,
    TimedOut,
)
from .local import (
    ConfigurationInvalid,
    DiskFull,
    HistoryBusy,
    HistoryDamaged,
    HistoryForeign,
    HistoryNewer,
    HistoryReadOnly,
    ImportRefused,
    InputError,
    InputUnreadable,
    ProfileUnusable,
    SecretLost,
    SecretStoreDenied,
    SecretStoreFull,
    SecretStoreLocked,
    SecretStoreMissing,
    SecretStoreSilent,
    SecretTooBig,
    StorageError,
)
from .refusal import (
    AccessDenied,
    AuthError,
    BillingInactive,
    ClockWrong,
    CredentialMalformed,
    CredentialRejected,
    FolderUnknown,
    HourlyQuotaExceeded,
    ModelUnknown,
    OptionUnsupported,
    QuotaExceeded,
    RequestRejected,
    ResultExpired,
    SessionExpired,
    SessionKeyGone,
    SignInRequired,
    TextTooLong,
)
from .root import Cancelled, UnexpectedError, YaGptError

__all__ = [
    "AccessDenied",
    "AuthError",
    "BillingInactive",
    "Cancelled",
    "CertificateRejected",
    "ClockWrong",
    "ComputerSlept",
    "ConfigurationInvalid",
    "CredentialMalformed",
    "CredentialRejected",
    "DiskFull",
    "Expected",
    "FolderUnknown",
    "HistoryBusy",
    "HistoryDamaged",
    "HistoryForeign",
    "HistoryNewer",
    "HistoryReadOnly",
    "HostNotFound",
    "HourlyQuotaExceeded",
    "ImportFault",
    "ImportRefused",
    "InputError",
    "InputUnreadable",
    "KeyFault",
    "ModelUnknown",
    "NetworkError",
    "NotConnected",
    "OptionUnsupported",
    "ProfileUnusable",
    "ProxyRefused",
    "ProxyUnreachable",
    "ProxyUnsupported",
    "QuotaExceeded",
    "ReplyDamaged",
    "ReplyTooBig",
    "RequestRejected",
    "ResultExpired",
    "SecretLost",
    "SecretStoreDenied",
    "SecretStoreFull",
    "SecretStoreLocked",
    "SecretStoreMissing",
    "SecretStoreSilent",
    "SecretTooBig",
    "ServiceBusy",
    "ServiceFault",
    "ServiceUnreachable",
    "SessionExpired",
    "SessionKeyGone",
    "SignInPageSuspected",
    "SignInRequired",
    "StorageError",
    "StreamCut",
    "TextTooLong",
    "TimedOut",
    "UnexpectedError",
    "YaGptError",
]
