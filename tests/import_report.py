"""Imports all public bots of other products and counts what came of them, as a Markdown table.

    python -m tests.import_report [product/bot…] [--json | --write]

Each bot is read as `import_bot` reads it; nothing of it runs and nothing is stored. What the source holds is counted in
its raw files (`tests.import_counts`): each thing is live in the document, named in the report, or lost. Errors of lint
count where the report does not explain them. Our own file and folder, written and read again, must be the same.
`--write` puts the table into docs/importing.md. Exits 1 where a bot cannot be read, a thing is lost, an error is not
explained, a written bot differs from itself, or reading took longer than two seconds of the processor.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

import django

HOME = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("BOTBUILDER_SHARED") or HOME.parent / "shared")
PEERS = SHARED / "peer-bots"
PAGE = HOME / "docs" / "importing.md"
SEVERITIES = ("error", "warning", "hint")
NESTED = ("rasa/formbot/migrated-3.1",)
SECONDS = 2.0
KINDS = ("flows", "nodes", "ways", "content", "intents", "examples", "entities", "answers", "variables")
_TABLE = re.compile(r"(?<=<!-- table of the shared bots -->\n).*?(?=<!-- end of the table -->)", re.DOTALL)


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
    from flows.formats import FORMATS, ArchiveError, FormatError, open_source, read_bot
    from flows.lint import lint
    from tests.import_counts import PRODUCTS, named

    began = time.process_time()
    try:
        files = open_source(PEERS / name)
        format, reading = read_bot(files, source=name)
    except (ArchiveError, FormatError) as error:
        return {"bot": name, "refused": str(error)}
    seconds = time.process_time() - began
    document = reading.document
    there: Counter[str] = Counter()
    told: Counter[str] = Counter()
    lost: list[str] = []
    for thing in PRODUCTS[format](files, document):
        there[thing.kind] += 1
        if not thing.live and named(thing, reading):
            told[thing.kind] += 1
        elif not thing.live:
            lost.append(f"{thing.kind} {thing.file}{thing.pointer} {thing.name}"[:200])
    explained = {item.target.split("/")[0] for item in reading.items if item.target}
    errors = [finding for finding in lint(document) if finding.severity == "error"]
    open_errors = [finding for finding in errors if f"flow:{finding.place.flow}" not in explained]
    same = all(
        read_bot(dict(FORMATS[own].write(document)))[1].document == document  # type: ignore[attr-defined]
        for own in ("native", "folder")
    )
    return {
        "bot": name, "format": format, "counted": dict(there), "named": dict(told), "lost": lost,
        "items": {one: sum(item.severity == one for item in reading.items) for one in SEVERITIES},
        "lint": {"errors": len(errors), "not explained": len(open_errors)}, "same": same, "seconds": seconds,
    }  # fmt: skip


def failed(one: dict[str, Any]) -> bool:
    return bool("refused" in one or one["lost"] or one["lint"]["not explained"] or not one["same"]
                or one["seconds"] > SECONDS)  # fmt: skip


def row(one: dict[str, Any]) -> str:
    if "refused" in one:
        return f"| {one['bot']} | refused: {one['refused']} | | | | | |"
    counted = " / ".join(str(one["counted"].get(kind, 0)) for kind in KINDS)
    live = sum(one["counted"].values()) - sum(one["named"].values()) - len(one["lost"])
    kept = f"{live} / {sum(one['named'].values())} / {len(one['lost'])}"
    items = " / ".join(str(one["items"][severity]) for severity in SEVERITIES)
    lint = " / ".join(str(count) for count in one["lint"].values())
    same = "yes" if one["same"] else "no"
    seconds = f"{one['seconds']:.2f}"
    return f"| {one['bot'].removesuffix('.json')} | {counted} | {kept} | {items} | {lint} | {same} | {seconds} |"


def table(found: list[dict[str, Any]]) -> str:
    head = f"| bot | {' / '.join(KINDS)} | live / named / lost | errors / warnings / hints "
    head += "| lint errors / not explained | same again | read, s |"
    return "\n".join([head, "|---|---|---|---|---|---|---|", *map(row, found), ""])


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "botbuilder.settings.test")
    django.setup()
    parser = ArgumentParser(description="What the public bots of other products become.")
    parser.add_argument("bots", nargs="*", default=bots())
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", action="store_true", help="Put the table into docs/importing.md.")
    arguments = parser.parse_args()
    found = [measure(name) for name in arguments.bots]
    print(json.dumps(found, ensure_ascii=False, indent=1) if arguments.json else table(found))
    for one in found:
        for thing in one.get("lost", ())[:5]:
            print(f"lost in {one['bot']}: {thing}", file=sys.stderr)
    if arguments.write:
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(_TABLE.sub(lambda _: table(found), text), encoding="utf-8")
    bad = [one["bot"] for one in found if failed(one)]
    things = sum(sum(one.get("counted", {}).values()) for one in found)
    print(f"{len(found)} bots, {things} things; not as they must be: {', '.join(bad) or 'none'}.", file=sys.stderr)
    return 1 if bad or not found else 0


if __name__ == "__main__":
    sys.exit(main())
