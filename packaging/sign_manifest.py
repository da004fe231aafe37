"""Make the keys of whoever publishes, and sign and check with them.  On a computer without a network.

``python packaging/sign_manifest.py keys FOLDER``
    make a pair: ``update-private.pem`` (encrypted if YAGPT_KEY_PASSWORD is set)
    and ``update-public.txt``, whose line goes into yagpt_desktop/services/data/publisher.toml
``python packaging/sign_manifest.py sign KEY --version 1.2.3 --page URL -o stable.json [--days 30]``
    write the signed announcement that the program looks for
``python packaging/sign_manifest.py verify stable.json``
    read an announcement as the program would, and print what it says
``python packaging/sign_manifest.py sign-file KEY SHA256SUMS``, ``verify-file SHA256SUMS``
    write or check ``SHA256SUMS.sig``, a plain Ed25519 signature of the whole file
``python packaging/sign_manifest.py [--publisher FILE] ready``
    exit 1 while a development key stands in the program: such a build is not to be published

Needs ``cryptography`` and this source tree, nothing else.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from yagpt_desktop.services.publisher import Publisher, key_id, publisher_of  # noqa: E402
from yagpt_desktop.services.update_notice import (  # noqa: E402
    LARGEST_BYTES,
    LONGEST_LIFE,
    SIGNED_PREFIX,
    ManifestRefused,
    is_signed,
    read_announcement,
)

PUBLISHER = ROOT / "yagpt_desktop" / "services" / "data" / "publisher.toml"
PRIVATE = "update-private.pem"
PUBLIC = "update-public.txt"
PASSWORD_VARIABLE = "YAGPT_KEY_PASSWORD"


class Unusable(Exception):
    """What was given cannot be worked with; the text says why."""


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """Return the public half as the program keeps it."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def make_keys(folder: Path, password: str) -> str:
    """Write a new pair and return the public line; a pair that is there is never written over."""
    folder.mkdir(parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    seal = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, seal)
    try:
        with os.fdopen(os.open(folder / PRIVATE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
    except FileExistsError as error:
        raise Unusable(f"there is a key already: {folder / PRIVATE}") from error
    line = f'public_key = "{base64.b64encode(public_bytes(key)).decode()}"'
    (folder / PUBLIC).write_text(f"{line}\n", encoding="ascii")
    return line


def load_key(path: Path, password: str) -> Ed25519PrivateKey:
    """Read the private half.

    Raises:
        Unusable: It is no Ed25519 key, or asks for another password.
    """
    try:
        key = load_pem_private_key(path.read_bytes(), password.encode() if password else None)
    except (OSError, ValueError, TypeError) as error:
        raise Unusable(f"{path}: {type(error).__name__}: {error}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Unusable(f"{path} is no Ed25519 key")
    return key


def announcement(
    key: Ed25519PrivateKey, publisher: Publisher, version: str, page: str, issued: datetime, life: timedelta
) -> bytes:
    """Return a signed announcement, whatever it says: the program is what checks it."""
    manifest = {
        "format": 1,
        "product": publisher.product,
        "channel": publisher.channel,
        "version": version,
        "page": page,
        "issued": issued.isoformat(timespec="seconds"),
        "expires": (issued + life).isoformat(timespec="seconds"),
    }
    return sealed(key, json.dumps(manifest, sort_keys=True).encode())


def sealed(key: Ed25519PrivateKey, manifest: bytes) -> bytes:
    """Return bytes of a manifest with their signature around them."""
    envelope = {
        "manifest": base64.b64encode(manifest).decode(),
        "key": key_id(public_bytes(key)),
        "signature": base64.b64encode(key.sign(SIGNED_PREFIX + manifest)).decode(),
    }
    return f"{json.dumps(envelope, indent=1)}\n".encode()


def signature_file(path: Path) -> Path:
    """Where the detached signature of a file lies."""
    return path.with_name(f"{path.name}.sig")


def _password() -> str:
    return os.environ.get(PASSWORD_VARIABLE, "")


def _keys(options: argparse.Namespace, _publisher: Publisher) -> str:
    return make_keys(options.folder, _password())


def _sign(options: argparse.Namespace, publisher: Publisher) -> str:
    key = load_key(options.key, _password())
    if public_bytes(key) != publisher.public_key:
        raise Unusable("this is not the key whose other half stands in the program")
    if timedelta(days=options.days) > LONGEST_LIFE:
        raise Unusable(f"no program believes it for more than {LONGEST_LIFE.days} days")
    now = datetime.now(UTC).replace(microsecond=0)
    content = announcement(key, publisher, options.version, options.page, now, timedelta(days=options.days))
    read_announcement(content, publisher, now)
    options.output.write_bytes(content)
    return f"wrote {options.output}, {len(content)} of at most {LARGEST_BYTES} bytes"


def _verify(options: argparse.Namespace, publisher: Publisher) -> str:
    manifest = read_announcement(options.file.read_bytes(), publisher, datetime.now(UTC))
    return f"{manifest.version} {manifest.page} until {manifest.expires.isoformat()}"


def _sign_file(options: argparse.Namespace, _publisher: Publisher) -> str:
    signature = load_key(options.key, _password()).sign(options.file.read_bytes())
    signature_file(options.file).write_bytes(base64.b64encode(signature) + b"\n")
    return f"wrote {signature_file(options.file)}"


def _verify_file(options: argparse.Namespace, publisher: Publisher) -> str:
    signature = base64.b64decode(signature_file(options.file).read_bytes().strip(), validate=True)
    if not is_signed(options.file.read_bytes(), signature, publisher.public_key):
        raise Unusable("the signature is not this file's, or another key's")
    return "good"


def _ready(_options: argparse.Namespace, publisher: Publisher) -> str:
    if publisher.is_development:
        raise Unusable("a development key stands in the program: not to be published")
    return f"key {publisher.key_id}"


_ACTS: dict[str, Callable[[argparse.Namespace, Publisher], str]] = {
    "keys": _keys,
    "sign": _sign,
    "verify": _verify,
    "sign-file": _sign_file,
    "verify-file": _verify_file,
    "ready": _ready,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Make keys, sign and check announcements of versions.")
    parser.add_argument("--publisher", type=Path, default=PUBLISHER, help="whose public key is believed")
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("keys").add_argument("folder", type=Path)
    sign = acts.add_parser("sign")
    sign.add_argument("key", type=Path)
    sign.add_argument("--version", required=True)
    sign.add_argument("--page", required=True)
    sign.add_argument("--days", type=int, default=LONGEST_LIFE.days)
    sign.add_argument("-o", "--output", type=Path, required=True)
    acts.add_parser("verify").add_argument("file", type=Path)
    sign_file = acts.add_parser("sign-file")
    sign_file.add_argument("key", type=Path)
    sign_file.add_argument("file", type=Path)
    acts.add_parser("verify-file").add_argument("file", type=Path)
    acts.add_parser("ready")
    return parser


def main() -> int:
    """Do one of the acts; exit 1 and say why where it cannot be done."""
    options = _parser().parse_args()
    try:
        publisher = publisher_of(options.publisher.read_text("utf8"))
        print(_ACTS[options.act](options, publisher))
    except (Unusable, ManifestRefused, OSError, ValueError, KeyError) as error:
        print(f"no: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
