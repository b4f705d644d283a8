import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from flows.models import Bot
from flows.services.errors import Refusal
from flows.services.parse_text import parse_text


class Command(BaseCommand):
    help = "What a bot makes of one utterance, by the models of its draft, else of its live version."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bot", help="Slug.")
        parser.add_argument("text")
        parser.add_argument("--language", help="One of the bot's; its own by default.")
        parser.add_argument("--json", action="store_true", help="One JSON object, for programs.")

    def handle(self, *, bot: str, text: str, language: str | None, json: bool, **options: Any) -> None:
        found = Bot.unscoped.filter(slug=bot).first()
        if found is None:
            raise CommandError(f"There is no bot “{bot}”.")
        try:
            understood = parse_text(found, text=text, language=language)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_dump(understood) if json else _in_words(understood))


def _dump(understood: dict[str, Any]) -> str:
    return json.dumps(understood, ensure_ascii=False)


def _in_words(understood: dict[str, Any]) -> str:
    lines = [f"intent     {understood['intent'] or 'none'}"]
    lines += [f"  {one['confidence']:6.1%}  {one['name']}" for one in understood["intents"][:3]]
    lines += [f"  {one['confidence']:6.1%}  answer {one['id']}" for one in understood["answers"][:3]]
    lines += [f"entity     {one['entity']} = {one['value']!r} in “{one['text']}”" for one in understood["entities"]]
    return "\n".join(lines)
