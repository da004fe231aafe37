"""The Windows installer's script, resource and zip; try_under_wine.py compiles and runs them."""

from __future__ import annotations

import re
import struct
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "packaging" / "windows"
sys.path.append(str(FOLDER))
import make  # noqa: E402
import sign  # noqa: E402
import version_file  # noqa: E402

import publisher  # noqa: E402


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "yagpt-desktop"
    (place / "_internal").mkdir(parents=True)
    (place / "_internal" / "a.dll").write_bytes(b"x" * 5000)
    (place / "yagpt-desktop.exe").write_bytes(b"MZ")
    return place


@pytest.fixture
def script(folder, tmp_path):
    return make.script_text(folder, tmp_path / "setup.exe", tmp_path / "app.ico", "1.2.3", signs=False)


def section(script: str, name: str) -> str:
    return script.partition(f'Section "{name}"')[2].partition("SectionEnd")[0]


def test_no_hole_is_left_in_the_script(script):
    assert not re.search(r"@[A-Z_]+@", script)
    assert 'VIProductVersion "1.2.3.0"' in script


def test_it_asks_for_no_administrator_and_stays_in_the_persons_own_places(script):
    assert "RequestExecutionLevel user" in script
    assert 'InstallDir "$LOCALAPPDATA\\Programs' in script
    for word in ("HKLM", "HKCR", "PROGRAMFILES", "$WINDIR", "$SYSDIR", "SetShellVarContext all"):
        assert word not in script


def test_it_takes_away_what_it_put_there_and_no_chat(script):
    removal = section(script, "Uninstall")
    assert 'RMDir /r "$INSTDIR\\_internal"' in removal
    assert 'Delete "$INSTDIR\\yagpt-desktop.exe"' in removal
    assert 'RMDir /r "$INSTDIR"' not in removal
    assert not [line for line in removal.splitlines() if "LOCALAPPDATA" in line or "history" in line]
    written = set(re.findall(r'WriteReg\w+ HKCU "([^"]+)"', section(script, "install")))
    for key in written:
        assert f'DeleteRegKey HKCU "{key.removesuffix(chr(92) + "command")}"' in removal
    assert 'DeleteRegValue HKCU "${RUN_KEY}"' in removal


def test_it_looks_whether_the_program_runs_before_it_touches_anything(script):
    for name in ("install", "Uninstall"):
        assert section(script, name).strip().startswith("!insertmacro STOP_WHERE_IT_RUNS")


def test_the_publisher_is_named_and_a_page_only_where_there_is_one(folder, tmp_path, monkeypatch):
    made_up = publisher.Publisher("Made Up", "", "https://made-up.example", "", "Copyright somebody")
    monkeypatch.setattr(publisher, "read", lambda: made_up)
    places = (folder, tmp_path / "setup.exe", tmp_path / "app.ico", "1.2.3")
    text = make.script_text(*places, signs=False)
    assert '"Publisher" "Made Up"' in text
    assert '"URLInfoAbout" "https://made-up.example"' in text
    assert "Copyright somebody. MIT licence." in text
    monkeypatch.setattr(publisher, "read", lambda: replace(made_up, homepage=""))
    assert "URLInfoAbout" not in make.script_text(*places, signs=False)
    monkeypatch.setattr(publisher, "read", lambda: replace(made_up, name='A "quoted" one'))
    with pytest.raises(SystemExit, match="NSIS"):
        make.script_text(*places, signs=False)


def test_zip_files_keep_their_program(script):
    assert '"Software\\Classes\\.zip"' not in script
    assert "SystemFileAssociations" in script
    assert '~<"Чаты YaGPT Desktop"' in script


def test_every_sentence_is_there_in_both_languages(script):
    told = re.findall(r"LangString (\w+) \$\{LANG_(\w+)\}", script)
    names = {name for name, _ in told}
    assert {(name, language) for name in names for language in ("RUSSIAN", "ENGLISH")} == set(told)
    assert set(re.findall(r"\$\(([A-Z_]+)\)", script)) == names


def test_a_name_that_the_script_would_read_otherwise_is_refused(folder):
    (folder / "a$b.txt").write_bytes(b"")
    with pytest.raises(SystemExit):
        list(make.removal_lines(folder))


def test_a_signed_installer_signs_its_remover_too(folder, tmp_path):
    text = make.script_text(folder, tmp_path / "s.exe", tmp_path / "i.ico", "1.2.3", signs=True)
    assert text.count("sign.py") == 2
    assert "!uninstfinalize" in text


def test_without_the_secrets_nothing_is_published(folder, tmp_path, monkeypatch):
    for name in sign.NEEDED:
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SystemExit, match="not published"):
        make.make(folder, tmp_path / "out", "1.2.3", publish=True)
    assert not (tmp_path / "out").exists()
    with pytest.raises(SystemExit, match="not signed"):
        sign.sign(folder / "yagpt-desktop.exe")


@pytest.mark.parametrize("on_windows", [True, False])
def test_what_signs_asks_for_a_stamp_of_the_time(tmp_path, on_windows):
    given = dict(zip(sign.NEEDED, ("c.pfx", "made-up", "http://stamp.example"), strict=True))
    command = sign.sign_command(tmp_path / "a.exe", given, on_windows=on_windows)
    assert "http://stamp.example" in command
    assert command[0] == ("signtool" if on_windows else "osslsigncode")


def test_the_portable_zip_is_the_same_each_time_and_keeps_its_profile_beside_it(folder, tmp_path):
    one, two = make.make_portable(folder, tmp_path / "1.zip"), make.make_portable(folder, tmp_path / "2.zip")
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as packed:
        assert "YaGPT Desktop/_internal/a.dll" in packed.namelist()
        assert b"--profile" in packed.read("YaGPT Desktop/YaGPT Desktop.cmd")


def test_the_version_resource_is_what_pyinstaller_reads():
    def kind(name):
        return lambda *parts, **named: SimpleNamespace(kind=name, parts=parts, **named)

    names = ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct", "VarFileInfo")
    scope = {name: kind(name) for name in (*names, "VarStruct")}
    told = eval(version_file.pyinstaller_text("1.2.3"), scope)
    assert told.ffi.filevers == (1, 2, 3, 0)
    tables = told.kids[0].parts[0]
    assert [table.parts[0] for table in tables] == ["041904B0", "040904B0"]
    said = {pair.parts[0]: pair.parts[1] for pair in tables[0].parts[1]}
    assert said["FileDescription"] == "Окно для разговора с YandexGPT"
    assert said["FileVersion"] == "1.2.3"


def test_the_icon_has_every_size(qapp):
    icon = make.icon_file.icon_bytes(make.ROOT / "resources" / "icons" / "app.svg")
    _, kind, count = struct.unpack("<HHH", icon[:6])
    assert (kind, count) == (1, 8)
    for place in range(count):
        *_, size, offset = struct.unpack("<BBBBHHII", icon[6 + 16 * place : 22 + 16 * place])
        assert icon[offset : offset + 4] in {b"\x89PNG", struct.pack("<I", 40)}
        assert offset + size <= len(icon)
    pictures = make.icon_file.icns_bytes(make.ROOT / "resources" / "icons" / "app.svg")
    assert pictures[:4] == b"icns"
    assert struct.unpack(">I", pictures[4:8]) == (len(pictures),)


# --- the specs of both systems share the one of Linux ---


def run_spec(path: Path, monkeypatch, **environment: str) -> dict[str, list[dict]]:
    """Run a spec with stand-ins for PyInstaller's words; what each was given."""
    given: dict[str, list[dict]] = {"EXE": [], "COLLECT": [], "BUNDLE": []}

    def word(name):
        return lambda *parts, **options: given[name].append(options) or name

    shared = path.parent.parent / "bundle.spec"
    names = re.findall(r"^(EXE|COLLECT|program = EXE)\(", shared.read_text("utf8"), re.MULTILINE)
    assert len(names) == 2
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    text = path.read_text("utf8")
    stand_in = "EXE(console=True)\nCOLLECT()\n"
    text = text.replace('SHARED.read_text("utf8")', repr(stand_in))
    exec(
        compile(text, str(path), "exec"),
        {"SPECPATH": str(path.parent), **{name: word(name) for name in given}},
    )
    return given


def test_the_windows_program_has_icon_and_version(monkeypatch):
    given = run_spec(FOLDER / "windows.spec", monkeypatch, YAGPT_VERSION_FILE="v.txt", YAGPT_ICON="a.ico")
    assert given["EXE"] == [{"console": True, "version": "v.txt", "icon": "a.ico"}]
    assert len(given["COLLECT"]) == 1


def test_the_mac_application_is_windowed_and_has_its_rights(monkeypatch):
    spec = FOLDER.parent / "macos" / "macos.spec"
    told = {"YAGPT_ICON": "a.icns", "YAGPT_VERSION": "1.2.3", "YAGPT_COPYRIGHT": "Copyright somebody"}
    given = run_spec(spec, monkeypatch, **told, YAGPT_MAC_IDENTITY="")
    assert given["EXE"][0]["console"] is False
    assert given["EXE"][0]["entitlements_file"].endswith("entitlements.plist")
    (bundle,) = given["BUNDLE"]
    assert bundle["version"] == "1.2.3"
    assert bundle["info_plist"]["CFBundleLocalizations"] == ["ru", "en"]
    assert bundle["info_plist"]["NSHumanReadableCopyright"] == "Copyright somebody"
