from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from flows.formats.folder import INDEX, is_part
from flows.services.errors import Refusal
from flows.services.export_bot import export_bot
from flows.services.find_bot import find_bot
from flows.services.pack_files import pack_files
from flows.services.report_export import report_export


class Command(BaseCommand):
    help = "Write the draft of a bot as files; without --folder and -o a one-file format goes to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--format", help="Not named: native; with --folder a file for each flow, intent…")
        parser.add_argument("--languages", default="", help="Of a translation (xliff), like en:fr.")
        parser.add_argument("--language", default="", help="Of a Rasa project, which has only one.")
        parser.add_argument("--xliff-version", default="", dest="version", help="1.2 (when not named) or 2.0.")
        target = parser.add_mutually_exclusive_group()
        target.add_argument("--folder", type=Path, help="Write the files of the format below this folder.")
        target.add_argument("-o", "--output", type=Path, help="Write the file here; many (or a .zip) are an archive.")

    def handle(self, *, slug: str, folder: Path | None, output: Path | None, **options: Any) -> None:
        format = options["format"] or ("native" if folder is None else "folder")
        packed = output is not None and output.suffix == ".zip"
        media = format == "native" and (packed or folder is not None)
        try:
            bot = find_bot(slug)
            asked = {name: options[name] for name in ("languages", "language", "version")}
            files = export_bot(bot, format=format, media=media, **asked)
        except Refusal as error:
            raise CommandError(str(error)) from error
        for item in report_export(bot, format=format, language=options["language"], media=media):
            self.stderr.write(f"  {item['severity']}: {item['what']} [{item['code']}; {item['target']}]")
        if folder is not None:
            if format == "folder":
                clear(folder, files)
            for name, content in files.items():
                place = folder / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
            return
        if output is not None and (packed or len(files) != 1):
            output.write_bytes(pack_files(files, format=format)[0])
            return
        if len(files) != 1:
            raise CommandError(f"A bot in the format “{format}” is {len(files)} files: name a --folder or -o.")
        (content,) = files.values()
        if output is not None:
            output.write_bytes(content)
        else:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()


def clear(folder: Path, files: Mapping[str, bytes]) -> None:
    """Removes the files of parts that the bot no longer has, from a folder it was written to before."""
    if not (folder / INDEX).is_file():
        return
    for place in folder.glob("*/*.json"):
        name = place.relative_to(folder).as_posix()
        if is_part(name) and name not in files and not place.is_symlink():
            place.unlink()
