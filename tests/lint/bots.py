"""Small bots for the tests of lint, and what lint says about them."""

from flows.document import apply_operations, fold, split, validate
from flows.lint import lint
from tests.document.bots import bot, flow


def step(id, type, **config):
    return {"id": id, "type": type, "config": config}


def node(id, *steps):
    return {"id": id, "title": id, "x": 0, "y": 0, "steps": list(steps)}


def way(source, target, *, step=None, output="next"):
    id = f"{source}-{step}-{output}"
    return {"id": id, "node": source, "step": step, "output": output, "target": target}


END = {"id": "end", "type": "return", "config": {}}
SAY = step("s1", "say", message="Hello")
CHOICE = step("c1", "choice", message="Tea?", options=[{"id": "yes", "title": "Yes"}])


def tidy(*nodes, transitions=(), **more):
    """A bot of one flow in which nothing but the given is of interest."""
    parts = {
        "variables": [], "entities": [], "intents": [], "answers": [], "content": [], "stories": [], "tests": [],
        "languages": ["en"], **more.pop("parts", {}),
    }  # fmt: skip
    return bot(
        **parts,
        flows=[flow(nodes=list(nodes), transitions=list(transitions), start=nodes[0]["id"], triggers=[], **more)],
    )


def found(document):
    assert validate(document) == []
    return {(finding.severity, finding.code, finding.place.pointer) for finding in lint(document)}


def codes(document):
    return {code for _, code, _ in found(document)}


def after(document, fix):
    """The document after a repair."""
    parts = {(part.kind, part.key): part for part in split(document)}
    changes = apply_operations(list(parts.values()), fix.operations)
    parts.update({(part.kind, part.key): part for part in changes.changed})
    for at in changes.removed:
        del parts[at]
    return fold(parts.values())


def repaired(document, code):
    """The document after the repair of the first finding of this code."""
    return after(document, next(finding.fix for finding in lint(document) if finding.code == code and finding.fix))
