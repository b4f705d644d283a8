from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from flows.services.connect_actions import connect_actions
from flows.services.errors import Refusal
from flows.services.find_bot import find_bot


class Command(BaseCommand):
    help = "Let the actions of a bot that came from Rasa run on an action server: its switched-off code steps call it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument(
            "server", help="Address, like https://actions.example.org/webhook; secrets as {{ secret.name }}."
        )

    def handle(self, *, slug: str, server: str, **options: Any) -> None:
        try:
            names = connect_actions(find_bot(slug), server, by="command")
        except Refusal as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{len(names)} actions are called now: {', '.join(names)}" if names else "No action is called."
        )
