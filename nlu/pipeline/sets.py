"""The name under which what is learned from a set lies in the model store, whatever kind of set it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlu.pipeline.policy import FORMAT as POLICY_SET
from nlu.pipeline.policy import policy_hash
from nlu.pipeline.training_set import training_set_hash


def name_of(content: Mapping[str, Any]) -> str:
    """SHA-256, as hex: of the whole training set of a language, or of the stories that a policy is learned from."""
    if content.get("format") == POLICY_SET:
        return policy_hash(str(content.get("source")))
    return training_set_hash(content)
