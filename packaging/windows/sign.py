"""Sign one file for Windows with the certificate that the builder's secrets give.

``python packaging/windows/sign.py FILE``

Environment: YAGPT_WINDOWS_CERTIFICATE (a .pfx file), YAGPT_WINDOWS_CERTIFICATE_PASSWORD and
YAGPT_TIMESTAMP_URL (RFC 3161).  signtool does it on Windows, osslsigncode elsewhere.  The password stays out
of every message; on the command line of those tools it cannot be avoided.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

NEEDED = ("YAGPT_WINDOWS_CERTIFICATE", "YAGPT_WINDOWS_CERTIFICATE_PASSWORD", "YAGPT_TIMESTAMP_URL")


def can_sign(environ: Mapping[str, str]) -> bool:
    """Whether the secrets are all there, and the certificate is a file."""
    return all(environ.get(name) for name in NEEDED) and Path(environ[NEEDED[0]]).is_file()


def sign_command(file: Path, environ: Mapping[str, str], *, on_windows: bool) -> list[str]:
    """Return what signs a file; osslsigncode writes a new one beside it."""
    certificate, password, stamp = (environ[name] for name in NEEDED)
    if on_windows:
        options = ["/fd", "SHA256", "/td", "SHA256", "/tr", stamp, "/f", certificate, "/p", password]
        return ["signtool", "sign", *options, "/d", "YaGPT Desktop", str(file)]
    options = ["-pkcs12", certificate, "-pass", password, "-h", "sha256", "-ts", stamp]
    return [
        "osslsigncode",
        "sign",
        *options,
        "-n",
        "YaGPT Desktop",
        "-in",
        str(file),
        "-out",
        f"{file}.signed",
    ]


def sign(file: Path, environ: Mapping[str, str] = os.environ) -> None:
    """Sign a file in its place.

    Raises:
        SystemExit: The secrets or the tool are missing, or the tool refuses; the file is as it was.
    """
    if not can_sign(environ):
        raise SystemExit(f"not signed: {', '.join(NEEDED)} must name a certificate")
    on_windows = sys.platform == "win32"
    command = sign_command(file, environ, on_windows=on_windows)
    if shutil.which(command[0]) is None:
        raise SystemExit(f"not signed: there is no {command[0]}")
    if subprocess.run(command, check=False).returncode:
        raise SystemExit(f"not signed: {command[0]} refuses {file.name}")
    if not on_windows:
        Path(f"{file}.signed").replace(file)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: sign.py FILE")
    sign(Path(sys.argv[1]))
