"""Whom the service lets in."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from .errors import CredentialMalformed
from .fault import KeyFault

_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"
_KEY_IDS: Final = (KeyFault.NO_ID, KeyFault.NO_ACCOUNT)
_KEY_ID: Final = re.compile(r"[!-~]{1,100}")
_PEM: Final = re.compile(r"-----BEGIN (?:RSA )?PRIVATE KEY-----[!-~\s]+?-----END (?:RSA )?PRIVATE KEY-----")
_LONGEST_KEY_FILE: Final = 64 * 1024
_MOST_BRACES: Final = 100


class CredentialKind(StrEnum):
    """What a credential is, the handiest for most people first."""

    API_KEY = "api-key"
    SERVICE_ACCOUNT_KEY = "service-account-key"
    YC_CLI = "yc"
    IAM_TOKEN = "iam-token"
    OAUTH_TOKEN = "oauth-token"

    @property
    def is_direct(self) -> bool:
        """Whether it stands in the authorisation header itself; any other is exchanged for an IAM token."""
        return self in {CredentialKind.API_KEY, CredentialKind.IAM_TOKEN}

    @classmethod
    def of(cls, secret: str) -> CredentialKind:
        """Guess by look: IAM tokens begin with ``t1.`` (a hint of the docs, no promise)."""
        return cls.IAM_TOKEN if secret.startswith(("t1.", "t2.")) else cls.API_KEY


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret and its kind.  The secret is in no ``repr``.

    Attributes:
        secret: Printable ASCII without blanks; for a service account's key JSON with nothing in it but
            ``id``, ``service_account_id`` and ``private_key``; for ``yc``, which keeps its own, "".
    """

    kind: CredentialKind
    secret: str = field(repr=False)

    @classmethod
    def cleaned(cls, kind: CredentialKind, pasted: str) -> Credential:
        """Make a credential of pasted text: outer and inner white space and invisible signs go.

        Of a service account's key file all goes that stands before, after, or in it without need.

        Raises:
            CredentialMalformed: Nothing is left, a character is not printable ASCII, or it is no key file.
        """
        if kind is CredentialKind.YC_CLI:
            return cls(kind, "")
        if kind is CredentialKind.SERVICE_ACCOUNT_KEY:
            return cls(kind, _key_in(pasted))
        secret = "".join(sign for sign in pasted if not sign.isspace() and sign not in _INVISIBLE)
        if not secret:
            raise CredentialMalformed("empty credential")
        for position, sign in enumerate(secret, start=1):
            if not "!" <= sign <= "~":
                name = unicodedata.name(sign, f"U+{ord(sign):04X}")
                raise CredentialMalformed(f"{name} at {position}", character=sign, position=position)
        return cls(kind, secret)


@dataclass(frozen=True, slots=True)
class Access:
    """All that a request needs to be let in: credential and folder."""

    credential: Credential
    folder_id: str


@dataclass(frozen=True, slots=True)
class Account:
    """A person's way in, without its secret, which lies in the OS keyring under ``id``.

    Attributes:
        name: What the person calls it; "" until they call it anything.
        origin: The endpoints the secret was given for; it is never sent to others.
        folder_name: As the console calls the folder; "" where only its id is known.
        session_only: The keyring never got a secret of it: none is left when the program has been closed.
    """

    id: str
    name: str
    kind: CredentialKind
    folder_id: str
    origin: str
    folder_name: str = ""
    session_only: bool = False


def _key_in(pasted: str) -> str:
    """Return the least of a key file that can sign, as compact JSON.  No error quotes any of it."""
    text = "".join(" " if sign == "\xa0" else sign for sign in pasted if sign not in _INVISIBLE)
    if not text.strip():
        raise CredentialMalformed("empty credential")
    found = _first_object(text)
    if found is None:
        raise CredentialMalformed("no whole JSON object", fault=KeyFault.NO_OBJECT)
    key: dict[str, str] = {}
    for fault in _KEY_IDS:
        value = found.get(fault.field)
        key[fault.field] = value.strip() if isinstance(value, str) else ""
        if not _KEY_ID.fullmatch(key[fault.field]):
            raise CredentialMalformed(f"no usable {fault.field}", fault=fault)
    secret = found.get("private_key")
    if not isinstance(secret, str) or not secret.strip():
        raise CredentialMalformed("no private_key", fault=KeyFault.NO_PRIVATE_KEY)
    # Before it the service puts a line of warning, which is no part of the key.
    pem = _PEM.search(secret)
    if pem is None:
        raise CredentialMalformed("private_key is no PEM", fault=KeyFault.PRIVATE_KEY)
    return json.dumps({**key, "private_key": f"{pem[0]}\n"}, separators=(",", ":"))


def _first_object(text: str) -> dict[str, Any] | None:
    """Find a key in text that may say other things, too; where there is none, any JSON object."""
    if len(text) > _LONGEST_KEY_FILE:
        return None
    # Not strict: the line breaks of the key become real ones where a terminal printed the file.
    decoder = json.JSONDecoder(strict=False)
    found: dict[str, Any] | None = None
    for _, brace in zip(range(_MOST_BRACES), re.finditer(r"\{", text), strict=False):
        try:
            value, _ = decoder.raw_decode(text, brace.start())
        except (ValueError, RecursionError):
            continue
        if "private_key" in value:
            return dict(value)
        found = found or value
    return found
