"""Tokens, clouds and folders, the same behind gRPC and REST."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from google.protobuf import json_format
from yandex.cloud.iam.v1 import iam_token_service_pb2 as iam
from yandex.cloud.resourcemanager.v1 import cloud_pb2, folder_pb2
from yandex.cloud.resourcemanager.v1 import cloud_service_pb2 as cloud_api
from yandex.cloud.resourcemanager.v1 import folder_service_pb2 as folder_api

from .journal import Call
from .refusal import INVALID_ARGUMENT, NOT_FOUND, UNAUTHENTICATED, authorize, refusal

_CLOUDS = [
    {
        "id": f"b1g-made-up-cloud-{number}",
        "name": f"облако-{number}",
        "createdAt": f"2024-06-0{number}T12:45:48.{number}00Z",
        "organizationId": "bpf-made-up",
        "description": "сделано для проверки" if number == 2 else "",
        "labels": {"среда": "проверка"} if number == 2 else {},
    }
    for number in (1, 2, 3)
]
_FOLDERS = [
    {
        "id": f"b1g-made-up-folder-{number}",
        "cloudId": "b1g-made-up-cloud-1",
        "name": f"каталог-{number}",
        "createdAt": "2024-06-06T12:45:48Z",
        "labels": {"a": "1", "b": "2"} if number == 1 else {},
        "status": status,
    }
    for number, status in enumerate(("ACTIVE", "DELETING", "PENDING_DELETION"), start=1)
]


class Directory:
    """IAM and resource manager.  Any thread."""

    def create_token(self, call: Call, request: iam.CreateIamTokenRequest) -> iam.CreateIamTokenResponse:
        """Give a token for an OAuth token or a signed claim."""
        kind = request.WhichOneof("identity")
        if kind is None:
            raise refusal(INVALID_ARGUMENT, "identity: one of the options must be specified")
        if "wrong" in getattr(request, kind):
            raise refusal(UNAUTHENTICATED, "OAuth token is invalid or expired")
        return self._token(kind)

    def create_token_for(
        self, call: Call, request: iam.CreateIamTokenForServiceAccountRequest
    ) -> iam.CreateIamTokenResponse:
        """Give a service account's token to somebody who has one already."""
        authorize(call, "Bearer")
        return self._token(request.service_account_id)

    @staticmethod
    def _token(of: str) -> iam.CreateIamTokenResponse:
        given = {"iamToken": f"t1.MADE-UP-for-{of}", "expiresAt": "2026-11-23T09:00:00.123456Z"}
        return json_format.ParseDict(given, iam.CreateIamTokenResponse())

    def revoke_token(self, call: Call, request: iam.RevokeIamTokenRequest) -> iam.RevokeIamTokenResponse:
        """Tell whose token it was."""
        authorize(call, "Bearer")
        return iam.RevokeIamTokenResponse(subject_id=f"subject-of-{request.iam_token}")

    def clouds(self, call: Call, request: cloud_api.ListCloudsRequest) -> cloud_api.ListCloudsResponse:
        """Three clouds, in pages."""
        authorize(call, "Bearer")
        page, following = _page(_CLOUDS, request)
        return json_format.ParseDict(
            {"clouds": page, "nextPageToken": following}, cloud_api.ListCloudsResponse()
        )

    def cloud(self, call: Call, request: cloud_api.GetCloudRequest) -> cloud_pb2.Cloud:
        """One of them."""
        authorize(call, "Bearer")
        return json_format.ParseDict(_found(_CLOUDS, request.cloud_id), cloud_pb2.Cloud())

    def folders(self, call: Call, request: folder_api.ListFoldersRequest) -> folder_api.ListFoldersResponse:
        """The folders of a cloud, in pages; only the first cloud has any."""
        authorize(call, "Bearer")
        if not request.cloud_id:
            raise refusal(INVALID_ARGUMENT, "cloud_id: value is required")
        mine = [folder for folder in _FOLDERS if folder["cloudId"] == request.cloud_id]
        page, following = _page(mine, request)
        return json_format.ParseDict(
            {"folders": page, "nextPageToken": following}, folder_api.ListFoldersResponse()
        )

    def folder(self, call: Call, request: folder_api.GetFolderRequest) -> folder_pb2.Folder:
        """One of them."""
        authorize(call, "Bearer")
        return json_format.ParseDict(_found(_FOLDERS, request.folder_id), folder_pb2.Folder())


def _page(everything: Sequence[dict[str, Any]], request: Any) -> tuple[Sequence[dict[str, Any]], str]:
    chosen = everything
    if request.filter:
        wanted = re.fullmatch(r'name="(.*)"', request.filter)
        if wanted is None:
            raise refusal(INVALID_ARGUMENT, "filter: cannot be parsed")
        chosen = [one for one in everything if one["name"] == wanted[1]]
    start = int(request.page_token or 0)
    end = start + (request.page_size or 100)
    return chosen[start:end], str(end) if end < len(chosen) else ""


def _found(everything: Sequence[dict[str, Any]], wanted: str) -> dict[str, Any]:
    for one in everything:
        if one["id"] == wanted:
            return one
    raise refusal(NOT_FOUND, f"{wanted} not found")
