"""What is asked of Apple's tools; the tools themselves are on a Mac alone."""

from __future__ import annotations

import importlib.util
import plistlib
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "packaging" / "macos"
SPEC = importlib.util.spec_from_file_location("macos_make", FOLDER / "make.py")
mac = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(mac)
SECRETS = dict(
    zip(mac.NEEDED, ("Developer ID Application: Made Up", "a@b.example", "TEAM", "word"), strict=True)
)


@pytest.fixture
def app(tmp_path):
    app = tmp_path / mac.APP
    inner = app / "Contents" / "Frameworks"
    (inner / "QtCore.framework").mkdir(parents=True)
    (inner / "libpython3.13.dylib").write_bytes(b"")
    (inner / "cygrpc.so").write_bytes(b"")
    return app


def test_libraries_are_signed_before_the_whole_and_all_for_the_hardened_runtime(app):
    *signs, check = mac.sign_commands(app, SECRETS)
    signed = [command[-1] for command in signs]
    assert signed[-1] == str(app)
    assert len(signed) == 4
    assert all({"--timestamp", "runtime"} <= set(command) for command in signs)
    assert "--entitlements" in signs[-1]
    assert "--strict" in check


def test_the_image_is_looked_at_by_apple_and_carries_the_ticket(tmp_path):
    acts = [command[:3] for command in mac.notary_commands(tmp_path / "a.dmg", SECRETS)]
    assert [act[0] for act in acts] == ["codesign", "xcrun", "xcrun", "spctl"]
    assert acts[1][1:] == ["notarytool", "submit"]
    assert acts[2][1:] == ["stapler", "staple"]


def test_secrets_that_are_not_all_there_sign_nothing():
    assert mac.can_sign(SECRETS)
    for name in SECRETS:
        assert not mac.can_sign({**SECRETS, name: ""})


def test_a_failure_tells_no_password():
    with pytest.raises(SystemExit) as caught:
        mac.run(["false", "submit", "--password", "made-up-word"])
    assert "made-up-word" not in str(caught.value)


def test_the_rights_are_two():
    told = plistlib.loads((FOLDER / "entitlements.plist").read_bytes())
    assert set(told) == {
        "com.apple.security.cs.allow-unsigned-executable-memory",
        "com.apple.security.cs.disable-library-validation",
    }
