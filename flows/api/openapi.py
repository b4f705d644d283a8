from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema

from . import answers


class ApiSchema(AutoSchema):
    """Describes one address: pages are lists, and whatever goes wrong is a problem."""

    def get_operation_id(self) -> str:
        made: str = super().get_operation_id()
        answer = self.get_response_serializers()
        paged = isinstance(answer, type) and "results" in getattr(answer, "_declared_fields", {})
        return made.removesuffix("_retrieve") + "_list" if paged and made.endswith("_retrieve") else made

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if operation is not None:
            problem = self.resolve_serializer(answers.Problem, "response").ref
            content = {"application/problem+json": {"schema": problem}}
            operation["responses"]["default"] = {"description": "What is wrong (RFC 9457).", "content": content}
        return operation
