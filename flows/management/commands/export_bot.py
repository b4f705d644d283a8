from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from flows.services.errors import Refusal
from flows.services.export_bot import export_bot
from flows.services.find_bot import find_bot


class Command(BaseCommand):
    help = "Write the draft of a bot as files; without --folder and -o a one-file format goes to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--format", default="native")
        target = parser.add_mutually_exclusive_group()
        target.add_argument("--folder", type=Path, help="Write the files of the format below this folder.")
        target.add_argument("-o", "--output", type=Path, help="Write the one file of the format here.")

    def handle(self, *, slug: str, format: str, folder: Path | None, output: Path | None, **options: Any) -> None:
        try:
            files = export_bot(find_bot(slug), format=format)
        except Refusal as error:
            raise CommandError(str(error)) from error
        if folder is not None:
            for name, content in files.items():
                place = folder / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
            return
        if len(files) != 1:
            raise CommandError(f"A bot in the format “{format}” is {len(files)} files: name a --folder.")
        (content,) = files.values()
        if output is not None:
            output.write_bytes(content)
        else:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
