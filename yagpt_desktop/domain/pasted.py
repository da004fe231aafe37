"""What a person's paste turned out to be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .account import Credential, CredentialKind
from .errors import CredentialMalformed
from .fault import KeyFault


class Finding(Enum):
    """What is to be said about a paste, beside what it is.  The looks of secrets are hints, no promises."""

    EMPTY = "nothing but blanks"
    UNKNOWN = "nothing that is known"
    TOO_LONG = "only its beginning was looked at"
    WRONG_CHARACTER = "a character that no secret has"
    MASKED = "asterisks or dots stand for a part of the secret"
    PLACEHOLDER = "an example's name stands where the value should be"
    CUT_SHORT = "shorter than secrets of this kind are"
    SEVERAL_SECRETS = "more than one secret; the first of the handiest kind was taken"
    ID_NOT_SECRET = "the id of a key, an account or a user, which opens nothing"
    FOLDER_MAY_BE_CLOUD = "an id by itself: clouds' and folders' ids look alike"
    CLOUD_NOT_FOLDER = "a cloud where a folder is needed"
    ORGANIZATION_NOT_FOLDER = "an organization where a folder is needed"
    FOLDER_LENGTH = "a folder's id that is not of 20 characters"
    EMAIL = "an e-mail address"
    STATIC_KEY = "a key of the object storage, which this service does not take"
    KEY_FILE_DAMAGED = "a service account's key that is not whole"
    FOREIGN_KEY_FILE = "another cloud's key file"
    PRIVATE_KEY_ALONE = "the private key without the file around it"
    PUBLIC_KEY = "a public key, which opens nothing"


@dataclass(frozen=True, slots=True)
class WrongCharacter:
    """A character that no secret has.

    Attributes:
        position: Its place in the cleaned secret, counted from 1.
        position_in_paste: Its place in all that was pasted, counted from 1.
        lookalike: The Latin letter that looks the same; "" where there is none.
        name: Unicode's name of it.
    """

    character: str
    position: int
    position_in_paste: int
    lookalike: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was found in a paste; several things may stand in one.

    Attributes:
        credential: Cleaned and usable; None where there is none, or not a usable one.
        kind: What the secret is, usable or not; None where there is none.
        is_sure: The secret's kind was told by its look or by its name; else it is a guess.
        folder_id: The folder, in lower case.
        folder_is_sure: It stood where only a folder stands: an address, a model's URI, beside its name.
        model: Of a ``gpt://`` URI, with its branch.
        service_account_id: Of a key file or beside its name.
        key_id: Of a key file or beside its name; no secret.
        key_fault: What is wrong with a key file.
    """

    credential: Credential | None = None
    kind: CredentialKind | None = None
    is_sure: bool = False
    folder_id: str = ""
    folder_is_sure: bool = False
    cloud_id: str = ""
    model: str = ""
    service_account_id: str = ""
    key_id: str = ""
    wrong: WrongCharacter | None = None
    key_fault: KeyFault | None = None
    findings: tuple[Finding, ...] = ()

    def usable(self) -> Credential:
        """Return the credential.

        Raises:
            CredentialMalformed: There is none, or a character or a part of it is wrong.
        """
        if self.credential is not None:
            return self.credential
        if self.wrong is not None:
            wrong = self.wrong
            detail = f"{wrong.name} at {wrong.position}"
            raise CredentialMalformed(detail, character=wrong.character, position=wrong.position)
        detail = ", ".join(finding.name for finding in self.findings) or "no credential"
        raise CredentialMalformed(detail, fault=self.key_fault)
