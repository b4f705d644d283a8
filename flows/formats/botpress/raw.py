"""Looks into flow files that nobody has checked: what is not of the right kind counts as not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Raw = Mapping[str, Any]
CONFIG = "bot.config.json"
WIZARDS = ("choice", "slot", "callapi", "hitlnext", "sendemail")
"""Skills whose flow a wizard made of its data."""
_DURATION = re.compile(r"\s*([0-9.]+)\s*(ms|s|m|h|d|w)?[a-z]*\s*")
_UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, None: 0.001}
_ASKING = ("choice", "slot", "hitlnext")


def object_of(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def list_of(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def nodes_of(flow: Raw) -> list[dict[str, Any]]:
    return [node for node in list_of(flow.get("nodes")) if isinstance(node, dict)]


def ways_of(node: Raw) -> list[dict[str, Any]]:
    return [way for way in list_of(node.get("next")) if isinstance(way, dict)]


def targets_of(flow: Raw) -> Iterator[str]:
    """Where all transitions of a flow lead, those of the whole flow as well."""
    for node in (*nodes_of(flow), object_of(flow.get("catchAll"))):
        for way in ways_of(node):
            yield str(way.get("node") or "").strip()


def made_by_wizards(flows: Iterable[Raw]) -> set[str]:
    """Lower-case paths of the flows that nodes of these name as those of a wizard's skill."""
    nodes = (node for flow in flows for node in nodes_of(flow))
    return {str(node.get("flow", "")).lower() for node in nodes if str(node.get("skill")).lower() in WIZARDS}


def listens(node: Raw) -> bool:
    """Whether a node waits for a message."""
    return isinstance(node.get("onReceive"), list) or node.get("type") == "listen"


def waits(node: Raw) -> bool:
    """Whether something at a node waits for somebody: a message, an answer to a question."""
    return listens(node) or isinstance(node.get("prompt"), dict) or str(node.get("skill")).lower() in _ASKING


def seconds(text: Any) -> float:
    """A duration like "5m"; Botpress waits five minutes unless told otherwise."""
    found = _DURATION.fullmatch(str(text or "").lower())
    try:
        return max(1.0, float(found[1]) * _UNITS[found[2]]) if found else 300.0
    except ValueError:
        return 300.0
