"""The made-up clouds and folders of the local service, with the paging and filter of the real lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, TypeVar

import grpc
from google.protobuf.timestamp_pb2 import Timestamp

from yagpt_desktop.yandex.pb.resource_manager_pb2 import Cloud, Folder

from .fault import Refusal

DEMO_FOLDER_ID: Final = "b1gdemo0folder000000"

_PAGE_SIZE: Final = 100
_PAGE_SIZE_MAX: Final = 1000
_ORGANIZATION_ID: Final = "bpfdemo0organization"
_FILTER: Final = re.compile(r"""\s*name\s*=\s*(["'])(.*?)\1\s*""")
_PAGE_TOKEN: Final = re.compile(r"page-(\d{1,9})")
_FOLDER_ID: Final = re.compile(r"[a-z0-9]{20}")

_Named = TypeVar("_Named", Cloud, Folder)


def _at(day: int) -> Timestamp:
    stamp = Timestamp()
    stamp.FromDatetime(datetime(2026, 1, day, 9, 30, tzinfo=UTC))
    return stamp


CLOUDS: Final = tuple(
    Cloud(
        id=id_, name=name, description=description, organization_id=_ORGANIZATION_ID, created_at=_at(day),
        labels={"demo": "true"},
    )
    for day, (id_, name, description) in enumerate(
        (
            ("b1gdemo0cloud0000001", "demo-personal", "A made-up cloud of the local service"),
            ("b1gdemo0cloud0000002", "demo-work", "Another made-up cloud"),
        ),
        start=1,
    )
)  # fmt: skip
FOLDERS: Final = tuple(
    Folder(
        id=id_, cloud_id=CLOUDS[cloud].id, name=name, created_at=_at(10 + day), status=Folder.ACTIVE,
        labels={"demo": "true"},
    )
    for day, (id_, cloud, name) in enumerate(
        (
            (DEMO_FOLDER_ID, 0, "default"),
            ("b1gdemo0folder000001", 0, "texts"),
            ("b1gdemo0folder000002", 0, "experiments"),
            ("b1gdemo0folder000003", 1, "default"),
            ("b1gdemo0folder000004", 1, "translations"),
            ("b1gdemo0folder000005", 1, "support"),
            ("b1gdemo0folder000006", 1, "archive"),
        )
    )
)  # fmt: skip


def is_folder_id(text: str) -> bool:
    """Whether it may be a folder: 20 signs, and not the id of a cloud."""
    is_cloud = text.startswith("b1gcloud") or any(text == cloud.id for cloud in CLOUDS)
    return bool(_FOLDER_ID.fullmatch(text)) and not is_cloud


def cloud_of(cloud_id: str) -> Cloud:
    """Return a cloud.

    Raises:
        Refusal: NOT_FOUND; INVALID_ARGUMENT for an empty id.
    """
    return _found(CLOUDS, "cloud", cloud_id)


def folder_of(folder_id: str) -> Folder:
    """Return a folder.

    Raises:
        Refusal: NOT_FOUND; INVALID_ARGUMENT for an empty id.
    """
    return _found(FOLDERS, "folder", folder_id)


def _found(items: Sequence[_Named], kind: str, id_: str) -> _Named:
    if not id_:
        raise Refusal(grpc.StatusCode.INVALID_ARGUMENT, f"{kind}_id: Field is required")
    for item in items:
        if item.id == id_:
            return item
    raise Refusal(grpc.StatusCode.NOT_FOUND, f"{kind.capitalize()} with id '{id_}' not found")


def page(
    items: Sequence[_Named], filter_: str, page_size: int, page_token: str
) -> tuple[Sequence[_Named], str]:
    """Return one page of what the filter lets through, and the token of the next page ("" for none).

    Raises:
        Refusal: INVALID_ARGUMENT for a filter, page size or page token that is none.
    """
    wanted = _filtered(items, filter_)
    if not 0 <= page_size <= _PAGE_SIZE_MAX:
        raise Refusal(
            grpc.StatusCode.INVALID_ARGUMENT, f"page_size: Value must be in the range 0 to {_PAGE_SIZE_MAX}"
        )
    start = _start(page_token)
    end = start + (page_size or _PAGE_SIZE)
    return wanted[start:end], f"page-{end}" if end < len(wanted) else ""


def _filtered(items: Sequence[_Named], filter_: str) -> Sequence[_Named]:
    if not filter_.strip():
        return items
    match = _FILTER.fullmatch(filter_)
    if match is None:
        raise Refusal(grpc.StatusCode.INVALID_ARGUMENT, 'filter: Filter is invalid, use name="…"')
    return [item for item in items if item.name == match[2]]


def _start(page_token: str) -> int:
    if not page_token:
        return 0
    match = _PAGE_TOKEN.fullmatch(page_token)
    if match is None:
        raise Refusal(grpc.StatusCode.INVALID_ARGUMENT, "page_token: Page token is invalid")
    return int(match[1])
