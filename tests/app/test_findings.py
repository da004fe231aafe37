import json

from yagpt_desktop.app import findings


def test_a_built_program_tells_its_day_and_commit(tmp_path, monkeypatch):
    (tmp_path / "build.json").write_text(json.dumps({"date": "2026-11-23", "commit": "0123456789ab"}))
    monkeypatch.setattr(findings, "files", lambda _package: tmp_path)
    assert findings.versions()["build"] == "2026-11-23 0123456789ab"


def test_a_program_from_its_source_tells_none_and_a_damaged_note_is_none(tmp_path, monkeypatch):
    assert "build" not in findings.versions()
    monkeypatch.setattr(findings, "files", lambda _package: tmp_path)
    (tmp_path / "build.json").write_text("[]")
    assert findings.build_text() == ""
