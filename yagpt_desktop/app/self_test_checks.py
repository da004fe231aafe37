"""What ``--self-test`` looks at: one check for each thing that a bundle or a computer may lack."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import apsw
from PySide6.QtCore import QByteArray, QCoreApplication, QLibraryInfo, QPluginLoader, qVersion
from PySide6.QtGui import QFontDatabase, QImageReader, QRawFont
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

import yagpt_desktop
from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.chat import Chat, ChatMessage
from yagpt_desktop.domain.completion import CompletionRequest, CompletionUpdate, Message, Role, Transport
from yagpt_desktop.domain.errors import SecretStoreLocked, SecretStoreMissing, SecretStoreSilent
from yagpt_desktop.domain.search import SearchQuery
from yagpt_desktop.domain.settings import Language
from yagpt_desktop.services.document_text import read_document
from yagpt_desktop.services.exchange.word_document import word_document
from yagpt_desktop.services.models import packaged_table
from yagpt_desktop.services.prompt import language_of, prompt_text
from yagpt_desktop.services.text_prompts import languages, ready_texts
from yagpt_desktop.simulator.corrector import corrected
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.storage.keyring_door import KeyringDoor
from yagpt_desktop.storage.keyring_store import KeyringSecretStore
from yagpt_desktop.text.formula_svg import Drawing, draw
from yagpt_desktop.text.highlight import tones_of
from yagpt_desktop.text.likeness import word_change
from yagpt_desktop.text.sentences import sentences
from yagpt_desktop.ui.chat.export_words import captions
from yagpt_desktop.ui.chat.pdf_page import pdf
from yagpt_desktop.ui.i18n import install_language
from yagpt_desktop.ui.words.terminal_words import no_display
from yagpt_desktop.wiring import StartOptions, open_profile
from yagpt_desktop.workers.aside import ThreadAside

from .self_test_children import opened_link
from .self_test_results import Check, Gap
from .self_test_tls import tls_over_grpc, tls_over_http

_SAID: Final = "Съешь же ещё этих мягких французских булок"
_KEYRING_PATIENCE_S: Final = 30.0
_PICTURES: Final = {"png", "jpeg", "webp", "svg"}
# Without the first the window does not open; the others are for some desktops alone.
_NEEDED_PLUGINS: Final = {
    "linux": ("platforms/libqxcb.so", "platforms/libqoffscreen.so", "iconengines/libqsvgicon.so"),
    "darwin": ("platforms/libqcocoa.dylib", "iconengines/libqsvgicon.dylib"),
    "win32": ("platforms/qwindows.dll", "iconengines/qsvgicon.dll"),
}
_DESKTOPS_OWN: Final = "wayland"


def checks() -> Mapping[str, Check]:
    """Return the checks by name, in the order in which they are carried out.  Begins Qt."""
    return {
        "modules": _modules,
        "qt": _qt,
        "fonts": _fonts,
        "translations": _translations,
        "tls-grpc": tls_over_grpc,
        "tls-http": tls_over_http,
        "stream-grpc": partial(_stream, transport=Transport.GRPC),
        "stream-rest": partial(_stream, transport=Transport.REST),
        "history": _history,
        "formula": _formula,
        "word": _word,
        "pdf": _pdf,
        "table": _table,
        "texts": _texts,
        "data": _data,
        "link": opened_link,
        "keyring": _keyring,
    }


@cache
def _application() -> QCoreApplication:
    return QApplication.instance() or QApplication(sys.argv[:1])


def _expect(holds: object, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)


def _modules(_folder: Path) -> dict[str, Any]:
    """Load every module of ours: what a bundle has left out shows here and not in somebody's hands."""
    names = [found.name for found in pkgutil.walk_packages(yagpt_desktop.__path__, "yagpt_desktop.")]
    for name in names:
        if not name.endswith("__main__"):
            importlib.import_module(name)
    _expect(len(names) > len(checks()), f"{len(names)} modules")
    return {"count": len(names)}


def _qt(_folder: Path) -> dict[str, Any]:
    _application()
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    present = {path.relative_to(plugins).as_posix(): path for path in sorted(plugins.glob("*/*q*"))}
    broken = {name: why for name, path in present.items() if (why := _why_broken(path))}
    needed = [name for name in _NEEDED_PLUGINS.get(sys.platform, ()) if name not in present or name in broken]
    formats = {bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()}
    _expect(not needed, f"{needed}: {broken}")
    _expect(formats >= _PICTURES, f"pictures: {sorted(formats)}")
    application = QApplication.instance()
    platform = application.platformName() if isinstance(application, QApplication) else ""
    return {"version": qVersion(), "platform": platform, "plugins": len(present), "broken": broken}


def _why_broken(path: Path) -> str:
    loader = QPluginLoader(str(path))
    return "" if loader.load() else loader.errorString()


def _fonts(_folder: Path) -> dict[str, Any]:
    _application()
    families = QFontDatabase.families(QFontDatabase.WritingSystem.Cyrillic)
    _expect(families, "no font has Cyrillic letters")
    own = QRawFont.fromFont(QApplication.font(), QFontDatabase.WritingSystem.Cyrillic)
    _expect(own.supportsCharacter(ord("Я")), f"{QApplication.font().family()} has no Я")
    return {"families": len(families), "used": own.familyName()}


def _translations(_folder: Path) -> dict[str, Any]:
    installed = install_language(_application(), Language.RUSSIAN)
    try:
        own, of_qt = no_display(), QCoreApplication.translate("QPlatformTheme", "Cancel")
    finally:
        installed.remove()
    _expect(language_of(own) == "ru" and of_qt == "Отмена", f"{own!r}, {of_qt!r}")
    return {"own": own, "qt": of_qt}


def _stream(folder: Path, transport: Transport) -> dict[str, Any]:
    wiring = open_profile(StartOptions(profile=folder, demo=True), {})
    request = CompletionRequest("yandexgpt", (Message(Role.USER, _SAID),))
    try:
        connections = wiring.connections()
        try:
            events = connections.client(None, transport).complete(request, CancelToken())
            updates = [event for event in events if isinstance(event, CompletionUpdate)]
        finally:
            connections.close()
    finally:
        wiring.close()
    _expect(len(updates) > 1 and updates[-1].status.is_final and updates[-1].text, f"{updates[-1:]}")
    return {"updates": len(updates), "letters": len(updates[-1].text)}


def _history(folder: Path) -> dict[str, Any]:
    exported = _chat()
    history = History(folder / "history.db", Backups(lambda: folder))
    try:
        history.save_chat(exported.chat)
        for message in exported.messages:
            history.add_message(exported.chat.id, message)
        read = [message.text for message in history.messages(exported.chat.id)]
        hits = history.find(SearchQuery("французский"))
    finally:
        history.close()
    _expect(read == [_SAID, _SAID] and hits, f"{len(read)} messages, {len(hits)} found")
    return {"sqlite": apsw.sqlite_lib_version(), "found": len(hits)}


def _formula(_folder: Path) -> dict[str, Any]:
    drawing = draw(r"\frac{-b \pm \sqrt{b^2-4ac}}{2a}", is_display=True)
    _expect(isinstance(drawing, Drawing), f"{drawing}")
    assert isinstance(drawing, Drawing)
    _expect(QSvgRenderer(QByteArray(drawing.svg.encode())).isValid(), "Qt does not read the picture")
    return {"width_em": round(drawing.width, 1)}


def _word(folder: Path) -> dict[str, Any]:
    _application()
    return _read_back(folder / "chat.docx", word_document(_chat(), captions()))


def _pdf(folder: Path) -> dict[str, Any]:
    _application()
    return _read_back(folder / "chat.pdf", pdf(_chat(), captions()))


def _table(folder: Path) -> dict[str, Any]:
    workbook = importlib.import_module("openpyxl").Workbook()
    workbook.active.append([_SAID, 1])
    workbook.save(folder / "table.xlsx")
    return _read_back(folder / "table.xlsx", (folder / "table.xlsx").read_bytes())


def _read_back(path: Path, content: bytes) -> dict[str, Any]:
    path.write_bytes(content)
    text = " ".join(read_document(path).split())
    _expect(_SAID in text, f"read back: {text[:200]!r}")
    return {"bytes": len(content)}


def _texts(_folder: Path) -> dict[str, Any]:
    """What reads, compares and colours texts: the libraries of it bring data and compiled parts."""
    _expect(len(sentences("Жил г. Иванов. Он спал.", "ru")) == 2, "sentences")
    _expect(tones_of(["let x = 1;"], "rust")[0], "colours of code")
    change = word_change("Кот спал", "Кот спит")
    mended = corrected("Превет, как дила?")
    _expect(mended != "Превет, как дила?", f"corrector: {mended!r}")
    return {"mended": mended, "changed": str(change)}


def _data(_folder: Path) -> dict[str, Any]:
    table = packaged_table()
    prompts = [
        prompt_text(name, tongue) for name in ("title", "summary", "memory") for tongue in ("ru", "en")
    ]
    texts = {tongue: len(ready_texts(tongue)) for tongue in ("ru", "en")}
    _expect(table.models and all(prompts) and all(texts.values()) and languages(), "data is missing")
    return {"models": len(table.models), "prices_of": table.as_of}


def _keyring(_folder: Path) -> dict[str, Any]:
    door = KeyringDoor()
    act: Callable[[], None] = KeyringSecretStore(door).probe
    try:
        ThreadAside().run(act, _KEYRING_PATIENCE_S, lambda: None)
    except (SecretStoreMissing, SecretStoreLocked, SecretStoreSilent, TimeoutError) as error:
        raise Gap(f"{door.title}: {type(error).__name__}") from error
    return {"backend": door.title}


def _chat() -> ExportedChat:
    now = datetime.now(UTC)
    question = ChatMessage("1", None, Role.USER, _SAID, now)
    answer = ChatMessage("2", "1", Role.ASSISTANT, _SAID, now)
    chat = Chat("self-test", _SAID, now, now)
    return ExportedChat(chat, (question, answer), frozenset({"1", "2"}))
