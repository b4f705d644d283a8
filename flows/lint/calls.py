"""Flows that run other flows: what they give and keep fits what the other flow declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flows.document.pointers import escape
from flows.engine.parameters import Parameter, parameters_of
from flows.engine.problem import StepProblem
from flows.engine.variables import Variable, coerce
from flows.lint.finding import Finding, Place
from flows.lint.index import Flow, Index, Step
from flows.lint.references import References


def find(index: Index, references: References) -> Iterator[Finding]:
    for flow, _, step in index.steps:
        kind = step.type.type if step.type is not None else ""
        if kind == "call_flow" and str(step.config.get("flow")) in index.flows:
            yield from _call(step, index.flows[str(step.config["flow"])], index.languages)
        elif kind == "return" and flow.body.get("outputs"):
            yield from _results(flow, step, index.languages)


def _call(step: Step, called: Flow, languages: list[str]) -> Iterator[Finding]:
    declared = parameters_of(called.body.get("inputs", ()))
    given: Mapping[str, Any] = step.config.get("inputs", {})
    title = called.body.get("title") or called.id
    for name, one in declared.items():
        if one.required and one.default is None and name not in given:
            place = step.place.at("/config")
            yield Finding("error", "missing-input", place, f"“{title}” needs a value for its input “{name}”.")
    for name, value in given.items():
        place = step.place.at(f"/config/inputs/{escape(name)}")
        if declared and name not in declared:
            yield Finding("warning", "unknown-input", place, f"“{title}” has no input “{name}”.")
        elif name in declared and not _fits(declared[name], value, languages):
            yield _misfit(place, f"the input “{name}” of “{title}”", declared[name])
    results = parameters_of(called.body.get("outputs", ()))
    for variable, name in step.config.get("save", {}).items():
        if results and name not in results:
            place = step.place.at(f"/config/save/{escape(variable)}")
            yield Finding("warning", "unknown-result", place, f"“{title}” has no result “{name}”.")


def _results(flow: Flow, step: Step, languages: list[str]) -> Iterator[Finding]:
    declared = parameters_of(flow.body["outputs"])
    for name, value in step.config.get("values", {}).items():
        place = step.place.at(f"/config/values/{escape(name)}")
        if name not in declared:
            yield Finding("warning", "unknown-result", place, f"This flow declares no result “{name}”.")
        elif not _fits(declared[name], value, languages):
            yield _misfit(place, f"the result “{name}”", declared[name])


def _misfit(place: Place, what: str, declared: Parameter) -> Finding:
    return Finding("warning", "type", place, f"This value can never be {what}: that is a {declared.type}.")


def _fits(declared: Parameter, value: Any, languages: list[str]) -> bool:
    """Whether a value could be what is declared; what is only known when the bot runs is believed."""
    if declared.type == "any" or value is None:
        return True
    if isinstance(value, dict):
        if "literal" not in value:
            return True
        value = value["literal"]
    elif not isinstance(value, str) or "{" in value:
        return True
    try:
        coerce(Variable(declared.name, declared.type), value, languages)
    except StepProblem:
        return False
    return True
