"""Bots of Botpress 12: archives or folders with a bot.config.json."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.document import upgrade, validate
from flows.document.parts import FORMAT, VERSION
from flows.formats.botpress.actions import Actions
from flows.formats.botpress.content import Content
from flows.formats.botpress.files import Files, config_paths, sort_files
from flows.formats.botpress.flows import Flows
from flows.formats.botpress.knowledge import Knowledge
from flows.formats.botpress.leftovers import name_leftovers
from flows.formats.botpress.names import Names
from flows.formats.botpress.scripts import flow_of_hooks, name_actions
from flows.formats.botpress.skills import Skills
from flows.formats.botpress.transitions import Conditions
from flows.formats.botpress.trial import Trial
from flows.formats.botpress.triggers import make_intents
from flows.formats.botpress.write import write
from flows.formats.report import FormatError, Reading, Writing

FALLBACK = "not-understood"


class Botpress:
    """Reads bots of version 12 and before; what cannot come over is named in the report."""

    name = "botpress"
    title = "Botpress 12"
    archive = "tgz"

    def sniff(self, files: Mapping[str, bytes]) -> bool:
        return bool(config_paths(files))

    def read(self, files: Mapping[str, bytes], called: str = "") -> Reading:
        found = sort_files(files)
        document = _document(found, called)
        problems = validate(document)
        if problems:
            raise FormatError("document", "The bot could not be turned into a valid document.", tuple(problems))
        return Reading(document, found.items, found.media.stored)

    def write(self, document: Mapping[str, Any]) -> dict[str, bytes]:
        return self.write_reported(document).files

    def write_reported(self, document: Mapping[str, Any]) -> Writing:
        """The files of the bot, and what Botpress cannot say of it."""
        return write(document)


def _document(files: Files, called: str) -> dict[str, Any]:
    languages, default = _languages(files.config)
    names = Names()
    files.intents.update(make_intents(files.flows, files.items))
    name_leftovers(files)
    flows = Flows(files)
    knowledge = Knowledge(default, names, files.items)
    knowledge.read_entities(files.entities)
    knowledge.read_intents(files.intents)
    content = Content(files.content, default, names, files.items)
    files.content.clear()  # a large bot has tens of thousands of elements
    actions = Actions(content, names, files.items)
    knowledge.read_answers(files.answers, content, flows.by_name)
    intents = frozenset(intent["name"] for intent in knowledge.intents)
    trial = Trial(names, actions, frozenset(entity["name"] for entity in knowledge.entities), intents)
    bodies = flows.read(actions, Skills(content, names, actions, files.items), Conditions(names, intents), trial)
    _remember_choices(bodies, files, names)
    _keep_contexts(bodies)
    name_actions(files, actions.calls)
    bodies += _fallback(bodies)
    bodies += flow_of_hooks(files, [flow["id"] for flow in bodies])
    document = {
        "format": FORMAT,
        "version": VERSION,
        "name": str(files.config.get("name") or files.config.get("id") or called or "Botpress bot")[:200],
        "languages": languages,
        "default_language": default,
        "variables": names.bodies(),
        "entities": knowledge.entities,
        "intents": knowledge.intents,
        "answers": knowledge.answers,
        "content": content.bodies,
        "flows": bodies,
    }
    events = {trigger["event"] for flow in bodies for trigger in flow["triggers"] if "event" in trigger}
    if events:
        document["settings"] = {"public_events": sorted(events)}
    return upgrade(document)


def _languages(config: Mapping[str, Any]) -> tuple[list[str], str]:
    listed = config.get("languages")
    languages = [language for language in listed if isinstance(language, str)] if isinstance(listed, list) else []
    default = config.get("defaultLanguage")
    if not isinstance(default, str) or not default:
        default = languages[0] if languages else "en"
    return list(dict.fromkeys([*languages, default])), default


def _remember_choices(flows: list[dict[str, Any]], files: Files, names: Names) -> None:
    """Where something asks later what was chosen, the choice keeps its answer in a variable."""
    steps = [step for flow in flows for node in flow["nodes"] for step in node["steps"] if step["type"] == "choice"]
    data = [source["skillData"] for source in files.flows.values() if isinstance(source.get("skillData"), dict)]
    asked = [f"skill-choice-ret-{one['randomId']}" for one in data if "randomId" in one]
    for memory_name in (*asked, "skill-choice-ret"):
        if names.known("temp", memory_name):
            variable = names.variable("temp", memory_name)
            for step in steps:
                step["config"].setdefault("variable", variable)


def _keep_contexts(flows: list[dict[str, Any]]) -> None:
    """There, contexts outlived the end of a talk, for as many messages as they had left."""
    steps = [step for flow in flows for node in flow["nodes"] for step in node["steps"]]
    if any(step["type"] == "context" for step in steps):
        for step in steps:
            if step["type"] == "end":
                step["config"]["keep_contexts"] = True


def _fallback(flows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """There, a message that nobody understood began the main flow anew; so it does here."""
    main = next((flow for flow in flows if flow["kind"] == "main" and flow["nodes"]), None)
    if main is None or any(flow["kind"] == "fallback" for flow in flows):
        return []
    step = {"id": "s1", "type": "jump", "config": {"flow": main["id"]}}
    node = {"id": "n1", "title": "Begin again", "x": 0, "y": 0, "steps": [step]}
    taken = {flow["id"] for flow in flows}
    id = FALLBACK if FALLBACK not in taken else f"{FALLBACK}-2"
    return [
        {
            "id": id, "title": "Not understood", "kind": "fallback", "start": "n1", "triggers": [], "nodes": [node],
            "transitions": [], "notes": [],
        }
    ]  # fmt: skip
