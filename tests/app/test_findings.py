import json

import pytest

from yagpt_desktop import __version__
from yagpt_desktop.app import findings
from yagpt_desktop.domain.build import Build, BuildKind

NOTE = {"date": "2026-11-23", "commit": "0123456789ab", "release": True, "changed": False}


@pytest.fixture
def built(tmp_path, monkeypatch):
    """Have the package lie where a note of the build may be."""
    monkeypatch.setattr(findings, "files", lambda _package: tmp_path)
    return tmp_path / findings.BUILD_FACTS


def test_a_built_program_tells_its_day_and_commit(built):
    built.write_text(json.dumps(NOTE))
    assert findings.versions()["build"] == "2026-11-23 0123456789ab"
    build = findings.this_build()
    assert (build.version, build.kind, build.is_changed) == (__version__, BuildKind.RELEASE, False)


def test_a_build_that_is_no_release_says_so(built):
    built.write_text(json.dumps({**NOTE, "release": False, "changed": True}))
    assert findings.versions()["build"] == "2026-11-23 0123456789ab development"
    assert findings.this_build().is_changed


def test_a_program_from_its_source_says_so():
    assert findings.versions()["build"] == "source"
    assert findings.this_build().kind is BuildKind.SOURCE


@pytest.mark.parametrize("note", ["[]", "{", "{}", '"text"', '{"date": "2026-11-23"}'])
def test_a_damaged_note_is_none(built, note):
    built.write_text(note)
    libraries = findings.this_build().libraries
    assert findings.this_build() == Build(__version__, libraries=libraries)


def test_the_libraries_are_told_with_their_versions():
    libraries = dict(findings.this_build().libraries)
    assert {"Python", "PySide6-Essentials", "grpcio"} <= set(libraries)
    assert all(version[0].isdigit() for version in libraries.values())
