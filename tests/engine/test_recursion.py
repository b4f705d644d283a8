"""Who calls himself in the compiled cores, and what ends it: in machine code nobody else counts (see test_depth.py)."""

from __future__ import annotations

import ast

from botbuilder.compiled_core import sources

TREE = "The parser takes 32 brackets inside of each other, with a dozen operators each, and 32 filters."
BLOCKS = "A template has 16 blocks inside of each other."
CONDITION = "A condition is 16 levels deep."
DOCUMENT = "A part of a document is valid with 62 levels at most."
STACK = "32 flows run inside of each other, and each round takes one off; of stories, 10 acts are done in a turn."
KNOWN = {
    "expressions_check:Checker._call": TREE,
    "expressions_check:Checker._chain": TREE,
    "expressions_check:Checker._path": TREE,
    "expressions_check:Checker.type_of": TREE,
    "expressions_compile:_path": TREE,
    "expressions_compile:compile_node": TREE,
    "expressions_facts:facts": TREE,
    "expressions_types:either": TREE,
    **{f"expressions_parser:Parser.{name}": TREE for name in (
        "_atom", "_comparison", "_list_until", "_named", "_negation", "_object", "_postfix", "_power", "_product",
        "_sign", "_sum", "parse",
    )},
    **{f"walk:{name}": STACK for name in (
        "_call", "_end", "_flow_over", "_jump", "_leave", "begin_flow", "enter_first", "follow", "uncover",
    )},
    **{f"stories_run:{name}": STACK for name in ("_begin", "_go_on", "_listen", "flow_of_story_over")},
    "expressions_types:type_of_value": "Only literals of the language, which are no lists.",
    "expressions_values:_list_to_text": "Lists inside of a list are written as JSON, after they were measured.",
    "expressions_values:to_text": "Lists inside of a list are written as JSON, after they were measured.",
    "expressions_dates:_years_between": "Once: the other way round the days are in order.",
    "templates:_compile": BLOCKS,
    "templates:_Collected.collect": BLOCKS,
    "templates_check:_branch": BLOCKS,
    "templates_check:_check": BLOCKS,
    "conditions:_Reading.compile": CONDITION,
    "messages:_render_part": DOCUMENT,
    "channels:_longest": DOCUMENT,
    "texts:_own_texts": DOCUMENT,
    "references:_Walker.template": DOCUMENT,
    "stories_expand:alternatives": DOCUMENT,
    "degrade:as_text": DOCUMENT,
    "session:_without_nul": "orjson has written the value before, which takes 254 levels.",
    "variables:storable": "It gives up at 32 levels.",
}  # fmt: skip


Place = tuple[str, str]  # a module, and the path of a function in it


class Functions(ast.NodeVisitor):
    """The functions of a module, each with the names and the methods of its own that it uses; and what is imported."""

    def __init__(self, module: str) -> None:
        self.uses: dict[str, set[str]] = {}
        self.imported: dict[str, Place] = {}
        self._package = module.rpartition(".")[0]
        self._path: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._path.append(node.name)
        self.generic_visit(node)
        self._path.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._path.append(node.name)
        self.uses[".".join(self._path)] = set()
        for part in node.body:
            self.visit(part)
        self._path.pop()

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = f"{self._package}.{node.module}" if node.level else str(node.module)
        self.imported |= {one.asname or one.name: (module, one.name) for one in node.names}

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        for part in (node.target, node.value):  # what stands in an annotation is not called
            if part is not None:
                self.visit(part)

    def visit_Name(self, node: ast.Name) -> None:
        self._use(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            self._use(f"self.{node.attr}")
        self.generic_visit(node)

    def _use(self, name: str) -> None:
        self.uses.get(".".join(self._path), set()).add(name)


def found(modules: dict[str, Functions], module: str, path: str, name: str) -> Place | None:
    """The function of the cores that a name means inside of a function."""
    here, around = modules[module], path.split(".")
    outer = [".".join(around[:count]) for count in range(len(around), 0, -1)]
    if name.startswith("self."):
        method = name.removeprefix("self.")
        return next(((module, f"{one}.{method}") for one in outer if f"{one}.{method}" in here.uses), None)
    for scope in (*(f"{one}." for one in outer if one in here.uses), ""):  # names of a class are no names inside of it
        for known in (f"{scope}{name}", f"{scope}{name}.__init__"):
            if known in here.uses:
                return module, known
    origin, original = here.imported.get(name, ("", ""))
    known_there = modules[origin].uses if origin in modules else {}
    return next(((origin, one) for one in (original, f"{original}.__init__") if one in known_there), None)


def recursive() -> set[str]:
    """The functions from which calls lead back to themselves. Methods of other objects are not followed."""
    modules: dict[str, Functions] = {}
    for name, file in sources().items():
        modules[name] = Functions(name)
        modules[name].visit(ast.parse(file.read_text()))
    leads: dict[Place, set[Place]] = {}
    for module, functions in modules.items():
        for path, names in functions.uses.items():
            targets = (found(modules, module, path, name) for name in names)
            leads.setdefault((module, path), set()).update(one for one in targets if one is not None)
            outer = path.rpartition(".")[0]
            if outer in functions.uses:  # whoever makes a function runs it, or gives it away
                leads.setdefault((module, outer), set()).add((module, path))
    return {f"{one[0].rpartition('.')[2]}:{one[1]}" for one in leads if one in reached(leads, one)}


def reached(leads: dict[Place, set[Place]], begin: Place) -> set[Place]:
    seen: set[Place] = set()
    waiting = list(leads[begin])
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting.extend(leads[here])
    return seen


def test_whatever_calls_itself_is_known_with_what_ends_it() -> None:
    assert recursive() == set(KNOWN)
