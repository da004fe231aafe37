"""Nothing is shipped without its licence, and what is under the LGPL can be replaced."""

from __future__ import annotations

import gzip
import re

import pytest

import licences
from locked import LOCK, fits, locked_in
from sbom import here

# Words of texts that speak of a part under the LGPL, as lxml's, and not of the licence's relations.
UNDER_LGPL = re.compile(r"LGPL|GNU LESSER GENERAL PUBLIC LICENSE", re.IGNORECASE)


@pytest.fixture(scope="module")
def parts():
    """Everything but the builder, which is in the environments that build alone."""
    return [*map(licences.package, licences.shipped_here()), licences.python_part()]


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_every_locked_package_has_a_licences_text_on_every_system(platform):
    systems = {"linux": "Linux", "win32": "Windows", "darwin": "Darwin"}
    there = {**here(), "sys_platform": platform, "platform_system": systems[platform]}
    names = {one.name for one in locked_in(LOCK.read_text("utf8")) if fits(one.marker, there)}
    assert len(names) > 30
    for name in names:
        assert name in licences.shipped_here() or name in licences.ADDED, name
        if name in licences.shipped_here():
            assert any(len(text) > 200 for _, text in licences.package(name).texts), name


def test_what_we_add_is_there_and_belongs_to_something_that_is_shipped():
    locked = {one.name for one in locked_in(LOCK.read_text("utf8"))}
    assert set(licences.ADDED) <= locked | {"python"}
    used = {text for texts in licences.ADDED.values() for text in texts}
    assert {path.name for path in licences.OWN.iterdir()} == used
    assert set(licences.NOTES) < used


def test_what_is_under_the_lgpl_comes_with_its_text_and_the_way_to_use_another(parts):
    under = [
        part
        for part in parts
        if UNDER_LGPL.search(part.licence) or any(UNDER_LGPL.search(text) for _, text in part.texts)
    ]
    assert {part.name for part in under} >= {"pyside6-essentials", "shiboken6", "python-xlib", "lxml"}
    for part in under:
        if part.name in {"grpcio", "python"}:  # the MPL names it among its secondary licences; a history
            continue
        texts = dict(part.texts)
        assert any("GNU LESSER GENERAL PUBLIC LICENSE" in text for text in texts.values()), part.name
        (note,) = set(texts) & set(licences.NOTES)
        assert "Using another" in texts[note]
        assert "Where the source code is" in texts[note]
        assert "_internal/" in texts[note]


def test_a_text_that_is_there_twice_is_printed_once(parts):
    joined = licences.joined_text(parts)
    assert joined.count("END OF TERMS AND CONDITIONS\n\n   APPENDIX") <= 8
    assert joined.count("How to Apply These Terms to Your New Programs") == 1
    assert re.search(
        r"shiboken6 \S+: GPL-3.txt\n=+\n\nThe same as of pyside6-essentials \S+: GPL-3.txt", joined
    )


def test_a_linux_package_tells_of_everything_in_two_files(parts, tmp_path):
    licences.write_joined(parts, tmp_path)
    told = (tmp_path / "copyright").read_text("utf8")
    assert all(part.title in told for part in parts)
    assert told.count("Using another") == len(licences.NOTES)
    packed = (tmp_path / "licences.txt.gz").read_bytes()
    assert gzip.decompress(packed).decode() == licences.joined_text(parts)
    licences.write_joined(parts, tmp_path)
    assert (tmp_path / "licences.txt.gz").read_bytes() == packed


def test_elsewhere_each_part_has_its_folder(parts, tmp_path):
    (tmp_path / "licences" / "left-over").mkdir(parents=True)
    licences.write_folders(parts, tmp_path / "licences")
    folders = {path.name for path in (tmp_path / "licences").iterdir() if path.is_dir()}
    assert folders == {part.name for part in parts}
    assert "openssl" in (tmp_path / "licences/cryptography/WHAT-IT-HOLDS.txt").read_text("utf8")
    lines = (tmp_path / "licences/LIST.txt").read_text("utf8").splitlines()
    assert lines[0].startswith("YaGPT Desktop")
    assert lines[1:] == [part.title for part in parts]


def test_what_brings_no_text_stops_the_collection(monkeypatch):
    monkeypatch.setattr(licences, "ADDED", {})
    with pytest.raises(licences.Missing, match="latex2mathml"):
        licences.package("latex2mathml")
    with pytest.raises(licences.Missing, match="not installed"):
        licences.package("made-up-package")
