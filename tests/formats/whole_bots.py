"""Small whole bots of every format, made here: what other tests break, pack and bring in."""

from __future__ import annotations

import json
from typing import Any

from flows.formats import FORMATS
from tests.bench.bots import large_bot
from tests.document.bots import bot as drinks
from tests.formats import foreign_botpress, foreign_dialogflow, foreign_typebot
from tests.formats.test_botpress_mutated import BOT as EVERY_NODE
from tests.formats.test_rasa_dialogues import DOMAIN, FORMS, NLU, TESTS
from tests.formats.test_rasa_files import EVERYTHING
from tests.formats.test_spreadsheet import bot as tea

Files = dict[str, bytes]


def own_bots() -> list[tuple[str, Files]]:
    """Name (`format/bot`) and files."""
    found: list[tuple[str, Files]] = [
        ("botpress/nodes", encoded(EVERY_NODE)),
        ("rasa/everything", {"bot.yml": EVERYTHING}),
        ("rasa/forms", {"domain.yml": DOMAIN.encode(), "data/nlu.yml": NLU.encode(), "tests/test_a.yml": TESTS.encode(),
                        **{f"data/{name}.yml": text.encode() for name, text in FORMS.items()}}),
    ]  # fmt: skip
    found += [(f"botpress/{name}", encoded(files)) for name, files in foreign_botpress.BOTS.items()]
    found += [(f"dialogflow/{name}", encoded(files)) for name, files in foreign_dialogflow.AGENTS.items()]
    found += [(f"typebot/{name}", encoded({"bot.json": body})) for name, body in foreign_typebot.BOTS.items()]
    for name, document in (("tea", tea()), ("drinks", drinks()), ("large", large_bot(20))):
        for format in ("native", "folder", "spreadsheet", "xliff", "botpress"):
            found.append((f"{format}/{name}", dict(FORMATS[format].write(document))))  # type: ignore[attr-defined]
    return found


def encoded(files: dict[str, Any]) -> Files:
    return {path: body if isinstance(body, bytes) else json.dumps(body).encode() for path, body in files.items()}
