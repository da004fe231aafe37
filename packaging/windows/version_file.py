"""What Windows shows of a program's file: the version resource, for PyInstaller and for the installer."""

from __future__ import annotations

import re
from collections.abc import Iterator

import publisher

PRODUCT = "YaGPT Desktop"
_LANGUAGES = {1049: "Russian", 1033: "English"}
_DESCRIPTIONS = {
    "program": {1049: "Окно для разговора с YandexGPT", 1033: "A chat window for YandexGPT"},
    "installer": {1049: "Установка YaGPT Desktop", 1033: "YaGPT Desktop setup"},
}
_UNICODE = 1200


def numbers_of(version: str) -> tuple[int, int, int, int]:
    """Return the four numbers that Windows wants; what is not a release counts as the one before it.

    Raises:
        ValueError: It does not begin as a version.
    """
    found = re.match(r"([0-9]{1,5})\.([0-9]{1,5})\.([0-9]{1,5})", version)
    if found is None:
        raise ValueError(f"no version: {version}")
    first, second, third = (int(number) for number in found.groups())
    return first, second, third, 0


def dotted(version: str) -> str:
    """Return them with points between."""
    return ".".join(map(str, numbers_of(version)))


def strings(version: str, language: int, of: str, file_name: str) -> dict[str, str]:
    """Return what the resource says in one language (an LCID)."""
    who = publisher.read()
    return {
        "CompanyName": who.name,
        "FileDescription": _DESCRIPTIONS[of][language],
        "FileVersion": version,
        "InternalName": "yagpt-desktop",
        "LegalCopyright": f"{who.copyright_line}. MIT licence.",
        "OriginalFilename": file_name,
        "ProductName": PRODUCT,
        "ProductVersion": version,
    }


def pyinstaller_text(version: str) -> str:
    """Return the file that PyInstaller's ``EXE(version=…)`` reads."""
    tables = ",\n".join(_tables(version))
    pairs = ", ".join(f"{language}, {_UNICODE}" for language in _LANGUAGES)
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={numbers_of(version)}, prodvers={numbers_of(version)}, mask=0x3F,\n"
        "    flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        "  kids=[\n"
        f"    StringFileInfo([\n{tables}\n    ]),\n"
        f"    VarFileInfo([VarStruct('Translation', [{pairs}])])\n"
        "  ]\n)\n"
    )


def _tables(version: str) -> Iterator[str]:
    for language in _LANGUAGES:
        said = strings(version, language, "program", "yagpt-desktop.exe")
        lines = ",\n".join(f"        StringStruct({name!r}, {value!r})" for name, value in said.items())
        yield f"      StringTable('{language:04X}{_UNICODE:04X}', [\n{lines}\n      ])"


def nsis_lines(version: str, file_name: str) -> str:
    """Return the installer's own resource as NSIS takes it."""
    return "\n".join(
        f'VIAddVersionKey /LANG={language} "{name}" "{value}"'
        for language in _LANGUAGES
        for name, value in strings(version, language, "installer", file_name).items()
    )
