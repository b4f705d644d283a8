"""How long a large bot takes to come in and go out: `python -m tests.bench.formats_bench [nodes]`.

Each line is one format: seconds of the processor to write the files, and, in a process of its own with an empty SQLite
database, to import them as `import_bot` does (opening, reading, validation, storing, lint), with the most memory that
process ever had. The files are those of the bot of `tests.bench.bots`, packed as an export hands them over.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

NAMES = ("native", "folder", "botpress")


def write(name: str, nodes: int, place: Path) -> dict[str, Any]:
    """Writes the archive to `place`."""
    from flows.document.bulk import uncollected
    from flows.formats import FORMATS
    from flows.services.pack_files import pack_files
    from tests.bench.bots import large_bot

    document = large_bot(nodes)
    begin = time.process_time()
    with uncollected():
        files = FORMATS[name].write(document)  # type: ignore[attr-defined]  # formats that are only read are not listed
    written = time.process_time()
    place.write_bytes(files["bot.json"] if len(files) == 1 else pack_files(files, format=name)[0])
    return {"format": name, "nodes": nodes, "files": len(files), "bytes": place.stat().st_size,
            "write_s": round(written - begin, 2)}  # fmt: skip


def read(place: Path) -> dict[str, Any]:
    from django.core.management import call_command

    from botbuilder.tenancy.models import Workspace
    from flows.models import Bot
    from flows.services.import_bot import import_bot
    from flows.services.load_draft import load_draft

    call_command("migrate", verbosity=0)
    workspace = Workspace.objects.create(slug="default", name="Default")
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    import_bot(place, workspace=workspace, by="bench", slug="large")
    seconds, peak = time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    document = load_draft(Bot.unscoped.get(slug="large")).document
    return {"import_s": round(seconds, 2), "begins_mb": base // 1024, "peak_mb": peak // 1024,
            "nodes_read": sum(len(flow["nodes"]) for flow in document["flows"])}  # fmt: skip


def child(*arguments: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "BOTBUILDER_DATA": data, "DJANGO_SETTINGS_MODULE": "botbuilder.settings.embedded"}
        command = [sys.executable, "-m", "tests.bench.formats_bench", *arguments]
        done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main(nodes: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in NAMES:
            place = Path(folder) / ("bot.json" if name == "native" else "bot.zip")
            line = child("--write", name, str(nodes), str(place))
            print(json.dumps(line | child("--read", str(place))), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] in (["--write"], ["--read"]):
        import django

        django.setup()
        of = sys.argv[2:]
        print(json.dumps(write(of[0], int(of[1]), Path(of[2])) if sys.argv[1] == "--write" else read(Path(of[0]))))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
