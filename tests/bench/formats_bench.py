"""How long a large bot takes to come in and go out: `python -m tests.bench.formats_bench [nodes]`.

Each line is one format in a process of its own: seconds of CPU to write the files, to open and read them again, and the
most memory that process ever had. The files are those of the bot of `tests.bench.bots`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from typing import Any

from flows.document import validate
from flows.formats import FORMATS, open_source, read_bot
from tests.bench.bots import large_bot

NAMES = ("native", "folder", "botpress")


def measure(name: str, nodes: int) -> dict[str, Any]:
    document = large_bot(nodes)
    format_ = FORMATS[name]
    begin = time.process_time()
    files = format_.write(document)  # type: ignore[attr-defined]  # formats that can only be read are not listed
    written = time.process_time()
    if len(files) == 1:
        (path, data), *_ = files.items()
        files = open_source(data, path)
    reading = read_bot(files, name)[1]
    read = time.process_time()
    problems = validate(reading.document)
    return {
        "format": name,
        "nodes": nodes,
        "files": len(files),
        "bytes": sum(map(len, files.values())),
        "write_s": round(written - begin, 2),
        "read_s": round(read - written, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "problems": len(problems),
        "nodes_read": sum(len(flow["nodes"]) for flow in reading.document["flows"]),
    }


def main(nodes: int, only: str = "") -> None:
    if only:
        print(json.dumps(measure(only, nodes)))
        return
    for name in NAMES:
        if hasattr(FORMATS.get(name), "write"):
            subprocess.run([sys.executable, "-m", "tests.bench.formats_bench", str(nodes), name], check=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, *sys.argv[2:3])
