"""The reference part of docs/expressions.md, from the catalogue: `python -m tests.language.reference` writes it."""

from __future__ import annotations

from pathlib import Path

from flows.engine.expressions_catalogue import language_catalogue
from flows.engine.expressions_functions import FUNCTIONS

PAGE = Path(__file__).parents[2] / "docs" / "expressions.md"
BEGIN, END = "<!-- reference: begin (written by `python -m tests.language.reference`) -->", "<!-- reference: end -->"
GROUPS = {"texts": "Texts", "numbers": "Numbers", "lists": "Lists and objects", "dates": "Dates", "values": "Any value"}


def cell(text: str) -> str:
    return text.replace("|", "\\|")


def shown(value: object) -> str:
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else repr(value)


def reference() -> str:
    catalogue = language_catalogue()
    lines = ["### Operators", "", "| operator | | example |", "|---|---|---|"]
    lines += [f"| `{cell(one['operator'])}` | {one['help']} | `{one['example']}` |" for one in catalogue["operators"]]
    lines += ["", "### Blocks of a template", "", "| | |", "|---|---|"]
    lines += [f"| `{cell(one['source'])}` | {one['help']} |" for one in catalogue["blocks"]]
    lines += ["", "### What the engine knows", "", "| name | type | |", "|---|---|---|"]
    lines += [f"| `{one['name']}` | {one['type']} | {one['help']} |" for one in catalogue["variables"]]
    for group, title in GROUPS.items():
        lines += ["", f"### {title}", "", "| function | gives | | example |", "|---|---|---|---|"]
        for one in catalogue["functions"]:
            if one["group"] == group:
                source, value = FUNCTIONS[one["name"]].example
                example = cell(f"`{source}` → `{shown(value)}`")
                lines.append(f"| `{one['signature']}` | {one['returns']} | {one['help']} | {example} |")
    return "\n".join(lines)


def page_with_reference(page: str) -> str:
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{reference()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page_with_reference(PAGE.read_text()))
