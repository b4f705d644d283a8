"""Agents of Dialogflow ES: the exported zip, or the folder it unpacks to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.document import upgrade, validate
from flows.document.parts import FORMAT, VERSION
from flows.engine.dialogue_memory import ALL_OF
from flows.formats.dialogflow.entities import Entities
from flows.formats.dialogflow.fallbacks import contexts_of
from flows.formats.dialogflow.files import Agent, agent_path, sort_files
from flows.formats.dialogflow.flows import Flows, events_of, unopened
from flows.formats.dialogflow.intents import examples_of
from flows.formats.dialogflow.parameters import Parameters
from flows.formats.dialogflow.webhook import Webhook
from flows.formats.names import Ids, line
from flows.formats.report import FormatError, Reading

NONE = "none"
"""The intent whose examples say what the bot is not there for."""


class Dialogflow:
    """Reads agents; what cannot come over is named in the report."""

    name = "dialogflow"
    title = "Dialogflow ES"

    def sniff(self, files: Mapping[str, bytes]) -> bool:
        return agent_path(files) is not None

    def read(self, files: Mapping[str, bytes], called: str = "") -> Reading:
        agent = sort_files(files)
        document = _document(agent, called)
        problems = validate(document)
        if problems:
            raise FormatError("document", "The agent could not be turned into a valid document.", tuple(problems))
        return Reading(document, agent.told.items)


def _document(agent: Agent, called: str) -> dict[str, Any]:
    entities = Entities(agent)
    parameters = Parameters(agent, entities)
    webhook = Webhook(agent, opens=unopened(agent), leads=bool(events_of(agent)))
    flows = Flows(agent, parameters, webhook)
    names = _names(agent)
    intents, bodies = _intents(agent, names, parameters, entities), []
    for name, intent in agent.intents.items():
        bodies.append(flows.draw(intent, names[name]))
    bodies += [body for body in (flows.fallback(), flows.leading()) if body is not None]
    _tell_settings(agent)
    # Dialogflow asks no "did you mean", and says nothing on the way back to a question.
    settings: dict[str, Any] = {"bridge": False, "suggestions": 0}
    zone = agent.body.get("defaultTimezone")
    if isinstance(zone, str) and zone:
        settings["timezone"] = zone
    return upgrade(
        {
            "format": FORMAT,
            "version": VERSION,
            "name": line(agent.body.get("displayName") or called, "Dialogflow agent"),
            "languages": agent.languages,
            "default_language": agent.language,
            "settings": settings,
            "variables": [*parameters.bodies.values(), *webhook.variables()],
            "entities": entities.bodies,
            "intents": intents,
            "content": flows.contents,
            "flows": bodies,
        }
    )


def _names(agent: Agent) -> dict[str, str]:
    """What intents are called here."""
    ids = Ids(NONE)
    return {name: ids.unused(line(one.body.get("name"), name)) for name, one in agent.intents.items()}


def _intents(
    agent: Agent, names: Mapping[str, str], parameters: Parameters, entities: Entities
) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    outside: dict[str, list[str]] = {}
    for name, intent in agent.intents.items():
        fallback = bool(intent.body.get("fallbackIntent"))
        target = f"intent:{NONE if fallback else names[name]}"
        examples = examples_of(intent, parameters.of(name), entities, agent.told, target)
        if fallback:
            for language, listed in examples.items():
                outside.setdefault(language, []).extend(listed)
            continue
        body: dict[str, Any] = {"name": names[name], "examples": examples}
        if contexts := contexts_of(intent):
            body["contexts"] = [ALL_OF.join(dict.fromkeys(contexts))]  # all of them must be open
        made.append(body)
    if outside:
        kept = {language: list(dict.fromkeys(listed)) for language, listed in outside.items()}
        made.append({"name": NONE, "examples": kept})
    return made


def _tell_settings(agent: Agent) -> None:
    told, place = agent.told, agent.place
    if isinstance(agent.body.get("googleAssistant"), dict):
        told.hint("channel", place.at("googleAssistant"), "The connection to Google Assistant was left out.")
    if "mlMinConfidence" in agent.body:
        told.hint("threshold", place.at("mlMinConfidence"), "The threshold was left out: confidences are calibrated "
                  "here.", "Change “Sure enough to begin” in the settings if need be.")  # fmt: skip
    if agent.body.get("enabledKnowledgeBaseNames"):
        told.lost("knowledge-base", place.at("enabledKnowledgeBaseNames"), "Knowledge bases live at Dialogflow.",
                  "Write their questions as answers.")  # fmt: skip
    if agent.body.get("analyzeQueryTextSentiment"):
        told.hint("sentiment", place.at("analyzeQueryTextSentiment"), "Sentiment is part of every understanding here.")
