"""Rich texts as Markdown, `{{variables}}` as ours, values of *Set variable* as expressions. Nothing is ever run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flows.engine.expressions import LanguageError, compile_expression
from flows.formats.literal import compiles, literal
from flows.formats.names import TAKEN_VARIABLES, Ids, variable_name
from flows.formats.told import Place, Told

_HOLE = re.compile(r"\{\{(?P<code>=)?(?P<inner>[^{}]*?)=?\}\}")
_NUMBER = re.compile(r"\s*-?\d{1,15}(\.\d{1,10})?\s*")
# What an expression may be made of, texts and {{variables}} apart.
_SUM = re.compile(r"""(?:\s+|[-+*/%()]|\d+(?:\.\d+)?|'[^'\\\n]*'|"[^"\\\n]*"|\{\{[^{}]+\}\})+""")
_CODE = re.compile(r"(\breturn\b|=>|\bfunction\b|\bawait\b|\bnew [A-Z]|\)\.|\b[A-Za-z]+\.[A-Za-z]+\(|\bconst\b|\?.*:)")
_QUOTED = re.compile(r"""\s*(?:'([^'\\\n]*)'|"([^"\\\n]*)")\s*""")
_LIMIT = 20_000
_BLOCKS = {"h1": "## ", "h2": "## ", "h3": "### ", "blockquote": "> "}
_DEEPEST = 12


def is_code(source: str) -> bool:
    """Whether a value is JavaScript beyond sums of variables, numbers and texts."""
    return not _SUM.fullmatch(source) and not _QUOTED.fullmatch(source) and bool(_CODE.search(source))


class Variables:
    """Variables by their id and name; one that a text names without being declared is made."""

    def __init__(self, listed: list[tuple[Place, dict[str, Any]]], told: Told) -> None:
        self._ids = Ids(*TAKEN_VARIABLES)
        self._by_id: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self.bodies: list[dict[str, Any]] = []
        for place, one in listed:
            title = str(one.get("name") or "")
            name = self._make(title or "value")
            self._by_id[one["id"]] = name
            self._by_name.setdefault(title, name)
            if one.get("value") not in (None, "", []):
                self.bodies[-1]["default"] = one["value"]
            told.unknown_keys(place, one, {"id", "name", "value", "isSessionVariable"})

    def of_id(self, id: Any) -> str | None:
        return self._by_id.get(id) if isinstance(id, str) else None

    def of_name(self, title: str) -> str:
        """The variable of a name."""
        if title not in self._by_name:
            self._by_name[title] = self._make(title)
        return self._by_name[title]

    def answer(self, wanted: str) -> str:
        """A variable for an input that kept its answer nowhere."""
        return self._make(wanted or "answer")

    def _make(self, title: str) -> str:
        name = self._ids.unused(variable_name(title), "_")
        self.bodies.append({"name": name, "type": "any", "scope": "conversation"})
        return name


class Texts:
    """Templates and expressions of ours."""

    def __init__(self, variables: Variables, told: Told) -> None:
        self._variables = variables
        self._told = told

    def template(self, source: Any, place: Place) -> str:
        """Our template that shows the same."""
        text = str(source or "")
        written: list[str] = []
        at = 0
        for hole in _HOLE.finditer(text):
            inner = hole["inner"].strip()
            if hole["code"]:
                self._told.warn("code", place, f"{{{{= {inner[:60]} =}}}} is JavaScript; it shows nothing here.",
                                "Write it as an expression.")  # fmt: skip
            written.append(literal(text[at : hole.start()]))
            if inner and not hole["code"]:
                written.append(f"{{{{ {self._variables.of_name(inner)} }}}}")
            at = hole.end()
        made = "".join([*written, literal(text[at:])])
        if len(made) <= _LIMIT and compiles(made):
            return made
        self._told.lost("text", place, f"A text of {len(text)} characters was cut.", "Make several of it.")
        return literal(text[:2000])

    def value(self, source: str, place: Place) -> Any:
        """What *Set variable* keeps: a number, a sum of variables, else a text."""
        if _NUMBER.fullmatch(source):
            number = float(source)
            return {"literal": int(number) if number.is_integer() else number}
        whole = _HOLE.fullmatch(source.strip())
        if whole is not None and not whole["code"]:
            return {"expression": self._variables.of_name(whole["inner"].strip())}
        if _SUM.fullmatch(source) and re.search(r"\d|\{\{", source):
            expression = _HOLE.sub(lambda hole: self._variables.of_name(hole["inner"].strip()), source).strip()
            try:
                compile_expression(expression)
            except LanguageError:
                pass
            else:
                return {"expression": expression}
        quoted = _QUOTED.fullmatch(source)
        return self.template(source if quoted is None else quoted[1] or quoted[2], place)

    def rich(self, content: Mapping[str, Any], place: Place) -> str:
        """The Markdown of a text bubble."""
        listed = content.get("richText")
        if isinstance(listed, list) and (listed or not content.get("plainText")):
            lines = [self._block(one, 0) for one in listed]
            return self.template("\n".join(lines).strip(), place)
        plain = content.get("plainText")
        if not isinstance(plain, str):
            plain = re.sub(r"<[^<>]{0,500}>", "", str(content.get("html") or ""))
        return self.template(plain.strip(), place)

    def _block(self, node: Any, depth: int) -> str:
        if not isinstance(node, Mapping) or depth > _DEEPEST:
            return ""
        kind = str(node.get("type") or "")
        children = node.get("children")
        nodes = children if isinstance(children, list) else []
        if kind in ("ul", "ol"):
            return "\n".join(
                f"{f'{number}.' if kind == 'ol' else '-'} {self._block(one, depth + 1).strip()}"
                for number, one in enumerate(nodes, start=1)
            )
        return _BLOCKS.get(kind, "") + "".join(self._inline(one, depth + 1) for one in nodes)

    def _inline(self, node: Any, depth: int) -> str:
        if not isinstance(node, Mapping) or depth > _DEEPEST:
            return ""
        if isinstance(node.get("text"), str):
            return _marked(node["text"], bool(node.get("bold")), bool(node.get("italic")))
        if node.get("type") == "a":
            children = node.get("children")
            title = "".join(self._inline(one, depth + 1) for one in children) if isinstance(children, list) else ""
            url = str(node.get("url") or "")
            return url if title.strip() in ("", url) else f"[{title}]({url})"
        if node.get("type") in ("variable", "inline-variable") and node.get("value"):
            return f"{{{{{node['value']}}}}}"
        return self._block(node, depth)


def _marked(text: str, bold: bool, italic: bool) -> str:
    """Spaces stay outside of the marks."""
    inner = text.strip()
    sign = ("**" if bold else "") + ("*" if italic else "")
    if not sign or not inner:
        return text
    start = len(text) - len(text.lstrip())
    return f"{text[:start]}{sign}{inner}{sign[::-1]}{text[start + len(inner) :]}"
