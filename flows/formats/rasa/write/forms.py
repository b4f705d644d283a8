"""Steps that ask for values as forms: which slots they ask for, and in which words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.formats.rasa.write.knowledge import Knowledge
from flows.formats.rasa.write.responses import Responses
from flows.formats.rasa.write.texts import DOCUMENT, Texts
from flows.formats.told import Told

Json = dict[str, Any]
Config = Mapping[str, Any]
ASKING = frozenset({"form", "ask", "date_picker", "rating", "file_upload"})
_NOTE = re.compile(r"(?P<action>(validate|action_ask)_\S+) (checked the replies|asked for (?P<slot>\S+)\.)")
_BY_CODE = re.compile(r"// The form (?P<name>.+) asked for what its code chose\.")
_NOT_NAME = re.compile(r"[^\w.-]+")
_CHECKS = ("valid", "when", "retry_message", "min", "max", "expects")


@dataclass(slots=True)
class Form:
    """One form of the project. `slots` are those of the form step; `by_code` are slots that an action asks for."""

    name: str
    flow: str
    step: str
    slots: list[Config]
    ignored: list[str] = field(default_factory=list)
    cancelling: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    by_code: list[str] = field(default_factory=list)

    @property
    def target(self) -> str:
        """Where it is in the document."""
        return f"flow:{self.flow}"


class Forms:
    """`by_step` finds the form of a step by `(flow, step)`, `by_id` by what stories call it."""

    def __init__(self, document: Mapping[str, Any], told: Told) -> None:
        self._told = told
        self.by_step: dict[tuple[str, str], Form] = {}
        self.by_id: dict[str, Form] = {}
        self._taken: set[str] = set()
        for flow in document.get("flows", ()):
            for node in flow.get("nodes", ()):
                for step in node.get("steps", ()):
                    form = self._form(flow, step)
                    if form is not None:
                        self.by_step[flow["id"], step["id"]] = form
                        self.by_id.setdefault(step["id"], form)

    def all(self) -> Iterator[Form]:
        """Every form once."""
        yield from self.by_step.values()

    def domain(self, slots: Mapping[str, str], knowledge: Knowledge) -> Json:
        """The forms of the domain."""
        made: Json = {}
        for form in self.all():
            made[form.name] = {"required_slots": [slots.get(one["variable"], one["variable"]) for one in form.slots]}
            if form.ignored:
                made[form.name]["ignored_intents"] = [knowledge.intent(one) for one in form.ignored]
        return made

    def _form(self, flow: Mapping[str, Any], step: Mapping[str, Any]) -> Form | None:
        config = step.get("config") or {}
        by_code = _BY_CODE.match(str(config.get("source", ""))) if step["type"] == "code" else None
        if step["type"] not in ASKING and by_code is None:
            return None
        if step["type"] != "form" and by_code is None and not config.get("variable"):
            return None
        name = step["id"] if step["id"] == flow["id"] else f"{flow['id']}_{step['id']}_form"
        form = Form(self._unused(_NOT_NAME.sub("_", name)), flow["id"], step["id"], [])
        if by_code is not None:
            form.actions.append(f"validate_{form.name}")
        elif step["type"] == "form":
            form.slots = list(config.get("slots") or ())
            form.ignored = list(config.get("ignored_intents") or ())
            form.cancelling = list(config.get("cancel_intents") or ())
            self._actions(form, config)
        else:
            form.slots = [self._question(step["type"], config)]
        self._notes(form, flow)
        self._tell_checks(form, config, step["type"])
        return form

    def _unused(self, wanted: str) -> str:
        name, number = wanted, 2
        while name in self._taken:
            name, number = f"{wanted}_{number}", number + 1
        self._taken.add(name)
        return name

    def _question(self, kind: str, config: Config) -> Json:
        """A single question as a slot of a form."""
        made: Json = {"variable": config["variable"], "ask": config["message"]}
        if config.get("entity"):
            made["fill"] = [{"entity": config["entity"]}]
        elif kind == "date_picker":
            made["fill"] = [{"entity": "@date"}]
        elif kind == "rating":
            made["fill"] = [{"entity": "@number"}]
        return {**made, **{key: config[key] for key in _CHECKS if key in config}}

    def _actions(self, form: Form, config: Config) -> None:
        """What an action server does for a form, under the names that Rasa looks for."""
        for slot in form.slots:
            if slot.get("ask_action"):
                wanted = tuple(f"action_ask_{middle}{slot['variable']}" for middle in (f"{form.name}_", ""))
                form.by_code.append(slot["variable"])
                form.actions.append(self._as_there(slot["ask_action"], wanted, form))
        if config.get("check_action"):
            form.actions.append(self._as_there(config["check_action"], (f"validate_{form.name}",), form))

    def _as_there(self, action: str, wanted: tuple[str, ...], form: Form) -> str:
        if action not in wanted:
            self._told.lost("validation", DOCUMENT, f"Rasa finds the action {action[:60]!r} of a form only by the name "
                            f"{wanted[0][:120]!r}.", "Give the action this name.", form.target)  # fmt: skip
        return action if action in wanted else wanted[0]

    def _notes(self, form: Form, flow: Mapping[str, Any]) -> None:
        """What the notes of an imported form say of code that belonged to it."""
        for note in flow.get("notes") or () if form.step == flow["id"] else ():
            found = _NOTE.match(str(note.get("text", "")))
            if found is not None and found["action"] not in form.actions:
                form.actions.append(found["action"])
                if found["slot"]:
                    form.by_code.append(found["slot"])

    def _tell_checks(self, form: Form, config: Config, kind: str) -> None:
        checks = sorted({key for one in form.slots for key in _CHECKS if key in one})
        checks += [key for key in ("confirm", "retries", "timeout") if kind == "form" and config.get(key)]
        if not checks:
            return
        name = f"validate_{form.name}"
        if name not in form.actions:
            form.actions.append(name)
        self._told.lost("validation", DOCUMENT, f"Only code checks replies there ({', '.join(checks)}).",
                        f"Write the action {name!r}.", form.target)  # fmt: skip


class Questions:
    """The words of forms, as responses with the names that Rasa looks for."""

    def __init__(self, forms: Forms, slots: Mapping[str, str], knowledge: Knowledge, texts: Texts) -> None:
        self._forms = forms
        self._slots = slots
        self._knowledge = knowledge
        self._texts = texts

    def names(self) -> dict[str, str]:
        """Content → the name that a form looks for, where the content has another one."""
        wanted: dict[str, str] = {}
        for _, slot, name, short in self._each():
            ask = slot.get("ask")
            content = ask.get("content") if isinstance(ask, Mapping) else None
            if content and content not in (name, short) and content not in wanted:
                wanted[content] = name
        return wanted

    def write(self, responses: Responses) -> None:
        """Adds the questions that are no content of their own."""
        for form, slot, name, short in self._each():
            if slot["variable"] in form.by_code or self._slots.get(slot["variable"]) in form.by_code:
                continue
            ask = slot.get("ask", "")
            if isinstance(ask, Mapping) and set(ask) == {"content"}:
                if responses.named(ask["content"]) not in (name, short):
                    responses.bodies[name] = list(responses.bodies.get(responses.named(ask["content"])) or [])
                continue
            made = responses.message(ask, form.target)
            same = next((one for one in (name, short) if _text(responses.bodies.get(one)) == made.get("text")), None)
            if same is None:
                options = ask.get("options") if isinstance(ask, Mapping) else None
                if options and "buttons" in made:
                    made["buttons"] = [self._button(option, slot, form.target) for option in options]
                responses.bodies[name] = [made]

    def _each(self) -> Iterator[tuple[Form, Config, str, str]]:
        for form in self._forms.all():
            for slot in form.slots:
                name = self._slots.get(slot["variable"], slot["variable"])
                yield form, slot, f"utter_ask_{form.name}_{name}", f"utter_ask_{name}"

    def _button(self, option: Config, slot: Config, target: str) -> Json:
        """A tap fills the slot: by an intent, or by an entity that comes with one."""
        title = self._texts.written(option.get("title"), target)
        value = option.get("value")
        if option.get("intent"):
            return {"title": title, "payload": f"/{self._knowledge.intent(option['intent'])}"}
        if value is None:
            return {"title": title, "payload": title}
        for fill in slot.get("fill") or ():
            if fill.get("intent") and fill.get("value") == value:
                return {"title": title, "payload": f"/{self._knowledge.intent(fill['intent'])}"}
            intents = list(fill.get("intents") or self._knowledge.intents)
            if "entity" in fill and intents and not fill["entity"].startswith("@"):
                intent = "inform" if "inform" in intents else intents[0]
                body = json.dumps({fill["entity"]: value}, ensure_ascii=False, separators=(",", ":"))
                return {"title": title, "payload": f"/{self._knowledge.intent(intent)}{body}"}
        return {"title": title, "payload": str(value)}


def _text(body: list[Json] | None) -> str | None:
    return body[0].get("text") if body else None
