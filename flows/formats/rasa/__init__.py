"""Projects of Rasa 2.0 to 3.1: folders, archives or a single YAML file; training data of version 1 as well."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.document import upgrade, validate
from flows.document.parts import FORMAT, VERSION
from flows.formats.names import Ids
from flows.formats.rasa.actions import Actions
from flows.formats.rasa.acts import DEFAULT, Acts, flow_of
from flows.formats.rasa.checks import Checks
from flows.formats.rasa.connecting import connected
from flows.formats.rasa.dialogues import Dialogues
from flows.formats.rasa.domain import read_domain
from flows.formats.rasa.files import Project, looks_like_rasa, sort_files
from flows.formats.rasa.forms import Forms
from flows.formats.rasa.knowledge import Knowledge
from flows.formats.rasa.names import Variables
from flows.formats.rasa.responses import Responses
from flows.formats.rasa.settings import language_of, settings_of
from flows.formats.rasa.slots import Slots
from flows.formats.rasa.texts import Texts
from flows.formats.rasa.training import read_training
from flows.formats.rasa.write import write
from flows.formats.report import FormatError, Reading, Writing
from flows.formats.told import Place

FALLBACK = "fallback"
OUT_OF_SCOPE = "out_of_scope"
_LEFT_TO_DO = frozenset({"action", "validation", "question", "by-code", "action-server"})
"""What the report says of code, which an action server goes on to run."""


class Rasa:
    """Reads projects of Rasa; what cannot come over is named in the report."""

    name = "rasa"
    title = "Rasa"

    def sniff(self, files: Mapping[str, bytes]) -> bool:
        return looks_like_rasa(files)

    def read(self, files: Mapping[str, bytes], called: str = "", action_server: str = "") -> Reading:
        """`action_server`: the address of the server that runs the project's actions; without, they do nothing yet."""
        project = sort_files(files)
        document = _document(project, called, action_server)
        problems = validate(document)
        if problems:
            raise FormatError("document", "The bot could not be turned into a valid document.", tuple(problems))
        return Reading(document, project.told.items)

    def write(self, document: Mapping[str, Any], language: str = "") -> dict[str, bytes]:
        return self.write_reported(document, language).files

    def write_reported(self, document: Mapping[str, Any], language: str = "") -> Writing:
        """The files of a project of version 3.1, and what Rasa cannot say of the bot.

        A project has one language: the default one, or another `language` of the bot. Raises FormatError.
        """
        return write(document, language)


def _document(project: Project, called: str, action_server: str) -> dict[str, Any]:
    told, language = project.told, language_of(project)
    domain = read_domain(project)
    knowledge = Knowledge(read_training(project), domain, project.config, language, told)
    variables = Variables()
    slots = Slots(domain, knowledge, variables, told)
    texts = Texts(variables, told)
    responses = Responses(domain, knowledge, texts, language, told)
    free = Ids(FALLBACK)
    actions = Actions(domain.actions, told, free)
    forms = Forms(domain, slots, responses, variables, actions, told)
    forms.read(free)
    acts = Acts(responses, forms, actions, told)
    dialogues = Dialogues(knowledge, slots, acts, told)
    for place, body in project.rules:
        dialogues.read(place, body, is_rule=True)
    for place, body in project.stories:
        dialogues.read(place, body, is_rule=False)
    checks = Checks(knowledge, acts, dialogues, told)
    for place, body in project.tests:
        checks.read(place, body)
    answers = [responses.answer(name) for names in knowledge.topics.values() for name in names]
    document = upgrade(
        {
            "format": FORMAT,
            "version": VERSION,
            "name": called or "Rasa bot",
            "languages": [language],
            "default_language": language,
            "settings": settings_of(
                project,
                domain,
                asks_what_was_meant=acts.two_stages,
                teaches_out_of_scope=knowledge.is_taught(OUT_OF_SCOPE),
            ),
            "entities": knowledge.entities,
            "intents": knowledge.intents,
            "answers": answers,
            "stories": dialogues.bodies,
            "tests": checks.bodies,
            "flows": [*_own_flows(dialogues, acts, free), *forms.bodies, *actions.bodies()],
            "content": responses.bodies,
            "variables": list(variables.bodies.values()),
        }
    )
    if not action_server:
        return document
    told.items = [one for one in told.items if one.code not in _LEFT_TO_DO]
    told.hint("action-server", Place("endpoints.yml"), "Actions run on the action server that was named at the import.",
              "Set what it needs as secrets, and allow its host where it is not public.", "settings")  # fmt: skip
    return connected(document, action_server, variables.renamed())


def _own_flows(dialogues: Dialogues, acts: Acts, free: Ids) -> list[dict[str, Any]]:
    """The fallback, and flows that events from outside start."""
    flows: list[dict[str, Any]] = []
    fallback = dialogues.on_fallback
    if not fallback and acts.has_default():
        act = acts.act(DEFAULT, "fallback", Place("domain.yml"))
        fallback = [act] if act is not None else []
    if fallback:
        flows.append(flow_of(FALLBACK, dialogues.fallback_name, "fallback", fallback))
    for name, steps in dialogues.on_event.items():
        flow = flow_of(free.slug(name), name, "normal", steps)
        flows.append({**flow, "triggers": [{"event": name}]})
    return flows
