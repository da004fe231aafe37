"""The forms in which a chat leaves: what was said is there, and nothing in the file does anything."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.services.exchange.captions import Captions
from yagpt_desktop.services.exchange.forms import WRITERS, ExportForm, file_stem
from yagpt_desktop.services.exchange.markdown import inert

CONVERSION_S = 120

_HARMFUL_TAGS = frozenset(
    {"script", "img", "iframe", "object", "embed", "link", "base", "form", "svg", "video"}
)


class Tags(HTMLParser):
    """Collects what a browser would see as tags."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def tags_in(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    tags.close()
    return tags


def written(form: ExportForm, exported: ExportedChat, captions: Captions) -> str:
    return WRITERS[form](exported, captions).decode()


def test_markdown_keeps_code_and_makes_links_of_pictures(
    make_chat: Callable[..., ExportedChat], captions: Captions
) -> None:
    found = written(ExportForm.MARKDOWN, make_chat(role="Ты *повар*.\nШеф."), captions)
    assert found.startswith(
        "# Пирог: \\<b\\>&\\#\n\n**Роль**\n\n> Ты *повар*.\n> Шеф.\n\n## Вы · 23.11.2026 12:00\n"
    )
    assert "\n## yandexgpt-5.1 · 23.11.2026 12:00 · остановлено\n" in found
    assert "\\![снимок](https://evil.example/x.png)" in found
    assert "\\![а](https://evil.example/y.png)" in found
    assert "\\<img src=x" in found
    assert "<https://example.org/ok>" in found
    assert "`![не снимок](x)`" in found
    assert "    return \"<script>\" + '![x](y)'\n```" in found
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(found)
    assert not {tag for tag, _ in tags_in(html).found} & _HARMFUL_TAGS


_SIGNS = st.text(st.sampled_from('![]()<>`\\\n a-*img/="$|~'), max_size=40)


@settings(max_examples=400, deadline=None)
@given(_SIGNS)
def test_no_markdown_fetches_anything(text: str) -> None:
    html = MarkdownIt("commonmark", {"html": True}).render(inert(text))
    assert "img" not in {tag for tag, _ in tags_in(html).found}


def test_plain_text_is_as_a_person_would_type_it(
    make_chat: Callable[..., ExportedChat], captions: Captions
) -> None:
    found = written(ExportForm.TEXT, make_chat(role="Повар"), captions)
    assert found.startswith(
        "Пирог: <b>&#\n\nРоль:\nПовар\n\n———\nВы · 23.11.2026 12:00\n\nКак <испечь>?\n  пирог\n"
    )
    assert "Вот жирный и код <b>, ссылка" in found
    assert "Ёжик\t12,5 ₽" in found


def test_a_web_page_shows_everything_and_does_nothing(
    make_chat: Callable[..., ExportedChat], captions: Captions
) -> None:
    hostile = "</div><script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) \"'&\0"
    chat = make_chat(hostile, question=hostile, title=hostile, role=hostile, model=hostile)
    for exported in (chat, make_chat()):
        page = written(ExportForm.WEB_PAGE, exported, captions)
        tags = tags_in(page)
        names = {tag for tag, _ in tags.found}
        assert not names & _HARMFUL_TAGS
        assert not {name for _, attributes in tags.found for name in attributes if name.startswith("on")}
        links = [attributes["href"] or "" for tag, attributes in tags.found if tag == "a"]
        assert all(link.startswith(("https://", "mailto:")) for link in links)
        policies = [one for tag, one in tags.found if one.get("http-equiv") == "Content-Security-Policy"]
        assert [one["content"] for one in policies] == ["default-src 'none'; style-src 'unsafe-inline'"]
        # Before anything that could be forbidden.
        assert tags.found[3][1].get("http-equiv") or tags.found[2][1].get("charset")
        assert "prefers-color-scheme: dark" in page
        assert "url(" not in page
        assert "@import" not in page
    page = written(ExportForm.WEB_PAGE, make_chat(), captions)
    assert "<pre><code>def привет():\n    return &quot;&lt;script&gt;&quot;" in page
    assert "<td>Ёжик</td>" in page


def test_json_holds_what_is_in_view(make_chat: Callable[..., ExportedChat], captions: Captions) -> None:
    document = json.loads(written(ExportForm.JSON, make_chat(), captions))
    assert (document["format"], document["version"]) == ("yagpt-chat", 1)
    assert [one["role"] for one in document["messages"]] == ["user", "assistant"]


def test_word_knows_headings_lists_tables_and_links(
    make_chat: Callable[..., ExportedChat], captions: Captions
) -> None:
    content = WRITERS[ExportForm.WORD](make_chat(role="Повар"), captions)
    document = docx.Document(io.BytesIO(content))
    found = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert found["Пирог: <b>&#"] == "Title"
    assert found["Заголовок"] == "Heading 2"
    assert found["def привет():\n    return \"<script>\" + '![x](y)'"] == "Chat Code"
    assert found["1.\tраз"] == "Normal"
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Имя", "Цена"],
        ["Ёжик", "12,5 ₽"],
        ["=1+1", "а"],
    ]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        relations = packed.read("word/_rels/document.xml.rels").decode()
        assert set(re.findall(r'Target="(https?:[^"]*)"', relations)) == {
            "https://example.org/?a=1&amp;b=2",
            "https://example.org/ok",
            "https://evil.example/x.png",
            "https://evil.example/y.png",
        }
        # The addresses are links to follow by hand; nothing is fetched when the file is opened.
        assert relations.count('TargetMode="External"') == 4
        assert "/image" not in relations
    assert document.core_properties.author == ""


def test_libre_office_reads_the_word_document(
    make_chat: Callable[..., ExportedChat], captions: Captions, tmp_path: Path
) -> None:
    (tmp_path / "chat.docx").write_bytes(WRITERS[ExportForm.WORD](make_chat(), captions))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "chat.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=CONVERSION_S)
    text = (tmp_path / "chat.txt").read_text("utf-8-sig")
    assert "Вот жирный и код <b>, ссылка" in text
    assert "def привет():\n    return \"<script>\" + '![x](y)'" in text
    assert "\nИмя\nЦена\nЁжик\n12,5 ₽\n" in text


def test_long_code_and_long_tables_stay_whole(
    make_chat: Callable[..., ExportedChat], captions: Captions
) -> None:
    code = "\n".join(f"строка {number}" for number in range(900))
    rows = "\n".join(f"| {number} | да |" for number in range(900))
    chat = make_chat(f"```\n{code}\n```\n\n| № | есть |\n|---|---|\n{rows}\n\n" + "слово " * 9000)
    document = docx.Document(io.BytesIO(WRITERS[ExportForm.WORD](chat, captions)))
    (table,) = document.tables
    assert len(table.rows) == 901
    assert code in [paragraph.text for paragraph in document.paragraphs]
    page = written(ExportForm.WEB_PAGE, chat, captions)
    assert (page.count("<table"), page.count("<pre"), page.count("<tr>")) == (1, 1, 901)


@pytest.mark.parametrize("form", list(WRITERS))
def test_any_chat_can_be_written(
    form: ExportForm, archives_of_chats: st.SearchStrategy[list[ExportedChat]], captions: Captions
) -> None:
    @settings(max_examples=40, deadline=None)
    @given(archives_of_chats)
    def holds(chats: list[ExportedChat]) -> None:
        for exported in chats:
            assert WRITERS[form](exported, captions)

    holds()


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Пирог", "Пирог"),
        ('a<b>:"/\\|?*c', "a b c"),
        ("  .. ", ""),
        ("CON", "CON 1"),
        ("nul.txt", "nul.txt 1"),
        ("две\nстроки\0", "две строки"),
        ("\u202egnp.exe", "gnp.exe"),
        ("ж" * 200, "ж" * 80),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, stem: str) -> None:
    assert file_stem(title) == stem
