"""Find the sentences of Python sources for Linguist.

lupdate's own Python parser loses some of them: it does not see a ``translate(…, len(items))``, takes
no plural of ``QCoreApplication.translate`` and gives the ``self.tr`` after such a call a wrong context.
So Python's own parser reads the sources here, and lupdate gets plain C++ calls, which it reads well.
"""

from __future__ import annotations

import ast
import io
import json
import tokenize
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# The place of the context, the source text and the disambiguation among the arguments.
_WITH_CONTEXT: Final = {"translate": 3, "QT_TRANSLATE_NOOP": 2, "QT_TRANSLATE_NOOP3": 3}
_OF_A_CLASS: Final = {"tr": 2, "QT_TR_NOOP": 1}


class Unreadable(Exception):
    """A source does not parse; the text says where."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a translator sees, and what the program asks for at run time."""

    context: str
    source: str
    comment: str
    note: str

    def as_cpp(self) -> str:
        """A call that lupdate reads; a ``%n`` makes it a plural."""
        count = ", 1" if "%n" in self.source else ""
        words = ", ".join(
            json.dumps(text, ensure_ascii=False) for text in (self.context, self.source, self.comment)
        )
        note = "".join(f"//: {line}\n" for line in self.note.splitlines())
        return f"{note}QCoreApplication::translate({words}{count});\n"


@dataclass(frozen=True, slots=True)
class Found:
    """The sentences of a module, and the calls that can never be translated (``line: why``)."""

    sentences: list[Sentence]
    defects: list[str]


def find(path: Path) -> Found:
    """Read one module.

    Raises:
        Unreadable: it does not parse; its sentences must not count as gone.
    """
    try:
        text = path.read_text(encoding="utf-8")
        module = ast.parse(text, str(path))
    except (SyntaxError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path} does not parse, so nothing is changed: {error}") from None
    reader = _Reader(_notes(text))
    reader.visit(module)
    return Found(reader.sentences, reader.defects)


def _notes(text: str) -> dict[int, str]:
    """Lines that hold a ``#:`` comment for the translator and nothing else."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {
        token.start[0]: token.string.removeprefix("#:").strip()
        for token in tokens
        if token.type == tokenize.COMMENT
        and token.string.startswith("#:")
        and token.line.lstrip().startswith("#:")
    }


class _Reader(ast.NodeVisitor):
    def __init__(self, notes: dict[int, str]) -> None:
        self.sentences: list[Sentence] = []
        self.defects: list[str] = []
        self._notes = notes
        self._classes: list[str] = []
        self._statement_line = 0

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.stmt):
            self._statement_line = node.lineno
        super().visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = _called_name(node.func)
        if name in _WITH_CONTEXT:
            self._read(node, node.args[: _WITH_CONTEXT[name]])
        elif name in _OF_A_CLASS:
            context = self._context_of(node.func)
            self._read(node, [ast.Constant(context), *node.args[: _OF_A_CLASS[name]]])
        self.generic_visit(node)

    def _context_of(self, function: ast.expr) -> str | None:
        """The class whose name Qt will look under; none where the call is not on one's own object."""
        owner = function.value if isinstance(function, ast.Attribute) else None
        is_own = owner is None or (isinstance(owner, ast.Name) and owner.id in ("self", "cls"))
        return self._classes[-1] if is_own and self._classes else None

    def _read(self, call: ast.Call, arguments: list[ast.expr]) -> None:
        if len(arguments) < 2:
            return  # str.translate(table)
        if _is_composed(arguments[1]):
            self._defect(call, "composed before it is translated, so it is never found")
            return
        if not _is_text(arguments[1]):
            return  # a sentence of a table, marked where it stands
        if not _is_text(arguments[0]):
            self._defect(call, "not on self, or outside a class: use QCoreApplication.translate")
            return
        context, source, comment = ([_value(argument) for argument in arguments] + [""])[:3]
        self.sentences.append(Sentence(context, source, comment, self._note_above(call.lineno)))

    def _defect(self, call: ast.Call, why: str) -> None:
        self.defects.append(f"{call.lineno}: {ast.unparse(call)[:60]}: {why}")

    def _note_above(self, line: int) -> str:
        return "\n".join(self._block_above(line) or self._block_above(self._statement_line))

    def _block_above(self, line: int) -> list[str]:
        above = self._notes.get(line - 1)
        return [] if above is None else [*self._block_above(line - 1), above]


def _called_name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _value(node: ast.expr) -> str:
    """The literal's text; ``None`` as a disambiguation is an empty one."""
    return str(ast.literal_eval(node) or "")


def _is_composed(node: ast.expr) -> bool:
    """An f-string, a sum with a literal, or a literal's ``format``."""
    if isinstance(node, ast.BinOp):
        return _is_text(node.left) or _is_text(node.right) or _is_composed(node.left)
    is_method_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return isinstance(node, ast.JoinedStr) or (is_method_call and _is_text(node.func.value))


def as_cpp(paths: list[Path]) -> str:
    """All sentences of the modules, for lupdate."""
    return "".join(sentence.as_cpp() for path in paths for sentence in find(path).sentences)
