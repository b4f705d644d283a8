"""Training in a process of its own: `python -m nlu.pipeline.child`.

The first line on standard input is `{"folder": models folder, "sets": [training set…]}`; each set (of
understanding, or of stories for the dialogue policy) is trained and saved as `<folder>/<hash>`. Lines of JSON come out:

    {"stage", "progress", "language"}     as it goes on, progress 0..1 over all sets
    {"trained": {"hash", "language", "bytes", "about"}}   per set
    {"problem": {"code", "title", "detail", "language", "pointer"?}}  a set that cannot be trained

Exit code 0 if every set was trained, 1 otherwise. The process is polite to others (nice 10) and
ends when standard input is closed, so a killed parent leaves no orphan behind.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from nlu.pipeline import Model, TrainingSetError, train
from nlu.pipeline.policy import FORMAT as POLICY_SET
from nlu.pipeline.policy import Policy
from nlu.pipeline.sets import name_of

_POLITENESS = 10


def main() -> int:
    """Trains what standard input asks for; returns the exit code."""
    os.nice(_POLITENESS)
    request = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sets = request["sets"]
    sound = [_train_one(Path(request["folder"]), one, number, len(sets)) for number, one in enumerate(sets)]
    return 0 if all(sound) else 1


def _end_with_parent() -> None:
    # Not through sys.stdin: its lock, held by this thread, would abort the process at its end.
    while os.read(0, 4096):
        pass
    os._exit(2)


def _train_one(folder: Path, training_set: Mapping[str, Any], number: int, count: int) -> bool:
    language = training_set.get("language")

    def tell(stage: str, share: float) -> None:
        _say({"stage": stage, "progress": round((number + share) / count, 3), "language": language})

    try:
        model = _trained(training_set, tell)
    except TrainingSetError as error:
        problem = {"code": "training-set", "title": "This cannot be trained", "detail": str(error)}
        _say({"problem": {**problem, "language": language, "pointer": error.pointer}})
        return False
    tell("saving", 0.95)
    name = name_of(training_set)
    size = model.save(folder / name)
    _say({"trained": {"hash": name, "language": language, "bytes": size, "about": model.about}})
    return True


def _trained(training_set: Mapping[str, Any], tell: Callable[[str, float], None]) -> Model | Policy:
    if training_set.get("format") == POLICY_SET:
        from nlu.pipeline.fit_policy import fit_policy  # scikit-learn

        return fit_policy(training_set, progress=tell)
    return train(training_set, progress=tell)


def _say(line: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
