"""What the whole program costs: an answer through real gRPC, and a long chat in its window."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks._measure import Measure, Sizes

_CHILD_LIMIT_S = 120.0
_FRAME_MS = 1000 / 60


def measures(sizes: Sizes) -> list[Measure]:
    """Run all; every part in a process of its own."""
    return [*_streaming(sizes), *_memory(sizes)]


def _child(module: str, *arguments: object, errors: bool = False) -> Any:
    """Run a module to its end and return the JSON that it prints."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)],
        stdout=subprocess.DEVNULL if errors else subprocess.PIPE,
        stderr=subprocess.PIPE if errors else None,
        timeout=_CHILD_LIMIT_S,
        check=True,
    )
    return json.loads(done.stderr if errors else done.stdout)


@contextmanager
def _service(sizes: Sizes) -> Iterator[subprocess.Popen[str]]:
    arguments = ["--chars", sizes.answer_chars, "--partials", sizes.partials, "--pace-ms", sizes.pace_ms]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks._service", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as service:
        yield service
        if service.stdin is not None:
            service.stdin.close()


def _line(service: subprocess.Popen[str]) -> str:
    return service.stdout.readline() if service.stdout is not None else ""


def _streaming(sizes: Sizes) -> list[Measure]:
    """Stream by turns into the bare loop and into the program: what slows the machine slows both."""
    bare_s, program_s, late_ms = [], [], []
    with _service(sizes) as service:
        port = int(_line(service))
        for _ in range(sizes.rounds):
            bare_s.append(_child("_bare_loop", port, errors=True))
            _line(service)
            with TemporaryDirectory() as folder:
                told = _child("_program", "stream", folder, port)
            late_ms.append((told["painted_s"] - float(_line(service))) * 1000)
            program_s.append(told["cpu_s"])
            if told["chars"] != sizes.answer_chars:
                raise RuntimeError(f"{told['chars']} characters of {sizes.answer_chars} came through")
    print(
        f"  stream: bare loop {_list(bare_s)} s, whole program {_list(program_s)} s of CPU; "
        f"last text on screen after {_list(late_ms)} ms"
    )
    ratio = statistics.median(ours / bare for ours, bare in zip(program_s, bare_s, strict=True))
    last_ms = statistics.median(late_ms)
    return [
        Measure("CPU of streaming 130 KB over the bare print loop", ratio, 2.5),
        Measure("last text on screen after its arrival", last_ms, _FRAME_MS + 20, "ms"),
    ]


def _memory(sizes: Sizes) -> list[Measure]:
    with TemporaryDirectory() as folder:
        _child("_program", "fill", folder, sizes.messages)
        told = _child("_program", "memory", folder, sizes.messages)
    print(
        f"  memory, RSS: empty window {told['empty_rss_mb']:.1f} MB, chat open {told['open_rss_mb']:.1f}, "
        f"after a tour {told['toured_rss_mb']:.1f}; USS {told['empty_mb']:.1f}, {told['open_mb']:.1f}, "
        f"{told['toured_mb']:.1f}; from the choice to the first paint {told['opened_ms']:.0f} ms"
    )
    # What is private changes with every other program that maps or leaves the same libraries; RSS does not.
    grown_mb = told["open_rss_mb"] - told["empty_rss_mb"]
    toured_mb = told["toured_rss_mb"] - told["empty_rss_mb"]
    return [
        Measure("memory of 10,000 messages over the empty window", grown_mb, 40, "MB"),
        Measure("the same after 200 jumps", toured_mb, 40, "MB"),
    ]


def _list(values: list[float]) -> str:
    return " ".join(f"{value:.2f}" for value in values)
