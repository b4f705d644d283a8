"""`generate_types`: the contracts of the server as JSON Schema, and from them the TypeScript of the front end."""

import json
import subprocess
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from drf_spectacular.generators import SchemaGenerator

from botbuilder.frontend_build import FRONTEND, environment, npm
from flows.document import bot_schema
from flows.realtime.protocol import chat_schema

SCHEMAS = FRONTEND / "protocol" / "schema"


class Command(BaseCommand):
    help = "Write frontend/protocol/schema and frontend/protocol/generated from the code (--check: only compare)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where a file is not in step")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        stale = [path for path, text in _schemas().items() if not path.is_file() or path.read_text() != text]
        if check and stale:
            names = ", ".join(str(path.relative_to(settings.ROOT)) for path in stale)
            raise CommandError(f"not in step with the code: {names}. Run manage.py generate_types.")
        for path, text in _schemas().items():
            if path in stale:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
                self.stdout.write(f"wrote {path.relative_to(settings.ROOT)}")
        script = "generate:check" if check else "generate"
        done = subprocess.run(npm(["run", "--silent", script]), cwd=FRONTEND, env=environment(), check=False)  # noqa: S603
        if done.returncode:
            raise CommandError("the TypeScript is not in step with the schemas" if check else "npm run generate failed")


def _schemas() -> dict[Path, str]:
    made = {
        "bot": bot_schema(),
        "chat": chat_schema(),
        "openapi": SchemaGenerator().get_schema(request=None, public=True),
    }
    return {SCHEMAS / f"{name}.json": _text(schema) for name, schema in made.items()}


def _text(schema: Any) -> str:
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
