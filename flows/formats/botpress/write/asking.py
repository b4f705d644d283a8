"""Questions, calls and hand-overs as skills of Botpress."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from flows.formats.botpress.write.knowledge import Slots
from flows.formats.botpress.write.language import Language
from flows.formats.botpress.write.messages import Contents
from flows.formats.botpress.write.skills import action_flow, choice_flow, slot_flow
from flows.formats.botpress.write.steps import Steps

if TYPE_CHECKING:
    from flows.formats.botpress.write.flows import Draft, FlowWriter

Node = Mapping[str, Any]
Step = Mapping[str, Any]
_QUESTIONS = ("dropdown", "multi_select", "rating", "date_picker", "file_upload")


class Asking:
    """Adds skills to drafts. `add` gives the draft that goes on, None where all ways lead elsewhere."""

    def __init__(
        self, contents: Contents, language: Language, steps: Steps, slots: Slots, variables: Mapping[str, Any],
        places: Mapping[str, str],
    ) -> None:  # fmt: skip
        self.language = language
        self._contents = contents
        self._steps = steps
        self._slots = slots
        self._variables = variables
        self._places = places
        self.kinds: dict[str, Callable[[FlowWriter, Draft, Node, Step], Draft | None]] = {
            "choice": self._choice,
            "ask": self._ask,
            "form": self._form,
            "call_api": self._call_api,
            "send_email": self._send_email,
            "handoff": self._handoff,
            **dict.fromkeys(_QUESTIONS, self._question),
        }

    def add(self, writer: FlowWriter, draft: Draft, node: Node, step: Step) -> Draft | None:
        return self.kinds[step["type"]](writer, draft, node, step)

    def is_slot(self, writer: FlowWriter, node: Node, branch: Step) -> bool:
        """Whether a branch asks only if a slot is filled already, and its question comes next."""
        rules = branch["config"].get("rules", ())
        test = rules[0]["when"] if len(rules) == 1 and rules[0]["id"] == "known" else {}
        filled = self._variables.get(str(test.get("variable")), {}).get("entity")
        return test.get("op") == "set" and filled is not None and writer.slot_after(node, branch) is not None

    def _choice(self, writer: FlowWriter, draft: Draft, node: Node, step: Step) -> None:
        config = step["config"]
        options = config["options"]
        mark = hashlib.blake2b(f"{draft.target} {draft.name}".encode(), digest_size=5).hexdigest()
        text = self._contents.text_of(config["message"])
        question = self._contents.question(
            "" if text is None else text, options, draft.target, folded=config.get("style") == "dropdown"
        )
        invalid, repeat = self._again(config, text, draft)
        kept: dict[str, Any] = {"nbMaxRetries": config.get("retries", 0), "repeatChoicesOnInvalid": repeat}
        if config.get("variable"):
            kept["variableName"] = self._places.get(config["variable"], "temp.x").partition(".")[2]
        data = {
            "randomId": mark,
            "contentId": question,
            "invalidContentId": invalid,
            "keywords": {_value(option): _words(option) for option in options},
            "config": kept,
        }
        writer.add_skill(draft, "choice", choice_flow(data))
        for option in options:
            target = writer.target_of(writer.output(node, step, option["id"]))
            test = f"temp['skill-choice-ret-{mark}'] == \"{_value(option)}\""
            draft.ways.append({"caption": _value(option), "condition": test, "node": target})
        rest = writer.target_of(writer.output(node, step, "else"))
        if rest:
            draft.ways.append({"caption": "On failure", "condition": "true", "node": rest})
        writer.silence(draft, node, step)

    def _again(self, config: Mapping[str, Any], text: Any, draft: Draft) -> tuple[str, bool]:
        """The element said to an answer that fits nothing, and whether the question follows."""
        message = config.get("retry_message")
        if message is None:
            return "", True
        again, asked = (self._contents.localised(one, draft.target) for one in (self._contents.text_of(message), text))
        ends = {language: f"\n\n{asked.get(language, '')}".rstrip() for language in again}
        repeat = bool(again) and all(one.endswith(ends[lang]) and ends[lang] for lang, one in again.items())
        raw = self._contents.text_of(message)
        if repeat and isinstance(raw, Mapping) and isinstance(text, Mapping):
            raw = {lang: one.removesuffix(f"\n\n{text.get(lang, '')}") for lang, one in raw.items()}
            return self._contents.reference({"text": raw}, draft.target), True
        return self._contents.reference(message, draft.target), False

    def _ask(self, writer: FlowWriter, draft: Draft, node: Node, step: Step) -> Draft | None:
        config = step["config"]
        entity = config.get("entity") or self._variables.get(config["variable"], {}).get("entity")
        if entity is None:
            return self._question(writer, draft, node, step)
        slot = self._slots_name(config["variable"])
        data = {
            "retryAttempts": config.get("retries", 2),
            "contentElement": self._contents.reference(config["message"], draft.target),
            "notFoundElement": "",
            "turnExpiry": 0,
            "intent": "",
            "slotName": slot,
            "entities": [self._slots.entity(entity)],
            "validationAction": None,
        }
        if "retry_message" in config:
            data["notFoundElement"] = self._contents.reference(config["retry_message"], draft.target)
        for key in ("valid", "min", "max", "expects"):
            if key in config:
                self._steps.tell(draft.target, f"{key!r} of the question is not checked there.")
        writer.add_skill(draft, "Slot", slot_flow(data))
        before = writer.slot_before(node, step)
        known = writer.output(before[0], before[1], "known") if before else writer.after(node, step)
        for name, target in (
            ("extracted", writer.after(node, step)),
            ("notExtracted", writer.output(node, step, "failed")),
            ("alreadyExtracted", known),
        ):
            way = {"caption": name, "condition": f'temp.{name} == "true"', "node": writer.target_of(target)}
            draft.ways.append(way)
        writer.silence(draft, node, step)
        return writer.rest(draft, node, step)

    def _slots_name(self, variable: str) -> str:
        place = self._places[variable]
        return place.removeprefix("session.slots.").removesuffix(".value") if "slots." in place else variable

    def _question(self, writer: FlowWriter, draft: Draft, node: Node, step: Step) -> Draft:
        """A question of any other kind: it is asked, and whatever is said is kept."""
        config = step["config"]
        draft.enter.append(self._contents.say(config["message"], draft.target))
        draft.receive = []
        if config.get("variable"):
            draft.receive.append(self._steps.put(config["variable"], "{{{event.preview}}}"))
        writer.silence(draft, node, step)
        if step["type"] != "ask" or writer.output(node, step, "failed"):
            self._steps.tell(draft.target, "The reply to this question is not checked there; any text is taken.",
                             "question")  # fmt: skip
        return draft

    def _form(self, writer: FlowWriter, draft: Draft, node: Node, step: Step) -> Draft:
        """Its questions one by one."""
        slots = step["config"]["slots"]
        for number, slot in enumerate(slots):
            if number:
                following = writer.more_of(draft, node)
                draft.ways.append({"condition": "true", "node": following.name})
                draft = following
            draft.enter.append(self._contents.say(slot["ask"], draft.target))
            draft.receive = [self._steps.put(slot["variable"], "{{{event.preview}}}")]
        self._steps.tell(draft.target, "A form is asked question by question there; nothing is checked, skipped or "
                         "cancelled.", "form")  # fmt: skip
        return draft

    def _call_api(self, writer: FlowWriter, draft: Draft, node: Node, step: Step) -> Draft | None:
        config = step["config"]
        memory, _, name = self._places.get(config.get("save_as", ""), "temp.response").partition(".")
        data: dict[str, Any] = {
            "method": str(config["method"]).lower(), "url": self._steps.text(config["url"], draft.target),
            "memory": memory, "variable": name, "invalidJson": False,
        }  # fmt: skip
        if config.get("headers"):
            headers = config["headers"].items()
            data["headers"] = {key: self._steps.text(value, draft.target) for key, value in headers}
        if config.get("body"):
            data["body"] = self._steps.text(config["body"], draft.target)
        if config.get("map"):
            self._steps.tell(draft.target, "Parts of the reply are not taken out of it there.")
        writer.add_skill(draft, "CallAPI", action_flow("basic-skills/call_api", data))
        return self._two_ways(writer, draft, node, step, "temp.valid", "!temp.valid")

    def _send_email(self, writer: FlowWriter, draft: Draft, node: Node, step: Step) -> Draft | None:
        config = step["config"]
        data = {
            "fromAddress": "",
            "toAddress": self._steps.text(config["to"], draft.target),
            "subjectElement": self._contents.reference({"text": config["subject"]}, draft.target),
            "contentElement": self._contents.reference({"text": config["body"]}, draft.target),
        }
        writer.add_skill(draft, "SendEmail", action_flow("basic-skills/send_email", data))
        return self._two_ways(writer, draft, node, step, "temp.success", "!temp.success")

    def _two_ways(
        self, writer: FlowWriter, draft: Draft, node: Node, step: Step, well: str, badly: str
    ) -> Draft | None:
        failed = writer.target_of(writer.output(node, step, "failed"))
        draft.ways.append({"caption": "On success", "condition": well, "node": ""})
        draft.ways.append({"caption": "On failure", "condition": badly, "node": failed})
        following = writer.rest(draft, node, step)
        draft.ways[0]["node"] = following.name if following else writer.target_of(writer.after(node, step))
        return following

    def _handoff(self, writer: FlowWriter, draft: Draft, node: Node, step: Step) -> None:
        config = step["config"]
        data = {"timeoutDelay": config.get("timeout", 0), "redirectNoAgent": True}
        writer.add_skill(draft, "HitlNext", action_flow("hitlnext/handoff", data))
        for caption, test, output in (
            ("No agent", "temp.agent === 'noAgent'", "unavailable"),
            ("Timed out", "temp.agent === 'timedOut'", "timeout"),
            ("Resolved", "true", "resolved"),
        ):
            target = writer.target_of(writer.output(node, step, output))
            draft.ways.append({"caption": caption, "condition": test, "node": target})


def _value(option: Mapping[str, Any]) -> str:
    title = option["title"]
    plain = next(iter(title.values()), "") if isinstance(title, Mapping) else title
    value = option.get("value")
    return str(plain if value is None else value)


def _words(option: Mapping[str, Any]) -> list[str]:
    synonyms = option.get("synonyms") or []
    words = [w for one in synonyms.values() for w in one] if isinstance(synonyms, Mapping) else list(synonyms)
    return [*words, f"intent:{option['intent']}"] if option.get("intent") else words
