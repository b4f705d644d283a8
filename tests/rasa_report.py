"""Runs the test stories of the public Rasa projects, and prints what came of it as a Markdown table.

    python -m tests.rasa_report [project…] [--json]

Each project is read, trained and tested in this process, as `import_bot` and `test_bot` do it, without a database.
Times are of the processor. Exits 1 where a test fails.
"""

from __future__ import annotations

import json
import os
import sys
import time
from argparse import ArgumentParser
from typing import Any

import django


def measure(name: str) -> dict[str, Any]:
    """What one project becomes, and how its tests went."""
    from tests.formats.rasa_bots import Trained, real

    began = time.process_time()
    reading = real(name)
    read = time.process_time() - began
    document = reading.document
    began = time.process_time()
    trained = Trained(document)
    taught = time.process_time() - began
    began = time.process_time()
    differences = {test["name"]: trained.test(test) for test in document["tests"]}
    severities = [item.severity for item in reading.items]
    return {
        "project": name,
        "stories": sum(each["kind"] == "story" for each in document["stories"]),
        "rules": sum(each["kind"] == "rule" for each in document["stories"]),
        "tests": len(differences),
        "passed": sum(not found for found in differences.values()),
        "failures": {test: found for test, found in differences.items() if found},
        "items": {one: severities.count(one) for one in ("error", "warning", "hint")},
        "seconds": {"read": read, "train": taught, "test": time.process_time() - began},
    }


def row(one: dict[str, Any]) -> str:
    items = " / ".join(str(count) for count in one["items"].values())
    seconds = " / ".join(f"{one['seconds'][stage]:.2f}" for stage in ("read", "train", "test"))
    tests = f"{one['passed']} of {one['tests']}" if one["tests"] else "–"
    return f"| {one['project']} | {one['stories']} | {one['rules']} | {tests} | {items} | {seconds} |"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "botbuilder.settings.test")
    django.setup()
    from tests.formats.rasa_bots import REAL_BOTS

    parser = ArgumentParser(description="Test stories of the public Rasa projects.")
    parser.add_argument("projects", nargs="*", default=REAL_BOTS)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = [measure(name) for name in arguments.projects]
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        print("| project | stories | rules | tests passed | errors / warnings / hints | read / train / test, s |")
        print("|---|---|---|---|---|---|")
        for one in found:
            print(row(one))
        for one in found:
            for test, differences in one["failures"].items():
                print(f"\n{one['project']}: {test}")
                print("\n".join(f"- {difference}" for difference in differences))
    return 1 if any(one["failures"] for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
