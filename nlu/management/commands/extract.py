import json
import sys
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nlu.pipeline.entities.system import find_at


class Command(BaseCommand):
    help = "Built-in entities of lines of text: a text per line in, a JSON list per line out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", required=True)
        parser.add_argument("--now", help="ISO 8601; what “tomorrow” is counted from. Now, by this machine's clock.")
        parser.add_argument("--json", action="store_true", help="One JSON list per line, which is the only form.")

        parser.add_argument("--names", action="store_true", help="Colours, languages and countries, too.")

    def handle(self, *, language: str, now: str | None, names: bool, **options: Any) -> None:
        try:
            moment = datetime.fromisoformat(now) if now else datetime.now().astimezone()
        except ValueError as error:
            raise CommandError(f"{now} is not a moment like 2026-03-18T10:30:00+01:00") from error
        for line in sys.stdin:
            found = find_at(line.rstrip("\r\n"), language, moment, names=names)  # its zone is the visitor's
            listed = [{"entity": h.entity, "start": h.start, "end": h.end, "value": h.value} for h in found]
            self.stdout.write(json.dumps(listed, ensure_ascii=False))
            self.stdout.flush()
