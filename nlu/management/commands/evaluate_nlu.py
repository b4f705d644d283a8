import json
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from nlu.pipeline import train
from nlu.pipeline.encoder import VectorCache, find_encoder
from nlu.pipeline.evaluation import (
    Row,
    compare,
    cross_validate,
    predict,
    read_row,
    report,
    report_of_folds,
    train_and_measure,
    training_set_of,
)
from nlu.pipeline.evaluation.figures import Trainer
from nlu.pipeline.evaluation.files import REPORT, write_report
from nlu.pipeline.evaluation.picture import can_draw


class Command(BaseCommand):
    help = (
        "Train on labelled utterances and measure on others, or on the same in turns (--folds). Files hold one JSON "
        'object per line: {"text", "intent", "entities": [{"start", "end", "entity"}]}. Seconds are of CPU.'
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--train", required=True, type=Path, nargs="+", dest="taught", metavar="FILE")
        parser.add_argument("--test", type=Path, nargs="+", dest="asked", metavar="FILE", default=[])
        parser.add_argument("--folds", type=int, metavar="N", help="Cross-validate on --train instead of --test.")
        parser.add_argument("--seeds", type=int, default=1, metavar="N", help="Repeat the folds so many times.")
        parser.add_argument("--language", default="en")
        parser.add_argument("--none", metavar="NAME", help="The label that means out of scope.")
        parser.add_argument("--without-encoder", action="store_true", help="Learn from words alone.")
        parser.add_argument("--json", action="store_true", help="One JSON object, for programs.")
        parser.add_argument("--report", type=Path, metavar="FOLDER", help="Write pages and pictures there.")
        parser.add_argument("--compare", type=Path, metavar="REPORT", help="A report.json to compare the report with.")

    def handle(
        self, *, taught: list[Path], asked: list[Path], folds: int | None, language: str, none: str | None, **more: Any
    ) -> None:
        if bool(asked) == bool(folds):
            raise CommandError("Give either --test or --folds.")
        if folds is not None and (folds < 2 or more["seeds"] < 1):
            raise CommandError("--folds is at least 2, --seeds at least 1.")
        rows = [row for file in taught for row in _read(file)]
        trainer = train if more["without_encoder"] else _trainer()
        if folds is None:
            tested = [row for file in asked for row in _read(file)]
            full = more["report"] is not None
            figures, whole, utterances = _tested(rows, tested, language, none, trainer, full=full)
        else:
            seeds = range(more["seeds"])
            figures, whole, utterances = _validated(rows, folds, seeds, language, none, trainer)
        if more["report"] is not None:
            self._report(more["report"], more["compare"], figures, whole, utterances)
        self._print(figures, as_json=more["json"])

    def _report(
        self, folder: Path, other: Path | None, figures: Any, whole: dict[str, Any], utterances: list[Any]
    ) -> None:
        comparison = None
        if other is not None:
            before = _read_report(other)
            comparison = compare(before, whole, before["utterances"], utterances)
        facts = {name: value for name, value in figures.items() if name not in whole["figures"]}
        title = "Evaluation" if whole["kind"] == "files" else f"Cross-validation, {whole['folds']} folds"
        made = write_report(folder, whole, utterances, title=title, facts=facts, comparison=comparison)
        self.stderr.write(f"{len(made)} files in {folder}")
        if not can_draw():
            self.stderr.write("No pictures: pip install -r requirements-report.txt")

    def _print(self, figures: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(figures))
            return
        for name, figure in figures.items():
            self.stdout.write(f"{name:18} {'–' if figure is None else figure}")


def _trainer() -> Trainer:
    """Trains as the bots of this installation are trained: with the sentence encoder, where there is one."""
    encoder = find_encoder(settings.ENCODER)
    if encoder is None:
        return train
    return partial(train, encoder=encoder, vectors=VectorCache(settings.ENCODER_CACHE, encoder).vectors)


def _tested(
    rows: list[Row], tested: list[Row], language: str, none: str | None, trainer: Trainer, *, full: bool
) -> tuple[dict[str, Any], dict[str, Any], list[Any]]:
    measured = train_and_measure(rows, tested, language=language, none=none, trainer=trainer)
    if not full:
        return measured.figures, {}, []
    spans = any(row.spans for row in tested)
    found = predict(measured.model, tested, none=none, refuse=none is not None, spans=spans)
    return measured.figures, report(found, tested, language=language, kind="files"), [one.to_json() for one in found]


def _validated(
    rows: list[Row], folds: int, seeds: range, language: str, none: str | None, trainer: Trainer
) -> tuple[dict[str, Any], dict[str, Any], list[Any]]:
    training_set = training_set_of(rows, language, none)
    done = cross_validate(training_set, folds=folds, seeds=seeds, most=len(rows), trainer=trainer)
    whole = report_of_folds(done, language=language)
    return whole["figures"], whole, [one.to_json() for one in done.predictions[0]]


def _read(file: Path) -> list[Row]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        return [read_row(json.loads(line)) for line in lines if line.strip()]
    except OSError as error:
        raise CommandError(f"{file.name} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{file.name} is not made of labelled utterances: {error}") from error


def _read_report(file: Path) -> dict[str, Any]:
    if file.is_dir():
        file = file / REPORT
    try:
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        _ = found["figures"], found["labels"], [(one["text"], one["right"]) for one in found["utterances"]]
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{file} is no report of this command.") from error
    return found
