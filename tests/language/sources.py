"""Random sources and values for the fuzz tests: words of the language, and now and then something hostile."""

from __future__ import annotations

import random
from typing import Any

from flows.engine.expressions import FUNCTIONS

NAMES = ("a", "b", "c.d", "items", "long", "deep", "now", "said.text")
LITERALS = (
    "1", "0", "2.5", "-3", "9223372036854775807", "1e300", "'x'", "''", "'EUR'", "'2026-01-31'", "null", "true", "[]",
    "{}", "[1, 2]", "'aaaaaaaaaaaaaaaaaaaaaaaaab'", "'long'", "1000", "['a', 'b']", "{'a': 1}",
)  # fmt: skip
OPERATORS = ("+", "-", "*", "/", "%", "**", "==", "!=", "<", ">=", "in", "not in", "and", "or")
PATTERNS = ("'(a|b)*a[ab]{90}c'", "'^[a-z]+$'", "'12|x'", "'(x+x+)+y'", "'^.*(.*)*$'", "'\\\\pL+\\\\pN*!'")
HOSTILE = (
    "replace(long, 'a', 'bbbbbbbbbbbbbbb')", "slice(long, 0, 50) + 'b' + slice(long, 0, 45) in slice(long, 0, 29000)",
    "replace(slice(long, 0, 29000), slice(long, 0, 50) + 'b' + slice(long, 0, 45), '')", "unique(items)", "sort(items)",
    "where(items, 'id', 3)", "without(items, items)", "json(deep)", "json([long, long])", "escape(long, 'url')",
    "upper(long) + lower(long)", "join(split(long, 'a'), 'aa')", "[items, items] == [items, items]", "count(b, long)",
    "reverse(range(0, 1000))", "join(items, long)", "escape(long, 'html')", "truncate(long, 29000)", "items + items",
    "max(items)", "sum(c.d)", "text(b)", "pluck(items, 'd')", "split(long)", "format_date(now, long)", "number(long)",
    "matches(long, '(a|b)*a[ab]{90}c')", "9 ** 9 ** 9", "1e300 * 1e300", "range(0, 999999)", "b in b", "long < long",
)  # fmt: skip
SIGNS = (
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    ".",
    "|",
    "'",
    '"',
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "\\",
    "\x00",
    "é",
)


def expression(dice: random.Random, depth: int = 4) -> str:
    """Mostly an expression that can be read."""
    if depth == 0 or dice.random() < 0.2:
        return dice.choice(NAMES if dice.random() < 0.6 else LITERALS)
    if dice.random() < 0.15:
        return f"({dice.choice(HOSTILE)})"
    match dice.randrange(8):
        case 0 | 1:
            parts = [expression(dice, depth - 1) for _ in range(dice.choice((2, 2, 3, 40 if depth == 4 else 2)))]
            operator = dice.choice(("+", "*", "and", "or"))
            if len(parts) > 2:
                return f" {operator} ".join(f"({part})" for part in parts)
            return f" {dice.choice(OPERATORS)} ".join(f"({part})" for part in parts)
        case 2:
            return (
                f"({expression(dice, depth - 1)} if {expression(dice, depth - 1)} else {expression(dice, depth - 1)})"
            )
        case 3:
            return f"[{', '.join(expression(dice, depth - 1) for _ in range(dice.randrange(4)))}]"
        case 4:
            return f"({dice.choice(('not', '-'))} ({expression(dice, depth - 1)}))"
        case 5:
            return f"matches({expression(dice, depth - 1)}, {dice.choice(PATTERNS)})"
        case 6:
            return f"{dice.choice(NAMES)}[{expression(dice, depth - 1)}]"
        case _:
            name, count = _function(dice)
            return f"{name}({', '.join(expression(dice, depth - 1) for _ in range(count))})"


def _function(dice: random.Random) -> tuple[str, int]:
    """A function and how many arguments to give it."""
    name = dice.choice([name for name, function in FUNCTIONS.items() if function.check is None])
    function = FUNCTIONS[name]
    return name, dice.randint(function.fewest, min(function.most, 4))


def _filter(dice: random.Random) -> str:
    if dice.random() < 0.3:
        return dice.choice(("date: 'long'", "money: 'EUR'", "escape: 'html'", "escape: 'slack'", "escape: 'url'"))
    name, count = _function(dice)
    arguments = ", ".join(expression(dice, 1) for _ in range(count - 1))
    return f"{name}: {arguments}" if arguments else name


def template(dice: random.Random, depth: int = 3) -> str:
    """Mostly a template that can be rendered."""
    pieces = []
    for _ in range(dice.randrange(1, 5)):
        match dice.randrange(5):
            case 0 if depth:
                inner = template(dice, depth - 1)
                pieces.append(f"{{% for x in {expression(dice, 2)} %}}{inner}{{{{ x }}}}{{% endfor %}}")
            case 1 if depth:
                inner = template(dice, depth - 1)
                pieces.append(f"{{% if {expression(dice, 2)} %}}{inner}{{% else %}}-{{% endif %}}")
            case 2:
                pieces.append(f"{{{{ {expression(dice, 2)} | {_filter(dice)} | {_filter(dice)} }}}}")
            case 3:
                pieces.append(f"{{{{ {expression(dice)} }}}}")
            case _:
                pieces.append(dice.choice(("Hello ", "é🙂", "{ ", "x" * dice.randrange(1, 400))))
    return "".join(pieces)


def damaged(dice: random.Random, source: str) -> str:
    """The source with a few signs put in, taken out or doubled."""
    for _ in range(dice.randrange(1, 4)):
        at = dice.randrange(len(source) + 1)
        cut = at + dice.randrange(3)
        source = source[:at] + dice.choice(SIGNS) * dice.choice((1, 1, 1, 50)) + source[cut:]
    return source


def scope(dice: random.Random) -> dict[str, Any]:
    """Values from small to as large as a state may hold."""
    size = dice.choice((3, 50, 3_000, 30_000, 60_000))
    letters = dice.choice(("a", "ab", "é🙂", 'x"\\\x01', "{{ a }}"))
    long = letters * (size // len(letters))
    deep: Any = "leaf"
    for _ in range(dice.randrange(30)):
        deep = [deep] if dice.random() < 0.5 else {"d": deep, "c": 1}
    numbers = [dice.randrange(-9, 9) for _ in range(dice.choice((0, 3, 2_000)))]
    return {
        "a": dice.choice((None, True, 0, 7, -2.5, "text", "12", [1, "b"], {"d": 1}, 2**63 - 1, 1e308)),
        "b": dice.choice((long, numbers, [long] * 20, "", None, 3, {"amount": 3.5, "currency": "EUR"}, "2026-01-31")),
        "c": {"d": dice.choice((numbers, long, {"k": long}))},
        "items": dice.choice((numbers, [{"id": n, "d": "é"} for n in range(dice.choice((2, 500)))], [long[:50]] * 900)),
        "long": long,
        "deep": deep,
        "now": 1_700_000_000.5,
        "timezone": dice.choice(("Europe/Paris", None, "Nowhere")),
        "language": dice.choice(("en", "fr", "de", "es", "it", "nl", "pt-BR", "ja", None)),
        "said": {"text": long[:400], "intent": None},
    }
