"""The learned dialogue policy: a linear model over the features of a dialogue, run with numpy alone.

What is learned comes as a policy set, which whoever owns the stories makes; here features and acts are only names:

    {"format": "botbuilder/policy-set", "version": 1, "language": "policy", "source": hash of the stories,
     "features": [name], "acts": [name], "examples": [{"features": [index], "act": index, "from": [[story, weight]]}]}
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from nlu.pipeline.errors import ModelError, TrainingSetError
from nlu.pipeline.store import Stored, load_folder, save_folder

FORMAT = "botbuilder/policy-set"
VERSION = 1
RECIPE = 1
"""Number of the way policies are fitted; raising it makes every stored policy stale."""

MOST_RANKED = 5
_FILE = "policy.json"

Weights = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Policy:
    """`weights` has a row per feature and a column per act; `temperature` makes the confidence an honest one."""

    features: Mapping[str, int]
    acts: Sequence[str]
    weights: Weights
    temperature: float = 1.0
    about: Mapping[str, Any] = field(default_factory=dict)

    def predict(self, features: Sequence[str]) -> list[tuple[str, float]]:
        """The best few acts with their confidence, rounded to 1e-4, best first; none where nothing was learned."""
        if not self.acts:
            return []
        known = self.features
        rows = [known[name] for name in features if name in known]
        scores = self.weights[rows].sum(axis=0, dtype=np.float64) / self.temperature
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        # Equal shares keep the order of the acts, so that a replay ranks them alike.
        best = np.argsort(-shares, kind="stable")[:MOST_RANKED].tolist()
        return [(self.acts[act], round(float(shares[act]), 4)) for act in best]

    def save(self, folder: Path) -> int:
        """Writes the policy into a new folder, atomically; returns its bytes."""
        content = {"features": list(self.features), "acts": list(self.acts), "temperature": self.temperature}
        files = {_FILE: json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()}
        return save_folder(folder, Stored({**self.about, "kind": "policy"}, {"weights": self.weights}, files))


def load_policy(folder: Path) -> Policy:
    """The policy of a folder; raises ModelError if it is not a whole and sound one."""
    stored = load_folder(folder)
    content = stored.json(_FILE)
    try:
        names, acts, temperature = list(content["features"]), list(content["acts"]), float(content["temperature"])
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"{folder.name} does not hang together: {error}") from error
    weights = stored.array("weights", "float32", 2)
    if weights.shape != (len(names), len(acts)) or not np.isfinite(weights).all() or not 0 < temperature < 100:
        raise ModelError("the weights do not fit the names")
    if not all(isinstance(name, str) for name in (*names, *acts)):
        raise ModelError("features and acts are names")
    return Policy({name: row for row, name in enumerate(names)}, acts, weights, temperature, stored.about)


def policy_hash(source: str) -> str:
    """The name of the policy that the stories with this hash give: SHA-256, as hex, with the number of the recipe."""
    return hashlib.sha256(f"policy recipe {RECIPE}: {source}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PolicySet:
    """A policy set that has been read. `shares` are (example, story, weight)."""

    source: str
    features: list[str]
    acts: list[str]
    rows: list[list[int]]
    wanted: list[int]
    shares: list[tuple[int, int, float]]


def read_policy_set(content: Mapping[str, Any]) -> PolicySet:
    """Checks the shape; raises TrainingSetError where it is wrong."""
    if content.get("format") != FORMAT or content.get("version") != VERSION:
        raise TrainingSetError("/format", f"must be {FORMAT} version {VERSION}")
    try:
        features, acts, examples = content["features"], content["acts"], content["examples"]
        rows = [[int(index) for index in one["features"]] for one in examples]
        wanted = [int(one["act"]) for one in examples]
        shares = [
            (number, int(story), float(weight)) for number, one in enumerate(examples) for story, weight in one["from"]
        ]
        sound = all(0 <= index < len(features) for row in rows for index in row)
        sound = sound and all(0 <= act < len(acts) for act in wanted) and all(weight > 0 for _, _, weight in shares)
        source = str(content["source"])
    except (KeyError, TypeError, ValueError) as error:
        raise TrainingSetError("/examples", "must be lists of known features with an act") from error
    if not sound:
        raise TrainingSetError("/examples", "name a feature or act that is not there")
    return PolicySet(source, list(features), list(acts), rows, wanted, shares)
