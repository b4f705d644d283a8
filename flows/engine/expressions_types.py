"""Types of the language: which kinds of values an expression may have, as far as that is known before it runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

KINDS = ("text", "number", "boolean", "list", "object", "null")


@dataclass(frozen=True, slots=True)
class Type:
    """A set of kinds of values.

    `item` is the type of the elements where lists are among the kinds, None where nothing is known about them.
    `fields` are the only keys of an object whose keys are known, else None.
    """

    kinds: frozenset[str]
    item: Type | None = None
    fields: tuple[tuple[str, Type], ...] | None = None

    def __str__(self) -> str:
        """In words: `text or null`, `list of number`, `anything`."""
        if len(self.kinds) == len(KINDS):
            return "anything"
        words = [kind for kind in KINDS if kind in self.kinds]
        if self.item is not None and self.item.kinds and len(self.item.kinds) < len(KINDS):
            words = [f"list of {self.item}" if word == "list" else word for word in words]
        return " or ".join(words) or "nothing"

    @property
    def known(self) -> bool:
        """False for the type of what could be anything: nothing can be said about it."""
        return len(self.kinds) < len(KINDS)

    def field(self, key: str) -> Type | None:
        """The type of a key; None where the object is known not to have it."""
        if self.fields is None:
            return ANY
        return dict(self.fields).get(key)

    def within(self, other: Type) -> bool:
        """Whether every value of this type is one of the other."""
        if not self.kinds <= other.kinds:
            return False
        if "list" not in self.kinds or other.item is None:
            return True
        return self.item is not None and self.item.within(other.item)

    def without_null(self) -> Type:
        return Type(self.kinds - {"null"}, self.item, self.fields)


def of(*kinds: str) -> Type:
    return Type(frozenset(kinds))


@lru_cache(maxsize=256)
def either(one: Type, other: Type) -> Type:
    """The type of a value that is of one or of the other type."""
    if one == other:
        return one
    if "list" not in one.kinds:
        item = other.item
    elif "list" not in other.kinds:
        item = one.item
    else:
        item = either(one.item, other.item) if one.item is not None and other.item is not None else None
    fields = one.fields if one.fields == other.fields or "object" not in other.kinds else None
    if "object" not in one.kinds:
        fields = other.fields
    return Type(one.kinds | other.kinds, item, fields)


def union(types: Iterable[Type]) -> Type:
    found = NOTHING
    for one in types:
        found = either(found, one)
    return found


def list_of_type(item: Type) -> Type:
    return Type(frozenset({"list"}), item)


def object_of(fields: Mapping[str, Type]) -> Type:
    return Type(frozenset({"object"}), None, tuple(fields.items()))


NOTHING = of()
NULL = of("null")
BOOLEAN = of("boolean")
NUMBER = of("number")
TEXT = of("text")
LIST = of("list")
OBJECT = of("object")
ANY = of(*KINDS)
WRITABLE = of("text", "number", "boolean", "null")
"""What is written out where a text is needed."""
MOMENT = of("text", "number")
"""A day or an instant: ISO text, or seconds since 1970."""

_DECLARED = {"text": TEXT, "number": NUMBER, "boolean": BOOLEAN, "date": TEXT, "list": LIST, "object": OBJECT}


def declared_type(name: str, *, always_set: bool = False) -> Type:
    """The type of a variable declared as `name`; null is in it unless the variable is always set."""
    found = _DECLARED.get(name, ANY)
    return found if always_set else either(found, NULL)


def type_of_value(value: Any) -> Type:
    """The type of a literal value."""
    if isinstance(value, str):
        return TEXT
    if value is None:
        return NULL
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, int | float):
        return NUMBER
    return list_of_type(union(map(type_of_value, value))) if isinstance(value, list | tuple) else OBJECT


_MOOD = object_of({"label": TEXT, "score": NUMBER, "frustration": NUMBER, "signals": list_of_type(TEXT)})
_PART = object_of({"text": TEXT, "intent": either(TEXT, NULL), "answer": either(TEXT, NULL), "confidence": NUMBER})
_HEARD = object_of({
    "text": TEXT, "intent": either(TEXT, NULL), "confidence": either(NUMBER, NULL), "entities": OBJECT,
    "sentiment": _MOOD, "parts": list_of_type(_PART),
})  # fmt: skip

ENGINE_VARIABLES: dict[str, tuple[Type, str]] = {
    "said": (
        either(_HEARD, NULL),
        "What the visitor said in this turn: text, intent, confidence, entities, sentiment, parts.",
    ),
    "event": (either(object_of({"name": TEXT, "data": ANY}), NULL), "The event of this turn: name, data."),
    "problem": (either(OBJECT, NULL), "What went wrong, in an error flow: code, detail."),
    "language": (TEXT, "The language of the conversation, such as en."),
    "now": (NUMBER, "The time of this turn, in seconds since 1970."),
    "timezone": (either(TEXT, NULL), "The time zone of the visitor, such as Europe/Paris."),
    "user": (OBJECT, "All values of the scope user."),
    "bot": (OBJECT, "All values of the scope bot."),
    "session": (NUMBER, "The number of this session in its conversation."),
    "channel": (TEXT, "Where the conversation is held, such as web; empty where nobody knows."),
    "goals": (list_of_type(TEXT), "The goals that this conversation has reached."),
    "open_contexts": (OBJECT, "The contexts that are open, each with the number of messages that it stays open for."),
}
"""Names that every expression can read without anybody declaring them: type and help."""

LOOP = object_of({"index": NUMBER, "first": BOOLEAN, "last": BOOLEAN})
"""`loop` inside of a `for`."""
