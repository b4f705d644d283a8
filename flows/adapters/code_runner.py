"""Runs the JavaScript of code steps: a fresh child process for each run, boxed in by itself, killed by us.

The child (code_child.py) gets a clean environment, pipes and nothing else. What holds: it leaves root for nobody;
processor time, memory, files and processes are limited; the kernel filters its system calls (Linux on x86-64 and
arm64), so there is no file, socket, program or process to reach; and after the wall deadline it is killed.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import logging
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import orjson

logger = logging.getLogger("flows.code")

CHILD = Path(__file__).with_name("code_child.py")
CPU_SECONDS = 3
MEMORY_BYTES = 256 * 1024 * 1024  # of address space; the script itself gets half
OUTPUT_BYTES = 64 * 1024
MOST_AT_ONCE = 4
GRACE = 0.5  # seconds after the deadline, for the child to tell why it ended


class CodeRunner:
    """Lives on one event loop."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(MOST_AT_ONCE)
        self._library: str | None = None

    async def run(self, source: str, values: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """`{"value": …}` or `{"failed": reason, "detail"?}` after at most `seconds`."""
        try:
            async with asyncio.timeout(seconds), self._free:
                return await self._run(source, values, seconds)
        except TimeoutError:
            return {"failed": "timeout"}

    async def _run(self, source: str, values: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        self._library = self._library or find_engine()
        if self._library is None:
            return {"failed": "not_available"}
        cpu = max(1, min(CPU_SECONDS, int(seconds)))
        limits = (str(cpu), str(MEMORY_BYTES), str(OUTPUT_BYTES))
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-S", "-B", str(CHILD), self._library, *limits),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )
        try:
            return _read(await _talk(child, orjson.dumps({"source": source, "vars": values})), child)
        finally:
            if child.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    child.kill()
                await child.wait()


async def _talk(child: asyncio.subprocess.Process, given: bytes) -> bytes:
    """All of what it writes, up to one byte too much."""
    assert child.stdin is not None and child.stdout is not None
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        child.stdin.write(given)
        await child.stdin.drain()
        child.stdin.close()
    written = bytearray()
    while len(written) <= 2 * OUTPUT_BYTES:
        chunk = await child.stdout.read(OUTPUT_BYTES)
        if not chunk:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(child.wait(), GRACE)
            break
        written += chunk
    return bytes(written)


def _read(written: bytes, child: asyncio.subprocess.Process) -> dict[str, Any]:
    if len(written) > 2 * OUTPUT_BYTES:
        return {"failed": "too_large"}
    if not written:
        if child.returncode == 0 or child.returncode is None or child.returncode > 0:
            logger.error("a code step's process ended with %s before it began", child.returncode)
            return {"failed": "not_available"}
        return {"failed": "killed"}  # by its limits
    try:
        result = orjson.loads(written)
    except orjson.JSONDecodeError:
        return {"failed": "unreadable"}
    return result if isinstance(result, dict) else {"failed": "unreadable"}


def find_engine() -> str | None:
    """The folder of quickjs-ng's library; None where it is missing, or where the other package of that name is there.

    Both install a module `_quickjs`, and the older one does not stop a regular expression that runs away.
    """
    found = importlib.util.find_spec("_quickjs")
    try:
        metadata.version("quickjs-ng")
    except metadata.PackageNotFoundError:
        found = None
    with contextlib.suppress(metadata.PackageNotFoundError):
        metadata.version("quickjs")
        found = None
    if found is None or found.origin is None:
        logger.error("code steps are on, but quickjs-ng is not installed, or the package quickjs stands in its way")
        return None
    return str(Path(found.origin).parent)
