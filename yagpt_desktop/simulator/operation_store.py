"""Answers that are fetched later; no thread works on them, time alone makes them ready."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import grpc
from google.protobuf.timestamp_pb2 import Timestamp

from yagpt_desktop.yandex.pb.operation_pb2 import Operation
from yagpt_desktop.yandex.pb.rpc_status_pb2 import Status
from yagpt_desktop.yandex.pb.text_generation_pb2 import CompletionResponse

from .fault import Refusal
from .plan import Fail, Plan, Say, Wait

_KEPT_MAX: Final = 1_000
_KEPT_S: Final = 3 * 24 * 3600.0
_NO_ANSWER: Final = Status(code=grpc.StatusCode.INTERNAL.value[0], message="internal error")
_ID_SIGNS: Final = "abcdefghijklmnopqrstuv0123456789"


@dataclass(slots=True)
class _Job:
    operation: Operation
    ready_at: float
    outcome: CompletionResponse | Status


class OperationStore:
    """Keeps operations for three days, as the service does."""

    def __init__(self, clock: Callable[[], float], delay_s: float) -> None:
        self._clock = clock
        self._delay_s = delay_s
        self._lock = threading.Lock()
        self._jobs: OrderedDict[str, _Job] = OrderedDict()

    def submit(self, plan: Plan) -> Operation:
        """Take a plan whose last message becomes the result.

        Raises:
            Refusal: The plan begins with a failure: it is refused at once.
        """
        now = self._clock()
        outcome, never = _outcome(plan)
        operation = Operation(
            id="fbv" + "".join(secrets.choice(_ID_SIGNS) for _ in range(17)),
            description="Async GPT Completion",
            created_by="ajedemo0account00000",
            created_at=_stamp(now),
            modified_at=_stamp(now),
        )
        ready_at = float("inf") if never else now + self._delay_s
        with self._lock:
            self._jobs[operation.id] = _Job(operation, ready_at, outcome)
            if len(self._jobs) > _KEPT_MAX:
                self._jobs.popitem(last=False)
            return _copy(operation)

    def get(self, operation_id: str) -> Operation:
        """Return the state of an operation.

        Raises:
            Refusal: NOT_FOUND: unknown, or over three days old.
        """
        with self._lock:
            return _copy(self._current(operation_id).operation)

    def cancel(self, operation_id: str) -> Operation:
        """Give an operation up; one that is done stays as it is.

        Raises:
            Refusal: NOT_FOUND.
        """
        with self._lock:
            job = self._current(operation_id)
            if not job.operation.done:
                job.outcome = Status(
                    code=grpc.StatusCode.CANCELLED.value[0], message="Operation was cancelled"
                )
                job.ready_at = self._clock()
                self._finish(job)
            return _copy(job.operation)

    def _current(self, operation_id: str) -> _Job:
        job = self._jobs.get(operation_id)
        now = self._clock()
        if job is None or now > job.operation.created_at.ToNanoseconds() / 1e9 + _KEPT_S:
            raise Refusal(grpc.StatusCode.NOT_FOUND, f"Operation with id '{operation_id}' not found")
        if not job.operation.done and now >= job.ready_at:
            self._finish(job)
        return job

    @staticmethod
    def _finish(job: _Job) -> None:
        job.operation.done = True
        job.operation.modified_at.CopyFrom(_stamp(job.ready_at))
        if isinstance(job.outcome, Status):
            job.operation.error.CopyFrom(job.outcome)
        else:
            job.operation.response.Pack(job.outcome)


def _outcome(plan: Plan) -> tuple[CompletionResponse | Status, bool]:
    """Return the result, and whether it never comes."""
    last: CompletionResponse | None = None
    for step in plan:
        if isinstance(step, Say):
            last = step.response
        elif isinstance(step, Wait):
            if step.seconds is None:
                return Status(), True
        elif isinstance(step, Fail):
            if last is None:
                raise step.refusal
            return step.refusal.status(), False
        else:
            last = None
    return (_NO_ANSWER, False) if last is None else (last, False)


def _copy(operation: Operation) -> Operation:
    copy = Operation()
    copy.CopyFrom(operation)
    return copy


def _stamp(at: float) -> Timestamp:
    stamp = Timestamp()
    stamp.FromSeconds(int(at))
    return stamp
