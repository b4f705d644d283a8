"""Bots of stories and rules, and a talk in which the visitor's intents are given outright."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flows.engine.policy import Ranked

from .talking import Talk, document, flow, intent, step


def content(*ids: str) -> list[dict[str, Any]]:
    """Content that says its own name."""
    return [{"id": id, "message": id.replace("_", " ")} for id in ids]


def rule(name: str, *steps: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": "rule", "steps": list(steps), **more}


def story(name: str, *steps: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": "story", "steps": list(steps), **more}


def user(name: str, **more: Any) -> dict[str, Any]:
    return {"user": name, **more}


def bot(id: str) -> dict[str, Any]:
    return {"bot": id}


def form_flow(id: str, form: str, *variables: str, **more: Any) -> dict[str, Any]:
    """A flow that is one form; each variable is filled by the entity of its name."""
    slots = [{"variable": name, "ask": f"{name}?", "fill": [{"entity": name}]} for name in variables]
    return flow(id, step(form, "form", slots=slots, **more))


def asks(*names: str) -> list[dict[str, Any]]:
    """Variables that an entity of the same name fills."""
    return [{"name": name, "type": "text", "entity": name} for name in names]


def bot_of(*flows: dict[str, Any], stories: Sequence[Mapping[str, Any]], says: Sequence[str], **more: Any) -> Any:
    return document(*flows, stories=list(stories), content=content(*says), **more)


class StoryTalk(Talk):
    """`hear("greet")`: the visitor says something with that intent."""

    def hear(self, name: str, text: str | None = None, *entities: dict[str, Any], sure: float = 0.95) -> list[str]:
        return self.say(text or f"({name})", intent(name, sure, *entities))

    @property
    def decision(self) -> dict[str, Any]:
        return dict(self.trace["decision"])


class Fixed:
    """A policy that says what the last entry of its table says whose features are all there."""

    def __init__(self, *rows: tuple[str, str, float]) -> None:
        self.rows = rows
        self.asked: list[list[str]] = []

    def predict(self, features: Sequence[str]) -> Ranked:
        self.asked.append(list(features))
        found = [(act, sure) for feature, act, sure in self.rows if feature in features]
        return sorted(found, key=lambda one: -one[1])
