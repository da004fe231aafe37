"""Serve the text-generation API on the official stubs until standard input ends.

``python tests/contract/official_server.py RECORDINGS_FOLDER``, with the Python that
``official_environment.py`` prints.  The first line of standard output is JSON: ``{"grpc": …, "rest": …}``.

Beside the API, over HTTP: ``POST /control/scene`` sets what a model answers (``official.scene.Turn`` in
proto3 JSON), ``GET /control/requests?wait_s=`` returns and forgets all requests that have come.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from official.api import rpcs
from official.cloud import Cloud
from official.directory import Directory
from official.journal import Journal
from official.rest import RestDoor
from official.rpc import GrpcDoor


def main(recordings: Path) -> None:
    """Serve on free loopback ports; ends with the process that started it."""
    cloud, journal = Cloud(sorted(recordings.glob("*.json"))), Journal()
    calls = rpcs(cloud, Directory())
    grpc_door, rest_door = GrpcDoor(cloud, journal, calls), RestDoor(cloud, journal, calls)
    addresses = {"grpc": f"127.0.0.1:{grpc_door.start()}", "rest": f"http://127.0.0.1:{rest_door.start()}"}
    print(json.dumps(addresses), flush=True)
    sys.stdin.read()
    grpc_door.stop()
    rest_door.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
