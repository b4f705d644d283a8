"""One flow for each intent: what it asks for, the contexts it opens, its webhook, what it says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flows.engine.fold import fold
from flows.formats.dialogflow.fallbacks import FALLBACK, OWN, Fallbacks, context_name, contexts_of, plain_words
from flows.formats.dialogflow.files import Agent, Named
from flows.formats.dialogflow.messages import Messages, Step
from flows.formats.dialogflow.parameters import Parameter, Parameters, responses_of
from flows.formats.dialogflow.webhook import EVENT, LED, MOST_LED, TEXT, Webhook
from flows.formats.drawing import Drawing
from flows.formats.literal import quoted
from flows.formats.names import Ids, line
from flows.formats.told import Place

Body = dict[str, Any]
WELCOME = frozenset({"WELCOME", "GOOGLE_ASSISTANT_WELCOME"})
PLATFORM = ("google_assistant_", "actions_capability_", "facebook_", "slack_", "telegram_")
"""Contexts that a platform opened by itself."""
_INTENT = {
    "id", "parentId", "rootParentId", "name", "auto", "contexts", "responses", "priority", "webhookUsed",
    "webhookForSlotFilling", "lastUpdate", "fallbackIntent", "events", "templates", "userSays", "followUpIntents",
    "endInteraction", "liveAgentHandoff", "cortanaCommand", "displayName",
}  # fmt: skip
_RESPONSE = {
    "resetContexts", "action", "affectedContexts", "parameters", "messages", "defaultResponsePlatforms", "speech",
}  # fmt: skip
DEFAULT_LIFE = 5


class Flows:
    """Draws the flows of an agent. `openings` are contexts to open with the start flow, `contents` prompts."""

    def __init__(self, agent: Agent, parameters: Parameters, webhook: Webhook) -> None:
        self._agent = agent
        self._told = agent.told
        self._parameters = parameters
        self._webhook = webhook
        contexts = {name for intent in agent.intents.values() for name in contexts_of(intent)}
        self._ids = Ids(*contexts, FALLBACK)
        self._content_ids = Ids()
        self._fallbacks = Fallbacks(agent)
        self._openings = sorted(name for name in contexts if name.startswith(PLATFORM))
        self.contents: list[Body] = []
        self.targets = {name: self._id(name) for name in agent.intents}
        self.events = events_of(agent)
        self._leading = self._ids.slug("webhook-event")
        self.has_start = False

    def draw(self, intent: Named, name: str) -> Body:
        """The flow of an intent; `name` is what the intent is called here."""
        id = self.targets[intent.name]
        fallback = id == FALLBACK
        drawing = Drawing(id, line(intent.body.get("name"), intent.name), "fallback" if fallback else "normal")
        self._triggers(drawing, intent, name)
        self._told.unknown_keys(intent.place, intent.body, _INTENT)
        if fallback:
            self._fallbacks.choose(drawing, self.targets)
        node = drawing.node(OWN, drawing.title)
        responses = responses_of(intent)
        for place, _ in responses[1:]:
            self._told.warn("response", place, "Only the first response of an intent was taken over.",
                            target=f"flow:{id}")  # fmt: skip
        place, response = responses[0] if responses else (intent.place, {})
        self._told.unknown_keys(place, response, _RESPONSE)
        node = self._ask(drawing, node, intent)
        self._contexts(drawing, node, response)
        self._answer(drawing, node, intent, place, response)
        return drawing.body()

    def fallback(self) -> Body | None:
        """The fallback flow of an agent that has none of its own, but some for contexts."""
        if self._fallbacks.general is not None or not self._fallbacks.exist:
            return None
        drawing = Drawing(FALLBACK, "Fallback", "fallback")
        self._fallbacks.choose(drawing, self.targets)
        drawing.node(OWN, "Fallback")
        self._plain_words(drawing, OWN)
        drawing.step(OWN, "return", {})
        self._told.hint(
            "no-fallback", self._agent.place, "The agent says nothing where it understands nothing; here a sentence of "
            "our own is said outside of the contexts that have a fallback.", "Change its words if you like.",
            f"flow:{FALLBACK}",
        )  # fmt: skip
        return drawing.body()

    def _id(self, name: str) -> str:
        if self._fallbacks.general == name:
            return FALLBACK
        return self._ids.slug(fold(name).replace(" ", "-"))

    def _triggers(self, drawing: Drawing, intent: Named, name: str) -> None:
        target = f"flow:{drawing.id}"
        if intent.body.get("fallbackIntent"):
            if why := self._fallbacks.unheard.get(intent.name):
                self._told.warn(
                    "second-fallback", intent.place, f"Nothing that is said leads to this fallback: {why}.",
                    "Start its flow from the fallback flow, under a condition, or remove it.", target,
                )  # fmt: skip
        else:
            drawing.triggers.append({"intent": name})
        for index, event in enumerate(_dicts(intent.body.get("events"))):
            called = str(event.get("name") or "").strip()
            if called in WELCOME and not self.has_start and drawing.kind == "normal":
                drawing.triggers.append({"start": True})
                self.has_start = True
            elif called.endswith("_WELCOME") or called in WELCOME:
                self._told.hint("event", intent.place.at("events", index), f"{called[:60]} is the start of a session.",
                                target=target)  # fmt: skip
            elif called and drawing.kind == "normal":
                drawing.triggers.append({"event": called})

    def _ask(self, drawing: Drawing, node: str, intent: Named) -> str:
        """Values from elsewhere first, then a form for what must be known."""
        slots: list[Body] = []
        for one in self._parameters.of(intent.name):
            self._preset(drawing, node, one, intent.name)
            if one.body.get("required") and one.prompts:
                slots.append(self._slot(one, intent.name))
            elif one.body.get("required"):
                self._told.warn(
                    "prompt", one.place, f"Nothing asks for {one.name[:60]!r}: the webhook did, or nobody.",
                    "Put a question into the form.", f"flow:{drawing.id}",
                )  # fmt: skip
        if intent.body.get("webhookForSlotFilling"):
            self._told.warn("slot-filling", intent.place.at("webhookForSlotFilling"), "The webhook also checked each "
                            "reply while values were asked for; here it is called afterwards.",
                            target=f"flow:{drawing.id}")  # fmt: skip
        if slots:
            step = drawing.step(node, "form", {"slots": slots})
            stopped = drawing.node("stopped", "Stopped")
            drawing.step(stopped, "return", {})
            drawing.connect(node, step, "cancelled", stopped)
        return node

    def _preset(self, drawing: Drawing, node: str, one: Parameter, intent: str) -> None:
        """What the parameter is before anybody is asked: said just now, carried by a context, a fixed value."""
        reference = one.reference
        sources = [f"said.entities['{one.entity}']"] if one.entity is not None and one.role is None else []
        if one.entity is None and not one.body.get("required"):
            sources = ["said.text"]
        if reference.startswith("#"):
            found = self._parameters.find(reference, intent)
            if found is not None:
                sources.append(found)
            else:
                self._told.warn("reference", one.place, f"{reference[:60]!r} names nothing of this agent.", "Check it.")
        elif reference and not reference.startswith("$"):
            sources = [quoted(reference)]
        default = one.body.get("defaultValue")
        if isinstance(default, str) and default:
            sources.append(quoted(default))
        asked = bool(one.body.get("required")) and bool(one.prompts)
        if not sources or (asked and len(sources) == 1 and not reference and not default):
            return  # the form reads what was said by itself
        expression = sources[-1]
        for source in reversed(sources[:-1]):
            expression = f"default({source}, {expression})"
        drawing.step(node, "set", {"variable": one.variable, "value": {"expression": expression}})

    def _slot(self, one: Parameter, intent: str) -> Body:
        fill: Body = {"text": True}
        if one.entity is not None:
            fill = {"entity": one.entity, **({"role": one.role} if one.role else {})}
        fills = [fill] if one.role is None else [fill, {"entity": one.entity}]
        return {"variable": one.variable, "fill": fills, "ask": self._prompt(one, intent)}

    def _prompt(self, one: Parameter, intent: str) -> Any:
        target = f"flow:{self.targets[intent]}"
        messages = self._messages(intent, target)
        made = messages.steps(
            one.place.at("prompts"),
            [{"type": 0, "lang": lang or None, "speech": texts} for lang, texts in one.prompts.items()],
        )
        config = made[0][1]
        if "variations" not in config:
            return config["message"]
        id = self._content_ids.slug(f"ask-{one.variable}")
        self.contents.append({"id": id, **config})
        return {"content": id}

    def _contexts(self, drawing: Drawing, node: str, response: Body) -> None:
        lives: dict[int, list[str]] = {}
        for context in _dicts(response.get("affectedContexts")):
            name = context_name(context.get("name"))
            life = context.get("lifespan", DEFAULT_LIFE)
            turns = life if isinstance(life, int) and not isinstance(life, bool) else DEFAULT_LIFE
            if name:
                lives.setdefault(min(max(turns, 0), 100), []).append(name)
        if {"start": True} in drawing.triggers and self._openings:
            lives.setdefault(1, []).extend(self._openings)
        only = bool(response.get("resetContexts"))
        if only and not lives:
            drawing.step(node, "context", {"only": True})
        for turns, names in lives.items():
            config: Body = {"contexts": list(dict.fromkeys(names)), "turns": turns}
            drawing.step(node, "context", {**config, **({"only": True} if only else {})})
            only = False

    def _answer(self, drawing: Drawing, node: str, intent: Named, place: Place, response: Body) -> None:
        messages = response.get("messages")
        if not messages and response.get("speech"):
            messages = [{"type": 0, "speech": response["speech"]}]
        listed = messages if isinstance(messages, list) else []
        steps = self._messages(intent.name, f"flow:{drawing.id}").steps(place.at("messages"), listed)
        if not intent.body.get("webhookUsed") or not self._webhook.available:
            if intent.body.get("webhookUsed"):
                self._told.hint("webhook", intent.place.at("webhookUsed"), "The agent's webhook is off; what it "
                                "would say without is said.", target=f"flow:{drawing.id}")  # fmt: skip
            self._say(drawing, node, steps, intent)
            return
        call = self._webhook.call(
            str(intent.body.get("name") or intent.name), str(response.get("action") or ""),
            self._parameters.of(intent.name), self._agent.language,
        )  # fmt: skip
        step = drawing.step(node, "call_api", call)
        spoken = drawing.node("spoken", "Did it speak?")
        for type, config in self._webhook.steps_after():
            drawing.step(spoken, type, config)
        replied = {"variable": TEXT, "op": "set"}
        rules = [{"id": "spoken", "title": "It did", "when": replied}]
        if self._webhook.leads:
            named = {"variable": EVENT, "op": "in", "value": list(self.events)}
            often = {"variable": LED, "op": "<", "value": MOST_LED}  # one that led back to itself would never end
            rules.insert(0, {"id": "event", "title": "It names an event", "when": {"all": [named, often]}})
        branch = drawing.step(spoken, "branch", {"rules": rules})
        if self._webhook.leads:
            elsewhere = drawing.node("event", "Another intent")
            drawing.step(elsewhere, "jump", {"flow": self._leading})
            drawing.connect(spoken, branch, "event", elsewhere)
        reply = drawing.node("reply", "What the webhook says")
        drawing.step(reply, "say", {"message": f"{{{{ {TEXT} }}}}"})
        drawing.step(reply, "return", {})
        own = drawing.node("own", "Own words")
        drawing.connect(node, None, "next", spoken)
        drawing.connect(node, step, "failed", own)
        drawing.connect(spoken, branch, "spoken", reply)
        drawing.connect(spoken, branch, "else", own)
        self._say(drawing, own, steps, intent)

    def _say(self, drawing: Drawing, node: str, steps: Iterable[Step], intent: Named) -> None:
        """Says it; where the agent has no words, those of the fallback, so that nobody meets silence."""
        said = list(steps)
        for type, config in said:
            drawing.step(node, type, config)
        if not said:
            self._told.warn(
                "no-words", intent.place, "The agent has no words of its own here"
                + (", only its webhook had." if intent.body.get("webhookUsed") else "."),
                "Write what the bot shall say.", f"flow:{drawing.id}",
            )  # fmt: skip
            if drawing.kind == "fallback":
                self._plain_words(drawing, node)
            elif self._fallbacks.exist:
                drawing.step(node, "jump", {"flow": FALLBACK, "node": OWN})
                return
        if intent.body.get("endInteraction"):
            drawing.step(node, "end", {})
        else:
            drawing.step(node, "return", {})

    def leading(self) -> Body | None:
        """The flow that goes on with the event that the webhook has named."""
        if not (self._webhook.available and self._webhook.leads):
            return None
        drawing = Drawing(self._leading, "Events of the webhook")
        node, ids = drawing.node("which", "Which event?"), Ids("else")
        ways = {event: ids.slug(event) for event in self.events}
        rules = [{"id": way, "title": event[:200], "when": {"variable": EVENT, "op": "==", "value": event}}
                 for event, way in ways.items()]  # fmt: skip
        drawing.step(node, "set", {"variable": LED, "value": {"expression": f"{LED} + 1"}})
        step = drawing.step(node, "branch", {"rules": rules})
        for event, intent in self.events.items():
            there = drawing.node(f"to-{ways[event]}", line(event, "Event"))
            drawing.step(there, "jump", {"flow": self.targets[intent]})
            drawing.connect(node, step, ways[event], there)
        drawing.connect(node, step, "else", drawing.node("none", "No event"))
        drawing.step("none", "return", {})
        return drawing.body()

    def _plain_words(self, drawing: Drawing, node: str) -> None:
        drawing.step(node, "say", plain_words(self._agent.languages))

    def _messages(self, intent: str, target: str) -> Messages:
        def template(text: str, place: Place) -> str:
            return self._parameters.template(text, intent, place)

        return Messages(self._agent.language, self._agent.languages, template, self._told, target)


def events_of(agent: Agent) -> dict[str, str]:
    """Events and the intents that they lead to."""
    found: dict[str, str] = {}
    for intent in agent.intents.values():
        for event in _dicts(intent.body.get("events")):
            if called := str(event.get("name") or "").strip():
                found.setdefault(called, intent.name)
    return found


def unopened(agent: Agent) -> bool:
    """Whether there are contexts that no intent opens: only the webhook can."""
    opened = {
        context_name(context.get("name"))
        for intent in agent.intents.values()
        for _, response in responses_of(intent)
        for context in _dicts(response.get("affectedContexts"))
        if context.get("lifespan") != 0
    }
    needed = {name for intent in agent.intents.values() for name in contexts_of(intent)}
    return any(name not in opened and not name.startswith(PLATFORM) for name in needed)


def _dicts(listed: Any) -> list[Body]:
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
