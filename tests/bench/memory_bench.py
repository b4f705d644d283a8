"""What `make run` takes of memory, process by process. Prints only.

    .venv/bin/python -m tests.bench.memory_bench

Starts `manage.py up` with a data folder of its own, speaks to the demo bot in both of its languages, trains it, and
looks at every process below the server: RSS counts a page once per process that has it, PSS once. Without an encoder:
BOTBUILDER_ENCODER=off.
"""

import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench.click_bench import Server, print_memory

LIMIT = 400  # megabytes that server and workers promise to stay within
SAID = {
    "en": ["I want to order a pizza", "when are you open?", "large", "pepperoni", "what did I just say", "good bye"],
    "fr": ["je veux commander une pizza", "quand êtes-vous ouverts ?", "grande", "pepperoni", "merci bien"],
}


def talk(server: Server, language: str) -> None:
    """A visitor's dialogue with the demo bot, in free text."""
    opened: Any = server.ask("POST", "chat/pizza/conversations/", {"language": language})
    path = f"chat/pizza/conversations/{opened['conversation']}/messages/"
    for number, text in enumerate(SAID[language]):
        server.ask("POST", path, {"id": f"m{number}", "text": text}, token=opened["token"])


def teach(server: Server, example: str) -> None:
    base = server.ask("GET", "bots/pizza/")["draft_revision"]
    change = {"op": "add", "part": "intent:order_pizza", "path": "/examples/en/-", "value": example, "base": base}
    server.ask("PATCH", "bots/pizza/draft/", [change])


def wait_for_evaluation(server: Server) -> None:
    """What a training has changed is looked at afterwards, by processes that leave again."""
    until = time.monotonic() + 120
    quiet = 0
    while quiet < 30 and time.monotonic() < until:
        quiet = quiet + 1 if set(server.processes()) <= {"server", "worker", "trainer"} else 0
        time.sleep(0.2)


def start(folder: Path, which: str) -> Server:
    began = time.monotonic()
    server = Server(folder)
    print(f"{which:24} {server.ready - began:.1f} s to /readyz")
    until = time.monotonic() + 60
    while "trainer" not in server.processes() and time.monotonic() < until:
        time.sleep(0.2)
    time.sleep(4)
    print_memory("ready", server.processes())
    return server


def use(server: Server) -> None:
    for _ in range(20):
        for language in SAID:
            talk(server, language)
    print_memory("after 220 messages", server.processes())
    teach(server, "feed me")
    server.train("pizza")
    server.ask("POST", "bots/pizza/parse/", {"text": "feed me"})
    print_memory("after a training", server.processes())
    wait_for_evaluation(server)
    assert server.ask("GET", "bots/pizza/evaluations/")["results"], "it was not evaluated"
    print_memory("after its evaluation", server.processes())
    server.ask("POST", "bots/pizza/publish/", {"force": True})
    for language in SAID:
        talk(server, language)
    wait_for_evaluation(server)
    print_memory("published and spoken to", server.processes())


def stop(server: Server) -> None:
    began = time.monotonic()
    server.stop()
    print(f"stopped                  {time.monotonic() - began:.1f} s after SIGTERM")


def main() -> None:
    print(f"promised: at most {LIMIT} MB once nothing is under way")
    with tempfile.TemporaryDirectory(prefix="botbuilder-memory-") as folder:
        server = start(Path(folder), "first start")
        try:
            use(server)
        finally:
            stop(server)
        server = start(Path(folder), "second start")
        try:
            for language in SAID:
                talk(server, language)
            print_memory("spoken to", server.processes())
        finally:
            stop(server)


if __name__ == "__main__":
    main()
