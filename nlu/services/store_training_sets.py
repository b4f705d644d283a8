from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from botbuilder.tenancy.models import Workspace
from nlu.models import TrainingSet
from nlu.pipeline.sets import name_of


def store_training_sets(workspace: Workspace, sets: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Stores the sets that are not there yet, and marks the others as wanted now; the hash of each by its language."""
    hashes: dict[str, str] = {}
    for content in sets:
        name = name_of(content)
        sets_of = TrainingSet.objects.of(workspace)
        if not sets_of.filter(hash=name).update(stored_at=timezone.now()):
            fresh = {"workspace": workspace, "language": content["language"], "content": content}
            sets_of.get_or_create(hash=name, defaults=fresh)
        hashes[content["language"]] = name
    return hashes
