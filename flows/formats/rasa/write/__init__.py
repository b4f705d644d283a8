"""Writing a document as a project of Rasa 3.1."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

from flows.formats.rasa.write.acts import Acts
from flows.formats.rasa.write.checks import Checks
from flows.formats.rasa.write.config import config_of, endpoints_of, session_of, tell_settings
from flows.formats.rasa.write.dialogues import Dialogues
from flows.formats.rasa.write.drawn import Drawn
from flows.formats.rasa.write.forms import Forms, Questions
from flows.formats.rasa.write.graph import Graph
from flows.formats.rasa.write.knowledge import Knowledge
from flows.formats.rasa.write.responses import Responses
from flows.formats.rasa.write.slots import Slots
from flows.formats.rasa.write.texts import DOCUMENT, Texts
from flows.formats.rasa.write.yaml_writer import write_yaml
from flows.formats.report import FormatError, Writing
from flows.formats.told import Told

VERSION = "3.1"
Json = dict[str, Any]


def write(document: Mapping[str, Any], language: str = "") -> Writing:
    """The files of a project in one language, that of the bot or another one, and what Rasa cannot say of the bot."""
    told = Told()
    plain = document["default_language"]
    language = language or plain
    if language not in document["languages"]:
        spoken = ", ".join(document["languages"])
        raise FormatError("language", f"The bot does not speak {language[:35]!r}; it speaks {spoken[:200]}.")
    document = {**document, "default_language": language}
    slots = {one["name"]: one["name"] for one in document.get("variables", ())}
    knowledge = Knowledge(document, language, told)
    texts = Texts(slots, language, plain, told)
    forms = Forms(document, told)
    responses = Responses(document, texts, knowledge, told)
    questions = Questions(forms, slots, knowledge, texts)
    responses.write(document, questions.names())
    questions.write(responses)
    graph = Graph(document)
    acts = Acts(graph, forms, responses, told)
    dialogues = Dialogues(document, slots, forms.by_id, knowledge, acts.of_flow, responses.named, told)
    drawn = Drawn(document, graph, slots, forms, responses, knowledge, acts, told)
    nlu = knowledge.nlu()
    checks = Checks(document, knowledge, dialogues, _Spoken(responses, knowledge), told)
    rules = [*dialogues.rules, *drawn.rules, *_answering(knowledge)]
    domain = _domain(document, slots, knowledge, forms, acts, responses, drawn, told)
    _rest(document, told)
    files: dict[str, Json] = {
        "domain.yml": {"version": VERSION, **domain},
        "config.yml": config_of(document, knowledge, domain),
        "data/nlu.yml": {"version": VERSION, "nlu": nlu},
        "data/rules.yml": {"version": VERSION, "rules": rules} if rules else {},
        "data/stories.yml": {"version": VERSION, "stories": dialogues.stories} if dialogues.stories else {},
        "tests/test_stories.yml": {"version": VERSION, "stories": checks.stories} if checks.stories else {},
        "endpoints.yml": endpoints_of(document, domain),
    }
    return Writing({path: write_yaml(body) for path, body in files.items() if body}, list(dict.fromkeys(told.items)))


def _domain(
    document: Mapping[str, Any], slots: Mapping[str, str], knowledge: Knowledge, forms: Forms, acts: Acts,
    responses: Responses, drawn: Drawn, told: Told,
) -> Json:  # fmt: skip
    slot_bodies = Slots(document, forms, knowledge, _begun(document, forms), drawn.tested, told).domain()
    made: Json = {
        "intents": knowledge.domain_intents(),
        "entities": knowledge.domain_entities(),
        "slots": slot_bodies,
        "forms": forms.domain(slots, knowledge),
        "responses": responses.bodies,
        "actions": sorted(acts.actions, key=lambda name: name.startswith("validate_")),
        "session_config": session_of(document),
    }
    return {key: body for key, body in made.items() if body}


def _begun(document: Mapping[str, Any], forms: Forms) -> dict[str, set[str]]:
    """Form → intents straight after which a story or rule begins it."""
    found: dict[str, set[str]] = {}
    for story in document.get("stories", ()):
        begun: set[str] = set()
        for step, following in zip([{}, *story["steps"]], story["steps"], strict=False):
            form = forms.by_id.get(str(following.get("form")))
            if form is not None and form.name not in begun:
                begun.add(form.name)
                heard = [one["user"] for one in (step, *(step.get("or") or ())) if "user" in one]
                found.setdefault(form.name, set()).update(heard)
    return found


def _answering(knowledge: Knowledge) -> list[Json]:
    """Answers come by a rule there."""
    return [
        {"rule": f"Answer {topic}", "steps": [{"intent": topic}, {"action": f"utter_{topic}"}]}
        for topic in knowledge.topics
    ]


class _Spoken:
    """The action that says a text: a response with these words, or the one of the answers."""

    def __init__(self, responses: Responses, knowledge: Knowledge) -> None:
        self._responses = responses
        self._knowledge = knowledge

    def __call__(self, text: str) -> str | None:
        if text == "*" and self._knowledge.topics:
            return f"utter_{next(iter(self._knowledge.topics))}"
        for name, wordings in self._responses.bodies.items():
            # The questions of a form are said by the form.
            if not name.startswith("utter_ask_") and any(
                fnmatchcase(str(one.get("text", "")), text.replace("[", "[[]")) for one in wordings
            ):
                return name.partition("/")[0]
        return None


def _rest(document: Mapping[str, Any], told: Told) -> None:
    tell_settings(document, told)
    others = [one for one in document.get("languages", ()) if one != document["default_language"]]
    if others:
        told.lost("language", DOCUMENT, f"A project has one language; the texts in {', '.join(others)} are left out.",
                  f"Export it once for each language: --language {others[0]}.", "settings")  # fmt: skip
    if document.get("tables"):
        told.lost("tables", DOCUMENT, f"Tables do not exist there; {len(document['tables'])} are left out.",
                  "Keep them where your action server can read them.", "tables")  # fmt: skip
