"""Measures understanding on the public sets, beside what is aimed at, and prints a Markdown table.

    python -m tests.nlu_targets [row…] [--encoder FOLDER] [--cache FOLDER] [--write]

Sets are read from `nlu-benchmarks/` of the shared folder. Each row trains a bot on the published training file, by the
door that every bot is trained by, and asks the published test file one text at a time. Nothing is chosen here.
`--write` puts the table into docs/nlu.md. Seconds and milliseconds are of the processor; a `--cache` that is kept
saves those of encoding.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from nlu.pipeline import Model, train
from nlu.pipeline.encoder import Encoder, VectorCache, find_encoder
from nlu.pipeline.entities.system import find_at
from nlu.pipeline.evaluation.calibration import calibration
from nlu.pipeline.evaluation.metrics import auroc
from nlu.pipeline.evaluation.rows import Row, read_row, training_set_of
from nlu.pipeline.evaluation.spans import found_spans, span_f1

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "nlu.md"
BEGIN, END = "<!-- targets: begin -->", "<!-- targets: end -->"
LEAST_IN_SCOPE = 0.94
SEED = 0
TIMED = 300  # texts


@dataclass(frozen=True, slots=True)
class Target:
    """What is measured on a set, and the figures to reach, in percent."""

    name: str
    title: str
    taught: str
    asked: str
    least: float
    aim: float
    best: str = "–"
    language: str = "en"
    others: str = ""  # a file of utterances that are out of scope
    none: str = ""  # a file of examples of what is out of scope
    spans: tuple[float, float] | None = None  # span F1 to reach


TARGETS = (
    Target("banking77", "BANKING77", "banking77/train", "banking77/test", 93.8, 95, "94.9"),
    Target("banking77-10shot", "BANKING77, 10 each", "banking77/train_10", "banking77/test", 85.8, 89, "89.8"),
    Target("banking77-5shot", "BANKING77, 5 each", "banking77/train_5", "banking77/test", 80.2, 83, "84.0"),
    Target("clinc150", "CLINC150", "clinc150/train", "clinc150/test", 95.4, 97, "97.2", others="clinc150/oos_test"),
    Target(
        "clinc150-none", "CLINC150 with 100 examples of `none`", "clinc150/train", "clinc150/test", 95.4, 97, "97.2",
        others="clinc150/oos_test", none="clinc150/oos_train",
    ),
    Target(
        "clinc150-10shot", "CLINC150, 10 each", "clinc150/train_10", "clinc150/test", 90.3, 93, "94.8",
        others="clinc150/oos_test",
    ),
    Target(
        "clinc150-5shot", "CLINC150, 5 each", "clinc150/train_5", "clinc150/test", 87.2, 90.5, "92.6",
        others="clinc150/oos_test",
    ),
    Target("askubuntu", "AskUbuntu", "askubuntu/train", "askubuntu/test", 92, 95, "94"),
    Target("chatbot", "Chatbot", "chatbot/train", "chatbot/test", 97, 99, "99"),
    Target("webapps", "WebApps", "webapplications/train", "webapplications/test", 86, 90, "83"),
    Target("snips", "SNIPS", "snips/train", "snips/test", 99, 99.5, "99", spans=(94, 96)),
    Target("snips-300", "SNIPS, 300 each", "snips/train_70", "snips/test", 99, 99.5, "99"),
    Target("xsid-de", "xSID German", "xsid/de_train", "xsid/de_test", 92, 94, language="de"),
    Target("xsid-it", "xSID Italian", "xsid/it_train", "xsid/it_test", 92, 94, language="it"),
    Target("xsid-nl", "xSID Dutch", "xsid/nl_train", "xsid/nl_test", 90.5, 94, language="nl"),
)  # fmt: skip
SCOPE = (85.0, 90.0, 98.0)  # share of other utterances that is refused, at least and aimed at; AUROC
ENTITIES = {"en": (95.0, 99.0), **dict.fromkeys(("fr", "es", "de", "pt", "it", "nl"), (88.0, 95.0))}


def main() -> int:
    parser = ArgumentParser(description="Figures of understanding on the public sets.")
    parser.add_argument("rows", nargs="*", help=", ".join([*(one.name for one in TARGETS), "system_entities"]))
    parser.add_argument(
        "--encoder", type=Path, help="Folder of a built sentence encoder; without it words decide alone."
    )
    parser.add_argument("--cache", type=Path, help="Folder of vectors to keep from run to run.")
    parser.add_argument("--write", action="store_true", help=f"Write the table into {DOCUMENT.relative_to(ROOT)}.")
    asked = parser.parse_args()
    shared = Path(os.environ.get("BOTBUILDER_SHARED", ROOT.parent / "shared")) / "nlu-benchmarks"
    encoder = find_encoder(asked.encoder)
    with tempfile.TemporaryDirectory() as folder:
        lines = list(_lines(asked.rows, shared, encoder, asked.cache or Path(folder)))
    if asked.write:
        said = DOCUMENT.read_text(encoding="utf-8")
        before, _, rest = said.partition(BEGIN)
        DOCUMENT.write_text(f"{before}{BEGIN}\n" + "\n".join(lines) + f"\n{END}{rest.partition(END)[2]}", "utf-8")
    return 0


def _lines(rows: Sequence[str], shared: Path, encoder: Encoder | None, cache: Path) -> Any:
    """The lines of the table, printed as they come."""
    head = (
        f"Commit {_commit()}, seed {SEED}, encoder {encoder.name + ' ' + encoder.hash[:8] if encoder else 'none'}. "
        "Shares are in percent, seconds and milliseconds of the processor."
    )
    table = [
        head,
        "",
        "| set | measured | at least | aim | known best | words alone | ECE | ms p50 | encode s | train s | chosen |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for line in table:
        yield _said(line)
    for target in TARGETS:
        if not rows or target.name in rows:
            for line in measure(target, shared, encoder, cache):
                yield _said(line)
    if not rows or "system_entities" in rows:
        for language, (least, aim) in ENTITIES.items():
            right, count = _entities(shared / "system_entities" / f"{language}.jsonl", language)
            yield _said(_row(f"built-in entities, {language} ({count})", 100 * right / count, least, aim))


def measure(target: Target, shared: Path, encoder: Encoder | None, cache: Path) -> list[str]:
    """The rows of a set: intents, and where it has them out of scope and spans."""
    taught, asked = _read(shared, target.taught), _read(shared, target.asked)
    none = _read(shared, target.none) if target.none else []
    content = training_set_of([*taught, *none], target.language, none[0].intent if none else None)
    vectors, encoding = None, "–"
    if encoder is not None and target.language in encoder.languages:
        vectors = VectorCache(cache, encoder).vectors
        _, seconds = _timed(vectors, [row.text for row in (*taught, *none)])
        encoding = f"{seconds:.1f}"
    model, seconds = _timed(partial(train, encoder=encoder, vectors=vectors), content)
    milliseconds = _median(model, [row.text for row in asked[:: max(1, len(asked) // TIMED)]])
    heard = _ask(model, asked, encoder)
    words = _ask(model, asked, None)
    model.use(encoder)
    right = [one == row.intent for one, row in zip(heard.best, asked, strict=True)]
    share = 100 * sum(right) / len(asked)
    alone = 100 * sum(one == row.intent for one, row in zip(words.best, asked, strict=True)) / len(asked)
    ece = 100 * calibration(heard.confidence, right)["ece"]
    more = f"{alone:.1f} | {ece:.1f} | {milliseconds:.2f} | {encoding} | {seconds:.1f} | {_choice(model)}"
    lines = [_row(target.title, share, target.least, target.aim, target.best, more)]
    if target.others:
        lines += _scope(target, model, heard, right, [row.text for row in _read(shared, target.others)])
    if target.spans is not None:
        score = span_f1([found_spans(model.understand(row.text)) for row in asked], asked)
        lines.append(_row(f"{target.title}, span F1", 100 * score, *target.spans, "97"))
    return lines


@dataclass(frozen=True, slots=True)
class Heard:
    """What a model said to texts: the best intent, how sure, whether in scope (0..1)."""

    best: list[str]
    confidence: list[float]
    in_scope: list[float]


def _ask(model: Model, asked: Sequence[Row], encoder: Encoder | None) -> Heard:
    """Asks with this encoder; the same text has the same vector, whoever asks."""
    model.use(encoder)
    if encoder is not None and model.classifier.encoder is not None:
        model.classifier.encoder = Remembering(encoder)
    verdicts = [model.classify(row.text) for row in asked]
    first = [verdict.ranking[0] for verdict in verdicts]
    best = [label.name for label, _ in first]
    return Heard(best, [sure for _, sure in first], [verdict.in_scope for verdict in verdicts])


class Remembering:
    """An encoder that encodes a text once for all rows of the table."""

    known: ClassVar[dict[str, Any]] = {}

    def __init__(self, encoder: Encoder) -> None:
        self.identity = encoder.identity
        self._encoder = encoder

    def encode_wide(self, text: str) -> Any:
        if text not in self.known:
            self.known[text] = self._encoder.encode_wide(text)
        return self.known[text]


def _median(model: Model, texts: Sequence[str]) -> float:
    """Milliseconds to understand a text, entities and sentiment included."""
    times: list[float] = []
    for text in texts:
        began = time.process_time()
        model.understand(text)
        times.append(time.process_time() - began)
    return 1000 * statistics.median(times)


def _scope(target: Target, model: Model, heard: Heard, right: Sequence[bool], others: Sequence[str]) -> list[str]:
    """Out of scope: as the bot would decide, and on the curve where just 94 % of its own are answered rightly."""
    outside = [model.classify(text).in_scope for text in others]
    answered = 100 * sum(ok and score >= 0.5 for ok, score in zip(right, heard.in_scope, strict=True)) / len(right)
    refused = 100 * sum(score < 0.5 for score in outside) / len(outside)
    area = 100 * (auroc([*heard.in_scope, *outside], [True] * len(right) + [False] * len(outside)) or 0.0)
    least, aim, area_least = SCOPE
    place = f"{target.title}, out of scope"
    lines = [
        _row(f"{place}: refused, where {answered:.1f} of its own are answered rightly", refused, least, aim),
        _row(f"{place}: AUROC", area, area_least, area_least),
    ]
    reached = _at_least(heard.in_scope, right, outside)
    if reached is not None:
        lines.insert(1, _row(f"{place}: refused at 94.0 on the curve", 100 * reached, least, aim))
    return lines


def _at_least(inside: Sequence[float], right: Sequence[bool], outside: Sequence[float]) -> float | None:
    """Share that is refused at the highest threshold that answers 94 % of the bot's own rightly."""
    hits = sorted((score for score, ok in zip(inside, right, strict=True) if ok), reverse=True)
    needed = -(-int(LEAST_IN_SCOPE * len(right) * 1000) // 1000)
    if len(hits) < needed:
        return None
    return sum(score < hits[needed - 1] for score in outside) / len(outside)


def _entities(file: Path, language: str) -> tuple[int, int]:
    from tests.nlu.test_system_entities import _right as matches

    right = count = 0
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        now = datetime.fromisoformat(row["now"]).replace(tzinfo=None)
        count += 1
        right += matches(find_at(row["text"], language, now), row["expect"])
    return right, count


def _timed(work: Callable[[Any], Any], what: Any) -> tuple[Any, float]:
    began = time.process_time()
    return work(what), time.process_time() - began


def _choice(model: Model) -> str:
    dense = model.classifier.dense
    if dense is None:
        return "words"
    pool = dense.pool
    parts = (("words", pool.sparse), ("sentence", pool.near), ("layers", pool.deep), ("likeness", pool.like))
    return " + ".join(f"{weight:g} {name}" for name, weight in parts if weight)


def _row(
    title: str, share: float, least: float, aim: float, best: str = "–", more: str = "– | – | – | – | – | –"
) -> str:
    mark = "**" if share >= aim else "" if share >= least else "_"
    return f"| {title} | {mark}{share:.1f}{mark} | {least:g} | {aim:g} | {best} | {more} |"


def _read(shared: Path, name: str) -> list[Row]:
    lines = (shared / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [read_row(json.loads(line)) for line in lines]


def _commit() -> str:
    asked = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return asked.stdout.strip() or "unknown"


def _said(line: str) -> str:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
    return line


if __name__ == "__main__":
    sys.exit(main())
