"""Imports all public bots of other products and prints what came of them as a Markdown table.

    python -m tests.import_report [product/bot…] [--json]

Each bot is read as `import_bot` reads it, without a database; nothing of it runs and nothing is stored. `live` are the
parts of the document, errors of lint count where the report does not explain them, seconds are of the processor.
Exits 1 where a bot cannot be read, or lint finds an error.
"""

from __future__ import annotations

import json
import os
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import django

SHARED = Path(os.environ.get("BOTBUILDER_SHARED") or Path(__file__).resolve().parents[2] / "shared")
PEERS = SHARED / "peer-bots"
SEVERITIES = ("error", "warning", "hint")
NESTED = ("rasa/formbot/migrated-3.1",)


def bots() -> list[str]:
    """All shared bots, by product."""
    found = [
        path.relative_to(PEERS).as_posix()
        for product in ("botpress", "dialogflow", "rasa", "typebot")
        for path in sorted((PEERS / product).glob("*"))
        if path.suffix == ".json" or path.is_dir()
    ]
    there = [name for name in NESTED if (PEERS / name).is_dir()]
    return sorted(name for name in [*found, *there] if not name.endswith("MANIFEST.json"))


def measure(name: str) -> dict[str, Any]:
    """What one bot becomes, or why it cannot be read."""
    from flows.formats import ArchiveError, FormatError, open_source, read_bot
    from flows.lint import lint

    began = time.process_time()
    try:
        format, reading = read_bot(open_source(PEERS / name), source=name)
    except (ArchiveError, FormatError) as error:
        return {"bot": name, "refused": str(error)}
    seconds = time.process_time() - began
    document = reading.document
    nodes = sum(len(flow["nodes"]) for flow in document["flows"])
    examples = sum(len(listed) for one in document["intents"] for listed in one.get("examples", {}).values())
    explained = {item.target.split("/")[0] for item in reading.items if item.target}
    errors = [finding for finding in lint(document) if finding.severity == "error"]
    open_errors = [finding for finding in errors if f"flow:{finding.place.flow}" not in explained]
    return {
        "bot": name,
        "format": format,
        "live": {
            "flows": len(document["flows"]), "nodes": nodes, "intents": len(document["intents"]), "examples": examples,
            "entities": len(document["entities"]), "answers": len(document["answers"]),
            "content": len(document["content"]), "variables": len(document["variables"]),
        },
        "items": {one: sum(item.severity == one for item in reading.items) for one in SEVERITIES},
        "lint": {"errors": len(errors), "not explained": len(open_errors)},
        "seconds": seconds,
    }  # fmt: skip


def row(one: dict[str, Any]) -> str:
    if "refused" in one:
        return f"| {one['bot']} | refused: {one['refused']} | | | | |"
    live = one["live"]
    parts = " / ".join(str(live[key]) for key in ("flows", "nodes", "variables"))
    knowledge = " / ".join(str(live[key]) for key in ("intents", "examples", "entities", "answers", "content"))
    items = " / ".join(str(one["items"][severity]) for severity in SEVERITIES)
    lint = " / ".join(str(count) for count in one["lint"].values())
    return f"| {one['bot'].removesuffix('.json')} | {parts} | {knowledge} | {items} | {lint} | {one['seconds']:.2f} |"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "botbuilder.settings.test")
    django.setup()
    parser = ArgumentParser(description="What the public bots of other products become.")
    parser.add_argument("bots", nargs="*", default=bots())
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = [measure(name) for name in arguments.bots]
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        print("| bot | flows / nodes / variables | intents / examples / entities / answers / content "
              "| errors / warnings / hints | lint errors / not explained | read, s |")  # fmt: skip
        print("|---|---|---|---|---|---|")
        print("\n".join(row(one) for one in found))
    return 1 if any("refused" in one or one["lint"]["not explained"] for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
