from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from botbuilder.jobs.models import Job
from botbuilder.jobs.queueing import open_jobs
from flows.adapters.evaluating import ANSWER
from flows.document.annotations import text_of
from flows.document.pointers import escape
from flows.models import Bot, DismissedSuggestion, Suggestions

from .errors import NotFound
from .evaluation_source import Source, source_of

MOST_SHOWN = 6  # examples in a sentence's list
NEEDED = {"two-intents": 2, "near-duplicates": 2, "pulls-wrong-way": 1}
"""How many of its examples a suggestion is about; without them in the draft it is none."""
SEVERITY = {"two-intents": "warning", "pulls-wrong-way": "warning", "close-intents": "warning"}


def store_suggestions(bot: Bot, language: str, source: Source, items: Sequence[Mapping[str, Any]]) -> None:
    """Keep what was found for this training set; it replaces what was found for an earlier one."""
    Suggestions.objects.of(bot.workspace).update_or_create(
        bot=bot,
        language=language,
        defaults={"workspace": bot.workspace, "hash": source.models[language], "items": list(items)},
    )


def suggest_improvements(bot: Bot, language: str | None = None, *, dismissed: bool = False) -> dict[str, Any]:
    """`{"results", "next", "state", "revision", "computed_at", "job", "dismissed"}` for the draft as it is now.

    What is no longer in the draft is left out; `state` is `fresh`, `stale` (the draft has other examples by now),
    `running` or `none`. Dismissed ones are counted, or with `dismissed` they are the results.
    """
    source = source_of(bot)
    rows = Suggestions.objects.of(bot.workspace).filter(bot=bot, language__in=source.document["languages"])
    rows = rows.filter(language=language) if language else rows
    results: list[dict[str, Any]] = []
    fresh = True
    computed = None
    for row in rows.order_by("language"):
        fresh &= row.hash == source.models.get(row.language)
        computed = row.computed_at
        draft = _Draft(source, row.language)
        results += [shown for item in row.items if (shown := draft.show(item)) is not None]
    hidden = _dismissed(bot)
    job = _open_job(bot)
    state = "none" if computed is None else "fresh" if fresh else "stale"
    return {
        "results": [one for one in results if (one["id"] in hidden) == dismissed],
        "next": None,
        "state": "running" if job is not None and state != "fresh" else state,
        "revision": source.revision,
        "computed_at": computed,
        "job": None if job is None else str(job.pk),
        "dismissed": sum(one["id"] in hidden for one in results),
    }


def dismiss_suggestions(bot: Bot, ids: Sequence[str], *, by: str) -> int:
    """Leave these out from now on; gives how many. Raises NotFound for one that is none of this draft."""
    known = {one["id"] for hidden in (False, True) for one in suggest_improvements(bot, dismissed=hidden)["results"]}
    if not known.issuperset(ids):
        raise NotFound("There is no such suggestion. Look again for what could be better.")
    rows = [DismissedSuggestion(workspace=bot.workspace, bot=bot, key=id, by=by) for id in sorted(set(ids))]
    return len(DismissedSuggestion.unscoped.bulk_create(rows, ignore_conflicts=True))


def bring_back_suggestions(bot: Bot, ids: Sequence[str]) -> int:
    """Show dismissed ones again; gives how many there were."""
    return DismissedSuggestion.objects.of(bot.workspace).filter(bot=bot, key__in=ids).delete()[0]


def known_suggestions(bot: Bot, language: str | None) -> Job | None:
    """A job that has ended already, where the suggestions of this very training set are kept."""
    source = source_of(bot)
    language = language or source.document["default_language"]
    row = Suggestions.objects.of(bot.workspace).filter(bot=bot, language=language).first()
    if row is None or row.hash != source.models.get(language):
        return None
    return Job.objects.of(bot.workspace).create(
        workspace=bot.workspace,
        kind="evaluate",
        bot=bot.slug,
        payload={"kind": "suggestions", "language": language},
        state=Job.State.DONE,
        progress=1.0,
        result={"evaluation": None},
        finished_at=timezone.now(),
    )


def _dismissed(bot: Bot) -> frozenset[str]:
    return frozenset(DismissedSuggestion.objects.of(bot.workspace).filter(bot=bot).values_list("key", flat=True))


def _open_job(bot: Bot) -> Job | None:
    jobs = open_jobs(bot.workspace, bot=bot.slug, kind="evaluate")
    return next((job for job in jobs if job.payload.get("suggest")), None)


@dataclass(slots=True)
class _Draft:
    """Finds the examples of a suggestion in the draft, and says what to do in words and operations."""

    source: Source
    language: str

    def show(self, item: Mapping[str, Any]) -> dict[str, Any] | None:
        """None where its classes or its first example are gone."""
        texts = self.source.texts(self.language)
        if any(label not in texts for label in item["labels"]):
            return None
        examples = []
        for one in item["examples"]:
            found = _find(texts.get(one["label"], ()), one["text"])
            if found is not None:
                examples.append({"text": one["text"], "intent": one["label"], "pointer": found[1], "raw": found[0]})
        needed = NEEDED.get(item["code"], 0)
        if len(examples) < needed:
            return None
        if item["code"] == "few-examples" and len(texts[item["labels"][0]]) > item["measure"]:
            return None
        about = [one["text"] for one in item["examples"][:needed]]  # what it says of others may change
        name = hashlib.sha256(f"{self.language}{item['code']}{item['labels']}{about}".encode()).hexdigest()
        return {
            "id": name[:16],
            "code": item["code"],
            "severity": "hint" if not item["measure"] else SEVERITY.get(item["code"], "hint"),
            "language": self.language,
            "pointer": examples[0]["pointer"] if examples else self._class_pointer(item["labels"][0]),
            "message": _message(item, examples),
            "intents": item["labels"],
            "examples": [{key: one[key] for key in ("text", "intent", "pointer")} for one in examples[:MOST_SHOWN]],
            "measure": item["measure"],
            "fixes": list(self._fixes(item, examples)),
        }

    def _fixes(self, item: Mapping[str, Any], examples: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        if item["code"] in ("two-intents", "near-duplicates"):
            for one in examples[: 2 if item["code"] == "two-intents" else 1]:
                title = f"Remove it from {_named(one['intent'])}"
                yield {"code": "remove", "from": one["intent"], "title": title, "operations": [self._remove(one)]}
        elif item["code"] == "pulls-wrong-way":
            first, target = examples[0], item["target"]
            if target in self.source.texts(self.language):
                moved = [self._remove(first), self._add(target, first["raw"])]
                title = f"Move it to {_named(target)}"
                about = {"code": "move", "from": first["intent"], "to": target, "text": first["raw"]}
                yield {**about, "title": title, "operations": moved}
            about = {"code": "remove", "from": first["intent"]}
            yield {**about, "title": "Remove it", "operations": [self._remove(first)]}

    def _remove(self, example: Mapping[str, Any]) -> dict[str, Any]:
        """The whole list without it: done twice, it takes nothing else away."""
        number = int(example["pointer"].rpartition("/")[2])
        raws = [raw for raw, _ in self.source.texts(self.language)[example["intent"]]]
        return self._set(example["intent"], raws[:number] + raws[number + 1 :])

    def _add(self, label: str, raw: str) -> dict[str, Any]:
        return self._set(label, [*(raw for raw, _ in self.source.texts(self.language)[label]), raw])

    def _set(self, label: str, raws: Sequence[str]) -> dict[str, Any]:
        part, key = _part(label)
        path = f"/{key}/{escape(self.language)}"
        return {"op": "set", "part": part, "path": path, "value": list(raws), "base": self.source.revision}

    def _class_pointer(self, label: str) -> str:
        kind, key, name = ("answers", "id", label.removeprefix(ANSWER)) if label.startswith(ANSWER) else (
            "intents", "name", label)  # fmt: skip
        listed = self.source.document.get(kind, ())
        return next((f"/{kind}/{at}" for at, one in enumerate(listed) if one[key] == name), f"/{kind}")


def _find(listed: Sequence[tuple[str, str]], text: str) -> tuple[str, str] | None:
    return next(((raw, pointer) for raw, pointer in listed if text in (raw, text_of(raw))), None)


def _part(label: str) -> tuple[str, str]:
    if label.startswith(ANSWER):
        return f"answer:{label.removeprefix(ANSWER)}", "questions"
    return f"intent:{label}", "examples"


def _named(label: str) -> str:
    return f"the answer “{label.removeprefix(ANSWER)}”" if label.startswith(ANSWER) else f"“{label}”"


def _message(item: Mapping[str, Any], examples: Sequence[Mapping[str, Any]]) -> str:
    labels = [_named(label) for label in item["labels"]]
    text = f"“{examples[0]['text'][:80]}”" if examples else ""
    match item["code"]:
        case "two-intents":
            return f"{text} is taught as {labels[0]} and as {labels[1]}. Keep it where it belongs."
        case "pulls-wrong-way":
            return f"{text} looks like {labels[1]}, not like {labels[0]}. {_cure(labels[0], round(item['measure']))}"
        case "close-intents":
            share = f"{item['measure']:.0%} of their examples"
            return f"{labels[0]} and {labels[1]} are taken for each other ({share}). Tell them apart or join them."
        case "few-examples":
            count = round(item["measure"])
            return f"{labels[0]} has {count} example{'' if count == 1 else 's'}. Ten that differ are a good beginning."
    return f"{text} says what “{examples[1]['text'][:80]}” says. It teaches nothing more; remove it or vary it."


def _cure(label: str, others: int) -> str:
    """What to do about an example that reads like another class; `others` are understood better without it."""
    if not others:
        return f"Teach {label} more like it, or move it."
    return f"Without it {others} other{'s are' if others > 1 else ' is'} understood better: move it or remove it."
