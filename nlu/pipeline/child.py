"""Training in processes of its own: `python -m nlu.pipeline.child`.

The process imports scikit-learn once and says `{"ready": true}`; then it waits. Each line on its standard input is one
training set to train, `{"set", "folder", "models"?, "earlier"?: [hash], "encoder"?, "vectors"?}`, which happens in a
fork of it, so that nothing stays behind and another training begins at once. Lines of JSON come out:

    {"started": process id}
    {"stage", "share"}                                        as it goes on, 0..1
    {"trained": {"hash", "language", "folder", "bytes", "about"}}   saved as `<folder>/<hash>`
    {"problem": {"code", "title", "detail", "language", "pointer"}}  this set cannot be trained
    {"ended": exit code}                                      negative: the signal that ended it

A model of which a part failed by an error of ours gets a name of its own: its training set is still to be trained.
The process ends when its standard input is closed, and a fork with it: a killed parent leaves no orphan behind.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import hashlib
import json
import os
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from nlu.pipeline import Model, ModelError, TrainingSetError, load_model, train
from nlu.pipeline.encoder import Encoder, VectorCache, find_encoder
from nlu.pipeline.policy import FORMAT as POLICY_SET
from nlu.pipeline.policy import Policy
from nlu.pipeline.sets import name_of
from nlu.pipeline.spared import sparing
from nlu.pipeline.store import read_about

POLITENESS = 10
SECONDS_OF_HURRY = 3.0  # somebody waits for a small training; a long one makes way for visitors
LOOK = 0.02  # seconds between two looks at a fork
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_UNCAUGHT = 70


def main() -> int:
    """Serves until standard input ends; returns the exit code."""
    _warm()
    _say({"ready": True})
    waiting = b""
    while True:
        line, found, rest = waiting.partition(b"\n")
        if found:
            waiting = rest
            if not _in_a_fork(line):
                return 2
            continue
        more = os.read(0, 1 << 20)
        if not more:
            return 0
        waiting += more


def _warm() -> None:
    """Imports what every training needs; what is there by now, all forks share."""
    with sparing():
        from nlu.pipeline import fit_policy, training  # noqa: F401

    gc.collect()
    gc.freeze()


def _in_a_fork(line: bytes) -> bool:
    """Trains one set in a fork and waits for it; False if standard input ended meanwhile, and the fork with it."""
    parent = os.getpid()
    fork = os.fork()
    if fork == 0:
        code = _UNCAUGHT
        try:
            _leave_with(parent)
            code = _train(json.loads(line))
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)
    _say({"started": fork})
    while True:
        ended, status = os.waitpid(fork, os.WNOHANG)
        if ended:
            _say({"ended": os.waitstatus_to_exitcode(status)})
            return True
        if _input_has_ended():
            os.kill(fork, signal.SIGKILL)
            os.waitpid(fork, 0)
            return False


def _input_has_ended() -> bool:
    """Waits a moment. Nobody writes while a fork trains, so whatever can be read is the end."""
    readable, _, _ = select.select([0], [], [], LOOK)
    return bool(readable)


def _leave_with(parent: int) -> None:
    """In a fork: ends when the parent does, is polite once it takes long, and leaves standard input alone."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    with contextlib.suppress(OSError, AttributeError):  # not Linux: the thread below looks
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)

    def watch() -> None:
        began = time.monotonic()
        hurried = True
        while os.getppid() == parent:
            time.sleep(0.25)
            if hurried and time.monotonic() - began > SECONDS_OF_HURRY:
                os.setpriority(os.PRIO_PROCESS, os.getpid(), POLITENESS)
                hurried = False
        os._exit(_UNCAUGHT)

    threading.Thread(target=watch, daemon=True).start()


def _train(request: Mapping[str, Any]) -> int:
    training_set = request["set"]
    language = training_set.get("language")

    def tell(stage: str, share: float) -> None:
        _say({"stage": stage, "share": round(share, 3)})

    try:
        model = _trained(training_set, request, tell)
    except TrainingSetError as error:
        problem = {"code": "training-set", "title": "This cannot be trained", "detail": str(error)}
        _say({"problem": {**problem, "language": language, "pointer": error.pointer}})
        return 0
    tell("saving", 0.95)
    name = _name(training_set, model)
    folder = Path(request["folder"]) / name
    try:
        size = model.save(folder)
    except OSError as error:
        problem = {"code": "not-stored", "title": "The model cannot be stored", "detail": f"{error.strerror}."}
        _say({"problem": {**problem, "language": language, "pointer": ""}})
        return 0
    about = dict(model.about)
    _say({"trained": {"hash": name, "language": language, "folder": str(folder), "bytes": size, "about": about}})
    return 0


def _trained(
    training_set: Mapping[str, Any], request: Mapping[str, Any], tell: Callable[[str, float], None]
) -> Model | Policy:
    if training_set.get("format") == POLICY_SET:
        from nlu.pipeline.fit_policy import fit_policy  # scikit-learn

        return fit_policy(training_set, progress=tell)
    wanted = training_set.get("encoder")
    encoder = find_encoder(Path(request["encoder"])) if wanted and request.get("encoder") else None
    if encoder is None or encoder.identity != wanted:
        model = train(training_set, progress=tell, earlier=_earlier(request, None))
        if wanted:
            _without_encoder(model)
        return model
    cache = VectorCache(Path(request["vectors"]), encoder) if request.get("vectors") else None
    model = train(
        training_set,
        progress=tell,
        earlier=_earlier(request, encoder),
        encoder=encoder,
        vectors=cache.vectors if cache else None,
    )
    if encoder.identity != encoder.hash:
        note = (
            f"This processor calculates otherwise than the one that {encoder.name} was built on: thresholds fit it now."
        )
        model.about["notes"] = [*model.about.get("notes", ()), note]
    return model


def _without_encoder(model: Model) -> None:
    note = "The sentence encoder is not there, or is another: this was learned from words alone."
    model.about["notes"] = [*model.about.get("notes", ()), note]
    model.about["incomplete"] = [*model.about.get("incomplete", ()), "encoder"]


def _earlier(request: Mapping[str, Any], encoder: Encoder | None) -> list[Model]:
    """Models of earlier trainings that can be loaded: a part that is the same is taken from there."""
    loaded: list[Model] = []
    for name in request.get("earlier", ()):
        folder = Path(request["models"]) / name
        try:
            if read_about(folder).get("language") == request["set"].get("language"):
                loaded.append(load_model(folder, encoder))
        except ModelError:
            continue
    return loaded


def _name(training_set: Mapping[str, Any], model: Model | Policy) -> str:
    name = name_of(training_set)
    incomplete = model.about.get("incomplete")
    return hashlib.sha256(f"{name} without {incomplete}".encode()).hexdigest() if incomplete else name


def _say(line: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
