"""A training of 100,000 examples in 150 intents, made of the texts of CLINC150. Prints only; takes minutes.

    nice -n 19 .venv/bin/python -m tests.bench.scale_bench [examples] [intents]

The examples are those of the set, and variations of them: openings, closings and swapped words, each text once. One
training in a child process as a job has it: seconds of CPU and by the clock, its largest memory, bytes of the model,
milliseconds to load it and to understand an utterance, and how many of the set's own test utterances are right.
BOTBUILDER_ENCODER names the encoder's folder (`off` for none); its vectors are cached below the scratch folder.
"""

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SET = Path(os.environ.get("BOTBUILDER_SHARED", ROOT.parent / "shared")) / "nlu-benchmarks" / "clinc150"
BEFORE = [
    "",
    "hi, ",
    "please ",
    "hey, ",
    "ok so ",
    "tell me ",
    "well, ",
    "i'd like to know ",
    "quick question, ",
    "um ",
]
AFTER = ["", " please", " thanks", " today", " if you can", " right now", ", would you", " for me", " again", " ok"]


def rows(name: str) -> list[tuple[str, str]]:
    lines = (SET / name).read_text(encoding="utf-8").splitlines()
    read = [json.loads(line) for line in lines if line]
    return [(one["text"], one["intent"]) for one in read]


def many(texts: list[str], count: int, chance: random.Random) -> list[str]:
    """`count` different texts: the given ones first, then variations."""
    found = dict.fromkeys(texts[:count])
    while len(found) < count:
        words = chance.choice(texts).split()
        if len(words) > 3 and chance.random() < 0.5:
            at = chance.randrange(len(words) - 1)
            words[at], words[at + 1] = words[at + 1], words[at]
        found[chance.choice(BEFORE) + " ".join(words) + chance.choice(AFTER)] = None
    return list(found)


def training_set(examples: int, intents: int) -> dict[str, Any]:
    chance = random.Random(0)
    texts: dict[str, list[str]] = {}
    for text, intent in rows("train.jsonl"):
        if intent not in ("oos", "none"):
            texts.setdefault(intent, []).append(text)
    chosen = list(texts)[:intents]
    return {
        "format": "botbuilder/training-set", "version": 1, "language": "en", "entities": [], "answers": [],
        "intents": [{"name": name, "examples": many(texts[name], examples // intents, chance)} for name in chosen],
    }  # fmt: skip


def main() -> None:
    examples, intents = (int(given) for given in [*sys.argv[1:], *("100000", "150")[len(sys.argv) - 1 :]])
    encoder = os.environ.get("BOTBUILDER_ENCODER") or str(ROOT / "var" / "encoders" / "all-minilm-l6-v2")
    content = training_set(examples, intents)
    with tempfile.TemporaryDirectory(prefix="botbuilder-scale-") as folder:
        request = {"set": content, "folder": folder, "vectors": str(Path(folder) / "vectors")}
        if encoder != "off":
            from nlu.pipeline.encoder import open_encoder

            content["encoder"] = open_encoder(Path(encoder)).identity
            request["encoder"] = encoder
        began = time.monotonic()
        trained = _train(request)
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = spent.ru_utime + spent.ru_stime
        print(
            f"{sum(len(one['examples']) for one in content['intents'])} examples, {intents} intents, encoder {encoder}"
        )
        print(
            f"training      {cpu:.0f} s CPU, {time.monotonic() - began:.0f} s by the clock, "
            f"{spent.ru_maxrss / 1024:.0f} MB at most"
        )
        print(f"model         {trained['bytes'] / 1e6:.0f} MB; {trained['about'].get('quality')}")
        _ask(Path(trained["folder"]), encoder)


def _train(request: dict[str, Any]) -> dict[str, Any]:
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    child = subprocess.Popen(
        [sys.executable, "-m", "nlu.pipeline.child"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, **threads},
    )  # fmt: skip
    assert child.stdin and child.stdout
    child.stdin.write(json.dumps(request).encode() + b"\n")
    child.stdin.flush()
    trained: dict[str, Any] = {}
    began, stage = time.monotonic(), ""
    while "ended" not in (line := json.loads(child.stdout.readline() or b'{"ended": -1}')):
        trained = line.get("trained", trained)
        if line.get("stage", stage).split()[0:1] != stage.split()[0:1]:
            stage = line["stage"]
            print(f"  {time.monotonic() - began:6.0f} s  {stage}", flush=True)
    child.stdin.close()
    child.wait()
    assert trained, line
    return trained


def _ask(folder: Path, encoder: str) -> None:
    from nlu.pipeline import load_model
    from nlu.pipeline.encoder import find_encoder

    opened = None if encoder == "off" else find_encoder(Path(encoder))
    began = time.process_time()
    model = load_model(folder, opened)
    print(f"loading       {(time.process_time() - began) * 1000:.0f} ms")
    known = {label.name for label in model.classifier.labels}
    asked = [(text, intent) for text, intent in rows("test.jsonl") if intent in known][:1000]
    times, right = [], 0
    for text, intent in asked:
        began = time.process_time()
        understood = model.understand(text, now=0.0)
        times.append(time.process_time() - began)
        right += bool(understood["intents"]) and understood["intents"][0]["name"] == intent
    print(
        f"understanding {statistics.median(times) * 1000:.2f} ms median; {right / len(asked):.1%} of {len(asked)} right"
    )


if __name__ == "__main__":
    main()
