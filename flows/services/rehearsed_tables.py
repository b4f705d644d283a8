"""Tables of a bot while its tests run: rows in memory, gone with the rehearsal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine.tables import ID, in_order, row_holds


class RehearsedTables:
    """Answers calls of the kind `records` as the real ones are answered."""

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._made = 0

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        rows = self._rows.setdefault(str(request["table"]), [])
        if request["op"] == "insert":
            self._made += 1
            rows.append({ID: self._made, **request["values"]})
            return {"value": rows[-1]}
        held = [one for one in rows if row_holds(one, request["where"], request["match"])]
        held = in_order(held, request.get("order"), descending=bool(request.get("descending")))[: request["limit"]]
        if request["op"] == "find":
            return {"value": held}
        if request["op"] == "update":
            for one in held:
                one.update(request["values"])
        else:
            self._rows[str(request["table"])] = [one for one in rows if one not in held]
        return {"value": len(held)}
