"""How many durable turns a second, against a bare Channels echo in the same run.

    python -m tests.bench.turns_bench [--sockets 50] [--seconds 2] [--rounds 3]
    python -m tests.backing_services python -m tests.bench.turns_bench      the same on PostgreSQL

Targets: SQLite (synchronous=FULL) ≥ 0.8 × echo, PostgreSQL ≥ 0.4 ×; free text on the demo bot ≥ 0.4 × and ≥ 0.25 ×.
Rounds alternate between the cells, and the ratio is the median over rounds: a busy machine moves all cells alike.
"""

import argparse
import asyncio
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "botbuilder" / "demo" / "pizza.json"
TARGETS = {
    ("sqlite", "buttons"): 0.8,
    ("sqlite", "text"): 0.4,
    ("postgresql", "buttons"): 0.4,
    ("postgresql", "text"): 0.25,
}
TEXTS = [
    "I want to order a large pepperoni pizza",
    "when are you open?",
    "hello",
    "I want to order a pizza",
    "large",
    "pepperoni",
    "what on earth is this",
]

BUTTONS = {
    "format": "botbuilder/bot",
    "version": 1,
    "name": "Buttons",
    "languages": ["en"],
    "default_language": "en",
    "flows": [
        {
            "id": "main",
            "title": "Main",
            "kind": "main",
            "start": "n1",
            "nodes": [
                {
                    "id": "n1",
                    "title": "Ask",
                    "steps": [
                        {
                            "id": "s1",
                            "type": "choice",
                            "config": {"message": "Go on?", "options": [{"id": "y", "title": "Yes"}]},
                        }
                    ],
                }
            ],
            "transitions": [
                {"id": "t1", "node": "n1", "step": "s1", "output": "y", "target": "n1"},
                {"id": "t2", "node": "n1", "step": "s1", "output": "else", "target": "n1"},
            ],
        }
    ],
}


def prepare() -> str:
    """Tables and the two bots, in the database that the environment names; its vendor."""
    from botbuilder.settings.env import choose_settings

    choose_settings()
    import django

    django.setup()
    import json

    from django.core.management import call_command
    from django.db import connection

    from botbuilder.tenancy.models import Workspace
    from flows.adapters.understanding import make_models, prepare_training
    from flows.models import Bot, Version

    call_command("migrate", skip_checks=True, verbosity=0)
    workspace, _ = Workspace.objects.get_or_create(slug="bench", defaults={"name": "Bench"})
    for slug, document in (("buttons", BUTTONS), ("text", json.loads(DEMO.read_text()))):
        if Bot.unscoped.filter(slug=slug).exists():
            continue
        hashes = prepare_training(workspace, document) if document.get("intents") else {}
        models = make_models(workspace, hashes, lambda stage, share: None).models if hashes else {}
        bot = Bot.unscoped.create(workspace=workspace, slug=slug, name=slug)
        bot.live_version = Version.unscoped.create(
            workspace=workspace, bot=bot, number=1, document=document, models=models
        )
        bot.save()
    return connection.vendor


def echo_talk(socket, frame):
    if frame is not None:
        socket.answered()
    return {"type": "message", "id": "m1", "payload": {"option": "y", "seq": 1}}


def chat_talk(say):
    """Say the next thing when the turn's answer is there: its acknowledgement and at least one message."""
    state = {"acked": 0, "count": 0}

    def talk(socket, frame):
        if frame is None:
            return {"type": "hello"}
        kind = frame["type"]
        if kind == "error":
            raise RuntimeError(frame)
        if kind == "ack":
            state["acked"] = frame["seq"]
            return None
        if kind == "message" and frame["seq"] == state["acked"] + 1:
            socket.answered()
        elif kind != "welcome":
            return None
        seq = frame["seq"] if kind == "message" else frame["last_seq"]
        state["count"] += 1
        return {"type": "message", "id": f"m{state['count']}", **say(state["count"], seq)}

    return talk


def tap(count, seq):
    return {"payload": {"option": "y", "seq": seq}}


def speak(offset):
    return lambda count, seq: {"text": TEXTS[(count + offset) % len(TEXTS)]}


def start_server() -> tuple[subprocess.Popen, int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "tests.bench.app:application", "--port", str(port)]
    command += ["--ws", "botbuilder.websockets:DirectWebSockets", "--log-level", "warning", "--lifespan", "on"]
    server = subprocess.Popen(command, cwd=ROOT)
    for _ in range(200):
        time.sleep(0.1)
        try:
            with socket.create_connection(("127.0.0.1", port), 0.2):
                return server, port
        except OSError:
            continue
    raise RuntimeError("the server does not start")


async def measure(port: int, pid: int, sockets: int, seconds: float, rounds: int) -> dict[str, list[dict]]:
    from tests.bench.raw_client import load

    cells = {
        "echo": ("/ws/echo/", lambda: [echo_talk] * sockets),
        "buttons": ("/ws/chat/buttons/", lambda: [chat_talk(tap) for _ in range(sockets)]),
        "text": ("/ws/chat/text/", lambda: [chat_talk(speak(n)) for n in range(sockets)]),
    }
    results: dict[str, list[dict]] = {name: [] for name in cells}
    for _ in range(rounds):
        for name, (path, talks) in cells.items():
            results[name].append(await load(port, path, talks(), seconds, pid))
    return results


def report(vendor: str, results: dict[str, list[dict]]) -> bool:
    print(f"{vendor}: {len(results['echo'])} rounds, load {os.getloadavg()[0]:.1f}")
    good = True
    for name, rounds in results.items():
        figures = {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}
        ratio = statistics.median(
            one["per_second"] / echo["per_second"] for one, echo in zip(rounds, results["echo"], strict=True)
        )
        target = TARGETS.get((vendor, name))
        verdict = "" if target is None else f"target ≥ {target} {'ok' if ratio >= target else 'MISSED'}"
        good = good and (target is None or ratio >= target)
        print(
            f"  {name:8} {figures['per_second']:7.0f}/s  {ratio:5.2f} × echo  p50 {figures['p50_ms']:6.1f} ms  "
            f"p99 {figures['p99_ms']:6.1f} ms  CPU {figures['cpu_us']:4.0f} µs "
            f"(sockets {figures['loop_us']:4.0f}, turns {figures['writer_us']:4.0f}, "
            f"other threads {figures['rest_us']:3.0f})  {verdict}"
        )
    return good


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sockets", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    os.environ["BOTBUILDER_RATE_LIMITS"] = "off"
    with tempfile.TemporaryDirectory(prefix="botbuilder-bench-", ignore_cleanup_errors=True) as folder:
        os.environ["BOTBUILDER_DATA"] = folder
        vendor = prepare()
        server, port = start_server()
        try:
            results = asyncio.run(measure(port, server.pid, options.sockets, options.seconds, options.rounds))
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
    return 0 if report(vendor, results) else 1


if __name__ == "__main__":
    sys.exit(main())
