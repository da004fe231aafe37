"""Whether an announcement of a new version is to be believed.  Nothing here fetches, shows or installs.

An announcement is a small JSON object ``{"manifest", "key", "signature"}``: the manifest's own JSON and its
signature in base64, and the name of the key.  The signature is Ed25519 over :data:`SIGNED_PREFIX` and the
manifest's bytes exactly as they stand there, so nothing is interpreted before it is found genuine.
``packaging/sign_manifest.py`` makes it.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlsplit

from yagpt_desktop.domain.update import Release, UpdateMemory

from .publisher import Publisher

LARGEST_BYTES: Final = 4096
SIGNED_PREFIX: Final = b"yagpt-desktop update manifest, format 1\n"
LONGEST_LIFE: Final = timedelta(days=30)
CLOCK_SLACK: Final = timedelta(hours=26)
"""A clock set to a wrong zone is no reason to be silent; being a day early makes nothing dangerous."""

_VERSION: Final = re.compile(r"[0-9]{1,5}\.[0-9]{1,5}\.[0-9]{1,5}")
_PLAIN: Final = re.compile(r"[!#-;=?-\[\]_a-z~]+")
_FORMAT: Final = 1
_LONGEST_PAGE: Final = 300


class Refusal(StrEnum):
    """Why an announcement is not believed."""

    TOO_BIG = "too big"
    MALFORMED = "malformed or truncated"
    OTHER_KEY = "signed by another key"
    BAD_SIGNATURE = "bad signature"
    WRONG_PRODUCT = "for another product or channel"
    FOREIGN_PAGE = "leads to a page that is not the publisher's"
    EXPIRED = "expired"
    NOT_YET = "issued in the future"
    TOO_LONG_LIVED = "believed for longer than is allowed"
    OLDER_VERSION = "older than a version seen before"
    REPLAYED = "older than an announcement seen before"


class ManifestRefused(ValueError):
    """It is not believed; nothing is shown and nothing remembered."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Manifest:
    """A genuine announcement.

    Attributes:
        issued: Aware.
        expires: Aware.
    """

    version: str
    page: str
    issued: datetime
    expires: datetime


def version_key(version: str) -> tuple[int, ...]:
    """Return what versions are compared by; of none, or of one that is no release, the smallest.

    Only ``1.2.3`` is a release; a build from between two of them counts as the earlier one.
    """
    found = _VERSION.match(version)
    return tuple(map(int, found[0].split("."))) if found else (0, 0, 0)


def read_announcement(content: bytes, publisher: Publisher, now: datetime) -> Manifest:
    """Return the manifest in an announcement.

    Raises:
        ManifestRefused: It is not the publisher's, not for this program, or not of today.
    """
    if len(content) > LARGEST_BYTES:
        raise ManifestRefused(Refusal.TOO_BIG)
    envelope = _json_object(content)
    signed = _bytes_in(envelope, "manifest")
    if envelope.get("key") != publisher.key_id:
        raise ManifestRefused(Refusal.OTHER_KEY)
    if not is_signed(SIGNED_PREFIX + signed, _bytes_in(envelope, "signature"), publisher.public_key):
        raise ManifestRefused(Refusal.BAD_SIGNATURE)
    manifest = _manifest_in(_json_object(signed), publisher)
    _check_time(manifest, now)
    return manifest


def admitted(manifest: Manifest, memory: UpdateMemory, own_version: str) -> UpdateMemory:
    """Return the memory with a manifest in it.

    Raises:
        ManifestRefused: It is older than what was seen before.
    """
    seen = max(version_key(memory.version), version_key(own_version))
    if version_key(manifest.version) < seen:
        raise ManifestRefused(Refusal.OLDER_VERSION)
    if memory.issued is not None and manifest.issued < memory.issued:
        raise ManifestRefused(Refusal.REPLAYED)
    return replace(
        memory,
        version=manifest.version,
        issued=manifest.issued,
        expires=manifest.expires,
        page=manifest.page,
    )


def news_in(memory: UpdateMemory, own_version: str, publisher: Publisher, now: datetime) -> Release | None:
    """Return the newer version that is known of; None where there is none, or the news is out of date."""
    if memory.expires is None or now >= memory.expires:
        return None
    if version_key(memory.version) <= version_key(own_version) or not is_own_page(memory.page, publisher):
        return None
    return Release(memory.version, memory.page)


def is_own_page(page: str, publisher: Publisher) -> bool:
    """Whether an address is a plain https one on a host of the publisher's."""
    try:
        parts = urlsplit(page)
        port = parts.port
    except ValueError:
        return False
    plain = len(page) <= _LONGEST_PAGE and _PLAIN.fullmatch(page) is not None
    return (
        plain
        and parts.scheme == "https"
        and parts.netloc in publisher.page_hosts
        and port is None
        and parts.username is None
    )


def is_signed(content: bytes, signature: bytes, public_key: bytes) -> bool:
    """Whether the holder of the key's other half has signed exactly this content."""
    # The window's start does not wait for OpenSSL: most starts never come here.
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, content)
    except InvalidSignature:
        return False
    return True


def _json_object(content: bytes) -> dict[str, Any]:
    """Every name may stand there once: what two readers understand differently is refused."""
    try:
        value = json.loads(content.decode("utf-8"), object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError) as error:
        raise ManifestRefused(Refusal.MALFORMED) from error
    if not isinstance(value, dict):
        raise ManifestRefused(Refusal.MALFORMED)
    return value


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a name stands there twice")
    return value


def _bytes_in(envelope: dict[str, Any], name: str) -> bytes:
    try:
        return base64.b64decode(_text_in(envelope, name), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ManifestRefused(Refusal.MALFORMED) from error


def _text_in(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    if not isinstance(value, str):
        raise ManifestRefused(Refusal.MALFORMED)
    return value


def _manifest_in(told: dict[str, Any], publisher: Publisher) -> Manifest:
    if told.get("format") != _FORMAT:
        raise ManifestRefused(Refusal.MALFORMED)
    if (told.get("product"), told.get("channel")) != (publisher.product, publisher.channel):
        raise ManifestRefused(Refusal.WRONG_PRODUCT)
    version, page = _text_in(told, "version"), _text_in(told, "page")
    if not _VERSION.fullmatch(version):
        raise ManifestRefused(Refusal.MALFORMED)
    if not is_own_page(page, publisher):
        raise ManifestRefused(Refusal.FOREIGN_PAGE)
    return Manifest(version, page, _moment_in(told, "issued"), _moment_in(told, "expires"))


def _moment_in(told: dict[str, Any], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_text_in(told, name))
        return moment.astimezone(UTC) if moment.tzinfo is not None else _no_moment()
    except (ValueError, OverflowError) as error:
        raise ManifestRefused(Refusal.MALFORMED) from error


def _no_moment() -> datetime:
    raise ValueError("a moment without its zone")


def _check_time(manifest: Manifest, now: datetime) -> None:
    if manifest.issued > now + CLOCK_SLACK:
        raise ManifestRefused(Refusal.NOT_YET)
    if not manifest.issued < manifest.expires <= manifest.issued + LONGEST_LIFE:
        raise ManifestRefused(Refusal.TOO_LONG_LIVED)
    if now >= manifest.expires:
        raise ManifestRefused(Refusal.EXPIRED)
