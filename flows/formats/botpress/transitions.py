"""Conditions of Botpress transitions as conditions of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from flows.document.readings import parse
from flows.engine.expressions import LanguageError
from flows.formats.botpress.javascript import Untranslatable, quote, translate
from flows.formats.botpress.names import Names

_INTENT = re.compile(r"""\s*event\.nlu\.intent\.name\s*={2,3}\s*(['"])(?P<name>[^'"]*)\1\s*""")
NEVER = {"expression": "false"}
ALWAYS: dict[str, Any] = {"all": []}
NOT_UNDERSTOOD = {"expression": "said.text and (said.intent == null or said.intent == 'none')"}

LAST_NODE = "last_node"
CAME_BACK_TO = "came back to"

Tell = Callable[[str, str, str], None]


class Conditions:
    """Translates conditions; `intents` are the names of those that exist."""

    def __init__(self, names: Names, intents: frozenset[str]) -> None:
        self._names = names
        self._intents = intents
        self.ends: frozenset[str] = frozenset()
        """Names of nodes at which flows of the trial version end; they remember where that was."""
        self._translated: dict[str, str] = {}
        self.read_count = 0
        self.lost: list[str] = []

    def read(self, transition: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
        """ALWAYS, NEVER where it could not be translated (told), or what it means."""
        source = str(transition.get("condition") or "true").strip()
        self.read_count += 1
        found = self._read(source, tell)
        if found is NEVER and source != "false" and intent_of(source) is None:
            self.lost.append(source)
        return found

    def _read(self, source: str, tell: Tell) -> dict[str, Any]:
        if source in ("true", "always"):
            return ALWAYS
        if source == "false":
            return NEVER
        intent = intent_of(source)
        if intent is not None:
            return self._intent(intent, tell)
        if source.startswith("lastNode=") and source.removeprefix("lastNode=") in self.ends:
            ended = quote(source.removeprefix("lastNode="))
            return {"expression": f"{self._names.variable('temp', LAST_NODE)} == {ended}"}
        if source.startswith("lastNode="):
            tell("condition", f"The condition {source!r} asks where the talk came from.",
                 "Let the flow that returns set a variable, and ask for that.")  # fmt: skip
            return NEVER
        try:
            return {"expression": self._translate(source)}
        except (Untranslatable, LanguageError) as error:
            tell("condition", f"The condition {source[:200]!r} could not be translated: {error} It is never true now.",
                 "Write the condition in the branch.")  # fmt: skip
            return NEVER

    def _translate(self, source: str) -> str:
        if source not in self._translated:
            written = translate(source, self._names)
            tree = parse(written)
            if isinstance(tree, LanguageError):
                raise LanguageError(tree.message, tree.offset)
            self._translated[source] = written
        return self._translated[source]

    @property
    def came_back_to(self) -> str:
        """The variable in which a caller keeps where the flow that it called came back to."""
        return self._names.variable("temp", CAME_BACK_TO)

    def came_back(self, to: str) -> dict[str, Any]:
        """Holds where a flow came back to this place."""
        return {"variable": self.came_back_to, "op": "==", "value": to}

    def exists(self, intent: str) -> bool:
        """Whether there is an intent of this name."""
        return intent in self._intents

    def _intent(self, name: str, tell: Tell) -> dict[str, Any]:
        if name == "none":
            return NOT_UNDERSTOOD
        if name in self._intents:
            return {"intent": name}
        tell("missing-intent", f"The intent {name!r} does not exist, so this way could never be taken.",
             "Make the intent and choose it in the branch, or remove the rule.")  # fmt: skip
        return NEVER


def intent_of(source: str) -> str | None:
    """The intent of a condition that asks for nothing else."""
    found = _INTENT.fullmatch(source)
    return found["name"] if found else None
