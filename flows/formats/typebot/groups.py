"""Groups of blocks as nodes of one flow.

A group is one node, split where an edge leads into its middle, before an input (so that it can be asked again) and
after a block with several exits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flows.formats.drawing import Drawing
from flows.formats.layout import FARTHEST, HEIGHT, WIDTH
from flows.formats.names import Ids, line, slug
from flows.formats.told import Place
from flows.formats.typebot.blocks import At, Bench
from flows.formats.typebot.bubbles import BUBBLES
from flows.formats.typebot.conditions import Conditions
from flows.formats.typebot.files import Source, blocks_of
from flows.formats.typebot.inputs import INPUTS
from flows.formats.typebot.integrations import INTEGRATIONS, named
from flows.formats.typebot.logic import LOGIC, branches
from flows.formats.typebot.texts import Texts, Variables

Body = dict[str, Any]
MAIN = "main"
START, LINK, JUMP, RETURN = "start", "Typebot link", "Jump", "Return"


@dataclass(slots=True)
class Unit:
    """A block to be drawn; `bubble` is the text before an input, which becomes its question."""

    place: Place
    block: Body
    bubble: tuple[Place, Body] | None = None


@dataclass(slots=True)
class Stretch:
    """The part of a group that is one node."""

    title: str
    place: tuple[float, float] | None
    units: list[Unit] = field(default_factory=list)
    node: str = ""
    following: Stretch | None = None


class Groups:
    """Draws the main flow; `others` are flows for events and for linked bots."""

    def __init__(self, source: Source, variables: Variables, texts: Texts) -> None:
        self._source = source
        self._told = source.told
        self._texts = texts
        self._drawing = Drawing(MAIN, line(source.body.get("name"), "Main"), "main")
        conditions = Conditions(variables, texts, source.told)
        self._bench = Bench(self._drawing, variables, texts, conditions, source.told)
        self._entries: dict[tuple[str, str | None], Stretch] = {}
        self._flow_ids = Ids(MAIN)
        self._linked: dict[str, str] = {}
        self._end: str | None = None
        self._entered = self._entered_blocks()
        self.others: list[Body] = []

    def draw(self) -> Body:
        stretches = [stretch for place, group in self._source.groups for stretch in self._stretches(place, group)]
        begin = self._beginning()
        for stretch in sorted(stretches, key=lambda one: one is not begin):
            stretch.node = self._drawing.node(slug(stretch.title) or "node", stretch.title, stretch.place)
        for stretch in stretches:
            self._fill(stretch)
        self._events()
        if begin is None:
            self._told.lost("start", self._source.place, "Nothing begins this bot: the start leads nowhere.",
                            "Choose the node that the main flow begins with.", f"flow:{MAIN}")  # fmt: skip
        return self._drawing.body()

    def _stretches(self, place: Place, group: Body) -> list[Stretch]:
        told = self._told
        told.unknown_keys(place, group, {"id", "title", "graphCoordinates", "blocks"})
        if [block["type"] for _, block in blocks_of(group)] == [START]:
            return []  # before version 6 the start was a group of its own
        title, at = line(group.get("title"), "Group"), _coordinates(group)
        units = self._units(place, group)
        entered = self._entered.get(group["id"], set())
        made: list[Stretch] = [Stretch(title, at)]
        for unit in units:
            here = made[-1]
            kind = str(unit.block.get("type"))
            apart = unit.block["id"] in entered or (unit.bubble is not None and unit.bubble[1]["id"] in entered)
            ended = bool(here.units) and (branches(here.units[-1].block) or self._leaves(here.units[-1].block))
            if here.units and (apart or ended or kind in INPUTS):
                side = len(made)
                moved = None if at is None else (at[0] + side * WIDTH / 2, at[1] + side * HEIGHT)
                made.append(Stretch(f"{title} {side + 1}", moved))
                if not self._leaves(here.units[-1].block):
                    here.following = made[-1]
            made[-1].units.append(unit)
            self._entries[group["id"], unit.block["id"]] = made[-1]
            if unit.bubble is not None:
                self._entries[group["id"], unit.bubble[1]["id"]] = made[-1]
        self._entries[group["id"], None] = made[0]
        return made

    def _units(self, place: Place, group: Body) -> list[Unit]:
        found: list[Unit] = []
        readable = dict(blocks_of(group))
        listed = group.get("blocks")
        for index in range(len(listed) if isinstance(listed, list) else 0):
            if index not in readable:
                self._told.lost("unreadable", place.at("blocks", index), "This block has no id; it was left out.")
        for index, block in readable.items():
            at = place.at("blocks", index)
            if block.get("type") == START:
                continue
            self._told.unknown_keys(at, block, {"id", "type", "content", "options", "items", "outgoingEdgeId",
                                                "groupId", "webhookId", "webhook"})  # fmt: skip
            before = found[-1] if found else None
            takes = block.get("type") in INPUTS and block.get("type") != "payment input"
            if takes and before is not None and self._is_question(before):
                found[-1] = Unit(at, block, (before.place, before.block))
            else:
                found.append(Unit(at, block))
        return found

    def _is_question(self, unit: Unit) -> bool:
        return unit.block.get("type") == "text" and unit.bubble is None and not self._leaves(unit.block)

    def _entered_blocks(self) -> dict[str, set[str]]:
        """Group → its blocks that something leads straight to."""
        found: dict[str, set[str]] = {}
        jumps = [block.get("options") for _, group in self._source.groups for _, block in blocks_of(group)]
        for to in [*self._source.edges.values(), *jumps]:
            if isinstance(to, dict) and isinstance(to.get("groupId"), str) and to.get("blockId"):
                found.setdefault(to["groupId"], set()).add(str(to["blockId"]))
        return found

    def _leaves(self, block: Body) -> bool:
        """Whether a block always goes somewhere else."""
        edge = block.get("outgoingEdgeId")
        plain = not branches(block) and isinstance(edge, str) and edge in self._source.edges
        return plain or block.get("type") in (JUMP, RETURN)

    def _beginning(self) -> Stretch | None:
        edges = [event.get("outgoingEdgeId") for _, event in self._source.events if event.get("type") == START]
        for _, group in self._source.groups:
            for _, block in blocks_of(group):
                if block["type"] == START:
                    edges.append(block.get("outgoingEdgeId"))
        for edge in edges:
            to = self._source.edges.get(edge) if isinstance(edge, str) else None
            if to is not None:
                return self._stretch(to.get("groupId"), to.get("blockId"))
        return None

    def _stretch(self, group: Any, block: Any) -> Stretch | None:
        if not isinstance(group, str):
            return None
        return self._entries.get((group, block if isinstance(block, str) else None)) or self._entries.get((group, None))

    def _fill(self, stretch: Stretch) -> None:
        for unit in stretch.units:
            question = None
            if unit.bubble is not None:
                place, bubble = unit.bubble
                content = bubble.get("content")
                question = self._texts.rich(content, place.at("content")) if isinstance(content, dict) else None
            at = At(self._bench, stretch.node, unit.place, unit.block, question, lambda edge: self._way(stretch, edge))
            self._draw(at)
        self._leave(stretch)

    def _leave(self, stretch: Stretch) -> None:
        """What follows a node: its edge, the next node of the group, else the end of the session."""
        steps = self._drawing.steps(stretch.node)
        last = steps[-1]["type"] if steps else ""
        if last in ("choice", "branch", "split", "end") or self._drawing.goes_on(stretch.node):
            return
        to = self._target(stretch.units[-1].block.get("outgoingEdgeId"), None) if stretch.units else None
        if to is None and stretch.following is not None:
            to = stretch.following.node
        if to is not None:
            self._drawing.connect(stretch.node, None, "next", to)
        else:
            self._drawing.step(stretch.node, "end", {})

    def _draw(self, at: At) -> None:
        kind = str(at.block.get("type"))
        maker = BUBBLES.get(kind) or INPUTS.get(kind) or LOGIC.get(kind) or INTEGRATIONS.get(kind)
        edge = at.block.get("outgoingEdgeId")
        if edge is not None and (not isinstance(edge, str) or edge not in self._source.edges):
            at.warn("edge", "This block names an edge that is not there.", "Connect it.")
        if maker is not None:
            maker(at)
        elif kind == JUMP:
            self._jump(at)
        elif kind == LINK:
            self._link(at)
        elif kind == RETURN:
            at.step("end", {})
        else:
            named(at)

    def _jump(self, at: At) -> None:
        to = self._stretch(at.options.get("groupId"), at.options.get("blockId"))
        if to is None:
            at.lost("jump", "This jump leads nowhere; the dialogue ends there.", "Connect it.")
        else:
            at.connect(None, "next", to.node)

    def _link(self, at: At) -> None:
        """A link into this bot is a jump; another bot is a flow that is still to be made."""
        id = at.options.get("typebotId")
        if id in (None, "current", self._source.body.get("id")):
            to = self._stretch(at.options.get("groupId"), None) or self._beginning()
            if to is not None:
                at.connect(None, "next", to.node)
                return
        name = str(id)
        if name not in self._linked:
            self._linked[name] = self._flow_ids.slug(f"linked-{name}")
            drawing = Drawing(self._linked[name], f"Linked bot {name[:60]}")
            drawing.step(drawing.node("n1", "To be written"), "comment", {"text": "Another Typebot ran here."})
            drawing.step("n1", "return", {})
            self.others.append(drawing.body())
        at.step("call_flow", {"flow": self._linked[name]})
        at.warn("linked-bot", "The linked bot is not in the file; its flow is empty.",
                f"Import it as well and copy its flow into {self._linked[name]!r}.")  # fmt: skip

    def _way(self, stretch: Stretch, edge: Any) -> str:
        """The node an edge leads to; without one the next node of the group, else the end."""
        found = self._target(edge, stretch)
        if found is not None:
            return found
        if stretch.following is not None:
            return stretch.following.node
        if self._end is None:
            self._end = self._drawing.node("end", "End")
            self._drawing.step(self._end, "end", {})
        return self._end

    def _target(self, edge: Any, stretch: Stretch | None) -> str | None:
        """The node of an edge; of an item without one, of the block's own."""
        to = self._source.edges.get(edge) if isinstance(edge, str) else None
        if to is None and stretch is not None and stretch.units:
            own = stretch.units[-1].block.get("outgoingEdgeId")
            to = self._source.edges.get(own) if isinstance(own, str) else None
        found = None if to is None else self._stretch(to.get("groupId"), to.get("blockId"))
        return None if found is None else found.node

    def _events(self) -> None:
        """Commands of the page begin flows; the other events of Typebot are named."""
        for place, event in self._source.events:
            kind = event.get("type")
            if kind == START:
                continue
            to = self._target(event.get("outgoingEdgeId"), None)
            options = event.get("options")
            command = options.get("command") if isinstance(options, dict) else None
            if kind == "command" and isinstance(command, str) and command and to is not None:
                drawing = Drawing(self._flow_ids.slug(f"command-{command}"), f"Command {command}"[:200])
                drawing.triggers.append({"event": command})
                drawing.step(drawing.node("n1", "Go there"), "jump", {"flow": MAIN, "node": to})
                self.others.append(drawing.body())
                self._told.hint("command", place, "A command of the page is an event here.",
                                "Allow its name among the public events.", f"flow:{drawing.id}")  # fmt: skip
            else:
                self._told.lost("event", place, f"The event {str(kind)[:40]!r} has no equal here.",
                                "See global flows and retry messages.")  # fmt: skip


def _coordinates(group: Body) -> tuple[float, float] | None:
    at = group.get("graphCoordinates")
    if not isinstance(at, dict):
        return None
    x, y = at.get("x"), at.get("y")
    if any(isinstance(one, bool) or not isinstance(one, int | float) or abs(one) > FARTHEST for one in (x, y)):
        return None
    return (round(float(x or 0), 2), round(float(y or 0), 2))
