"""The publisher's tool, run as it is run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "packaging" / "sign_manifest.py"
PAGE = "https://www.yagpt-desktop.example/download"


@pytest.fixture
def tool(tmp_path):
    def run(*arguments, password: str = "") -> subprocess.CompletedProcess[str]:
        own = tmp_path / "publisher.toml"
        given = ["--publisher", own] if own.exists() else []
        env = {**os.environ, "YAGPT_KEY_PASSWORD": password}
        command = [sys.executable, TOOL, *given, *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, env=env, check=False)

    return run


@pytest.fixture
def key(tool, tmp_path):
    """A publisher with a key of its own, as somebody who publishes makes it."""
    assert tool("keys", tmp_path).returncode == 0
    told = (ROOT / "yagpt_desktop" / "services" / "data" / "publisher.toml").read_text(encoding="utf8")
    own = (tmp_path / "update-public.txt").read_text(encoding="ascii").strip()
    lines = [own if line.startswith("public_key") else line for line in told.splitlines()]
    kept = [line for line in lines if not line.startswith("development")]
    (tmp_path / "publisher.toml").write_text("\n".join(kept), encoding="utf8")
    return tmp_path / "update-private.pem"


def test_a_build_with_the_development_key_is_not_to_be_published(tool):
    done = tool("ready")
    assert done.returncode == 1
    assert "development" in done.stderr


def test_what_is_signed_is_what_the_program_reads(tool, key, tmp_path):
    assert key.stat().st_mode & 0o777 == 0o600
    assert tool("ready").returncode == 0
    out = tmp_path / "stable.json"
    assert tool("sign", key, "--version", "0.2.0", "--page", PAGE, "-o", out).returncode == 0
    done = tool("verify", out)
    assert done.returncode == 0
    assert done.stdout.startswith(f"0.2.0 {PAGE} ")
    out.write_bytes(out.read_bytes().replace(b"stable", b"stabil").replace(b'"key": "', b'"key": "0'))
    assert tool("verify", out).returncode == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ("--version", "0.2.0", "--page", "https://evil.example/"),
        ("--version", "0.2", "--page", PAGE),
        ("--version", "0.2.0", "--page", PAGE, "--days", "31"),
    ],
)
def test_what_no_program_would_believe_is_not_signed(tool, key, tmp_path, wrong):
    assert tool("sign", key, *wrong, "-o", tmp_path / "out.json").returncode == 1
    assert not (tmp_path / "out.json").exists()


def test_a_key_is_never_written_over(tool, key, tmp_path):
    before = key.read_bytes()
    assert tool("keys", tmp_path).returncode == 1
    assert key.read_bytes() == before


def test_a_key_behind_a_password_needs_it(tool, tmp_path):
    assert tool("keys", tmp_path / "sealed", password="made-up").returncode == 0
    sums = tmp_path / "SHA256SUMS"
    sums.write_bytes(b"0  file\n")
    sealed_key = tmp_path / "sealed" / "update-private.pem"
    assert tool("sign-file", sealed_key, sums).returncode == 1
    assert tool("sign-file", sealed_key, sums, password="wrong").returncode == 1
    assert tool("sign-file", sealed_key, sums, password="made-up").returncode == 0


def test_the_signature_of_a_file_holds_for_that_file_alone(tool, key, tmp_path):
    sums = tmp_path / "SHA256SUMS"
    sums.write_bytes(b"0" * 64 + b"  made-up.deb\n")
    assert tool("sign-file", key, sums).returncode == 0
    assert tool("verify-file", sums).returncode == 0
    sums.write_bytes(b"1" * 64 + b"  made-up.deb\n")
    assert tool("verify-file", sums).returncode == 1
