"""Parameters of intents, and the variables that hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from flows.formats.dialogflow.entities import Entities
from flows.formats.dialogflow.files import Agent, Named
from flows.formats.literal import literal
from flows.formats.names import TAKEN_VARIABLES, Ids, variable_name
from flows.formats.told import Place, Told

_KNOWN = {
    "id", "name", "required", "dataType", "value", "defaultValue", "prompts", "promptMessages", "isList",
    "noMatchPromptMessages", "noInputPromptMessages", "outputDialogContexts",
}  # fmt: skip
_REFERENCE = re.compile(r"(?P<sign>[$#])(?P<name>[\w-]+(?:\.[\w-]+)*)")


@dataclass(slots=True)
class Parameter:
    """One value an intent takes. `entity` is None where any words will do; `role` tells two of one entity apart."""

    name: str
    variable: str
    entity: str | None
    role: str | None
    place: Place
    body: dict[str, Any]
    prompts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def reference(self) -> str:
        """Where else its value comes from: `#context.name`, a fixed text, or nothing but the visitor's words."""
        value = str(self.body.get("value") or "")
        own = re.sub(r"\.original$", "", value)
        return "" if own in (f"${self.name}", "") else value


class Parameters:
    """All parameters of an agent by intent; those of one name and entity share a variable."""

    def __init__(self, agent: Agent, entities: Entities) -> None:
        self._entities = entities
        self._told = agent.told
        self._ids = Ids(*TAKEN_VARIABLES)
        self._variables: dict[tuple[str, str], str] = {}
        self.bodies: dict[str, dict[str, Any]] = {}
        self._by_intent = {name: self._read(intent, agent.told) for name, intent in agent.intents.items()}
        self._by_context = self._contexts(agent)

    def of(self, intent: str) -> list[Parameter]:
        return self._by_intent[intent]

    def variable(self, name: str, kind: str) -> str:
        """The variable for a parameter of this name and type."""
        key = (name.lower(), kind)
        if key not in self._variables:
            made = self._ids.unused(variable_name(name), "_")
            self._variables[key] = made
            self.bodies[made] = {"name": made, "type": "any", "scope": "conversation"}
        return self._variables[key]

    def template(self, text: str, intent: str, place: Place) -> str:
        """Our template for a text with `$parameter` and `#context.parameter` in it."""
        written: list[str] = []
        at = 0
        for found in _REFERENCE.finditer(text):
            variable = self.find(found[0], intent)
            if variable is None:
                if found["sign"] == "#" and "." in found["name"]:
                    self._told.warn("reference", place, f"{found[0][:60]!r} names nothing of this agent.", "Check it.")
                continue
            written += [literal(text[at : found.start()]), f"{{{{ {variable} }}}}"]
            at = found.end()
            rest = found["name"].split(".")
            if rest[-1] not in ("original",) and found["sign"] == "$" and len(rest) > 1:
                written.append(literal("." + ".".join(rest[1:])))
        return "".join([*written, literal(text[at:])])

    def find(self, reference: str, intent: str) -> str | None:
        """The variable of `$name` or `#context.name`, if there is one."""
        sign, name = reference[:1], reference[1:].removesuffix(".original")
        if sign == "$":
            first = name.split(".")[0]
            own = [one.variable for one in self._by_intent.get(intent, ()) if one.name == first]
            return own[0] if own else None
        context, _, parameter = name.partition(".")
        return self._by_context.get((context.lower(), parameter.lower()))

    def _read(self, intent: Named, told: Told) -> list[Parameter]:
        found: list[Parameter] = []
        for place, response in responses_of(intent):
            listed = response.get("parameters")
            for index, body in enumerate(listed if isinstance(listed, list) else ()):
                at = place.at("parameters", index)
                if isinstance(body, dict) and isinstance(body.get("name"), str) and body["name"]:
                    found.append(self._parameter(body, at))
                    told.unknown_keys(at, body, _KNOWN)
                else:
                    told.lost("unreadable", at, "This parameter has no name; it was left out.")
        kinds = [one.entity for one in found]
        for one in found:
            if one.entity is not None and kinds.count(one.entity) > 1:
                one.role = variable_name(one.name)
        return found

    def _parameter(self, body: dict[str, Any], place: Place) -> Parameter:
        name, kind = body["name"], str(body.get("dataType") or "@sys.any")
        entity = self._entities.of(kind, name, place)
        made = Parameter(name, self.variable(name, kind), entity, None, place, body)
        if body.get("isList"):
            self._told.warn("list", place, f"{name[:60]!r} collected several values; here it takes one.",
                            "Use a step “Several options”, or ask again in a loop.")  # fmt: skip
        listed = [*_dicts(body.get("prompts")), *_dicts(body.get("promptMessages"))]
        for prompt in listed:
            text = prompt.get("value") or prompt.get("speech") or prompt.get("text")
            for words in text if isinstance(text, list) else [text]:
                if isinstance(words, str) and words.strip():
                    made.prompts.setdefault(str(prompt.get("lang") or ""), []).append(words)
        return made

    def _contexts(self, agent: Agent) -> dict[tuple[str, str], str]:
        """An output context carries the parameters of its intent."""
        found: dict[tuple[str, str], str] = {}
        for name, intent in agent.intents.items():
            for _, response in responses_of(intent):
                for context in _dicts(response.get("affectedContexts")):
                    for one in self._by_intent[name]:
                        found.setdefault((str(context.get("name")).lower(), one.name.lower()), one.variable)
        return found


def responses_of(intent: Named) -> list[tuple[Place, dict[str, Any]]]:
    """The parts of an intent that say what follows; there is usually one."""
    listed = intent.body.get("responses")
    return [
        (intent.place.at("responses", index), one)
        for index, one in enumerate(listed if isinstance(listed, list) else ())
        if isinstance(one, dict)
    ]


def _dicts(listed: Any) -> list[dict[str, Any]]:
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
