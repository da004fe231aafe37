"""What must be true of the environment before gRPC is loaded; imported first by the package.

gRPC reads these variables once, when its library starts, and knows no other way to be told.
"""

from __future__ import annotations

import os


def scrub_environment() -> None:
    """Quiet gRPC's own log and make it resolve names as every other program does.

    ``GRPC_TRACE=api`` prints the authorization header in clear, and its log prints addresses.  Its own
    resolver ignores VPN and split-DNS rules of the system, so the system's is asked.
    """
    os.environ.pop("GRPC_TRACE", None)
    os.environ["GRPC_VERBOSITY"] = "NONE"
    os.environ["GRPC_DNS_RESOLVER"] = "native"


scrub_environment()
