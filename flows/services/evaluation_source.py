"""What an evaluation looks at: the draft as it is now, or a published version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flows.adapters.evaluating import ANSWER, NONE_INTENT, Row
from flows.adapters.understanding import model_hashes
from flows.models import Bot, Version

from .errors import NotFound
from .load_draft import load_draft


@dataclass(frozen=True, slots=True)
class Source:
    """`models` is the hash per language; `revision` is that of the draft, `version` the number of a version."""

    document: Mapping[str, Any]
    models: Mapping[str, str]
    revision: int | None
    version: int | None

    def with_models(self, models: Mapping[str, str]) -> Source:
        """The same with the models that were made of it."""
        return replace(self, models=models)

    def labelled(self, language: str) -> list[Row]:
        """Utterances of the saved tests of which the intent is expected; a test may expect none at all."""
        rows: dict[tuple[str, str], Row] = {}
        for test in self.document.get("tests", ()):
            if test.get("language", self.document["default_language"]) != language:
                continue
            said = ""
            for turn in test["turns"]:
                said = turn["say"] if isinstance(turn.get("say"), str) else said
                if "expect_intent" in turn and said.strip():
                    label = turn["expect_intent"] or NONE_INTENT
                    rows.setdefault((said, label), Row(said, label))
        return list(rows.values())

    def texts(self, language: str) -> dict[str, list[tuple[str, str]]]:
        """Raw examples of each class with their pointers into the document."""
        found: dict[str, list[tuple[str, str]]] = {}
        for at, intent in enumerate(self.document.get("intents", ())):
            listed = intent.get("examples", {}).get(language, ())
            place = f"/intents/{at}/examples/{language}"
            found[intent["name"]] = [(raw, f"{place}/{number}") for number, raw in enumerate(listed)]
        for at, answer in enumerate(self.document.get("answers", ())):
            listed = answer.get("questions", {}).get(language, ())
            place = f"/answers/{at}/questions/{language}"
            found[f"{ANSWER}{answer['id']}"] = [(raw, f"{place}/{number}") for number, raw in enumerate(listed)]
        return found


def source_of(bot: Bot, version: int | None = None) -> Source:
    """The draft, or the version of this number. Raises NotFound."""
    if version is None:
        draft = load_draft(bot)
        return Source(draft.document, model_hashes(draft.document), draft.revision, None)
    row = Version.objects.of(bot.workspace).filter(bot=bot, number=version).first()
    if row is None:
        raise NotFound(f"There is no version {version}.")
    return Source(row.document, row.models, None, version)
