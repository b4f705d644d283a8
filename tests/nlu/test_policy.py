"""The dialogue policy: learned from stories, kept without pickle, run with numpy alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from flows.engine.policy import features_of
from flows.engine.stories_examples import policy_set
from nlu.pipeline import ModelError, TrainingSetError
from nlu.pipeline.fit_policy import fit_policy
from nlu.pipeline.policy import Policy, load_policy, policy_hash
from nlu.pipeline.sets import name_of
from nlu.services.trainer import TRAINER


def story(name: str, *steps: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "steps": list(steps)}


def user(name: str) -> dict[str, Any]:
    return {"user": name}


def bot(name: str) -> dict[str, Any]:
    return {"bot": name}


STORIES = [
    *[
        story(f"{topic} {reply}", user(f"ask_{topic}"), bot(topic), bot("more"), user(reply), bot(end))
        for topic in ("price", "hours", "parking", "payment", "tickets")
        for reply, end in (("affirm", "menu"), ("deny", "bye"))
    ],
    story("thanks", user("ask_price"), bot("price"), bot("more"), user("thanks"), bot("welcome")),
]
DOCUMENT: dict[str, Any] = {"variables": [], "entities": [], "stories": STORIES}


@pytest.fixture(scope="module")
def learned() -> dict[str, Any]:
    body = policy_set(DOCUMENT)
    assert body is not None
    return body


@pytest.fixture(scope="module")
def policy(learned: dict[str, Any]) -> Policy:
    return fit_policy(learned)


def best(policy: Policy, *tokens: str) -> tuple[str, float]:
    return policy.predict(features_of(tokens, (), (), ""))[0]


def test_it_does_what_the_stories_do(policy: Policy) -> None:
    assert best(policy, "u:ask_price")[0] == "bot:price"
    assert best(policy, "u:ask_price", "bot:price")[0] == "bot:more"
    assert best(policy, "u:ask_price", "bot:price", "bot:more")[0] == "listen"


def test_it_goes_on_sensibly_where_no_story_has_been(policy: Policy) -> None:
    unseen = ("u:ask_price", "bot:price", "bot:more", "u:ask_parking")
    assert best(policy, *unseen)[0] == "bot:parking"
    assert best(policy, *unseen, "bot:parking")[0] == "bot:more"
    assert best(policy, *unseen, "bot:parking", "bot:more")[0] == "listen"
    assert best(policy, *unseen, "bot:parking", "bot:more", "u:thanks")[0] == "bot:welcome"


def test_words_of_no_story_make_it_listen(policy: Policy) -> None:
    act, confidence = best(policy, "u:ask_price", "bot:price", "bot:more", "?")
    assert act == "listen" or confidence < 0.4


def test_confidence_is_a_share_rounded_to_four_places(policy: Policy) -> None:
    ranked = policy.predict(features_of(("u:ask_price",), (), (), ""))
    assert 0.5 < ranked[0][1] <= 1.0
    assert all(round(sure, 4) == sure for _, sure in ranked)
    assert [sure for _, sure in ranked] == sorted((sure for _, sure in ranked), reverse=True)
    assert sum(sure for _, sure in ranked) <= 1.0005


def test_the_same_stories_give_the_same_policy(learned: dict[str, Any], policy: Policy) -> None:
    again = fit_policy(learned)
    assert np.array_equal(again.weights, policy.weights)
    assert again.temperature == policy.temperature


def test_it_survives_its_folder(policy: Policy, tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    policy.save(folder)
    loaded = load_policy(folder)
    features = features_of(("u:ask_price", "bot:price"), (), (), "")
    assert loaded.predict(features) == policy.predict(features)
    assert loaded.about["kind"] == "policy"


def test_a_policy_that_was_tampered_with_is_refused(policy: Policy, tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    policy.save(folder)
    content = json.loads((folder / "policy.json").read_text())
    (folder / "policy.json").write_text(json.dumps({**content, "acts": ["bot:evil", *content["acts"][1:]]}))
    with pytest.raises(ModelError):
        load_policy(folder)


def test_weights_that_do_not_fit_their_names_are_refused(policy: Policy, tmp_path: Path) -> None:
    wrong = Policy(policy.features, policy.acts[:-1], policy.weights)
    wrong.save(tmp_path / "wrong")
    with pytest.raises(ModelError):
        load_policy(tmp_path / "wrong")
    broken = Policy(policy.features, policy.acts, policy.weights * np.float32("nan"))
    broken.save(tmp_path / "broken")
    with pytest.raises(ModelError):
        load_policy(tmp_path / "broken")


@pytest.mark.parametrize("stories", [[], STORIES[:1]])
def test_hardly_any_stories_are_no_accident(stories: list[dict[str, Any]], learned: dict[str, Any]) -> None:
    few = policy_set({"stories": stories}) or {**learned, "examples": [], "features": [], "acts": []}
    policy = fit_policy(few)
    assert policy.temperature == 1.0
    assert all(sure <= 1.0 for _, sure in policy.predict(["bias"]))


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": "something else"},
        {"examples": [{"features": [10**6], "act": 0, "from": [[0, 1.0]]}]},
        {"examples": [{"features": [0], "act": -1, "from": [[0, 1.0]]}]},
        {"examples": [{"features": [0], "act": 0, "from": [[0, 0.0]]}]},
        {"examples": [{"features": "x"}]},
    ],
)
def test_a_set_of_another_shape_is_refused(learned: dict[str, Any], wrong: dict[str, Any]) -> None:
    with pytest.raises(TrainingSetError):
        fit_policy({**learned, **wrong})


def test_its_name_is_that_of_its_stories(learned: dict[str, Any]) -> None:
    assert name_of(learned) == policy_hash(learned["source"])
    other = policy_set({**DOCUMENT, "stories": STORIES[1:]})
    assert other is not None
    assert name_of(other) != name_of(learned)


def test_the_training_child_makes_it(learned: dict[str, Any], tmp_path: Path) -> None:
    lines: list[Mapping[str, Any]] = []
    TRAINER.train({"set": learned, "folder": str(tmp_path)}, lines.append)
    trained = next(line["trained"] for line in lines if "trained" in line)
    assert trained["language"] == "policy"
    assert load_policy(tmp_path / trained["hash"]).acts


def test_running_it_needs_no_scikit_learn() -> None:
    program = (
        "import sys, nlu.pipeline.policy; print(any(name.startswith(('sklearn', 'scipy')) for name in sys.modules))"
    )
    child = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert child.stdout.strip() == "False"
