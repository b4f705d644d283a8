from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from botbuilder.jobs.leases import JobFailed
from botbuilder.tenancy.models import Workspace
from flows.services.errors import InvalidDocument, Refusal
from flows.services.import_bot import Report, import_bot


class Command(BaseCommand):
    help = "Make a bot of a file, folder or archive in any known format, and print what could not be carried over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--format", default="auto", help="Name of the format; auto looks at the files.")
        parser.add_argument("--slug", help="Address of the bot; else made from its name.")
        parser.add_argument("--columns", default="", help="Of tables: theirs=ours, like Wording=example,Label=intent.")
        parser.add_argument("--sheets", default="", help="The same sheet by sheet, by numbers of columns, as JSON.")
        parser.add_argument("--action-server", default="", help="Address of what runs the actions of a Rasa project.")
        parser.add_argument("--workspace", default="default", help="Slug.")
        parser.add_argument("--replace", action="store_true", help="Where the bot exists: a new draft for it.")
        parser.add_argument("--publish", action="store_true", help="Train it and let it go live before returning.")
        parser.add_argument("--json", action="store_true", dest="as_json", help="Print the report as one JSON line.")

    def handle(self, *, path: Path, workspace: str, as_json: bool, **options: Any) -> None:
        home = Workspace.objects.filter(slug=workspace).first()
        if home is None and workspace == "default":
            home = Workspace.objects.create(slug=workspace, name="Default")
        if home is None:
            raise CommandError(f"There is no workspace “{workspace}”.")
        if not path.exists():
            raise CommandError(f"There is nothing at {path}.")
        names = ("format", "slug", "replace", "publish", "columns", "sheets", "action_server")
        try:
            report = import_bot(path, workspace=home, by="command", **{name: options[name] for name in names})
        except InvalidDocument as error:
            lines = [f"  {problem['pointer'] or '/'}: {problem['detail']}" for problem in error.problems]
            raise CommandError("\n".join([str(error), *lines])) from error
        except (Refusal, JobFailed) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(report.to_json(), ensure_ascii=False) if as_json else told(report))


def told(report: Report) -> str:
    """The report for people."""
    counts = ", ".join(f"{count} {name}" for name, count in report.counts.items() if count)
    lines = [f"{report.bot} ({report.format}): {counts or 'nothing'}"]
    for item in report.items:
        source = item.get("source") or {}
        place = " ".join(filter(None, (source.get("file"), source.get("pointer"))))
        todo = f" — {item['todo']}" if item.get("todo") else ""
        lines.append(f"  {item['severity']}: {item['what']}{todo} [{item['code']}; {place}]")
    for finding in report.findings:
        lines.append(f"  lint {finding['severity']}: {finding['message']} [{finding['code']}; {finding['pointer']}]")
    if report.version is not None:
        lines.append(f"Published as version {report.version}.")
    return "\n".join(lines)
