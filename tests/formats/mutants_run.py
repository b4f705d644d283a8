"""Hands broken bots to the importer and looks at what happens: `python -m tests.formats.mutants_run [count] [first]`.

Each is opened, read, checked and linted as an upload is, in a child process without privileges. The child may take
200 MB more than it begins with and 5 seconds of the processor for each, and may write no file, open no connection and
start no program: whatever breaks one of these rules, or ends otherwise than with a valid document or a refusal that
says why, is printed with its number, and the command exits 1. What once did lies in `corpus/`, made small.
"""

from __future__ import annotations

import codecs
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

SECONDS = 5
MEMORY = 200 * 1024 * 1024
EACH_CHILD = 2_000
NOBODY = 65534
# Events of Python's audit by which something outside could be changed or reached.
_FORBIDDEN = ("socket.connect", "socket.bind", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.mkdir",
              "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
              "shutil.", "ftplib.", "smtplib.", "urllib.Request", "ctypes.dlopen")  # fmt: skip


class TooSlow(Exception):
    pass


class Breach(Exception):
    """Something was written, reached or started."""


def outcome(name: str, file: str, data: bytes) -> str:
    """How an import ends: `read`, or the code of the refusal. Raises what an import must never raise."""
    import orjson

    from flows.document import fold, split, validate
    from flows.formats import FORMATS, ArchiveError, FormatError, format_of, open_source, read_bot
    from flows.formats.merge import Mergeable
    from flows.lint import lint
    from tests.formats.mutants import document

    try:
        files = open_source(data, file)
        chosen = FORMATS[format_of(files)]
        if isinstance(chosen, Mergeable):
            merge = chosen.merge(document(), files, {})
            orjson.dumps([item.to_json() for item in merge.items])
            orjson.dumps(merge.operations)
        reading = read_bot(files, source=file)[1]
    except (ArchiveError, FormatError) as error:
        assert error.code and 0 < len(error.detail) < 2_000, "a refusal without words"
        orjson.dumps(error.detail)
        return error.code
    assert validate(reading.document) == [], "a document that is none"
    assert fold(split(reading.document)) == reading.document, "a document that storing would change"
    stored = orjson.dumps(reading.document)
    assert b"\\u0000" not in stored, "a text that PostgreSQL cannot keep"
    orjson.dumps([item.to_json() for item in reading.items])
    lint(reading.document)
    return "read"


def child(first: int, count: int) -> None:
    """Tries the mutants of a range; prints what each came to as a line of JSON."""
    _prepare()
    for number in range(first, first + count):
        print(json.dumps({"begin": number}), flush=True)
        print(json.dumps(_tried(number)), flush=True)


def _tried(number: int) -> dict[str, Any]:
    from tests.formats.mutants import mutant

    name, file, data = mutant(number)
    found: dict[str, Any] = {"number": number, "source": name}
    began = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        found["outcome"] = outcome(name, file, data)
    except (MemoryError, TooSlow, Breach, Exception) as error:
        found["broken"] = f"{type(error).__name__}: {str(error)[:300]}"
        found["at"] = _place(error)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return {**found, "seconds": round(time.process_time() - began, 3),
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}  # fmt: skip


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    at = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if f"{os.sep}flows{os.sep}" in code.co_filename:
            at = f"{code.co_filename.rpartition(f'{os.sep}flows{os.sep}')[2]}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next
    return at


def _prepare() -> None:
    """Loads everything, then gives up what an import does not need."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "botbuilder.settings.test")
    django.setup()
    from tests.formats.mutants import sources

    for name, files in sources():
        path = next(iter(files))
        outcome(name, "bot", files[path])  # so that everything is imported
        if name.startswith("spreadsheet"):
            outcome(name, "bot.xlsx", files.get("bot.xlsx", b"PK"))
    for codec in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252",
        "cp437",
                  "latin-1", "ascii", "idna", "unicode-escape"):  # fmt: skip
        codecs.lookup(codec)  # Python's own files may be out of reach afterwards
    os.chdir(tempfile.gettempdir())
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, now + MEMORY))

    def late(*_: object) -> None:
        raise TooSlow(f"more than {SECONDS} seconds")

    signal.signal(signal.SIGPROF, late)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        path, mode, flags = arguments
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        if writes or (isinstance(mode, str) and set(mode) & set("wax+")):
            raise Breach(f"wrote {path}")
    elif event.startswith(_FORBIDDEN):
        raise Breach(event)


def run(first: int, count: int) -> tuple[Counter[str], list[dict[str, Any]], float, int]:
    """What the mutants of a range came to, those that broke a rule, the longest seconds and the largest MB."""
    outcomes: Counter[str] = Counter()
    broken: list[dict[str, Any]] = []
    slowest, largest, at = 0.0, 0, first
    while at < first + count:
        wanted = min(EACH_CHILD, first + count - at)
        command = [sys.executable, "-m", "tests.formats.mutants_run", "--child", str(at), str(wanted)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        begun = None
        for line in process.stdout:
            found = json.loads(line)
            if "begin" in found:
                begun = found["begin"]
                continue
            begun, at = None, found["number"] + 1
            outcomes[found.get("outcome", "broken")] += 1
            slowest, largest = max(slowest, found["seconds"]), max(largest, found["peak"])
            if "broken" in found:
                broken.append(found)
                print(json.dumps(found), flush=True)
        if process.wait() and begun is None:
            raise SystemExit(f"the child could not work: {process.returncode}")
        if begun is not None:
            broken.append({"number": begun, "broken": f"the process ended with {process.returncode}"})
            print(json.dumps(broken[-1]), flush=True)
            at = begun + 1
    return outcomes, broken, slowest, largest


def main(count: int, first: int = 0) -> int:
    began = time.time()
    outcomes, broken, slowest, largest = run(first, count)
    named = ", ".join(f"{code} {number}" for code, number in outcomes.most_common())
    print(f"{count} broken bots from {first}: {named}. {len(broken)} broke a rule. Slowest {slowest:.2f} s, "
          f"largest process {largest} MB, {time.time() - began:.0f} s in all.")  # fmt: skip
    return 1 if broken else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(int(sys.argv[2]), int(sys.argv[3]))
    else:
        sys.exit(main(*(int(one) for one in sys.argv[1:3] or ["20000"])))
