"""The local service: the API of Yandex Cloud served on loopback, for the demo and the tests.

Real gRPC and real REST, made-up answers.  See :mod:`.script` for prepared replies, :mod:`.command` for
what a message can make it do, :mod:`.access` for the words in a credential that get it refused.
"""

# Before any module of this package can load grpc: the protocol's package quiets it.
from yagpt_desktop.yandex import pb as pb

from .api import Options, Seen
from .script import Reply, Script, ScriptUnreadable, replies_of_recording
from .service import Addresses, LocalService

__all__ = [
    "Addresses",
    "LocalService",
    "Options",
    "Reply",
    "Script",
    "ScriptUnreadable",
    "Seen",
    "replies_of_recording",
]
