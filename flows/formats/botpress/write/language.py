"""Our expressions, conditions and templates in the languages of Botpress: JavaScript and Mustache."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from flows.engine.expressions import LanguageError
from flows.engine.expressions_parser import parse_expression
from flows.engine.expressions_tree import (
    Call,
    Chain,
    Compare,
    Either,
    ListOf,
    Literal,
    Logic,
    Name,
    Negate,
    Node,
    Not,
    Path,
)
from flows.engine.templates_parser import Branches, Loop, Output, Piece, Secret, Text, parse_template
from flows.formats.botpress.transitions import NOT_UNDERSTOOD

_METHODS = {
    "contains": "includes", "starts_with": "startsWith", "ends_with": "endsWith", "lower": "toLowerCase",
    "upper": "toUpperCase", "trim": "trim",
}  # fmt: skip
_SPECIAL = {
    ("said", "text"): "event.preview",
    ("said", "intent"): "event.nlu.intent.name",
    ("said", "confidence"): "event.nlu.intent.confidence",
    ("said", "entities"): "event.nlu.slots",
    ("language",): "user.language",
    ("timezone",): "user.timezone",
    ("event", "name"): "event.type",
}
_CHAIN = {"+": 5, "-": 5, "*": 6, "/": 6, "%": 6}
_INDEX = re.compile(r"\[([0-9]+)\]")
# Tags whose minus signs, quotes and braces do not matter, because there are none.
_TAG = re.compile(r"""\{\{([^{}'"-]*)\}\}""")
_DOTTED = re.compile(r"[\w\s.?()]+")
_PLAIN = re.compile(r"[A-Za-z_$][\w$]*")
Tell = Callable[[str, str], None]


class Inexpressible(ValueError):
    """It has no equal in Botpress."""


class Language:
    """Writes sources; `places` are the variables by name, as Botpress finds them (`temp.size`)."""

    def __init__(self, places: Mapping[str, str], slots: Mapping[str, str]) -> None:
        self._places = places
        self._slots = slots
        self._written: dict[str, str] = {}
        self._tags: dict[str, list[Piece]] = {}

    def javascript(self, source: str) -> str:
        """An expression as JavaScript; raises Inexpressible."""
        try:
            tree = parse_expression(source)
        except LanguageError as error:
            raise Inexpressible(str(error)) from error
        return self._node(tree)[0]

    def condition(self, condition: Mapping[str, Any]) -> str:
        """A condition as JavaScript; raises Inexpressible."""
        if condition == NOT_UNDERSTOOD:
            return "event.nlu.intent.name === 'none'"
        if "intent" in condition:
            return f"event.nlu.intent.name === {_quoted(str(condition['intent']))}"
        if "expression" in condition:
            return self.javascript(str(condition["expression"]))
        for key, word in (("all", " && "), ("any", " || ")):
            if key in condition:
                parts = [self.condition(one) for one in condition[key]]
                return word.join(f"({part})" for part in parts) if parts else str(key == "all").lower()
        if "not" in condition:
            return f"!({self.condition(condition['not'])})"
        return self._variable(condition)

    def _variable(self, condition: Mapping[str, Any]) -> str:
        name, op, value = str(condition.get("variable")), condition.get("op"), condition.get("value")
        place = self._place([name])
        if op in ("set", "unset"):
            return f"{place} {'!=' if op == 'set' else '=='} null"
        if op == "contains":
            return f"{place}.includes({json.dumps(value, ensure_ascii=False)})"
        if op in ("==", "!=", "<", "<=", ">", ">=") and not isinstance(value, list | dict):
            return f"{place} {op} {json.dumps(value, ensure_ascii=False)}"
        raise Inexpressible(f"The test {op!r} has no equal there.")

    def mustache(self, source: Any, tell: Tell) -> str:
        """A template; what cannot be said is told and left out."""
        if not isinstance(source, str) or "{" not in source:
            return str(source if source is not None else "")
        if source in self._written:
            return self._written[source]
        told: list[str] = []

        def both(code: str, what: str) -> None:
            told.append(what)
            tell(code, what)

        try:
            pieces = self._read(source)
        except LanguageError:
            return source
        text = self._pieces(pieces, both, {})
        if not told:
            self._written[source] = text
        return text

    def _read(self, source: str) -> list[Piece]:
        """The pieces of a template. Most have plain tags only, and the same ones again and again."""
        parts = _TAG.split(source)
        if any("{" in text for text in parts[::2]):
            return parse_template(source)
        pieces: list[Piece] = []
        for index, part in enumerate(parts):
            if index % 2 and part not in self._tags:
                self._tags[part] = parse_template("{{" + part + "}}")
            pieces += self._tags[part] if index % 2 else [Text(part)] if part else []
        return pieces

    def path(self, source: str) -> str | None:
        """The place of an expression that is nothing but one."""
        if "[" not in source and not _DOTTED.fullmatch(source):
            return None
        try:
            tree = parse_expression(source)
        except LanguageError:
            return None
        try:
            return self._node(tree)[0] if isinstance(tree, Name | Path) else None
        except Inexpressible:
            return None

    def _pieces(self, pieces: Any, tell: Tell, items: Mapping[str, str]) -> str:
        return "".join(self._piece(piece, tell, items) for piece in pieces)

    def _piece(self, piece: Piece, tell: Tell, items: Mapping[str, str]) -> str:
        if isinstance(piece, Text):
            return piece.text
        if isinstance(piece, Secret):
            tell("secret", f"The secret {piece.name!r} is not written; enter it there.")
            return ""
        if isinstance(piece, Output):
            return self._output(piece.expression, tell, items)
        if isinstance(piece, Loop):
            place = self._test(piece.items, tell)
            if place is None:
                return ""
            return f"{{{{#{place}}}}}{self._pieces(piece.body, tell, {**items, piece.name: '.'})}{{{{/{place}}}}}"
        return self._branches(piece, tell, items)

    def _output(self, node: Node, tell: Tell, items: Mapping[str, str]) -> str:
        if isinstance(node, Literal) and isinstance(node.value, str):
            return node.value
        if isinstance(node, Name) and node.name in items:
            return f"{{{{{{{items[node.name]}}}}}}}"
        place = self._test(node, tell)
        return f"{{{{{{{place}}}}}}}" if place else ""

    def _test(self, node: Node, tell: Tell) -> str | None:
        if isinstance(node, Name | Path):
            try:
                return _INDEX.sub(r".\1", self._node(node)[0])
            except Inexpressible as error:
                tell("template", f"{error} It is left out of the text.")
                return None
        tell("template", "A text calculates something; templates there only show values. It is left out.")
        return None

    def _branches(self, piece: Branches, tell: Tell, items: Mapping[str, str]) -> str:
        written, earlier = "", ""
        for test, body in piece.branches:
            inner = self._pieces(body, tell, items)
            if test is None:
                written += inner if not earlier else f"{{{{^{earlier}}}}}{inner}{{{{/{earlier}}}}}"
                continue
            negated = isinstance(test, Not)
            place = self._test(test.operand if isinstance(test, Not) else test, tell)
            if place is not None:
                written += f"{{{{{'^' if negated else '#'}{place}}}}}{inner}{{{{/{place}}}}}"
                earlier = "" if negated else place
        return written

    def _place(self, keys: list[str]) -> str:
        if keys[:2] == ["said", "entities"] and len(keys) > 2:
            return _joined(f"event.nlu.slots.{self._slots.get(keys[2], keys[2])}.value", keys[3:])
        for length in (2, 1):
            if tuple(keys[:length]) in _SPECIAL:
                return _joined(_SPECIAL[tuple(keys[:length])], keys[length:])
        if keys[0] == "user" and len(keys) > 1:
            return _joined("user", keys[1:])
        if keys[:2] == ["event", "data"]:
            return _joined("event.payload", keys[2:])
        if keys[0] not in self._places:
            raise Inexpressible(f"{keys[0]!r} does not exist there.")
        return _joined(self._places[keys[0]], keys[1:])

    def _node(self, node: Node) -> tuple[str, int]:
        """Source and how tightly it binds, 9 for an operand."""
        if isinstance(node, Literal):
            return json.dumps(node.value, ensure_ascii=False), 9
        if isinstance(node, Name):
            return self._place([node.name]), 9
        if isinstance(node, Path):
            return self._path(node), 9
        if isinstance(node, Call):
            return self._call(node)
        if isinstance(node, Not):
            return f"!{_in_brackets(self._node(node.operand), 8)}", 8
        if isinstance(node, Negate):
            return f"-{_in_brackets(self._node(node.operand), 8)}", 8
        if isinstance(node, Logic):
            level, sign = (2, "&&") if node.operator == "and" else (1, "||")
            return f" {sign} ".join(_in_brackets(self._node(one), level + 1) for one in node.operands), level
        if isinstance(node, Compare):
            return self._compare(node)
        if isinstance(node, Chain):
            level = min(_CHAIN[sign] for sign, _ in node.rest)
            written = _in_brackets(self._node(node.first), level)
            for sign, one in node.rest:
                written += f" {sign} {_in_brackets(self._node(one), level + 1)}"
            return written, level
        if isinstance(node, Either):
            parts = [_in_brackets(self._node(one), 1) for one in (node.test, node.then, node.otherwise)]
            return f"{parts[0]} ? {parts[1]} : {parts[2]}", 0
        if isinstance(node, ListOf):
            return f"[{', '.join(self._node(one)[0] for one in node.items)}]", 9
        raise Inexpressible("An object cannot be written there.")

    def _compare(self, node: Compare) -> tuple[str, int]:
        left, right = self._node(node.left), self._node(node.right)
        if node.operator in ("in", "not in"):
            return f"{'!' * (node.operator == 'not in')}{_in_brackets(right, 9)}.includes({left[0]})", 8
        return f"{_in_brackets(left, 5)} {node.operator} {_in_brackets(right, 5)}", 3

    def _path(self, node: Path) -> str:
        keys: list[str] = []
        base = node.base
        if isinstance(base, Name):
            keys.append(base.name)
            for key in node.keys:
                if not isinstance(key, Literal):
                    raise Inexpressible("A calculated key cannot be written there.")
                keys.append(str(key.value))
            return self._place(keys)
        raise Inexpressible("A part of a calculated value cannot be written there.")

    def _call(self, node: Call) -> tuple[str, int]:
        arguments = node.arguments
        if node.function == "default" and len(arguments) == 2:
            first = arguments[0]
            if isinstance(first, Path) and isinstance(first.base, Name) and first.base.name == "event":
                return self._path(first), 9
            return f"{_in_brackets(self._node(first), 2)} ?? {_in_brackets(self._node(arguments[1]), 2)}", 1
        written = [self._node(one) for one in arguments]
        if node.function in ("number", "text") and len(written) == 1:
            return f"{'Number' if node.function == 'number' else 'String'}({written[0][0]})", 9
        if node.function == "length" and len(written) == 1:
            return f"{_in_brackets(written[0], 9)}.length", 9
        if node.function in _METHODS and written:
            rest = ", ".join(one[0] for one in written[1:])
            return f"{_in_brackets(written[0], 9)}.{_METHODS[node.function]}({rest})", 9
        raise Inexpressible(f"The function {node.function} has no equal there.")


def _in_brackets(written: tuple[str, int], least: int) -> str:
    return written[0] if written[1] >= least else f"({written[0]})"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _joined(root: str, keys: list[str]) -> str:
    for key in keys:
        if key.isascii() and key.isdigit():
            root += f"[{key}]"
        elif _PLAIN.fullmatch(key):
            root += f".{key}"
        else:
            root += f"[{_quoted(key)}]"
    return root
