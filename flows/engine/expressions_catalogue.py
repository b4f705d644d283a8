"""The language as data: for the completion of the editor, for the documentation, for whoever writes a bot elsewhere."""

from __future__ import annotations

from typing import Any

from flows.engine.expressions_functions import FUNCTIONS
from flows.engine.expressions_parser import RESERVED
from flows.engine.expressions_types import ENGINE_VARIABLES

OPERATORS: tuple[tuple[str, str, str], ...] = (
    ("+", "Adds numbers, joins texts or lists.", "'a' + 1"),
    ("-", "Subtracts.", "count - 1"),
    ("*", "Multiplies.", "price * 1.2"),
    ("/", "Divides.", "total / guests"),
    ("%", "What is left after dividing.", "count % 2"),
    ("**", "A power.", "2 ** 10"),
    ("==", "Equal, of the same type.", "size == 'large'"),
    ("!=", "Not equal.", "size != null"),
    ("<", "Smaller: two numbers or two texts. Beside null nothing is smaller.", "count < 3"),
    ("<=", "Smaller or equal.", "count <= 3"),
    (">", "Larger.", "count > 3"),
    (">=", "Larger or equal.", "count >= 3"),
    ("in", "A text in a text, an element in a list, a key in an object.", "'Ann' in guests"),
    ("not in", "The opposite of in.", "'Ann' not in guests"),
    ("and", "Both hold.", "count > 3 and paid"),
    ("or", "One of them holds.", "paid or count == 0"),
    ("not", "It does not hold. null, 0, '' and everything empty do not hold.", "not paid"),
    ("if", "One of two values.", "'many' if count > 3 else 'few'"),
)

BLOCKS: tuple[tuple[str, str], ...] = (
    ("{{ name }}", "A value; nothing where the variable has none."),
    ("{{ price | money: 'EUR' }}", "A value through a filter: any function, its first argument before the bar."),
    ("{% if count > 1 %}…{% elif count %}…{% else %}…{% endif %}", "Text only where something holds."),
    ("{% for guest in guests %}{{ loop.index }}. {{ guest }}{% endfor %}", "Text for every element of a list."),
    ("{{- name -}}", "Without the spaces around it."),
    ("{# a note #}", "Nothing: a note for whoever builds the bot."),
)


def language_catalogue() -> dict[str, Any]:
    """`{"functions", "operators", "blocks", "variables", "reserved"}`; every function is a filter, too."""
    return {
        "functions": [function.to_json(name) for name, function in sorted(FUNCTIONS.items())],
        "operators": [{"operator": word, "help": help_, "example": example} for word, help_, example in OPERATORS],
        "blocks": [{"source": source, "help": help_} for source, help_ in BLOCKS],
        "variables": [
            {
                "name": name,
                "type": str(type_.without_null()),
                "help": help_,
                "fields": [{"name": field, "type": str(of)} for field, of in type_.fields or ()],
            }
            for name, (type_, help_) in ENGINE_VARIABLES.items()
        ],
        "reserved": sorted(RESERVED),
    }
