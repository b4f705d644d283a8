"""The compiled bot: a document turned into what `advance` reads. Made once per version, and lazy inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from .conditions import Condition, compile_condition
from .expressions import Expression, LanguageError, compile_expression
from .expressions_patterns import Pattern, PatternError, compile_pattern
from .fold import fold
from .handoff_flow import HANDOFF_FLOW, handoff_flow
from .parameters import parameters_of
from .policy import Policy
from .problem import DocumentError, StepProblem
from .steering import Steering
from .step_type import Config, StepType
from .stories import Stories, compile_stories
from .templates import Template, compile_template
from .unknown_step import UnknownStep
from .variables import Variable

T = TypeVar("T")


class CompiledStep:
    """One step in its place. `exit(output)` is the step that follows, None where the flow ends."""

    __slots__ = ("_exits", "config", "flow", "id", "index", "interruptions", "node", "type")

    def __init__(self, flow: CompiledFlow, node: str, index: int, body: Mapping[str, Any], type: StepType) -> None:
        self.flow = flow
        self.node = node
        self.index = index
        self.id: str = body["id"]
        self.type = type
        self.config: Config = body.get("config", {})
        self.interruptions: str = body.get("interruptions", "allow")
        self._exits: dict[str, CompiledStep | None] = {}

    def exit(self, output: str) -> CompiledStep | None:
        """Raises StepProblem `unconnected` where a visitor would meet silence."""
        try:
            return self._exits[output]
        except KeyError:
            found = self._exits[output] = self.flow.follow(self, output)
            return found

    def connected(self, output: str) -> bool:
        """Whether the output leads anywhere."""
        return self.flow.leads_on(self, output)


def place_of(step: CompiledStep) -> dict[str, str]:
    """Where a step stands, as traces and problems say it."""
    return {"flow": step.flow.id, "node": step.node, "step": step.id}


class CompiledFlow:
    """One flow: its nodes with their steps, and where each output goes."""

    # fmt: off
    __slots__ = (
        "_nodes", "_outside", "_steps", "_transitions", "body", "id", "inputs", "is_global", "kind", "outputs",
        "start", "title",
    )
    # fmt: on

    def __init__(self, body: Mapping[str, Any], step_types: Mapping[str, StepType]) -> None:
        self.body = body
        self.id: str = body["id"]
        self.title: Any = body.get("title") or self.id
        self.kind: str = body.get("kind", "normal")
        self.is_global = bool(body.get("global", False))
        self.inputs = parameters_of(body.get("inputs", ()))
        self.outputs = parameters_of(body.get("outputs", ()))
        self._nodes: dict[str, tuple[CompiledStep, ...]] = {}
        for node in body.get("nodes", ()):
            typed = [(step, _step_type(step, step_types)) for step in node.get("steps", ())]
            steps = enumerate((step, type) for step, type in typed if not type.silent)
            self._nodes[node["id"]] = tuple(
                CompiledStep(self, node["id"], index, step, type) for index, (step, type) in steps
            )
        self._steps: dict[tuple[str, str], CompiledStep] = {}
        for node_id, steps_of in self._nodes.items():
            for one_step in steps_of:
                self._steps.setdefault((node_id, one_step.id), one_step)
        self._transitions: dict[tuple[str, str | None, str], str] = {
            (one["node"], one.get("step"), one["output"]): one["target"] for one in body.get("transitions", ())
        }
        for node in body.get("nodes", ()):
            self._keep_way_on(node, step_types)
        self._outside: dict[str, frozenset[str]] = {}
        start = body.get("start")
        self.start: str | None = start if start in self._nodes else next(iter(self._nodes), None)

    def _keep_way_on(self, node: Mapping[str, Any], step_types: Mapping[str, StepType]) -> None:
        """The way on from a node may hang on its last step, and that one may have been left out."""
        last = node["steps"][-1] if node.get("steps") else None
        if last is not None and _step_type(last, step_types).silent:
            target = self._transitions.get((node["id"], last["id"], "next"))
            if target is not None:
                self._transitions.setdefault((node["id"], None, "next"), target)

    def only_through(self, gate: str, node: str) -> bool:
        """Whether a dialogue that is at `node` must have been at `gate` before, as far as transitions show it."""
        if gate not in self._outside:
            leads: dict[str, list[str]] = {}
            for (origin, _, _), target in self._transitions.items():
                leads.setdefault(origin, []).append(target)
            entered = {target for targets in leads.values() for target in targets}
            waiting = [one for one in self._nodes if one == self.start or one not in entered]
            seen: set[str] = set()
            while waiting:
                here = waiting.pop()
                if here != gate and here not in seen:
                    seen.add(here)
                    waiting.extend(leads.get(here, ()))
            self._outside[gate] = frozenset(seen)
        return node not in self._outside[gate]

    def first(self, node: str | None = None) -> CompiledStep | None:
        """First step of a node (default: of the flow); None where there is none. Empty nodes are walked through."""
        here = node if node is not None else self.start
        seen: set[str] = set()
        while here is not None and here in self._nodes and here not in seen:
            if self._nodes[here]:
                return self._nodes[here][0]
            seen.add(here)
            here = self._transitions.get((here, None, "next"))
        return None

    @property
    def reads_profile(self) -> bool:
        return any(step.type.reads_profile for step in self._steps.values())

    def has_type(self, type: str) -> bool:
        return any(step.type.type == type for step in self._steps.values())

    def steps(self) -> Iterable[CompiledStep]:
        return self._steps.values()

    def has_node(self, node: str) -> bool:
        return node in self._nodes

    def step(self, node: str, step: str) -> CompiledStep | None:
        return self._steps.get((node, step))

    def same_step(self, node: str, step: str, type: str) -> CompiledStep | None:
        """The step of this id and type, even where another version of the flow has moved it to another node."""
        here = self._steps.get((node, step))
        found = [here] if here is not None else [one for (_, id), one in self._steps.items() if id == step]
        return found[0] if len(found) == 1 and found[0].type.type == type else None

    def target(self, step: CompiledStep, output: str) -> str | None:
        """The node an output is connected to; None for a `next` inside a node and for unconnected ones."""
        own = self._transitions.get((step.node, step.id, output))
        if own is None and output == "next":
            own = self._transitions.get((step.node, None, "next"))
        return own if own in self._nodes else None

    def leads_on(self, step: CompiledStep, output: str) -> bool:
        if output == "next" and step.index + 1 < len(self._nodes[step.node]):
            return True
        return self.target(step, output) is not None

    def follow(self, step: CompiledStep, output: str) -> CompiledStep | None:
        steps = self._nodes[step.node]
        if output == "next" and step.index + 1 < len(steps):
            return steps[step.index + 1]
        target = self.target(step, output)
        if target is not None:
            return self.first(target)
        if output == "next":
            return None
        raise StepProblem("unconnected", f"The output {output!r} of the step {step.id!r} leads nowhere.", output=output)


class Trigger:
    """What starts a flow: `kind` is intent, keyword, pattern, event or start."""

    __slots__ = ("flow", "is_global", "kind", "value", "when", "words")

    def __init__(self, flow: CompiledFlow, kind: str, body: Mapping[str, Any]) -> None:
        self.flow = flow
        self.kind = kind
        self.value: Any = body[kind]
        self.when: Mapping[str, Any] | None = body.get("when")
        self.is_global = flow.is_global or bool(body.get("global", False))
        self.words: tuple[str, ...] = ()
        if kind == "keyword":
            words = self.value if isinstance(self.value, list) else [self.value]
            self.words = tuple(fold(str(word)) for word in words if str(word).strip())


class CompiledBot:
    """See the module's docstring. Holds caches, but answers the same question always the same way."""

    def __init__(
        self, document: Mapping[str, Any], step_types: Mapping[str, StepType], policy: Policy | None = None
    ) -> None:
        self.document = document
        self.policy = policy
        self.name: str = document.get("name", "")
        self.languages: tuple[str, ...] = tuple(document.get("languages") or ("en",))
        self.default_language: str = document.get("default_language") or self.languages[0]
        settings = document.get("settings", {})
        self.settings: Mapping[str, Any] = settings
        self.steering = Steering.from_document(settings)
        self.session_seconds = 60.0 * self.steering.session_minutes
        self.intent_threshold = self.steering.intent_threshold
        self.stateless = self.steering.stateless
        self.variables = {one["name"]: Variable.from_document(one) for one in document.get("variables", ())}
        self.slots = tuple(one for one in self.variables.values() if one.entity is not None)
        shared = Counter(one.entity for one in self.slots)
        # Without a role nobody can tell which of two variables was meant; a form asks.
        self.slot_roles = {one.name: one.role or (one.name if shared[one.entity] > 1 else None) for one in self.slots}
        self.flows = {one["id"]: CompiledFlow(one, step_types) for one in document.get("flows", ())}
        if self.steering.handoff_after > 0 and not self.steering.handoff_flow and "handoff" in step_types:
            self.flows[HANDOFF_FLOW] = CompiledFlow(handoff_flow(self.steering.handoff_queue), step_types)
        self.has_way_back = any(flow.has_type("back") for flow in self.flows.values())
        self.content = {one["id"]: one for one in document.get("content", ())}
        self.answers = {one["id"]: one for one in document.get("answers", ()) if one.get("enabled", True)}
        self.intents = {one["name"]: one for one in document.get("intents", ())}
        self._by_kind: dict[str, CompiledFlow] = {}
        for flow in self.flows.values():
            self._by_kind.setdefault(flow.kind, flow)
        self.triggers: dict[str, list[Trigger]] = {k: [] for k in ("intent", "keyword", "pattern", "event", "start")}
        for flow in self.flows.values():
            for trigger in flow.body.get("triggers", ()):
                kind = next((one for one in self.triggers if trigger.get(one)), None)
                if kind is not None:
                    self.triggers[kind].append(Trigger(flow, kind, trigger))
        self.intent_triggers: dict[str, list[Trigger]] = {}
        for one in self.triggers["intent"]:
            self.intent_triggers.setdefault(one.value, []).append(one)
        self._by_keyword = _by_keyword(self.triggers["keyword"])
        self._longest_keyword = max((len(words.split()) for words in self._by_keyword), default=0)
        everything = (trigger for triggers in self.triggers.values() for trigger in triggers)
        self.has_global_triggers = any(trigger.is_global for trigger in everything)
        self.entity_values = _entity_values(document.get("entities", ()))
        self._templates: dict[str, Template | str] = {}
        self._expressions: dict[str, Expression] = {}
        self._conditions: dict[int, Condition] = {}
        self._wordings: tuple[dict[str, str], dict[str, str]] | None = None
        self._prepared: dict[str, Any] = {}
        self._stories: Stories | None = None
        self._forms: dict[str, CompiledStep] | None = None
        self.plans: dict[int, Any] = {}  # what steps prepared from their config, by the config's identity

    def flow_of_kind(self, kind: str) -> CompiledFlow | None:
        """The first flow of a kind that has anything to do."""
        return self._by_kind.get(kind)

    @property
    def stories(self) -> Stories:
        """Stories and rules, compiled when they are first asked for."""
        if self._stories is None:
            self._stories = compile_stories(self.document)
        return self._stories

    @property
    def forms(self) -> Mapping[str, CompiledStep]:
        """Form steps by their id; of two with one id the first."""
        if self._forms is None:
            self._forms = {}
            for flow in self.flows.values():
                for step in flow.steps():
                    if step.type.type == "form":
                        self._forms.setdefault(step.id, step)
        return self._forms

    def prepared(self, key: str, make: Callable[[], T]) -> T:
        """What `make` gives, made once for this bot."""
        if key not in self._prepared:
            self._prepared[key] = make()
        found: T = self._prepared[key]
        return found

    def wordings(self, kind: str) -> Iterable[str]:
        """All `examples` of intents, or all `questions` of answers."""
        bodies = self.intents.values() if kind == "examples" else self.answers.values()
        return (text for body in bodies for text in _texts_of(body.get(kind)))

    def keyword_triggers(self, folded: str, most_words: int) -> list[Trigger]:
        """Those with a keyword that is a folded text or, where this has at most `most_words`, stands in it; in the
        order of the document. Does not look at the keywords of all others, of which a large bot has thousands."""
        words = folded.split()
        phrases = {folded}
        if len(words) <= most_words:
            for length in range(1, min(self._longest_keyword, len(words)) + 1):
                phrases.update(" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
        found = dict(one for phrase in phrases for one in self._by_keyword.get(phrase, ()))
        return [found[place] for place in sorted(found)]

    def template(self, source: str) -> Template | str:
        """A compiled template, or the text itself where nothing is to be filled in."""
        found = self._templates.get(source)
        if found is None:
            found = _compiled(compile_template, source) if "{" in source else source
            self._templates[source] = found
        return found

    def expression(self, source: str) -> Expression:
        found = self._expressions.get(source)
        if found is None:
            found = self._expressions[source] = _compiled(compile_expression, source)
        return found

    def condition(self, body: Mapping[str, Any]) -> Condition:
        """`body` must be part of the document: its identity is the key, and the document keeps it alive."""
        found = self._conditions.get(id(body))
        if found is None:
            found = self._conditions[id(body)] = _compiled(compile_condition, body)
        return found

    def pattern(self, source: str) -> Pattern | None:
        """None for a pattern that RE2 does not take."""
        try:
            return compile_pattern(source)
        except PatternError:
            return None

    def intent_of_example(self, text: str) -> str | None:
        """The intent that has this very text as an example (marks apart)."""
        return self._wording_tables()[0].get(fold(text))

    def answer_of_question(self, text: str) -> str | None:
        return self._wording_tables()[1].get(fold(text))

    def _wording_tables(self) -> tuple[dict[str, str], dict[str, str]]:
        if self._wordings is None:
            intents, answers = self.intents.items(), self.answers.items()
            self._wordings = (
                {fold(text): name for name, one in intents for text in _texts_of(one.get("examples"))},
                {fold(text): id for id, one in answers for text in _texts_of(one.get("questions"))},
            )
        return self._wordings


def compile_bot(
    document: Mapping[str, Any], step_types: Mapping[str, StepType], policy: Policy | None = None
) -> CompiledBot:
    """Reads a valid document. It must not be changed afterwards. `policy` was learned from its stories, if any was.

    Raises DocumentError on what validation would have refused (a missing id). A step of an unknown type compiles: it
    leads into the error flow where a dialogue comes to it, and the rest of the bot works.
    """
    try:
        return CompiledBot(document, step_types, policy)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise DocumentError(f"The document cannot be compiled: {error!r}") from error


def _step_type(step: Mapping[str, Any], step_types: Mapping[str, StepType]) -> StepType:
    return step_types.get(step["type"]) or UnknownStep(str(step["type"]))


def _compiled(compile: Any, source: Any) -> Any:
    try:
        return compile(source)
    except LanguageError as error:
        raise StepProblem("language", f"{error.message} (at {error.offset})") from error


def _texts_of(listed: Any) -> Iterable[str]:
    lists = listed.values() if isinstance(listed, Mapping) else [listed or ()]
    return (text for texts in lists for text in texts if isinstance(text, str))


def _by_keyword(triggers: Iterable[Trigger]) -> dict[str, list[tuple[int, Trigger]]]:
    """Folded keyword -> triggers that have it, with their places."""
    table: dict[str, list[tuple[int, Trigger]]] = {}
    for place, trigger in enumerate(triggers):
        for words in set(trigger.words):
            table.setdefault(words, []).append((place, trigger))
    return table


def _entity_values(entities: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Entity -> folded wording in any language -> canonical value, for list entities."""
    tables: dict[str, dict[str, Any]] = {}
    for entity in entities:
        if entity.get("kind") != "list":
            continue
        table = tables.setdefault(entity["name"], {})
        for one in entity.get("values", ()):
            synonyms = one.get("synonyms", {})
            lists = synonyms.values() if isinstance(synonyms, Mapping) else [synonyms]
            for wording in (one["value"], *(word for words in lists for word in words)):
                table.setdefault(fold(str(wording)), one["value"])
    return tables
