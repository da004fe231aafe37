"""Claims as the service wants them signed."""

from __future__ import annotations

import base64
import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from yagpt_desktop.domain.errors import CredentialMalformed
from yagpt_desktop.domain.fault import KeyFault
from yagpt_desktop.yandex.jwt_token import AUDIENCE, read_key

KEY_ID = "ajemadeupkey00000000"
ACCOUNT_ID = "ajemadeupaccount0000"


def pem(private_key, form=serialization.PrivateFormat.PKCS8, lock=None):
    encryption = serialization.BestAvailableEncryption(lock) if lock else serialization.NoEncryption()
    return private_key.private_bytes(serialization.Encoding.PEM, form, encryption).decode()


def file_of(private_pem, **more):
    fields = {"id": KEY_ID, "service_account_id": ACCOUNT_ID, "private_key": private_pem, **more}
    return json.dumps(fields, indent=2)


def decoded(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def verify(claim, public_key):
    """Check a claim as the service does, with the salt as long as the hash (RFC 7518, section 3.5)."""
    signed, _, signature = claim.rpartition(".")
    public_key.verify(
        decoded(signature),
        signed.encode(),
        padding.PSS(padding.MGF1(hashes.SHA256()), hashes.SHA256.digest_size),
        hashes.SHA256(),
    )


@pytest.fixture(scope="module")
def pair():
    return rsa.generate_private_key(65537, 2048)


@pytest.mark.parametrize(
    "form", [serialization.PrivateFormat.PKCS8, serialization.PrivateFormat.TraditionalOpenSSL]
)
@pytest.mark.parametrize(
    "first_line", ["", f"PLEASE DO NOT REMOVE THIS LINE! Yandex.Cloud SA Key ID <{KEY_ID}>\n"]
)
def test_the_public_key_verifies_the_claim(pair, form, first_line):
    key = read_key(file_of(first_line + pem(pair, form)))
    verify(key.claim(1_800_000_000.5), pair.public_key())


def test_another_public_key_does_not(pair):
    other = rsa.generate_private_key(65537, 2048)
    claim = read_key(file_of(pem(pair))).claim(1_800_000_000)
    with pytest.raises(InvalidSignature):
        verify(claim, other.public_key())


@pytest.fixture(scope="module")
def key(pair):
    return read_key(file_of(pem(pair)))


@settings(max_examples=30)
@given(st.floats(1.6e9, 4e9))
def test_a_claim_is_dated_half_a_minute_back_and_lives_an_hour(key, now_s):
    header, claims, _ = key.claim(now_s).split(".")
    assert json.loads(decoded(header)) == {"typ": "JWT", "alg": "PS256", "kid": KEY_ID}
    told = json.loads(decoded(claims))
    assert (told["iss"], told["aud"]) == (ACCOUNT_ID, AUDIENCE)
    assert told["iat"] == int(now_s) - 30
    assert isinstance(told["iat"], int)
    assert 0 < told["exp"] - told["iat"] <= 3600


def test_a_claim_has_no_padding_and_fits_the_service(key):
    claim = key.claim(1_800_000_000)
    assert "=" not in claim
    assert len(claim) < 8000


@pytest.mark.parametrize(
    "private_pem",
    [
        "-----BEGIN PRIVATE KEY-----\nbWFkZSB1cA==\n-----END PRIVATE KEY-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\n!!!!\n-----END RSA PRIVATE KEY-----\n",
        pem(ec.generate_private_key(ec.SECP256R1())),
        pem(rsa.generate_private_key(65537, 2048), lock=b"made up"),
    ],
    ids=["no DER", "no base64", "elliptic", "with a password"],
)
def test_a_private_key_that_cannot_sign_is_malformed(private_pem):
    with pytest.raises(CredentialMalformed) as caught:
        read_key(file_of(private_pem))
    assert caught.value.fault is KeyFault.PRIVATE_KEY
    assert caught.value.__cause__ is None
    assert private_pem[30:60] not in f"{caught.value!r}"


def test_a_cut_key_is_malformed(pair):
    whole = pem(pair)
    cut = whole[:400] + whole[whole.index("-----END") :]
    with pytest.raises(CredentialMalformed):
        read_key(file_of(cut))


def test_a_key_is_in_no_repr(pair):
    assert "BEGIN" not in repr(read_key(file_of(pem(pair))))
    assert "rsa" not in repr(read_key(file_of(pem(pair)))).lower()


def test_a_key_whose_numbers_do_not_agree_is_malformed(pair):
    """The file can be read; only signing with it shows what is wrong."""
    ours, other = pair.private_numbers(), rsa.generate_private_key(65537, 2048).private_numbers()
    spoiled = rsa.RSAPrivateNumbers(
        ours.p, ours.q, other.d, other.dmp1, other.dmq1, ours.iqmp, ours.public_numbers
    )
    private_key = spoiled.private_key(unsafe_skip_rsa_key_validation=True)
    with pytest.raises(CredentialMalformed) as caught:
        read_key(file_of(pem(private_key)))
    assert caught.value.fault is KeyFault.PRIVATE_KEY
