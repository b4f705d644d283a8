"""From the end of a training until each of two server processes serves its model. Prints only.

    .venv/bin/python -m tests.bench.switch_bench [rounds, 5]

Two servers on one database and a worker, without an encoder. Each round teaches a phrase and trains; once the job says
that it is done, both servers are asked what they make of the phrase until they know it. Then the draft is published
and both are asked by new visitors. Seconds are by the clock and hold the asking itself.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.chaos.test_kill_trainer import Rest, Workers
from tests.realtime.live import ROOT, LiveServer
from tests.realtime.test_training_switch import BAKED, answer, bakery, seconds_until, sure_of, teach, train


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory(prefix="botbuilder-switch-") as folder:
        first = LiveServer(Path(folder), {}, BOTBUILDER_ENCODER="off").start()
        second = LiveServer(Path(folder), {}, beside=first, BOTBUILDER_ENCODER="off").start()
        workers = Workers(first.environment)
        workers.start()
        try:
            said = subprocess.run(
                [sys.executable, "manage.py", "create_token", "bench@example.org"],
                cwd=ROOT, env=first.environment, capture_output=True, check=True, text=True,
            )  # fmt: skip
            token = said.stdout.split()[-1]
            measure(rounds, Rest(first, token), Rest(second, token))
        finally:
            workers.kill()
            first.kill()
            second.kill()


def measure(rounds: int, first: Rest, second: Rest) -> None:
    first.ask("POST", "bots/", {"name": "Bakery", "slug": "bakery"})
    draft = first.ask("GET", "bots/bakery/draft/")
    first.ask("PUT", "bots/bakery/draft/", bakery(draft.get("document", draft)))
    train(first)
    drafts: list[float] = []
    visitors: list[float] = []
    for number in range(rounds):
        phrase = f"flumox the quibble {'abcdefghij'[number % 10] * (3 + number // 10)}"
        assert all(sure_of(member, phrase) < 1.0 for member in (first, second))
        teach(first, phrase)
        train(first)
        drafts += [seconds_until(lambda member=member: sure_of(member, phrase) == 1.0) for member in (second, first)]  # noqa: B023
        first.ask("POST", "bots/bakery/publish/", {"force": True})
        visitors += [
            seconds_until(lambda member=member: answer(member, phrase) == BAKED)  # noqa: B023
            for member in (second, first)
        ]
    for what, took in (("the draft", drafts), ("new visitors, after publishing", visitors)):
        print(f"{what:32} {statistics.median(took):.2f} s median, {max(took):.2f} s most, of {len(took)}")
    print(f"load of this machine {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
