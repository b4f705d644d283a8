"""Examples that pull two ways, and intents and answers with nothing to learn from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from flows.document.annotations import text_of
from flows.document.pointers import escape
from flows.lint.finding import Finding, Fix, Place
from flows.lint.index import Index
from flows.lint.references import References


def find(index: Index, references: References) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    used = {use.name for use in references.intents}
    for name, (body, place) in index.named("intents").items():
        examples = body.get("examples", {})
        if name in used and not any(examples.values()):
            yield Finding("warning", "no-examples", place, f"The intent “{name}” has no examples to learn from.")
        yield from _repeated(f"intent:{name}", f"the intent “{name}”", "examples", examples, place, seen)
    for name, (body, place) in index.named("answers", "id").items():
        if body.get("enabled") is False:
            continue
        questions = body.get("questions", {})
        if not any(questions.values()):
            yield Finding("warning", "no-questions", place, "This answer has no questions, so nobody gets it.")
        if not any(body.get("answers", {}).values()) and "then" not in body:
            yield Finding("error", "empty-answer", place, "This question has no answer and leads nowhere.")
        yield from _repeated(f"answer:{name}", f"the answer “{name}”", "questions", questions, place, seen)


def _repeated(
    part: str, what: str, key: str, texts: dict[str, list[str]], place: Place, seen: dict[tuple[str, str], str]
) -> Iterator[Finding]:
    for language, listed in texts.items():
        for number, text in enumerate(listed):
            at = place.at(f"/{key}/{escape(language)}/{number}")
            plain = plain_text(text)
            if not plain:
                yield Finding(
                    "warning", "empty-text", at, "This example is empty.", _remove(part, key, language, number)
                )
                continue
            other = seen.setdefault((language, plain), what)
            if other != what:
                yield Finding(
                    "warning", "same-example", at, f"“{text[:80]}” also stands in {other}.",
                    _remove(part, key, language, number),
                )  # fmt: skip


def _remove(part: str, key: str, language: str, number: int) -> Fix:
    return Fix("Remove it here", ({"op": "remove", "part": part, "path": f"/{key}/{escape(language)}/{number}"},))


@lru_cache(maxsize=8192)
def plain_text(example: str) -> str:
    """What a visitor would type, without marks, case and spare space."""
    return " ".join(text_of(example).casefold().split())
