"""Stories and rules as those of Rasa."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flows.formats.rasa.write.forms import Form
from flows.formats.rasa.write.knowledge import Knowledge
from flows.formats.rasa.write.responses import simple_test
from flows.formats.rasa.write.texts import DOCUMENT
from flows.formats.told import Told

Json = dict[str, Any]
Step = Mapping[str, Any]
Acts = Callable[[str], list[Json]]
_ANYTHING = ("…", ["…"])
"""How the reader keeps that a slot was set to anything."""


class Dialogues:
    """`stories` and `rules` of the project. `acts(flow)` are the actions of a flow that a story runs."""

    def __init__(
        self, document: Mapping[str, Any], slots: Mapping[str, str], forms: Mapping[str, Form], knowledge: Knowledge,
        acts: Acts, said: Callable[[str], str], told: Told,
    ) -> None:  # fmt: skip
        self._slots = slots
        self._forms = forms
        self._knowledge = knowledge
        self._acts = acts
        self._said = said
        self._told = told
        self.stories: list[Json] = []
        self.rules: list[Json] = []
        for one in document.get("stories", ()):
            self._write(one)

    def _write(self, one: Mapping[str, Any]) -> None:
        target = f"story:{one['name']}"
        listed = list(one.get("steps") or ())
        is_rule = one.get("kind") == "rule"
        made: Json = {"rule" if is_rule else "story": one["name"]}
        active: str | None = None
        begun = 0
        if is_rule:
            if one.get("at_start"):
                made["conversation_start"] = True
            if one.get("then_wait") is False:
                made["wait_for_user_input"] = False
            condition, active, begun = self._conditions(one, listed, target)
            if condition:
                made["condition"] = condition
        elif one.get("when"):
            self._told.lost("condition", DOCUMENT, f"Stories have no condition there; {one['name'][:60]!r} loses it.",
                            "Begin it with slot_was_set.", target)  # fmt: skip
        steps = Telling(self, target, active).steps(listed[begun:])
        if steps:
            (self.rules if is_rule else self.stories).append({**made, "steps": steps})

    def _conditions(self, one: Step, listed: list[Step], target: str) -> tuple[list[Json], str | None, int]:
        """What has to be so before a rule counts, the form that waits then, and how many steps said it."""
        made: list[Json] = []
        active: str | None = None
        begun = 0
        for step in listed:
            if "form" in step and not made:
                active = None if step["form"] is None else self.form(step["form"])
                made.append({"active_loop": active})
            elif "set" in step:
                made.append({"slot_was_set": self.values(step["set"])})
            else:
                break
            begun += 1
        for part in _parts(one.get("when")):
            test = simple_test(part)
            if test is None:
                self._told.lost("condition", DOCUMENT, "A condition that only exists here was left out.",
                                "Set a slot in an action, and ask for that.", target)  # fmt: skip
            else:
                made.append({"slot_was_set": self.values({test[0]: test[1]})})
        return made, active, begun

    # -- used by Telling ----------------------------------------------------------------------------------------

    def form(self, id: str) -> str:
        """The name of a form."""
        return self._forms[id].name if id in self._forms else id

    def values(self, values: Mapping[str, Any]) -> list[Any]:
        """`slot_was_set` of some variables."""
        return [
            self._slots.get(name, name) if value in _ANYTHING else {self._slots.get(name, name): value}
            for name, value in values.items()
        ]

    def entities(self, listed: Any) -> list[Any]:
        """Entities of an utterance: `{"city": "Rome"}` or a list of names and objects."""
        if isinstance(listed, Mapping):
            return [{self._knowledge.entity(name): value} for name, value in listed.items()]
        made: list[Any] = []
        for one in listed or ():
            if isinstance(one, str):
                made.append(self._knowledge.entity(one))
            else:
                labels = {key: one[key] for key in ("role", "group") if key in one}
                made.append({self._knowledge.entity(one["entity"]): one.get("value"), **labels})
        return made

    def utterance(self, step: Step) -> Json:
        """What the visitor says."""
        if "said" in step:
            return {"user": self._knowledge.example(step["said"])}
        entities = self.entities(step.get("entities"))
        return {"intent": self._knowledge.intent(step["user"]), **({"entities": entities} if entities else {})}

    def acts(self, step: Step) -> list[Json]:
        """What the bot does."""
        return [{"action": self._said(step["bot"])}] if "bot" in step else self._acts(step["flow"])

    def tell(self, what: str, target: str) -> None:
        self._told.lost("story", DOCUMENT, what, "Write it in another way.", target)


class Telling:
    """One story while it is being written; `active` is the form that waits."""

    def __init__(self, dialogues: Dialogues, target: str, active: str | None) -> None:
        self._dialogues = dialogues
        self._target = target
        self._active = active

    def steps(self, listed: Iterable[Step]) -> list[Json]:
        """The steps of a story, one after the other."""
        made: list[Json] = []
        waiting = list(listed)
        for number, step in enumerate(waiting):
            done = "form_done" in waiting[number + 1] if number + 1 < len(waiting) else False
            made += self._step(step, made, done=done)
        return made

    def _step(self, step: Step, before: list[Json], *, done: bool = False) -> list[Json]:
        if "user" in step or "said" in step:
            return [self._dialogues.utterance(step)]
        if "bot" in step or "flow" in step:
            return self._dialogues.acts(step)
        if "form" in step:
            return self._form(step["form"], done=done)
        if "form_done" in step:
            return self._done(before)
        if "set" in step:
            return [{"slot_was_set": self._dialogues.values(step["set"])}]
        if "checkpoint" in step:
            return [{"checkpoint": step["checkpoint"]}]
        if "or" in step:
            ways = [one for each in step["or"] for one in self._step(each, before)]
            return [{"or": ways}] if ways else []
        self._dialogues.tell("“Whatever is said” does not exist there; the step was left out.", self._target)
        return []

    def _form(self, id: str | None, *, done: bool) -> list[Json]:
        if id is None:
            self._active = None
            return [{"action": "action_deactivate_loop"}, {"active_loop": None}]
        form = self._dialogues.form(id)
        if self._active == form and done:
            return [{"action": form}]
        self._active = form
        return [{"action": form}, {"active_loop": form}]

    def _done(self, before: list[Json]) -> list[Json]:
        form, self._active = self._active, None
        ran = before[-1:] and before[-1].get("action" if "action" in before[-1] else "active_loop") == form
        return [*([] if ran or form is None else [{"action": form}]), {"active_loop": None}]


def _parts(condition: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    if not condition:
        return []
    return list(condition["all"]) if set(condition) == {"all"} else [condition]
