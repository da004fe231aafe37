"""What every request carries beside its body (contract, section 4)."""

from __future__ import annotations

import uuid
from typing import Final

from yagpt_desktop.domain.account import Access, Credential, CredentialKind
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.errors import CredentialRejected, FolderUnknown, UnexpectedError

_SCHEMES: Final = {CredentialKind.IAM_TOKEN: "Bearer", CredentialKind.API_KEY: "Api-Key"}
_LONGEST_SECRET: Final = 8000
"""Half of what gRPC lets through; IAM tokens have at most 4096 characters."""


def new_request_id() -> str:
    """Return a fresh UUID."""
    return str(uuid.uuid4())


def clean_folder(folder_id: str) -> str:
    """Return the folder id without stray blanks.

    Raises:
        FolderUnknown: It is empty or holds what no header and no folder id can hold.
    """
    folder = folder_id.strip()
    if not folder:
        raise FolderUnknown("empty folder id; nothing was sent")
    if not all("!" <= sign <= "~" and sign != "/" for sign in folder):
        raise FolderUnknown("a folder id with a character that no folder id has; nothing was sent")
    return folder


def request_headers(access: Access, config: Config, request_id: str) -> dict[str, str]:
    """Return gRPC metadata, or REST headers, for one request.

    The credential is checked again here: a newline or a Cyrillic letter in metadata would come back from
    gRPC as INTERNAL, as if the service had failed.

    Raises:
        CredentialMalformed, CredentialRejected, FolderUnknown: Before anything is sent.
        UnexpectedError: A credential that has to be exchanged first; it would be sent where it must not go.
    """
    kind = access.credential.kind
    if not kind.is_direct:
        raise UnexpectedError(f"a credential of the kind {kind} cannot stand in a header; nothing was sent")
    credential = Credential.cleaned(kind, access.credential.secret)
    if len(credential.secret) > _LONGEST_SECRET:
        raise CredentialRejected("longer than any credential; nothing was sent", request_id=request_id)
    return {
        "authorization": f"{_SCHEMES[credential.kind]} {credential.secret}",
        "x-folder-id": clean_folder(access.folder_id),
        "x-data-logging-enabled": "true" if config.privacy.data_logging else "false",
        "x-client-request-id": request_id,
    }
