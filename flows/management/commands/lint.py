from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from flows.services.errors import Refusal
from flows.services.find_bot import find_bot
from flows.services.lint_draft import lint_draft


class Command(BaseCommand):
    help = "Print the findings of a bot's draft."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bot")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, bot: str, as_json: bool, **options: Any) -> None:
        try:
            found = lint_draft(find_bot(bot))
        except Refusal as error:
            raise CommandError(str(error)) from error
        findings = found["findings"]
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            for finding in findings:
                self.stdout.write(
                    f"{finding['severity']}: {finding['message']} [{finding['code']}; {finding['pointer']}]"
                )
            self.stdout.write(f"{len(findings)} finding{'' if len(findings) == 1 else 's'}.")
