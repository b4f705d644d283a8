"""Things that exist and are never used."""

from __future__ import annotations

from collections.abc import Iterator

from flows.lint.finding import Finding, Fix, Place
from flows.lint.index import Index
from flows.lint.references import References

_VARIABLES_OF_THE_ENGINE = frozenset({"contexts"})
_OUT_OF_SCOPE = "none"  # its examples teach what is not meant for the bot


def find(index: Index, references: References) -> Iterator[Finding]:
    intents = {use.name for use in references.intents}
    for name, (_, place) in index.named("intents").items():
        if name not in intents and name != _OUT_OF_SCOPE:
            yield _unused("intent", name, place)
    entities = {use.name for use in references.entities}
    for name, (_, place) in index.named("entities").items():
        if name not in entities:
            yield _unused("entity", name, place)
    content = {use.name for use in references.content}
    content |= {turn["expect_content"] for test in index.document.get("tests", ()) for turn in test["turns"]
                if "expect_content" in turn}  # fmt: skip
    for name, (_, place) in index.named("content", "id").items():
        if name not in content:
            yield _unused("content", name, place)
    read = {use.name for use in references.reads} | _VARIABLES_OF_THE_ENGINE
    written_names = {use.name for use in references.writes}
    for name, (body, place) in index.named("variables").items():
        if name not in read and not body.get("entity") and not body.get("influences_policy"):
            written = name in written_names
            what = "is set and never read" if written else "is never used"
            yield Finding(
                "hint",
                "unused-variable",
                place,
                f"The variable “{name}” {what}.",
                None if written else _removal("variable", name),
            )


def _unused(kind: str, name: str, place: Place) -> Finding:
    return Finding("hint", f"unused-{kind}", place, f"The {kind} “{name}” is never used.", _removal(kind, name))


def _removal(kind: str, name: str) -> Fix:
    return Fix(f"Remove “{name}”", ({"op": "remove", "part": f"{kind}:{name}", "path": ""},))
