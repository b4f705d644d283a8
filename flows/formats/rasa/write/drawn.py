"""Flows that were drawn here as rules: each stretch between two waits of the bot is a rule of its own.

A stretch begins with what starts the flow, with the reply to a choice (`action: utter_…`, `intent: …`), or with a
form that is finished (`condition: active_loop`). So no rule has more than one utterance, and none depends on another.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.formats.names import Ids
from flows.formats.rasa.write.acts import Acts, begin
from flows.formats.rasa.write.checks import FALLBACK_INTENT
from flows.formats.rasa.write.forms import Form, Forms
from flows.formats.rasa.write.graph import Graph
from flows.formats.rasa.write.knowledge import Knowledge
from flows.formats.rasa.write.responses import Responses, simple_test
from flows.formats.rasa.write.texts import DOCUMENT
from flows.formats.told import Told

Json = dict[str, Any]
Step = Mapping[str, Any]
START = "get_started"
MOST_STEPS = 500  # of one stretch
MOST_STRETCHES = 5_000
MOST_WAYS = 32  # of one stretch, by branches
_NOT_NAME = re.compile(r"\W+")
_ELSEWHERE = {
    "error": "What is said when something breaks",
    "timeout": "What is said after a silence",
    "end": "What is said at the end",
}


@dataclass(frozen=True, slots=True)
class At:
    """A place in a flow: a node and the step in it that comes next."""

    flow: str
    node: str
    index: int = 0


@dataclass(slots=True)
class Way:
    """One way through a stretch: what it does, under which conditions, and where it is now (callers first)."""

    stack: tuple[At, ...]
    tests: Json = field(default_factory=dict)
    acts: list[Json] = field(default_factory=list)


class Drawn:
    """`rules` of all flows that something starts. `tested` collects the values that rules ask of variables."""

    def __init__(
        self, document: Mapping[str, Any], graph: Graph, slots: Mapping[str, str], forms: Forms, responses: Responses,
        knowledge: Knowledge, acts: Acts, told: Told,
    ) -> None:  # fmt: skip
        self._graph = graph
        self._flows = graph.flows
        self._slots = slots
        self._forms = forms
        self._responses = responses
        self._knowledge = knowledge
        self._acts = acts
        self._told = told
        self._names = Ids(*(one["name"] for one in document.get("stories", ())))
        self._heard = {step["user"] for one in document.get("stories", ()) for step in one["steps"] if "user" in step}
        self._said = self._examples(document)
        self._waiting: deque[tuple[str, Json, tuple[At, ...]]] = deque()
        self._known: set[str] = set()
        self._asked: dict[str, str] = {}
        self._after: dict[str, tuple[At, ...]] = {}
        self.rules: list[Json] = []
        self.tested: dict[str, dict[Any, None]] = {}
        for flow in self._flows.values():
            self._starts(flow)
            while self._waiting:
                self._stretch(*self._waiting.popleft())

    def _examples(self, document: Mapping[str, Any]) -> dict[str, str]:
        """Example, folded → intent."""
        texts: dict[str, str] = {}
        for one in document.get("intents", ()):
            for example in self._knowledge.of(one.get("examples")):
                texts.setdefault(example.casefold(), one["name"])
        return texts

    def _later(self, title: str, head: Json, stack: tuple[At, ...]) -> None:
        """A stretch that is to be written, once."""
        key = json.dumps([head, [[at.flow, at.node, at.index] for at in stack]], sort_keys=True, default=str)
        if len(self._known) == MOST_STRETCHES:
            self._told.lost("loop", DOCUMENT, f"There are more than {MOST_STRETCHES} stretches; the rest was left out.")
        elif key not in self._known:
            self._known.add(key)
            self._waiting.append((title, head, stack))

    # -- what starts a flow -------------------------------------------------------------------------------------

    def _starts(self, flow: Mapping[str, Any]) -> None:
        kind, target = flow.get("kind", "normal"), f"flow:{flow['id']}"
        title = named(flow)
        if kind in _ELSEWHERE:
            self._told.lost("flow", DOCUMENT, f"{_ELSEWHERE[kind]} has no place there.", "", target)
            return
        starts = [self._trigger(one, title, target) for one in flow.get("triggers", ())]
        if kind == "fallback":
            starts.append({"steps": [{"intent": FALLBACK_INTENT}]})
        elif kind == "main":
            name = self._knowledge.add_intent(START, ["get started"])
            self._told.hint("start", DOCUMENT, f"Nothing is said there before somebody writes; pages send /{name}.",
                            "", target)  # fmt: skip
            starts.append({"steps": [{"intent": name}]})
        keywords = [str(one["keyword"]) for one in flow.get("triggers", ()) if "keyword" in one]
        keywords = [one for one in keywords if one.casefold() not in self._said]
        if keywords:
            name = self._knowledge.add_intent(f"{flow['id']}_keyword", keywords)
            self._told.hint("keyword", DOCUMENT, f"Keywords are examples of the intent {name!r} there.", "", target)
            starts.append({"steps": [{"intent": name}]})
        for head in starts:
            if head is not None:
                self._later(title, head, (self._first(flow["id"]),))

    def _trigger(self, trigger: Mapping[str, Any], title: str, target: str) -> Json | None:
        head: Json = {"steps": []}
        if "intent" in trigger:
            head["steps"] = [{"intent": self._knowledge.intent(trigger["intent"])}]
        elif "event" in trigger:
            name = str(trigger["event"])
            if name in self._heard:
                return None  # a rule has it
            head["steps"] = [{"intent": self._knowledge.add_intent(f"EXTERNAL_{name.removeprefix('EXTERNAL_')}", [])}]
        else:
            if "pattern" in trigger:
                self._told.lost("pattern", DOCUMENT, f"A pattern starts nothing there: {trigger['pattern'][:80]!r}.",
                                "Write examples of an intent.", target)  # fmt: skip
            return None
        test = simple_test(trigger["when"]) if trigger.get("when") else None
        if test is not None:
            head["condition"] = [{"slot_was_set": [{self._tests(*test): test[1]}]}]
        elif trigger.get("when"):
            self._told.lost("condition", DOCUMENT, f"The condition under which {title[:60]!r} starts was left out.", "",
                            target)  # fmt: skip
        return head

    def _first(self, flow: str, node: str | None = None) -> At:
        body = self._flows[flow]
        nodes = [one["id"] for one in body.get("nodes", ())]
        return At(flow, node or body.get("start") or (nodes[0] if nodes else ""))

    def _tests(self, variable: str, value: Any) -> str:
        self.tested.setdefault(variable, {})[value] = None
        return self._slots.get(variable, variable)

    # -- one stretch --------------------------------------------------------------------------------------------

    def _stretch(self, title: str, head: Json, stack: tuple[At, ...]) -> None:
        for way in self._walk(title, stack):
            if not way.acts:
                continue
            condition = [*head.get("condition", ())]
            condition += [{"slot_was_set": [{self._tests(name, value): value}]} for name, value in way.tests.items()]
            rule: Json = {"rule": self._names.unused(title, " ")}
            if condition:
                rule["condition"] = condition
            self.rules.append({**rule, "steps": [*head["steps"], *way.acts]})

    def _walk(self, title: str, stack: tuple[At, ...]) -> list[Way]:
        over: list[Way] = []
        open_ = [Way(stack)]
        fuel = MOST_STEPS
        while open_ and len(over) < MOST_WAYS:
            way = open_.pop(0)
            while way.stack and fuel:
                fuel -= 1
                more = self._advance(way)
                if more is not None:
                    open_ += more
                    break
            else:
                over.append(way)
        if open_ or not fuel:
            self._told.warn("loop", DOCUMENT, f"{title[:60]!r} goes in circles, or has too many ways.",
                            "", f"flow:{stack[-1].flow}")  # fmt: skip
        return over

    def _advance(self, way: Way) -> list[Way] | None:
        """Takes one step of a way; the ways it splits into, None where there is still one."""
        at = way.stack[-1]
        step = self._step_at(at)
        if step is None:
            target = self._graph.target(at.flow, at.node, None, "next")
            way.stack = way.stack[:-1] if target is None else (*way.stack[:-1], At(at.flow, target))
            return None
        after = (*way.stack[:-1], At(at.flow, at.node, at.index + 1))
        return self._step(self._flows[at.flow], step, way, after)

    def _step(self, flow: Mapping[str, Any], step: Step, way: Way, after: tuple[At, ...]) -> list[Way] | None:
        kind, config = step["type"], step.get("config") or {}
        form = self._forms.by_step.get((flow["id"], step["id"]))
        if form is not None:
            way.acts += begin(form)
            self._continues(flow, step, form, after)
            way.stack = ()
        elif kind in ("return", "end", "restart", "stop", "back"):
            way.acts += self._acts.of_step(flow, step) if kind == "restart" else []
            way.stack = way.stack[:-1] if kind == "return" else ()
        elif kind in ("jump", "call_flow") and config.get("flow") in self._flows:
            inside = self._first(config["flow"], config.get("node"))
            if len(after) > 10 or inside in way.stack:
                way.stack = ()
            else:
                way.stack = (*(after if kind == "call_flow" else after[:-1]), inside)
        elif kind in ("choice", "quick_replies"):
            self._choice(flow, step, way, after)
        elif kind == "branch":
            return self._branch(flow, step, way)
        elif kind == "listen":
            self._listen(flow, step, way, after)
        elif kind in ("wait_event", "dropdown", "multi_select", "feedback"):
            self._told.lost("wait", DOCUMENT, f"What comes after a step of the kind {kind!r} cannot be told there.",
                            "Write a story for it.", f"flow:{flow['id']}/steps/{step['id']}")  # fmt: skip
            way.acts += self._ask(flow, step) if config.get("message") else []
            way.stack = ()
        else:
            way.acts += self._acts.of_step(flow, step)
            way.stack = self._onward(flow, step, after, kind)
        return None

    def _onward(self, flow: Mapping[str, Any], step: Step, after: tuple[At, ...], kind: str) -> tuple[At, ...]:
        """After a step that decides something (chance, a loop) its first way; else the step after it."""
        ways = self._graph.ways(flow["id"], step["id"])
        return (*after[:-1], At(flow["id"], ways[0])) if ways and kind in ("split", "random", "loop") else after

    def _ask(self, flow: Mapping[str, Any], step: Step) -> list[Json]:
        name = self._responses.say(step["config"], f"{flow['id']}_{step['id']}", f"flow:{flow['id']}")
        return [{"action": name}]

    # -- waits --------------------------------------------------------------------------------------------------

    def _continues(self, flow: Mapping[str, Any], step: Step, form: Form, after: tuple[At, ...]) -> None:
        """What happens when a form is finished or cancelled."""
        if form.name in self._after:
            if self._after[form.name] != after:
                self._told.lost("form", DOCUMENT, f"The form {form.name!r} goes on in one way there; another is left "
                                "out.", "Write a story for it.", form.target)  # fmt: skip
            return
        self._after[form.name] = after
        waits = {"condition": [{"active_loop": form.name}]}
        self._waiting.append(
            (f"{named(flow)}: done", {**waits, "steps": [{"action": form.name}, {"active_loop": None}]}, after)
        )
        cancelled = self._graph.target(flow["id"], after[-1].node, step["id"], "cancelled")
        for intent in form.cancelling:
            leaves = [{"intent": self._knowledge.intent(intent)}, {"action": "action_deactivate_loop"},
                      {"active_loop": None}]  # fmt: skip
            stack = () if cancelled is None else (*after[:-1], At(flow["id"], cancelled))
            self._later(f"{named(flow)}: cancelled", {**waits, "steps": leaves}, stack)

    def _choice(self, flow: Mapping[str, Any], step: Step, way: Way, after: tuple[At, ...]) -> None:
        """A question with buttons; each button is an intent, and its rule begins with the question."""
        config, target = step["config"], f"flow:{flow['id']}/steps/{step['id']}"
        intents = [(option, self._of_option(option)) for option in config.get("options", ())]
        message = config["message"]
        if isinstance(message, Mapping) and "content" in message:
            message = self._responses.body(message["content"]).get("message", "")
        made = self._responses.message(message, target)
        made["buttons"] = [
            {"title": self._responses.texts.written(option["title"], target), "payload": f"/{intent}"}
            for option, intent in intents
        ]
        # A response of its own, even where another step asks the same: the rule of a reply begins with it.
        name = self._asked.get(target)
        if name is None:
            name = self._asked[target] = self._responses.unused(f"utter_{flow['id']}_{step['id']}")
            self._responses.bodies[name] = [made]
        way.acts.append({"action": name})
        if step["type"] == "quick_replies":
            way.stack = after
            return
        way.stack = ()
        if config.get("variable"):
            self._told.lost("choice", DOCUMENT, f"What is chosen is not kept in {config['variable'][:60]!r} there.",
                            "Give the slot a mapping from the intents.", target)  # fmt: skip
        ways = [(intent, option["id"]) for option, intent in intents]
        for intent, output in (*ways, (FALLBACK_INTENT, "else")):
            node = self._graph.target(flow["id"], after[-1].node, step["id"], output)
            if node is not None:
                head = {"steps": [{"action": name}, {"intent": intent}]}
                self._later(f"{named(flow)}: {intent}", head, (*after[:-1], At(flow["id"], node)))

    def _listen(self, flow: Mapping[str, Any], step: Step, way: Way, after: tuple[At, ...]) -> None:
        """After a listening step comes a branch by what was meant: a rule for each intent, after what was done last."""
        at, way.stack = self._at_step(after), ()
        branch = None if at is None else self._step_at(at[-1])
        if at is None or branch is None or branch["type"] != "branch" or not way.acts:
            self._told.lost("wait", DOCUMENT, "What comes after words that may be anything cannot be told there.",
                            "Write a story for it.", f"flow:{flow['id']}/steps/{step['id']}")  # fmt: skip
            return
        last = way.acts[-1]
        ways: list[tuple[str | None, str]] = [(None, "else")]
        for rule in branch["config"].get("rules", ()):
            if set(rule["when"]) == {"intent"}:
                ways.append((self._knowledge.intent(rule["when"]["intent"]), rule["id"]))
            else:
                self._told.lost("branch", DOCUMENT, "A way with a condition that only exists here was left out.",
                                "Decide it in an action, and ask for its slot.",
                                f"flow:{flow['id']}/steps/{branch['id']}")  # fmt: skip
        for intent, output in ways:
            node = self._graph.target(flow["id"], at[-1].node, branch["id"], output)
            if node is not None and "action" in last:
                heard = intent or FALLBACK_INTENT
                head = {"steps": [last, {"intent": heard}]}
                self._later(f"{named(flow)}: {heard}", head, (*at[:-1], At(flow["id"], node)))

    def _at_step(self, stack: tuple[At, ...]) -> tuple[At, ...] | None:
        """The place where the next step of the same flow is; None where there is none."""
        seen: set[str] = set()
        at = stack[-1]
        while self._step_at(at) is None:
            target = self._graph.target(at.flow, at.node, None, "next")
            if target is None or target in seen:
                return None
            seen.add(target)
            at = At(at.flow, target)
        return (*stack[:-1], at)

    def _step_at(self, at: At) -> Step | None:
        steps = self._graph.steps(at.flow, at.node)
        return steps[at.index] if at.index < len(steps) else None

    def _of_option(self, option: Mapping[str, Any]) -> str:
        """The intent of a button: its own, one that has its title as an example, or a new one."""
        if option.get("intent"):
            return self._knowledge.intent(option["intent"])
        title = self._responses.texts.of(option["title"])
        known = self._said.get(title.casefold())
        if known is not None:
            return self._knowledge.intent(known)
        synonyms = option.get("synonyms") or ()
        words = self._knowledge.of(synonyms) if isinstance(synonyms, Mapping) else list(synonyms)
        fresh = [text for text in dict.fromkeys([title, *words]) if text.casefold() not in self._said]
        wanted = _NOT_NAME.sub("_", str(option.get("value") or title)).strip("_")
        name = self._knowledge.add_intent(f"choose_{wanted}"[:60].lower(), fresh)
        self._said.update((text.casefold(), name) for text in fresh)
        return name

    def _branch(self, flow: Mapping[str, Any], step: Step, way: Way) -> list[Way]:
        """Ways by the values of variables; conditions that are no values are told, and never hold."""
        stack = way.stack
        ways: list[Way] = []
        for rule in step["config"].get("rules", ()):
            test = simple_test(rule["when"])
            node = self._graph.target(flow["id"], stack[-1].node, step["id"], rule["id"])
            if test is None:
                self._told.lost("branch", DOCUMENT, "A way with a condition that only exists here was left out.",
                                "Decide it in an action, and ask for its slot.",
                                f"flow:{flow['id']}/steps/{step['id']}")  # fmt: skip
            elif node is not None:
                tests = {**way.tests, test[0]: test[1]}
                ways.append(Way((*stack[:-1], At(flow["id"], node)), tests, list(way.acts)))
        rest = self._graph.target(flow["id"], stack[-1].node, step["id"], "else")
        return [*ways, Way(() if rest is None else (*stack[:-1], At(flow["id"], rest)), way.tests, way.acts)]


def named(flow: Mapping[str, Any]) -> str:
    """A flow's title, or its id."""
    return str(flow.get("title") or flow["id"])
