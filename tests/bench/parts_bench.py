"""What a durable turn costs, by part: the turn store's steps alone, without sockets and without another thread.

    .venv/bin/python -m tests.bench.parts_bench [--batch 25] [--rounds 200]
    .venv/bin/python -m tests.backing_services .venv/bin/python -m tests.bench.parts_bench      the same on PostgreSQL

Microseconds of CPU per turn, the best round of many: on a busy machine the best is what repeats. `waits` is what
storing takes by the clock beside its CPU: the disk, and PostgreSQL's server.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from typing import Any

from tests.bench.turns_bench import prepare, speak, tap


class Parts:
    """One bot's conversations, taken through the steps of a batch again and again."""

    def __init__(self, slug: str, conversations: int) -> None:
        from flows.adapters.bots import BotShelf
        from flows.adapters.turn_batch import BatchRunner
        from flows.adapters.understanding import UNDERSTANDING
        from flows.adapters.writer_database import lane, open_writer
        from flows.models import Bot
        from flows.runtime.inbound import Opening
        from flows.runtime.session import Session
        from flows.services.load_draft import load_draft

        bot = Bot.unscoped.get(slug=slug)
        self.lane = lane(bot.id)
        self.session = Session(UNDERSTANDING.understand)
        self.runner = BatchRunner(self.session, BotShelf(load_draft))
        self.writer = open_writer(apart=True)
        self.spent: dict[str, float] = {}
        head = (bot.workspace_id, self.lane, bot.live_version_id, "web")
        openings = [Opening(*head, f"{os.getpid()}-{number}", time.time()) for number in range(conversations)]
        self.seqs: dict[int, int] = {}
        self.run([self.submission(opening=opening) for opening in openings])

    def submission(self, **more: Any) -> Any:
        from flows.adapters.turn_submission import Submission

        return Submission(self.lane, **more)

    def say(self, round: int, says: Callable[[int, int, int], dict[str, Any]]) -> list[Any]:
        from flows.runtime.inbound import Inbound
        from flows.runtime.said import read_said

        said = []
        for number, (conversation, seq) in enumerate(self.seqs.items()):
            id, body = read_said({"id": f"m{round}", **says(number, round, seq)})
            said.append(
                self.submission(conversation_id=conversation, inbound=Inbound(id, "say", body, time.time(), id))
            )
        return said

    def run(self, submissions: list[Any]) -> None:
        from flows.adapters.turn_submission import BatchResult

        result = BatchResult()
        submissions = self.runner.resolve(self.writer, submissions, (), result)
        self.spent = {}
        ready = self._timed("prepare", lambda: self.runner.prepare(self.writer, submissions, result))
        began = time.perf_counter()
        self._timed("store", lambda: self.runner.store(self.writer, ready, result))
        self.spent["waits"] = time.perf_counter() - began - self.spent["store"]
        assert len(result.outcomes) == len(submissions) and not any(one.error for one in result.outcomes)
        self.seqs = {one.conversation_id: one.last_seq for one in result.outcomes}

    def _timed(self, name: str, act: Callable[[], Any]) -> Any:
        began = time.thread_time()
        made = act()
        self.spent[name] = time.thread_time() - began
        return made


def measure(slug: str, says: Callable[[int, int, int], dict[str, Any]], batch: int, rounds: int) -> None:
    parts = Parts(slug, batch)
    taken = []
    for round in range(rounds):
        parts.run(parts.say(round, says))
        taken.append(parts.spent)
    best = {name: 1e6 * min(one[name] for one in taken[5:]) / batch for name in taken[0]}
    shown = "  ".join(f"{name} {figure:5.1f}" for name, figure in best.items())
    print(f"  {slug:8} {best['prepare'] + best['store']:6.1f} µs  =  {shown}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--batch", type=int, default=25)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="botbuilder-bench-", ignore_cleanup_errors=True) as folder:
        os.environ["BOTBUILDER_DATA"] = folder
        vendor = prepare()
        print(f"{vendor}, batches of {options.batch}")
        measure("buttons", lambda number, round, seq: tap(round, seq), options.batch, options.rounds)
        measure("text", lambda number, round, seq: speak(number)(round, seq), options.batch, options.rounds)


if __name__ == "__main__":
    main()
