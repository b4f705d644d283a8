"""Calls of the kind `code`: the JavaScript of a code step, where the operator lets it run."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from .call_kinds import Made
from .call_rows import ClaimedCall
from .code_runner import CodeRunner


class CodeCalls:
    """`allowed`: whether this installation runs code of authors at all."""

    def __init__(self, *, allowed: bool) -> None:
        self._allowed = allowed
        self._runner: CodeRunner | None = None

    def place(self, request: Mapping[str, Any]) -> str:
        return ""

    def repeatable(self, request: Mapping[str, Any], *, idempotent: bool) -> bool:
        return True

    async def make(self, call: ClaimedCall) -> Made:
        if not self._allowed:
            return Made({"failed": "switched_off"})
        if self._runner is None:
            self._runner = CodeRunner()
        left = call.deadline - time.time()
        return Made(await self._runner.run(call.request["source"], call.request["vars"], left))

    async def close(self) -> None:
        self._runner = None
