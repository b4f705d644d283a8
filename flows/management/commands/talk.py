"""Talk to a bot on the terminal, through the same turn store as every visitor."""

from __future__ import annotations

import json
import sys
import time
import uuid
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from flows.adapters.conversations import Reply
from flows.adapters.writer_database import lane
from flows.models import Bot
from flows.runtime.degrade import as_text
from flows.runtime.inbound import Inbound, Opening
from flows.runtime.ports import RuntimeRefusal
from flows.wiring import Runtime, running


class Command(BaseCommand):
    help = "A line in, replies out. `exit`s at the end of the input."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bot", help="slug of the bot")
        parser.add_argument("--draft", action="store_true", help="talk to the draft, not to the live version")
        parser.add_argument("--json", action="store_true", help="one JSON object per input line")
        parser.add_argument("--user", default="", help="who talks; the same name is the same visitor")
        parser.add_argument("--language", default="")

    def handle(self, *, bot: str, draft: bool, json: bool, user: str, language: str, **options: Any) -> None:
        row = Bot.unscoped.filter(slug=bot).first()
        if row is None:
            raise CommandError(f"There is no bot {bot!r}.")
        if row.live_version_id is None and not draft:
            raise CommandError(f"{bot!r} is not published; talk to its draft with --draft.")
        opening = Opening(
            workspace_id=row.workspace_id,
            bot_id=lane(row.pk),
            version_id=None if draft else row.live_version_id,
            channel="talk",
            key=uuid.uuid4().hex,
            at=time.time(),
            language=language,
            visitor_key=f"user:{user}" if user else "",
        )
        with running() as runtime:
            try:
                self._talk(runtime, opening, as_json=json)
            except RuntimeRefusal as error:
                raise CommandError(error.detail) from error

    def _talk(self, runtime: Runtime, opening: Opening, *, as_json: bool) -> None:
        opened = runtime.conversations.open(opening)
        listener = _Everything()
        runtime.hub.attach(opened.conversation_id, listener)
        if not as_json:
            self._print(opened, as_json=False)
        for number, line in enumerate(sys.stdin, start=1):
            text = line.strip()
            if not text:
                if as_json:
                    self.stdout.write(json.dumps({"messages": [], "waiting": opened.waiting or None, "pending": False}))
                continue
            id = f"line-{number}"
            inbound = Inbound(id, "say", {"text": text}, time.time(), id)
            reply = runtime.conversations.submit(opened.conversation_id, opening.bot_id, inbound)
            self._print(reply, as_json=as_json)

    def _print(self, reply: Reply, *, as_json: bool) -> None:
        if as_json:
            body = {"messages": reply.views(), "waiting": reply.waiting or None, "pending": reply.pending}
            self.stdout.write(json.dumps(body, ensure_ascii=False))
        else:
            for one in reply.views():
                self.stdout.write(as_text(one["content"]))
        self.stdout.flush()


class _Everything:
    """Marks the conversation as listened to, so that this process makes its calls and fires its timers."""

    loop = None

    def heard(self, outcome: object) -> None:
        return
