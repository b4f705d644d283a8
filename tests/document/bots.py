"""Documents that the tests of this folder start from, and a strategy that makes valid ones."""

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import strategies as st

SHARED = Path(os.environ.get("BOTBUILDER_SHARED") or Path(__file__).resolve().parents[3] / "shared")


def contract_example():
    """The example bot of the contract page, read from it."""
    page = SHARED / "design" / "document.md"
    if not page.exists():
        pytest.skip("the contract pages are not here (set BOTBUILDER_SHARED)")
    return json.loads(re.search(r"```json\n(.*?)```", page.read_text(), re.DOTALL).group(1))


def bot(**changes):
    """A small bot: asks tea or coffee, and says which."""
    return {
        "format": "botbuilder/bot",
        "version": 1,
        "name": "Drinks",
        "languages": ["en", "fr"],
        "default_language": "en",
        "settings": {},
        "variables": [{"name": "drink", "type": "text"}],
        "entities": [{"name": "city", "kind": "list", "values": [{"value": "Rome"}]}],
        "intents": [{"name": "greet", "examples": {"en": ["hi", "I am in [Rome](city)"]}}],
        "answers": [{"id": "hours", "questions": {"en": ["when?"]}, "answers": {"en": ["9 to 5"]}}],
        "content": [{"id": "welcome", "message": {"text": {"en": "Hello!"}}}],
        "stories": [{"name": "greets", "kind": "rule", "steps": [{"user": "greet"}, {"bot": "welcome"}]}],
        "tests": [{"name": "tea", "turns": [{"say": "tea"}, {"expect": "A tea*"}]}],
        "flows": [flow()],
        **changes,
    }


def flow(**changes):
    options = [{"id": "tea", "title": "Tea"}, {"id": "coffee", "title": "Coffee"}]
    return {
        "id": "order",
        "title": "Order",
        "kind": "main",
        "start": "n1",
        "triggers": [{"intent": "greet"}],
        "nodes": [
            {
                "id": "n1",
                "title": "Ask",
                "x": 0,
                "y": 0,
                "steps": [
                    {"id": "s1", "type": "say", "config": {"message": "Hello {{ name }}"}},
                    {
                        "id": "s2",
                        "type": "choice",
                        "config": {"message": "Tea or coffee?", "options": options, "variable": "drink"},
                    },
                ],
            },
            {
                "id": "n2",
                "title": "Say",
                "x": 300,
                "y": 0,
                "steps": [{"id": "s3", "type": "say", "config": {"message": "A {{ drink }}."}}],
            },
        ],
        "transitions": [
            {"id": "t1", "node": "n1", "step": "s2", "output": "tea", "target": "n2"},
            {"id": "t2", "node": "n1", "step": "s2", "output": "coffee", "target": "n2"},
        ],
        "notes": [],
        **changes,
    }


NAMES = st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True), unique=True, max_size=4)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


def says(node, count):
    return [{"id": f"{node}_s{n}", "type": "say", "config": {"message": "hello"}} for n in range(count)]


@st.composite
def documents(draw):
    """Valid bots with a few parts of every kind."""
    node_names = draw(NAMES.filter(bool))
    nodes = [
        {"id": name, "title": draw(TEXTS), "x": 0, "y": n, "steps": says(name, draw(st.integers(0, 2)))}
        for n, name in enumerate(node_names)
    ]
    flows = [flow(id=name, start=None, nodes=nodes, transitions=[]) for name in draw(NAMES)]
    return bot(
        name=draw(TEXTS),
        variables=[{"name": f"v_{name}", "default": draw(TEXTS)} for name in draw(NAMES)],
        intents=[{"name": name, "examples": {"en": draw(st.lists(TEXTS, max_size=3))}} for name in draw(NAMES)],
        content=[{"id": name, "message": {"text": {"en": "x"}}} for name in draw(NAMES)],
        flows=flows,
    )
