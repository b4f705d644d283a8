"""Stories at size: `python -m tests.bench.stories_bench [rasa project…]`.

Generates a bot of 276 stories and 53 rules and prints, in CPU time: finding its contradictions (with as many put in as
`--wrong` says), compiling its stories, naming and making its policy set, training the policy, and one prediction,
features included. Of each Rasa project it prints how often the policy goes on as a story does that it has not seen.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flows.engine.policy import features_of
from flows.engine.stories import Stories, compile_stories
from flows.engine.stories_examples import policy_set, policy_source
from flows.engine.stories_points import LISTEN, Point, is_utterance, points_of
from flows.formats import open_source, read_bot
from flows.lint import lint, stories
from flows.lint.index import Index
from flows.lint.references import collect
from flows.steps import STEP_TYPES
from nlu.pipeline.fit_policy import fit_policy
from nlu.pipeline.policy import Policy

INTENTS = 60
CONTENTS = 80
STORIES = 276
RULES = 53
FORMS = 6

Body = dict[str, Any]


def generated(seed: int = 7, wrong: int = 0) -> Body:
    """A bot whose answers are a function of the last words and what was done before them, so that it is consistent."""
    chance = random.Random(seed)
    stories_of = [_story(chance, number) for number in range(STORIES)]
    for number in range(wrong):
        steps = stories_of[number]["steps"]
        stories_of[number] = {**stories_of[number], "steps": [*steps[:-1], {"bot": f"wrong_{number}"}]}
        stories_of.append({"name": f"right {number}", "steps": steps})
    rules = [
        {"name": f"rule {n}", "kind": "rule", "steps": [{"user": f"ask_{n}"}, {"bot": f"about_{n}"}]}
        for n in range(RULES)
    ]
    return {
        "format": "botbuilder/bot", "version": 1, "name": "Generated", "languages": ["en"], "default_language": "en",
        "variables": [{"name": f"slot_{n}", "type": "boolean", "influences_policy": True} for n in range(8)],
        "intents": [{"name": name, "examples": {"en": [name]}} for name in _intents()],
        "content": [{"id": name, "message": name} for name in _contents(wrong)],
        "flows": [_form(n) for n in range(FORMS)],
        "stories": stories_of + rules,
    }  # fmt: skip


def _intents() -> list[str]:
    return [f"intent_{n}" for n in range(INTENTS)] + [f"ask_{n}" for n in range(RULES)]


def _contents(wrong: int) -> list[str]:
    return [f"content_{n}" for n in range(CONTENTS)] + [f"about_{n}" for n in range(RULES)] + [
        f"wrong_{n}" for n in range(wrong)
    ]  # fmt: skip


def _form(number: int) -> Body:
    slots = [{"variable": f"slot_{number}", "ask": "?"}]
    step = {"id": f"form_{number}", "type": "form", "config": {"slots": slots}}
    node = {"id": f"n{number}", "title": "Form", "x": 0, "y": 0, "steps": [step]}
    return {"id": f"flow_{number}", "title": f"Form {number}", "kind": "normal", "nodes": [node], "transitions": []}


def _story(chance: random.Random, number: int) -> Body:
    steps: list[Body] = []
    before = 0
    for _ in range(chance.randint(2, 7)):
        heard = chance.randrange(INTENTS)
        steps.append({"user": f"intent_{heard}"})
        if heard < FORMS:
            steps += [{"form": f"form_{heard}"}, {"form_done": True}, {"bot": f"content_{heard}"}]
        else:
            steps.append({"bot": f"content_{(heard * 7 + before % 3) % CONTENTS}"})
            if heard % 4 == 0:
                steps.append({"bot": f"content_{(heard * 11) % CONTENTS}"})
        before = heard
    return {"name": f"story {number}", "steps": steps}


def cpu(work: Callable[[], Any], rounds: int = 5) -> tuple[float, float]:
    """The best and the median of some rounds, in milliseconds of this process."""
    took = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        took.append((time.process_time() - begin) * 1000)
    return round(min(took), 2), round(statistics.median(took), 2)


def measure(wrong: int) -> Body:
    document = generated(wrong=wrong)
    index = Index(document, STEP_TYPES)
    references = collect(index)
    found = list(stories.find(index, references))
    body = policy_set(document)
    if body is None:
        raise SystemExit("the generated bot has no stories")
    begin = time.process_time()
    policy = fit_policy(body)
    training = time.process_time() - begin
    points = compile_stories(document).points
    return {
        "stories": len(document["stories"]) - RULES,
        "rules": RULES,
        "findings": len(found),
        "ms_contradictions": cpu(lambda: list(stories.find(index, references))),
        "ms_lint_of_all": cpu(lambda: lint(document)),
        "ms_compile": cpu(lambda: compile_stories(document)),
        "ms_name": cpu(lambda: policy_source(document)),
        "ms_policy_set": cpu(lambda: policy_set(document), 3),
        "examples": len(body["examples"]),
        "features": len(body["features"]),
        "acts": len(body["acts"]),
        "temperature": policy.temperature,
        "cpu_s_training": round(training, 2),
        "ms_prediction": prediction(policy, points),
    }


def prediction(policy: Policy, points: list[Point]) -> float:
    """Milliseconds of a prediction with its features, over all points of the stories."""
    slots = [(f"slot_{n}", "-") for n in range(8)]

    def work() -> None:
        for point in points:
            policy.predict(features_of(point.key, (), slots, point.form))

    return round(cpu(work)[0] / len(points), 4)


# -- stories left out -----------------------------------------------------------------------------------------------


def left_out(folder: Path) -> Body:
    """Each story in turn is taken away, the policy learns the others, and goes on from each point of the one."""
    _, reading = read_bot(open_source(folder))
    document = reading.document
    told = [number for number, one in enumerate(document["stories"]) if one.get("kind") != "rule"]
    whole = compile_stories(document)
    counted = {"points": 0, "right": 0, "learnable": 0, "right_of_learnable": 0, "sure_and_wrong": 0}
    for number in told:
        rest = [one for place, one in enumerate(document["stories"]) if place != number]
        body = policy_set({**document, "stories": rest})
        if body is None:
            continue
        policy = fit_policy(body)
        for point in _points(whole, number):
            _count(counted, policy, compile_stories({**document, "stories": rest}), point)
    shares = {
        "accuracy": round(counted["right"] / max(1, counted["points"]), 3),
        "accuracy_of_learnable": round(counted["right_of_learnable"] / max(1, counted["learnable"]), 3),
    }
    return {"project": folder.name, "stories": len(told), **counted, **shares}


def _points(whole: Stories, number: int) -> list[Point]:
    paths = [path for path in whole.paths if path.steps and path.steps[0].story == number]
    found = {(one.key, one.slots): one for path in paths for one in points_of(path, whole.kinds)}
    return list(found.values())


def _count(counted: Body, policy: Policy, known: Stories, point: Point) -> None:
    tokens = known.as_learned(point.key)
    words = sorted(known.words_of(tokens[-1].removeprefix("t:"))) if is_utterance(tokens[-1]) else ()
    ranked = policy.predict(
        features_of(tokens, sorted(point.entities), known.kinds.complete(point.slots), point.form, words)
    )
    act, confidence = ranked[0] if ranked else (LISTEN, 0.0)
    right = act == point.next
    learnable = point.next in policy.acts
    counted["points"] += 1
    counted["right"] += right
    counted["learnable"] += learnable
    counted["right_of_learnable"] += right and learnable
    counted["sure_and_wrong"] += not right and confidence >= 0.8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("projects", nargs="*", type=Path)
    parser.add_argument("--wrong", type=int, default=10, help="contradictions put into the generated bot")
    asked = parser.parse_args()
    sys.stdout.write(json.dumps(measure(asked.wrong), indent=1) + "\n")
    for folder in asked.projects:
        sys.stdout.write(json.dumps(left_out(folder)) + "\n")


if __name__ == "__main__":
    main()
