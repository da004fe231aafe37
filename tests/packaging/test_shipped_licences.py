"""Nothing is shipped without its licence."""

from __future__ import annotations

import pytest

import shipped_licences


def test_everything_that_is_shipped_here_has_a_text(tmp_path):
    names = shipped_licences.shipped_here()
    lines = shipped_licences.collect(names, tmp_path)
    assert len(lines) == len(names) > 30
    for name in names:
        texts = [path.read_text("utf8") for path in (tmp_path / name).iterdir()]
        assert any(len(text) > 200 for text in texts), name


def test_qt_comes_with_both_texts_and_the_way_to_use_another(tmp_path):
    shipped_licences.collect(["pyside6-essentials"], tmp_path)
    folder = tmp_path / "pyside6-essentials"
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (folder / "LGPL-3.txt").read_text("utf8")
    assert "GNU GENERAL PUBLIC LICENSE" in (folder / "GPL-3.txt").read_text("utf8")
    assert "relinking" in (folder / "QT-AND-PYSIDE.txt").read_text("utf8")


def test_what_brings_no_text_stops_the_collection(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped_licences, "WITHOUT_TEXT", {})
    with pytest.raises(shipped_licences.Missing, match="latex2mathml"):
        shipped_licences.collect(["latex2mathml"], tmp_path)
