"""Heights of ten thousand rows, summed and searched in a few steps."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate


class Heights:
    """A Fenwick tree: a changed height, the top of a row and the row at a place cost the logarithm."""

    def __init__(self, heights: Iterable[int] = ()) -> None:
        self._heights = list(heights)
        sums = [0, *accumulate(self._heights)]
        self._tree = [0, *(sums[i] - sums[i & (i - 1)] for i in range(1, len(sums)))]
        self._total = sums[-1]

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, row: int) -> int:
        return self._heights[row]

    @property
    def total(self) -> int:
        """Height of all rows."""
        return self._total

    def set(self, row: int, height: int) -> None:
        """Change one height."""
        change = height - self._heights[row]
        if change:
            self._heights[row] = height
            self._total += change
            place = row + 1
            while place < len(self._tree):
                self._tree[place] += change
                place += place & -place

    def append(self, height: int) -> None:
        """Add a row at the end."""
        self._heights.append(height)
        self._total += height
        place = len(self._heights)
        self._tree.append(self._total - self.top(place & (place - 1)))

    def truncate(self, count: int) -> None:
        """Keep the first ``count`` rows."""
        del self._heights[count:]
        del self._tree[count + 1 :]
        self._total = self.top(count)

    def top(self, row: int) -> int:
        """Return the sum of the heights before a row."""
        found, place = 0, row
        while place > 0:
            found += self._tree[place]
            place &= place - 1
        return found

    def row_at(self, y: int) -> int:
        """Return the row that covers a place; the first or the last where none does."""
        place, step = 0, 1 << len(self._heights).bit_length()
        while step:
            further = place + step
            if further < len(self._tree) and self._tree[further] <= y:
                place = further
                y -= self._tree[further]
            step >>= 1
        return max(min(place, len(self._heights) - 1), 0)
