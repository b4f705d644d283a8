from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from botbuilder.jobs.leases import JobFailed
from botbuilder.tenancy.models import Workspace
from nlu.models import TrainedModel, TrainingSet
from nlu.pipeline.prove import sample
from nlu.pipeline.store import publish_folder
from nlu.services.model_store import model_folder, models_folder, reserve_model, staging
from nlu.services.prover import Prover
from nlu.services.trainer import TRAINER, TrainingDied

Tell = Callable[[str, float], None]

POLICY = "policy"  # stands where a language does
ATTEMPTS = 2  # at a set whose training dies without a word: the second may have the memory that the first lacked
_PROVEN = 0.97  # share of a set at which it is proven


@dataclass(slots=True)
class Trained:
    """What became of a training; `models` has what can serve now: less than was asked for where something failed."""

    models: dict[str, str] = field(default_factory=dict)
    parts: dict[str, dict[str, str]] = field(default_factory=dict)
    failures: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """As the job's result has it."""
        return {"models": self.models, "parts": self.parts, "failures": self.failures, "notes": self.notes}


def train_models(
    workspace: Workspace,
    hashes: Mapping[str, str],
    tell: Tell,
    *,
    earlier: Mapping[str, Sequence[str]] | None = None,
) -> Trained:
    """Makes the models of stored training sets (hash by language) that are not in the store yet.

    `earlier` are models by language whose unchanged parts need not be trained again. Works in child processes, which
    are killed when `tell(stage, progress)` raises; it is called several times a second. A new model is in the store
    only once a fresh process has loaded it and understands examples of its own. What cannot be made is named and
    blocks nothing else; raises JobFailed where nothing could be made at all.
    """
    done = Trained()
    missing = {language: name for language, name in hashes.items() if not reserve_model(name)}
    for language, name in hashes.items():
        if language not in missing:
            done.models[language] = name
            _describe(done, language, _about(workspace, name), made=False)
    if missing:
        work = _Work(workspace, tell, done, earlier or {}, len(missing))
        rows = {row.hash: row.content for row in TrainingSet.objects.of(workspace).filter(hash__in=missing.values())}
        try:
            with staging() as folder, Prover() as prover:
                for number, (language, name) in enumerate(missing.items()):
                    work.make(number, language, rows.get(name), folder, prover)
        finally:
            TRAINER.rest()
    if hashes and not done.models:
        first = done.failures[0]
        code = str(first.get("code", "training"))
        raise JobFailed({"title": "Nothing could be trained", **first, "code": code, "problems": done.failures})
    return done


@dataclass(slots=True)
class _Work:
    workspace: Workspace
    tell: Tell
    done: Trained
    earlier: Mapping[str, Sequence[str]]
    count: int
    _at: float = 0.0
    _stage: str = "starting"

    def make(self, number: int, language: str, content: Mapping[str, Any] | None, folder: Path, prover: Prover) -> None:
        """Trains, proves and stores the model of one language, or names why not."""
        if content is None:
            self._fail(language, "no-training-set", "Its training set is gone; train again.")
            return
        lines: dict[str, Mapping[str, Any]] = {}
        whose = "" if language == POLICY else f"{language}: "
        self._stage, self._at = f"{whose}starting", number / self.count

        def hear(line: Mapping[str, Any]) -> None:
            if "stage" in line:
                self._stage, self._at = whose + line["stage"], (number + line["share"]) / self.count
            lines.update({key: line[key] for key in ("trained", "problem") if key in line})
            self.tell(self._stage, self._at)

        request = {
            "set": content,
            "folder": str(folder),
            "models": str(models_folder()),
            "earlier": list(self.earlier.get(language, ())),
            "encoder": _encoder(),
            "vectors": str(settings.ENCODER_CACHE),
        }
        if died := self._trained(request, hear):
            self._fail(language, "training-died", died)
        elif "problem" in lines:
            self._fail(language, **{key: str(lines["problem"][key]) for key in ("code", "detail", "pointer")})
        else:
            hear({"stage": "proving", "share": _PROVEN})
            self._store(language, content, lines["trained"], prover)

    def _trained(self, request: Mapping[str, Any], hear: Callable[[Mapping[str, Any]], None]) -> str:
        """Why the training died, again and again; "" where it ended by itself."""
        for attempt in range(ATTEMPTS):
            try:
                TRAINER.train(request, hear)
                return ""
            except TrainingDied as death:
                said = str(death)
                if attempt + 1 < ATTEMPTS:
                    self.done.notes.append(f"{request['set'].get('language')}: {said} It was tried again.")
        return said

    def _store(self, language: str, content: Mapping[str, Any], trained: Mapping[str, Any], prover: Prover) -> None:
        request = {"folder": trained["folder"], "examples": sample(content), "encoder": _encoder()}
        if problem := prover.problem_of(request, lambda: self.tell(self._stage, self._at)):
            self._fail(language, "not-proven", f"The new model is not fit to serve: {problem}")
            return
        try:
            publish_folder(Path(trained["folder"]), model_folder(trained["hash"]))
        except OSError as error:
            self._fail(language, "not-stored", f"The new model cannot be stored: {error.strerror}.")
            return
        _record(self.workspace, trained)
        self.done.models[language] = trained["hash"]
        _describe(self.done, language, trained["about"], made=True)

    def _fail(self, language: str, code: str, detail: str, pointer: str = "") -> None:
        failure = {"language": language, "part": "model", "name": "", "pointer": pointer, "detail": detail}
        self.done.failures.append({**failure, "code": code})
        self.done.parts[language] = {"model": "failed"}


def _encoder() -> str | None:
    return str(settings.ENCODER) if settings.ENCODER else None


def _describe(done: Trained, language: str, about: Mapping[str, Any], *, made: bool) -> None:
    """Notes by part what was trained, what was kept, and what failed."""
    kept, incomplete = about.get("kept", ()), about.get("incomplete", ())
    states = {part: "kept" if part in kept or not made else "trained" for part in about.get("parts", {"policy": ""})}
    done.parts[language] = {**states, **dict.fromkeys(incomplete, "failed")}
    done.failures.extend({"language": language, **failure} for failure in about.get("failures", ()))
    done.notes.extend(f"{language}: {note}" for note in about.get("notes", ()))


def _about(workspace: Workspace, name: str) -> Mapping[str, Any]:
    row = TrainedModel.objects.of(workspace).filter(hash=name).first()
    return row.metrics if row else {}


def _record(workspace: Workspace, trained: Mapping[str, Any]) -> None:
    TrainedModel.objects.of(workspace).update_or_create(
        hash=trained["hash"],
        defaults={
            "workspace": workspace,
            "language": trained["language"],
            "size": trained["bytes"],
            "metrics": trained["about"],
        },
    )
