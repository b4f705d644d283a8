from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from botbuilder.tenancy.models import Workspace
from nlu.models import TrainingSet
from nlu.pipeline.sets import name_of


def store_training_sets(workspace: Workspace, sets: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Stores the sets that are not there yet; the hash of each by its language."""
    hashes: dict[str, str] = {}
    for content in sets:
        name = name_of(content)
        TrainingSet.objects.of(workspace).get_or_create(
            hash=name, defaults={"workspace": workspace, "language": content["language"], "content": content}
        )
        hashes[content["language"]] = name
    return hashes
