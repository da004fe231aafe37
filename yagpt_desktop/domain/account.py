"""Whom the service lets in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from .errors import CredentialMalformed

_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"


class CredentialKind(StrEnum):
    """What a secret is; decides the authorisation header."""

    API_KEY = "api-key"
    IAM_TOKEN = "iam-token"

    @classmethod
    def of(cls, secret: str) -> CredentialKind:
        """Guess by look: IAM tokens begin with ``t1.`` (a hint of the docs, no promise)."""
        return cls.IAM_TOKEN if secret.startswith(("t1.", "t2.")) else cls.API_KEY


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret and its kind.  The secret is in no ``repr``."""

    kind: CredentialKind
    secret: str = field(repr=False)

    @classmethod
    def cleaned(cls, kind: CredentialKind, pasted: str) -> Credential:
        """Make a credential of pasted text: outer and inner white space and invisible signs go.

        Raises:
            CredentialMalformed: Nothing is left, or a character is not printable ASCII.
        """
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
        origin: The endpoints the secret was given for; it is never sent to others.
    """

    id: str
    name: str
    kind: CredentialKind
    folder_id: str
    origin: str
