"""Long Markdown of every kind, for measuring what a window does with it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

_PARAGRAPH = (
    "Это длинный ответ встроенной демонстрации. В нём есть **жирный**, *курсив*, `код` и "
    "[ссылка](https://yandex.cloud/ru/docs); English words stand beside Russian ones, а числа "
    "вроде 1 234,5 и знаки «кавычек» — среди слов.\n\n"
)
_LIST = "1. Первый пункт\n2. Второй пункт\n   - вложенный, со словом `print()`\n   - ещё один\n\n"
_TABLE = (
    "| Величина | Значение | Единица |\n|---|---:|---|\n"
    "| Токены | {number} | шт. |\n| Время | 0,{number} | с |\n\n"
)
_CODE = "```python\ndef square(x: int) -> int:\n    # часть {number}\n    return x * x\n```\n\n"
_QUOTE = (
    "> Цитата номер {number}: длинная строка, которая должна переноситься, как и весь остальной текст.\n\n"
)


def of_length(size: int) -> str:
    """Return a text of exactly so many characters."""
    blocks: list[str] = []
    length = 0
    for block in _blocks():
        blocks.append(block)
        length += len(block)
        if length >= size:
            break
    return "".join(blocks)[:size]


def _blocks() -> Iterator[str]:
    for number in itertools.count(1):
        yield f"## Часть {number}\n\n"
        yield _PARAGRAPH
        yield (_LIST, _TABLE, _CODE, _QUOTE)[number % 4].format(number=number)
