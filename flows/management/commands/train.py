from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from botbuilder.jobs.leases import JobFailed
from flows.models import Bot
from flows.services.train_bot import train_now


class Command(BaseCommand):
    help = "Train the models of a bot's draft and wait for them. What is trained already is not trained again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bot", help="Slug.")

    def handle(self, *, bot: str, **options: Any) -> None:
        found = Bot.unscoped.filter(slug=bot).first()
        if found is None:
            raise CommandError(f"There is no bot “{bot}”.")
        try:
            models = train_now(found, self._tell)
        except JobFailed as failure:
            raise CommandError(str(failure)) from failure
        for language, name in models.items():
            self.stdout.write(f"{language} {name}")

    def _tell(self, stage: str, progress: float) -> None:
        self.stderr.write(f"{progress:4.0%} {stage}")
