"""Actions and hooks of a Botpress bot: code of another runtime, of which the names and the callers are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flows.formats.botpress.files import Files
from flows.formats.botpress.graph import Graph
from flows.formats.botpress.names import Taken, slug
from flows.formats.report import Item

MOST_CALLERS = 12


def name_actions(files: Files, calls: Mapping[str, list[str]]) -> None:
    """One line for each script of an action, with the places that call it."""
    for name in sorted(files.actions):
        callers = list(dict.fromkeys(calls.get(name, [])))
        told = "; ".join(callers[:MOST_CALLERS])
        if len(callers) > MOST_CALLERS:
            told += f"; and {len(callers) - MOST_CALLERS} more"
        what = f"The action {name!r} is JavaScript of another runtime. "
        what += f"Called by: {told}." if callers else "No flow calls it."
        todo = "Where flows call it there is a code step with its name: write there what it should do."
        files.items.append(Item("warning", "action", f"actions/{name}.js", what, todo if callers else "Nothing."))


def flow_of_hooks(files: Files, taken: Iterable[str]) -> list[dict[str, Any]]:
    """A flow that nothing starts, with one switched-off code step for each hook."""
    if not files.hooks:
        return []
    graph = Graph(slug("hooks", Taken(taken)), "Hooks", "normal")
    for path in sorted(files.hooks):
        node = graph.node(graph.reserve(path.removeprefix("hooks/").removesuffix(".js")), path)
        source = f"// Botpress ran the script {path} by itself.\n// Nothing calls it here. Write what it should do."
        step = graph.step(node, "code", {"source": source})
        graph.connect(node, step, "failed", graph.stop())
        graph.connect(node, None, "next", graph.stop())
        graph.start = graph.start or node
    body = graph.body()
    files.items.append(
        Item("hint", "hook", "hooks", f"{len(files.hooks)} hooks are code steps of a flow that nothing starts.",
             "Move what is needed to a flow with a trigger.", target=f"flow:{body['id']}")
    )  # fmt: skip
    return [body]
