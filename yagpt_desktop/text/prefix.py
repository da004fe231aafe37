"""How far two texts agree."""

from __future__ import annotations

_SLICE_CHARS = 4096


def common_prefix(old: str, new: str) -> int:
    """Return the length of the common beginning: slices compared in C, the odd one bisected."""
    limit = min(len(old), len(new))
    if new.startswith(old) or old.startswith(new):
        return limit
    low = 0
    while low < limit and old[low : low + _SLICE_CHARS] == new[low : low + _SLICE_CHARS]:
        low += _SLICE_CHARS
    low = min(low, limit)
    high = min(low + _SLICE_CHARS, limit)
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
