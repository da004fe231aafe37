"""Ids in an address line of the console, in a model's URI, in the address a sign-in ends at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from .pasted_words import Label, label_of

_MODEL: Final = re.compile(r"(gpt|emb|cls|art|ds)://([^/@\s?#]*)(?:/([^\s?#]*))?", re.IGNORECASE)
_STEP: Final = re.compile(
    r"(?:^|/)(folders?|clouds?|organizations?)/([A-Za-z0-9]{1,64})(?![A-Za-z0-9])", re.IGNORECASE
)
_VALUE: Final = re.compile(r"[?&#]([A-Za-z_-]{1,40})=([^&#?]*)")
_EDGE: Final = ".,:;!?…/"


@dataclass(frozen=True, slots=True)
class AddressIds:
    """What an address tells.

    Attributes:
        values: Named values of the query or the fragment that are no ids: name, start and end in the address.
    """

    folder_ids: tuple[str, ...] = ()
    cloud_ids: tuple[str, ...] = ()
    has_organization: bool = False
    model: str = ""
    values: tuple[tuple[Label, int, int], ...] = ()


def is_address(word: str) -> bool:
    """Whether a word is an address, with or without its beginning."""
    return "://" in word or "#access_token=" in word or _STEP.search(word) is not None


def ids_in_address(word: str) -> AddressIds:
    """Return the ids of an address, also of one that is packed in another's query."""
    model = _MODEL.match(word)
    if model is not None:
        folder_id = model[2].lower()
        name = (model[3] or "").rstrip(_EDGE) if model[1].lower() == "gpt" else ""
        return AddressIds((folder_id,) if folder_id else (), model=name)
    values = [
        (label, *found.span(2))
        for found in _VALUE.finditer(word)
        if (label := label_of(found[1])) is not None
    ]
    unpacked = unquote(unquote(word)) if "%2" in word else word
    steps = [(found[1].lower(), found[2].lower()) for found in _STEP.finditer(unpacked)]
    return AddressIds(
        tuple(id_ for kind, id_ in steps if kind.startswith("folder")),
        tuple(id_ for kind, id_ in steps if kind.startswith("cloud")),
        has_organization=any(kind.startswith("organization") for kind, _ in steps),
        values=tuple(values),
    )
