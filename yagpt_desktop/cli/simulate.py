"""``yagpt-desktop simulate``: the local service alone."""

from __future__ import annotations

import argparse
import sys

from yagpt_desktop.ui.words.terminal_words import cannot_serve

from .problem import UsageProblem


def simulate(options: argparse.Namespace) -> int:
    """Serve until stopped; needs no profile.

    Raises:
        UsageProblem: The address, a port or the script cannot be used.
    """
    from yagpt_desktop.simulator.serve import serve  # noqa: PLC0415  loads slowly; --help need not wait for it

    try:
        return serve(options.host, options.grpc_port, options.rest_port, options.script, sys.stdout)
    except (ValueError, OSError) as error:
        raise UsageProblem(cannot_serve(str(error))) from error
