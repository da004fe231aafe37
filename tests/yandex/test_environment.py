"""Hostile variables of the environment, tried in a process of its own because gRPC reads them once."""

from __future__ import annotations

import os
import subprocess
import sys

SCRIPT = """
import sys, threading
from concurrent import futures
from yagpt_desktop.domain.account import Access, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionRequest, Message, Role, Transport
from yagpt_desktop.domain.config import Config, Endpoints, Network
from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.yandex.client import open_client
import grpc

class Alarm:
    def after(self, seconds, action):
        timer = threading.Timer(seconds, action)
        timer.daemon = True
        timer.start()
        return timer

pool = futures.ThreadPoolExecutor()
server = grpc.server(pool)
port = server.add_insecure_port("127.0.0.1:0")
server.start()
access = Access(Credential(CredentialKind.IAM_TOKEN, "t1.MADE-UP-canary"), "b1gmadeup")
config = Config(Endpoints(grpc=f"127.0.0.1:{port}"), Network(proxy="none"))
client = open_client(access, Transport.GRPC, config, Alarm())
try:
    list(client.complete(CompletionRequest("m", (Message(Role.USER, "hi"),)), CancelToken()))
except YaGptError as error:
    print(type(error).__name__)
client.close()
server.stop(0)
"""


def run(script, **environment):
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )


def test_a_trace_of_everything_prints_no_token_and_nothing_else():
    done = run(SCRIPT, GRPC_TRACE="all", GRPC_VERBOSITY="DEBUG", GRPC_DNS_RESOLVER="ares")
    assert done.stdout == "OptionUnsupported\n"  # the empty server implements nothing
    assert "canary" not in done.stderr
    assert "authorization" not in done.stderr.lower()


def test_without_the_scrub_the_token_would_be_printed():
    """Else the test above could not fail."""
    started = (
        "import grpc\nfrom grpc._cython import cygrpc\nchannel = grpc.insecure_channel('127.0.0.1:1')\n"
        "call = channel.unary_unary('/a/b', None, None)\n"
        "try:\n    call(b'', metadata=[('authorization', 'Bearer t1.MADE-UP-canary')], timeout=5)\n"
        "except grpc.RpcError:\n    pass\n"
    )
    done = run(started, GRPC_TRACE="all", GRPC_VERBOSITY="DEBUG")
    assert "t1.MADE-UP-canary" in done.stderr


def test_the_package_prepares_the_environment_before_grpc_is_loaded():
    script = (
        "import os, sys\nimport yagpt_desktop.yandex\n"
        "print(os.environ.get('GRPC_TRACE'), os.environ['GRPC_VERBOSITY'], os.environ['GRPC_DNS_RESOLVER'],"
        " 'grpc' in sys.modules)"
    )
    assert run(script, GRPC_TRACE="all").stdout.split() == ["None", "NONE", "native", "False"]
