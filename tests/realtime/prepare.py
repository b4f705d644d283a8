"""Fills the database that the environment names: `python -m tests.realtime.prepare bots.json` (slug → document)."""

import json
import sys
from pathlib import Path

from botbuilder.settings.env import choose_settings


def main(path: str) -> None:
    choose_settings()
    import django

    django.setup()

    from django.core.management import call_command

    from botbuilder.tenancy.models import Workspace
    from flows.models import Bot, Channel, Version

    call_command("migrate", verbosity=0, skip_checks=True)
    workspace, _ = Workspace.objects.get_or_create(slug="default", defaults={"name": "Default"})
    for slug, document in json.loads(Path(path).read_text()).items():
        bot = Bot.unscoped.filter(slug=slug).first()
        if bot is None:
            bot = Bot.unscoped.create(workspace=workspace, slug=slug, name=document["name"])
            Channel.unscoped.create(workspace=workspace, bot=bot, kind="rasa", is_open=slug == "counter")
        number = Version.unscoped.filter(bot=bot).count() + 1
        bot.live_version = Version.unscoped.create(workspace=workspace, bot=bot, number=number, document=document)
        bot.save()
    Bot.unscoped.get_or_create(workspace=workspace, slug="unpublished", defaults={"name": "Unpublished"})


if __name__ == "__main__":
    main(sys.argv[1])
