"""Signed claims with which a service account asks for IAM tokens.

Source: the facts sheet, section 6.2 (documentation of authorised keys, and the official SDK).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InternalError, InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.errors import CredentialMalformed
from yagpt_desktop.domain.fault import KeyFault

AUDIENCE: Final = "https://iam.api.cloud.yandex.net/iam/v1/tokens"
LIFE_S: Final = 3600
"""The longest that the service takes; it counts from the claim's own time."""

BACKDATED_S: Final = 30
"""A claim from the future is refused, so it is dated a little back."""


@dataclass(frozen=True, slots=True)
class ServiceAccountKey:
    """An authorised key that can sign.  Its secret is in no ``repr``."""

    id: str
    service_account_id: str
    private_key: rsa.RSAPrivateKey = field(repr=False)

    def claim(self, now_s: float) -> str:
        """Return a JWT (PS256) for the service's time ``now_s``.

        Raises:
            CredentialMalformed: The key is too small to sign with.
        """
        issued_s = int(now_s) - BACKDATED_S
        header = {"typ": "JWT", "alg": "PS256", "kid": self.id}
        claims = {
            "iss": self.service_account_id,
            "aud": AUDIENCE,
            "iat": issued_s,
            "exp": issued_s + LIFE_S,
        }
        signed = f"{_encoded_json(header)}.{_encoded_json(claims)}"
        pss = padding.PSS(padding.MGF1(hashes.SHA256()), hashes.SHA256.digest_size)
        try:
            signature = self.private_key.sign(signed.encode(), pss, hashes.SHA256())
        except ValueError as error:
            raise _unusable("cannot sign") from error
        return f"{signed}.{_encoded(signature)}"


def read_key(key_json: str) -> ServiceAccountKey:
    """Read a key file's text.

    Raises:
        CredentialMalformed: It is no such file, or its private key is damaged.  Quotes nothing of it.
    """
    fields = json.loads(Credential.cleaned(CredentialKind.SERVICE_ACCOUNT_KEY, key_json).secret)
    try:
        # OpenSSL's own check looks for primes, up to a second long and with Python's lock held.
        private_key = load_pem_private_key(
            fields["private_key"].encode("ascii"), None, unsafe_skip_rsa_key_validation=True
        )
    except (ValueError, TypeError, UnsupportedAlgorithm):
        # The cause stays behind: OpenSSL may quote what it could not read.
        raise _unusable("cannot be read") from None
    if not isinstance(private_key, rsa.RSAPrivateKey):
        raise _unusable("is not RSA")
    _expect_whole(private_key)
    return ServiceAccountKey(fields["id"], fields["service_account_id"], private_key)


def _expect_whole(private_key: rsa.RSAPrivateKey) -> None:
    """Have the key sign and its public half verify: damaged numbers do not agree."""
    try:
        signature = private_key.sign(b"probe", padding.PKCS1v15(), hashes.SHA256())
        private_key.public_key().verify(signature, b"probe", padding.PKCS1v15(), hashes.SHA256())
    except (ValueError, InvalidSignature, InternalError):
        raise _unusable("is damaged") from None


def _unusable(why: str) -> CredentialMalformed:
    return CredentialMalformed(f"the private key {why}", fault=KeyFault.PRIVATE_KEY)


def _encoded_json(value: Mapping[str, object]) -> str:
    return _encoded(json.dumps(value, separators=(",", ":")).encode())


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
