"""The files by which a Linux desktop knows the program."""

import configparser
import json
import re
import shutil
import stat
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from yagpt_desktop.native.autostart import ENTRY

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def entry():
    parser = configparser.ConfigParser(interpolation=None, delimiters="=")
    parser.optionxform = str
    parser.read(LINUX / "yagpt-desktop.desktop", encoding="utf-8")
    return parser


def test_the_entry_has_the_name_by_which_the_window_calls_itself():
    start = (ROOT / "yagpt_desktop/app/start.py").read_text(encoding="utf-8")
    assert 'setDesktopFileName("yagpt-desktop")' in start
    assert ENTRY == "yagpt-desktop"
    main = entry()["Desktop Entry"]
    assert main["Icon"] == main["StartupWMClass"] == main["TryExec"] == "yagpt-desktop"
    assert CYRILLIC.search(main["GenericName[ru]"])
    assert CYRILLIC.search(main["Comment[ru]"])


def test_the_entry_starts_commands_that_there_are():
    from yagpt_desktop.cli.arguments import parse

    for section in entry().values():
        if line := section.get("Exec"):
            words = [word.replace("%f", "archive.zip") for word in line.split()[1:]]
            assert parse(words).command == words[0]


def test_the_entry_has_what_the_specification_asks_for():
    main = entry()["Desktop Entry"]
    assert main["Type"] == "Application"
    assert main["Categories"].split(";")[0] == "Network"
    assert all(main[name].endswith(";") for name in ("Categories", "Keywords", "MimeType", "Actions"))
    assert f"Desktop Action {main['Actions'].strip(';')}" in entry()
    if shutil.which("desktop-file-validate"):
        command = ["desktop-file-validate", LINUX / "yagpt-desktop.desktop"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "")


def test_the_metainfo_names_the_entry_and_speaks_russian():
    root = ElementTree.parse(LINUX / "yagpt-desktop.metainfo.xml").getroot()
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert root.findtext("launchable") == "yagpt-desktop.desktop"
    assert [CYRILLIC.search(each.text) for each in root.findall("summary") if each.get(language) == "ru"]
    paragraphs = [each.get(language) for each in root.find("description").iter() if each.tag in {"p", "li"}]
    assert paragraphs.count("ru") == paragraphs.count(None)
    assert root.find("releases/release").get("version") == "@VERSION@"


def test_only_our_own_archive_is_taken(tmp_path):
    from yagpt_desktop.services.exchange.archive import archives

    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    root = ElementTree.parse(LINUX / "yagpt-desktop-mime.xml").getroot()
    (kind,) = root.findall(f"{space}mime-type")
    assert entry()["Desktop Entry"]["MimeType"].strip(";").split(";") == [kind.get("type")]
    (first,) = kind.findall(f"{space}magic/{space}match")
    (second,) = first.findall(f"{space}match")
    (made,) = archives([])
    at = int(second.get("offset"))
    assert made.startswith(b"PK\x03\x04")
    assert first.get("value") == r"PK\003\004"
    assert made[at:].startswith(second.get("value").encode())
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("photo.txt", json.dumps([]))
    assert not other.read_bytes()[at:].startswith(second.get("value").encode())


def test_the_names_it_is_known_by_are_those_it_is_saved_under():
    said = (ROOT / "resources/translations/yagpt_ru.ts").read_text(encoding="utf-8")
    text = (LINUX / "yagpt-desktop-mime.xml").read_text(encoding="utf-8")
    for pattern in re.findall(r'glob pattern="([^"]+)"', text):
        assert f">{pattern.replace('*.zip', '{date}')}<" in said


def test_scripts_are_sound_and_neither_touches_the_chats():
    for name in ("postinst", "postrm", "install.sh", "uninstall.sh"):
        path = LINUX / name
        assert path.stat().st_mode & stat.S_IXUSR
        assert subprocess.run(["sh", "-n", path], check=False).returncode == 0
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not ("rm " in line and ".local/share/yagpt-desktop" in line), line
    assert "~/.local/share/yagpt-desktop" in (LINUX / "postrm").read_text(encoding="utf-8")


def test_what_a_person_installs_for_themselves_goes_away_again(tmp_path):
    unpacked, home = tmp_path / "unpacked", tmp_path / "home"
    for name in (
        "lib/yagpt-desktop",
        "share/applications",
        "share/icons/hicolor/64x64/apps",
        "share/man/man1",
    ):
        (unpacked / name).mkdir(parents=True)
    (unpacked / "lib/yagpt-desktop/yagpt-desktop").write_text("#!/bin/sh\necho started\n")
    (unpacked / "lib/yagpt-desktop/yagpt-desktop").chmod(0o755)
    shutil.copy(LINUX / "yagpt-desktop.desktop", unpacked / "share/applications")
    (unpacked / "share/icons/hicolor/64x64/apps/yagpt-desktop.png").touch()
    (unpacked / "share/man/man1/yagpt-desktop.1.gz").touch()
    chats = home / ".local/share/yagpt-desktop/history.db"
    chats.parent.mkdir(parents=True)
    chats.write_text("chats")
    for name in ("install.sh", "uninstall.sh"):
        shutil.copy(LINUX / name, unpacked)
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "ru_RU.UTF-8"}
    for _ in range(2):  # a newer one goes over an older one
        subprocess.run([unpacked / "install.sh"], env=environment, check=True, capture_output=True)
    started = subprocess.run([home / ".local/bin/yagpt-desktop"], capture_output=True, text=True, check=True)
    assert started.stdout == "started\n"
    written = (home / ".local/share/applications/yagpt-desktop.desktop").read_text(encoding="utf-8")
    assert f'Exec="{home}/.local/bin/yagpt-desktop" open %f' in written
    script = home / ".local/lib/yagpt-desktop/uninstall.sh"
    done = subprocess.run([script], env=environment, check=True, capture_output=True, text=True)
    assert "Чаты и настройки остались" in done.stdout
    # The desktop's own lists of what there is are no part of the program.
    left = [path for path in home.rglob("*") if path.is_file() and path.suffix != ".cache"]
    assert [path for path in left if "mime" not in path.parts] == [chats]
