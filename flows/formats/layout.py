"""Places for nodes that have none: layers from the start, top to bottom inside of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

WIDTH = 320
HEIGHT = 180
FARTHEST = 1_000_000
"""A node farther away from the middle than this is nowhere: it gets a place of its own."""


def place_missing(flow: dict[str, Any]) -> None:
    """Gives x and y to all nodes without, right of or below those that have a place."""
    missing = [node for node in flow["nodes"] if "x" not in node or "y" not in node]
    if not missing:
        return
    depths = depths_from_start(flow)
    placed = [node for node in flow["nodes"] if "x" in node and "y" in node]
    top = max((node["y"] for node in placed), default=-HEIGHT) + HEIGHT
    left = min((node["x"] for node in placed), default=0)
    rows: dict[int, int] = {}
    for node in missing:
        depth = depths.get(node["id"], 0)
        node["x"] = left + depth * WIDTH
        node["y"] = top + rows.get(depth, 0) * HEIGHT
        rows[depth] = rows.get(depth, 0) + 1


def depths_from_start(flow: Mapping[str, Any]) -> dict[str, int]:
    """How many transitions each node is away from the start; what cannot be reached comes after all."""
    nodes = [node["id"] for node in flow["nodes"]]
    targets: dict[str, list[str]] = {}
    for transition in flow["transitions"]:
        targets.setdefault(transition["node"], []).append(transition["target"])
    start = flow.get("start") or next(iter(nodes), None)
    depths: dict[str, int] = {}
    _spread([start] if start is not None else [], targets, depths, 0)
    for node in nodes:
        if node not in depths:
            _spread([node], targets, depths, max(depths.values(), default=-1) + 1)
    return depths


def _spread(level: Iterable[str], targets: Mapping[str, list[str]], depths: dict[str, int], depth: int) -> None:
    here = list(level)
    while here:
        fresh = [node for node in dict.fromkeys(here) if node not in depths]
        depths.update(dict.fromkeys(fresh, depth))
        here = [target for node in fresh for target in targets.get(node, ()) if target not in depths]
        depth += 1
