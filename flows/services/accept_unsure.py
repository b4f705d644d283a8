from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from botbuilder.tenancy.models import AuditEntry
from flows.document.annotations import Annotated, AnnotationError, read_annotated, write_annotated
from flows.document.pointers import escape
from flows.lint.examples import plain_text
from flows.models import Bot, UnsureUtterance

from .change_draft import change_draft
from .errors import InvalidDocument, NotFound
from .group_unsure import unsure_rows
from .load_draft import load_draft


@dataclass(slots=True)
class Accepted:
    """What was added to the draft, and the operations that take it back again."""

    accepted: int
    added: list[str]
    revision: int
    operations: list[dict[str, Any]] = field(default_factory=list)
    undo: list[dict[str, Any]] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        names = ("accepted", "added", "revision", "operations", "undo")
        return {name: getattr(self, name) for name in names}


def accept_unsure(
    bot: Bot,
    ids: Sequence[int],
    *,
    by: str,
    intent: str | None = None,
    answer: str | None = None,
    new: bool = False,
    texts: Mapping[str, str] | None = None,
    base: int | None = None,
    tab: str = "",
) -> Accepted:
    """Make examples of an intent, or questions of an answer, of utterances; `texts` are edited ones by id.

    Each text is added once, and none that is there already. Raises NotFound for utterances or classes that are gone,
    InvalidDocument for an edited text that cannot be read, and what `change_draft` raises: then nothing has changed.
    """
    rows = list(unsure_rows(bot).filter(pk__in=list(ids)).order_by("pk"))
    if not rows:
        raise NotFound("These utterances are gone.")
    draft = load_draft(bot)
    target = _target(draft.document, intent, answer, new=new)
    by_language = _new_texts(rows, texts or {}, target.body, target.key)
    added = [text for listed in by_language.values() for text in listed]
    operations = target.operations(by_language, draft.revision if base is None else base)
    done = Accepted(len(rows), added, draft.revision)
    if operations:
        changed = change_draft(bot, operations, by=by, tab=tab)
        done.revision, done.operations = changed.revision, changed.operations
        done.undo = target.undo(by_language, changed.revision)
    decided = {"intent": intent} if answer is None else {"answer": answer}
    at = timezone.now().isoformat(timespec="seconds")
    UnsureUtterance.objects.of(bot.workspace).filter(pk__in=[row.pk for row in rows]).update(
        state=UnsureUtterance.State.ACCEPTED, decided={**decided, "by": by, "at": at}
    )
    AuditEntry.record(bot.workspace, actor=by, action="learning.accept", target=bot.slug, count=len(rows))
    return done


@dataclass(frozen=True, slots=True)
class _Target:
    """The part that learns: its body as it is (of a new one, as it will be) and where in it examples stand."""

    part: str
    key: str
    body: Mapping[str, Any]
    is_new: bool

    def operations(self, texts: Mapping[str, Sequence[str]], base: int) -> list[dict[str, Any]]:
        texts = {language: listed for language, listed in texts.items() if listed}
        if self.is_new:
            body = {**self.body, self.key: {language: list(listed) for language, listed in texts.items()}}
            return [{"op": "add", "part": self.part, "path": "", "value": body, "base": base}]
        made: list[dict[str, Any]] = []
        for language, listed in texts.items():
            place = f"/{self.key}/{escape(language)}"
            if self.key not in self.body:
                value: Any = {language: list(listed)}
                made.append({"op": "set", "part": self.part, "path": f"/{self.key}", "value": value, "base": base})
            elif language not in self.body[self.key]:
                made.append({"op": "set", "part": self.part, "path": place, "value": list(listed), "base": base})
            else:
                each = {"op": "add", "part": self.part, "path": f"{place}/-", "base": base}
                made += [{**each, "value": text} for text in listed]
        return made

    def undo(self, texts: Mapping[str, Sequence[str]], base: int) -> list[dict[str, Any]]:
        """The lists as they were: done twice, it takes nothing else away."""
        if self.is_new:
            return [{"op": "remove", "part": self.part, "path": "", "base": base}]
        if self.key not in self.body:
            return [{"op": "remove", "part": self.part, "path": f"/{self.key}", "base": base}]
        made: list[dict[str, Any]] = []
        for language in (language for language, listed in texts.items() if listed):
            back: dict[str, Any] = {"part": self.part, "path": f"/{self.key}/{escape(language)}", "base": base}
            known = self.body[self.key].get(language)
            made.append({"op": "remove", **back} if known is None else {"op": "set", **back, "value": known})
        return made


def _target(document: Mapping[str, Any], intent: str | None, answer: str | None, *, new: bool) -> _Target:
    collection, key, name, own, kind = (
        ("intents", "examples", intent, "name", "intent")
        if answer is None
        else ("answers", "questions", answer, "id", "answer")
    )
    body = next((one for one in document.get(collection, ()) if one[own] == name), None)
    if body is None and new and kind == "intent":
        return _Target(f"intent:{name}", key, {"name": name}, is_new=True)
    if body is None:
        raise NotFound(f"There is no {kind} “{name}”.")
    return _Target(f"{kind}:{name}", key, body, is_new=False)


def _new_texts(
    rows: Sequence[UnsureUtterance], edited: Mapping[str, str], body: Mapping[str, Any], key: str
) -> dict[str, list[str]]:
    """Texts to add by language, as the document writes them, without what is there already."""
    found: dict[str, list[str]] = {}
    known: dict[str, set[str]] = {}
    problems = []
    for row in rows:
        there = known.setdefault(row.language, {plain_text(one) for one in body.get(key, {}).get(row.language, ())})
        listed = found.setdefault(row.language, [])
        text = edited.get(str(row.pk))
        try:
            raw = write_annotated(Annotated(row.text, ())) if text is None else write_annotated(read_annotated(text))
        except AnnotationError as error:
            problems.append({"pointer": f"/texts/{row.pk}", "code": "annotation", "detail": str(error)})
            continue
        if key == "questions":  # they are plain
            raw = read_annotated(raw).text
        if plain_text(raw) and plain_text(raw) not in there:
            there.add(plain_text(raw))
            listed.append(raw)
    if problems:
        raise InvalidDocument(problems)
    return found
