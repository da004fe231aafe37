"""Which certificate authorities are believed, alike for both transports.

gRPC knows its packaged roots only, and Python's default store depends on environment variables; so the
bundle is put together here: packaged roots, the system's, and the administrator's ``network.ca_file``.
"""

from __future__ import annotations

import functools
import re
import ssl
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import certifi

from yagpt_desktop.domain.errors import ConfigurationInvalid, Expected

_PEM_BLOCK = re.compile(rb"-----BEGIN CERTIFICATE-----\s.+?-----END CERTIFICATE-----", re.DOTALL)
_SERVER_AUTH = "1.3.6.1.5.5.7.3.1"

_SYSTEM_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Alpine, Arch
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  # Fedora, RHEL, РЕД ОС
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/var/lib/ca-certificates/ca-bundle.pem",  # openSUSE
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",  # macOS, Alpine
)
_MAC_KEYCHAINS = (
    "/System/Library/Keychains/SystemRootCertificates.keychain",
    "/Library/Keychains/System.keychain",
)


@functools.cache
def roots_pem(ca_file: str) -> bytes:
    """Return the bundle of all believed roots as PEM; ``ca_file`` may be "".

    Read once per process and file.  Disk, and on macOS a short-lived process: worker threads only.

    Raises:
        ConfigurationInvalid: ``ca_file`` cannot be read, or holds something that is no certificate.
    """
    own = _own_roots(ca_file) if ca_file else []
    found = dict.fromkeys([*own, *_given_roots()])
    return "".join(map(ssl.DER_cert_to_PEM_cert, found)).encode("ascii")


def count_roots(ca_file: str) -> tuple[int, int]:
    """Return how many roots are believed, and how many ``ca_file`` brings; errors as for the bundle."""
    bundle = roots_pem(ca_file)
    return len(_PEM_BLOCK.findall(bundle)), len(set(_own_roots(ca_file))) if ca_file else 0


@functools.cache
def tls_context(pem: bytes, protocols: tuple[str, ...] = ("http/1.1",)) -> ssl.SSLContext:
    """Return a client context that believes exactly these roots, checks names and speaks TLS 1.2 or later.

    Made without ``create_default_context``, which would also read ``SSL_CERT_FILE`` and ``SSLKEYLOGFILE``.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cadata=pem.decode("ascii"))
    context.set_alpn_protocols(list(protocols))
    return context


@functools.cache
def _given_roots() -> tuple[bytes, ...]:
    """Return what is there without anybody's doing; looking through it takes a good part of a second."""
    return (*_certificates(certifi.contents().encode("ascii")), *_sound(_system_roots()))


def _own_roots(ca_file: str) -> list[bytes]:
    try:
        content = Path(ca_file).expanduser().read_bytes()
        # Windows hands out single certificates in their bare form.
        found = _certificates(content) or [content]
    except (OSError, ValueError, RuntimeError) as error:
        raise _wrong_file(type(error).__name__) from error
    if len(list(_sound(found))) != len(found):
        raise _wrong_file("no certificates")
    return found


def _wrong_file(reason: str) -> ConfigurationInvalid:
    return ConfigurationInvalid(f"ca_file: {reason}", key="network.ca_file", expected=Expected.FILE)


def _certificates(content: bytes) -> list[bytes]:
    """Return the DER form of every PEM block.

    Raises:
        ValueError: A block is not base64.
    """
    return [ssl.PEM_cert_to_DER_cert(block.decode("ascii")) for block in _PEM_BLOCK.findall(content)]


def _sound(certificates: Iterable[bytes]) -> Iterator[bytes]:
    """Leave out what OpenSSL cannot read: one bad root would spoil the whole bundle for gRPC."""
    scratch = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    for der in certificates:
        try:
            scratch.load_verify_locations(cadata=der)
        except (ssl.SSLError, ValueError):
            continue
        yield der


def _system_roots() -> Iterator[bytes]:
    if sys.platform == "win32":
        for der, encoding, trust in ssl.enum_certificates("ROOT"):
            if encoding == "x509_asn" and (trust is True or _SERVER_AUTH in trust):
                yield der
        return
    if sys.platform == "darwin":
        yield from _lenient_certificates(_keychain_content())
    built_in = ssl.get_default_verify_paths().openssl_cafile
    for bundle in (built_in, *_SYSTEM_BUNDLES):
        try:
            yield from _lenient_certificates(Path(bundle).read_bytes())
        except OSError:
            continue


def _lenient_certificates(content: bytes) -> Iterator[bytes]:
    for block in _PEM_BLOCK.findall(content):
        try:
            yield ssl.PEM_cert_to_DER_cert(block.decode("ascii"))
        except ValueError:
            continue


def _keychain_content() -> bytes:
    command = ["/usr/bin/security", "find-certificate", "-a", "-p", *_MAC_KEYCHAINS]
    try:
        return subprocess.run(command, capture_output=True, timeout=5, check=False).stdout  # noqa: S603 (fixed words)
    except (OSError, subprocess.SubprocessError):
        return b""
