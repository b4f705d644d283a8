"""Comparisons of Typebot as conditions of ours."""

from __future__ import annotations

from typing import Any

from flows.engine.conditions import compile_condition
from flows.engine.expressions import LanguageError
from flows.formats.literal import quoted
from flows.formats.told import Place, Told
from flows.formats.typebot.texts import Texts, Variables

Body = dict[str, Any]
NEVER: Body = {"expression": "false"}
_SIGNS = {
    "Equal to": "==", "Not equal": "!=", "Greater than": ">", "Less than": "<", "Greater or equal to": ">=",
    "Less or equal to": "<=",
}  # fmt: skip
_FUNCTIONS = {
    "Contains": ("contains", False), "Does not contain": ("contains", True), "Starts with": ("starts_with", False),
    "Ends with": ("ends_with", False),
}  # fmt: skip
_PATTERNS = {"Matches regex": False, "Does not match regex": True}


class Conditions:
    """Makes conditions; what cannot be compared here never holds, and is told."""

    def __init__(self, variables: Variables, texts: Texts, told: Told) -> None:
        self._variables = variables
        self._texts = texts
        self._told = told

    def of(self, content: Any, place: Place) -> Body:
        """The condition of an item: `{"comparisons", "logicalOperator"}`."""
        listed = content.get("comparisons") if isinstance(content, dict) else None
        parts = [
            self._comparison(one, place.at("comparisons", index))
            for index, one in enumerate(listed if isinstance(listed, list) else ())
        ]
        if not parts:
            self._told.warn("condition", place, "This condition compares nothing; it never holds.", "Write it anew.")
            return dict(NEVER)
        if len(parts) == 1:
            return parts[0]
        return {"any" if content.get("logicalOperator") == "OR" else "all": parts[:150]}

    def _comparison(self, one: Any, place: Place) -> Body:
        body = one if isinstance(one, dict) else {}
        variable = self._variables.of_id(body.get("variableId"))
        operator = body.get("comparisonOperator")
        if variable is None or not operator:
            missing = "variable" if variable is None else "operator"
            self._told.warn("condition", place, f"This comparison has no {missing}; it never holds, here as there.",
                            "Write the condition anew.")  # fmt: skip
            return dict(NEVER)
        value = body.get("value")
        made = self._made(variable, str(operator), "" if value is None else str(value))
        if made is None:
            self._told.lost("condition", place, f"The comparison {str(operator)[:40]!r} is not known; it never holds.",
                            "Write the condition anew.")  # fmt: skip
            return dict(NEVER)
        try:
            compile_condition(made)
        except LanguageError as error:
            self._told.lost("condition", place, f"This comparison cannot be made here: {error}", "Write it anew.")
            return dict(NEVER)
        return made

    def _made(self, variable: str, operator: str, value: str) -> Body | None:
        if operator in ("Is set", "Is empty"):
            return {"variable": variable, "op": "set" if operator == "Is set" else "unset"}
        other = self._texts.value(value, Place(""))
        dynamic = isinstance(other, dict) and "expression" in other
        if operator in _SIGNS:
            if dynamic:
                side = "{0} {1} {2}" if operator in ("Equal to", "Not equal") else "number({0}) {1} number({2})"
                return {"expression": side.format(variable, _SIGNS[operator], other["expression"])}
            literal = other["literal"] if isinstance(other, dict) else value
            return {"variable": variable, "op": _SIGNS[operator], "value": literal}
        if operator in _FUNCTIONS:
            function, negative = _FUNCTIONS[operator]
            # Capitals do not count there.
            what = f"lower(text({other['expression']}))" if dynamic else quoted(value.lower())
            made: Body = {"expression": f"{function}(lower(text(default({variable}, ''))), {what})"}
            return {"not": made} if negative else made
        if operator in _PATTERNS:
            made = {"variable": variable, "op": "matches", "value": _pattern(value)}
            return {"not": made} if _PATTERNS[operator] else made
        return None


def _pattern(value: str) -> str:
    """`/a+/i` as a pattern of ours."""
    if value.startswith("/") and value.rfind("/") > 0:
        inner, flags = value[1 : value.rfind("/")], value[value.rfind("/") + 1 :]
        return f"(?i){inner}" if "i" in flags else inner
    return value
