"""Credentials that look like real ones to the program and open nothing anywhere."""

from __future__ import annotations

import json
import secrets

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

_RSA_BITS = 2048


def api_key(words: str = "good") -> str:
    """Return an API key of the usual length, other in every call; the local service obeys its words."""
    return f"AQVN-MADE-UP-{words}-{secrets.token_hex(16)}"[:48].ljust(40, "0")


def iam_token(words: str = "good") -> str:
    """Return an IAM token, other in every call."""
    return f"t1.MADE-UP-{words}-{secrets.token_hex(12)}.{secrets.token_hex(43)}"


def oauth_token(words: str = "good") -> str:
    """Return an OAuth token, other in every call."""
    return f"y0_MADE-UP-{words}-{secrets.token_hex(20)}"


def key_file(words: str = "good", *, indent: int | None = None) -> str:
    """Return the JSON file of a service account's key, with a real RSA key that nobody has registered."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=_RSA_BITS)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    content = {
        "id": f"ajemadeup{words}0key"[:20].ljust(20, "0"),
        "service_account_id": f"ajemadeup{words}0acc"[:20].ljust(20, "0"),
        "created_at": "2026-11-01T10:00:00Z",
        "key_algorithm": "RSA_2048",
        "private_key": f"PLEASE DO NOT REMOVE THIS LINE! Yandex.Cloud SA Key ID <made-up>\n{pem}",
    }
    return json.dumps(content, indent=indent)


def private_key_of(file: str) -> str:
    """Return the base64 lines of a key file's private key, without the frame around them."""
    lines = str(json.loads(file)["private_key"]).splitlines()
    return "\n".join(line for line in lines if line and not line.startswith(("-----", "PLEASE")))
