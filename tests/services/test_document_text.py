"""Documents of office programs: the text in them, whole, and nothing from damaged or hostile ones."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from docx import Document
from openpyxl import Workbook
from pypdf import PdfWriter

from yagpt_desktop.domain.errors import InputUnreadable
from yagpt_desktop.domain.fault import InputFault
from yagpt_desktop.services import document_text
from yagpt_desktop.services.document_text import read_document


@contextmanager
def refusal(fault: InputFault, detail: str = ".") -> Iterator[None]:
    with pytest.raises(InputUnreadable, match=detail) as caught:
        yield
    assert caught.value.fault is fault


@pytest.fixture
def letter(tmp_path):
    document = Document()
    document.add_heading("Заголовок", 1)
    document.add_paragraph("Съешь ещё этих мягких булок 👍")
    table = document.add_table(2, 2)
    for place, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"яч\nейка {place}"
    document.add_paragraph("После таблицы")
    path = tmp_path / "письмо.DOCX"
    document.save(str(path))
    return path


@pytest.fixture
def book(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "Счета"
    sheet.append(["Имя", "Сумма", None])
    sheet.append(["Ёж", 12.5, "=1+1"])
    book.create_sheet("Пусто")
    path = tmp_path / "счёт.xlsx"
    book.save(path)
    return path


def pdf_of(path, words: bytes) -> None:
    """A page with one line, written by hand."""
    stream = b"BT /F1 12 Tf 10 100 Td (" + words + b") Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    out, places = BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places))
    out.write(b"trailer << /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)
    path.write_bytes(out.getvalue())


def test_a_word_document_is_read_in_its_order(letter):
    assert read_document(letter).splitlines() == [
        "Заголовок",
        "Съешь ещё этих мягких булок 👍",
        "яч ейка 0\tяч ейка 1",
        "яч ейка 2\tяч ейка 3",
        "После таблицы",
    ]


def test_sheets_come_as_lines_of_cells(book):
    lines = read_document(book).splitlines()
    assert lines[:2] == ["Счета", "Имя\tСумма"]
    assert lines[2].startswith("Ёж\t12.5")
    assert lines[-1] == "Пусто"


def test_a_page_is_read(tmp_path):
    pdf_of(tmp_path / "page.pdf", b"Only words")
    assert read_document(tmp_path / "page.pdf").strip() == "Only words"


def test_other_files_are_read_as_text(tmp_path):
    (tmp_path / "a.md").write_text("# Привет", encoding="utf-8")
    assert read_document(tmp_path / "a.md") == "# Привет"


def test_a_locked_page_and_an_empty_one_are_named(tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "scan.pdf")
    with refusal(InputFault.EMPTY):
        read_document(tmp_path / "scan.pdf")
    writer.encrypt("made-up-password", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with refusal(InputFault.LOCKED):
        read_document(tmp_path / "locked.pdf")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(document_text, "LARGEST_UNPACKED_BYTES", 1_000_000)
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 5_000_000)
    with refusal(InputFault.TOO_BIG, "unpacked"):
        read_document(tmp_path / "bomb.docx")


def test_a_text_over_the_limit_is_refused(letter, monkeypatch):
    monkeypatch.setattr(document_text, "LARGEST_CHARACTERS", 20)
    with refusal(InputFault.TOO_BIG, "characters"):
        read_document(letter)
    monkeypatch.setattr(document_text, "LARGEST_BYTES", 20)
    with refusal(InputFault.TOO_BIG, "bytes"):
        read_document(letter)


@pytest.mark.parametrize("kind", ["letter", "book", "page"])
def test_damage_is_refused_by_name_and_never_more_than_that(request, tmp_path, kind):
    if kind == "page":
        path = tmp_path / "page.pdf"
        pdf_of(path, b"Only words")
    else:
        path = request.getfixturevalue(kind)
    whole, chance = path.read_bytes(), random.Random(7)
    refused = 0
    for _ in range(40):
        spoiled = bytearray(whole)
        for _ in range(chance.randrange(1, 12)):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        path.write_bytes(spoiled[: chance.choice([len(spoiled), len(spoiled) // 2, 10])])
        try:
            assert isinstance(read_document(path), str)
        except InputUnreadable as error:
            refused += 1
            assert error.path == path.name
            assert error.fault in {InputFault.DAMAGED, InputFault.EMPTY, InputFault.LOCKED}
    assert refused


@pytest.mark.parametrize("name", ["missing.docx", "missing.pdf", "missing.xlsx"])
def test_a_missing_document_is_refused(tmp_path, name):
    with refusal(InputFault.CLOSED):
        read_document(tmp_path / name)
    (tmp_path / name).mkdir()
    with refusal(InputFault.CLOSED):
        read_document(tmp_path / name)
