from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from botbuilder.jobs.leases import JobFailed
from flows.services.errors import Refusal
from flows.services.find_bot import find_bot
from flows.services.run_tests import run_tests


class Command(BaseCommand):
    help = "Run the tests that a bot's draft holds. Exits 1 when one fails."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bot")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, bot: str, as_json: bool, **options: Any) -> None:
        try:
            results = run_tests(find_bot(bot))
        except (Refusal, JobFailed) as error:
            raise CommandError(str(error)) from error
        if as_json:
            self.stdout.write(json.dumps(results, ensure_ascii=False))
        else:
            for test in results["tests"]:
                self.stdout.write(f"{'passed' if test['passed'] else 'FAILED'}  {test['name']}")
                for difference in test["differences"]:
                    self.stdout.write(f"        {difference}")
            self.stdout.write(f"{results['passed']} passed, {results['failed']} failed")
        if results["failed"]:
            sys.exit(1)
