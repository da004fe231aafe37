"""Answers of a prescribed shape: JSON by a schema, and calls of tools."""

from __future__ import annotations

import json
from typing import Any, Final

from google.protobuf import json_format

from yagpt_desktop.yandex.pb.text_generation_pb2 import CompletionRequest, ToolChoice

from . import shaped_answer
from .plan import Say
from .streaming import FINAL, TOOL_CALLS, ReplyForm

_DEPTH_MAX: Final = 12
_ITEMS_MAX: Final = 20
_FORMATS: Final = {"date": "2026-01-01", "date-time": "2026-01-01T00:00:00Z", "email": "demo@example.com"}


def answer_to(request: CompletionRequest, form: ReplyForm) -> Say | None:
    """Return the answer where the request prescribes a shape; None where it does not."""
    called = _wanted_tool(request)
    if called is not None:
        response = form.response("", TOOL_CALLS, 10)
        call = response.alternatives[0].message.tool_call_list.tool_calls.add().function_call
        call.name = called
        schema = next(
            (tool.function.parameters for tool in request.tools if tool.function.name == called), None
        )
        call.arguments.update(_value(json_format.MessageToDict(schema)) if schema else {})
        return Say(response)
    if request.WhichOneof("ResponseFormat") == "json_schema":
        wanted = json_format.MessageToDict(request.json_schema.schema)
        value = shaped_answer.answer_to(request, wanted) or _value(wanted)
    elif request.json_object:
        value = {"demo": True}
    else:
        return None
    return Say(form.response(json.dumps(value, ensure_ascii=False), FINAL))


def _wanted_tool(request: CompletionRequest) -> str | None:
    choice = request.tool_choice
    if choice.function_name:
        return choice.function_name
    if choice.mode == ToolChoice.REQUIRED and request.tools:
        return request.tools[0].function.name
    return None


def _value(schema: Any, depth: int = 0) -> Any:
    """Return the plainest value that fits a JSON Schema."""
    if not isinstance(schema, dict) or depth > _DEPTH_MAX:
        return None
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return schema["enum"][0]
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = kind[0] if kind else None
    if kind == "object" or "properties" in schema:
        return {name: _value(inner, depth + 1) for name, inner in schema.get("properties", {}).items()}
    if kind == "array":
        size = min(_ITEMS_MAX, int(schema.get("minItems", 0)))
        return [_value(schema.get("items", {}), depth + 1) for _ in range(size)]
    return _plain(kind, schema)


def _plain(kind: object, schema: dict[str, Any]) -> Any:
    if kind in {"integer", "number"}:
        number = schema.get("minimum", 0)
        return int(number) if kind == "integer" or float(number).is_integer() else number
    if kind == "boolean":
        return False
    return _FORMATS.get(str(schema.get("format")), "demo") if kind == "string" else None
