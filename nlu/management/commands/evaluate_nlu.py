import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nlu.pipeline.evaluate import Row, evaluate, read_row


class Command(BaseCommand):
    help = (
        "Train on labelled utterances and measure on others. Files hold one JSON object per line: "
        '{"text", "intent", "entities": [{"start", "end", "entity"}]}. Seconds are of CPU.'
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--train", required=True, type=Path, nargs="+", dest="taught", metavar="FILE")
        parser.add_argument("--test", required=True, type=Path, nargs="+", dest="asked", metavar="FILE")
        parser.add_argument("--language", default="en")
        parser.add_argument("--none", metavar="NAME", help="The label that means out of scope.")
        parser.add_argument("--json", action="store_true", help="One JSON object, for programs.")

    def handle(self, *, taught: list[Path], asked: list[Path], language: str, none: str | None, **options: Any) -> None:
        rows = [row for file in taught for row in _read(file)]
        figures = evaluate(rows, [row for file in asked for row in _read(file)], language=language, none=none)
        if options["json"]:
            self.stdout.write(json.dumps(figures))
            return
        for name, figure in figures.items():
            self.stdout.write(f"{name:18} {'–' if figure is None else figure}")


def _read(file: Path) -> list[Row]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        return [read_row(json.loads(line)) for line in lines if line.strip()]
    except OSError as error:
        raise CommandError(f"{file.name} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{file.name} is not made of labelled utterances: {error}") from error
