"""What the sentence encoder costs: `python -m tests.bench.encoder_bench [FOLDER]` (default: the one of `make setup`).

CPU time per text over BANKING77's test texts, one thread, the best of five rounds per text (a busy machine
only ever adds); memory of this process, of which the word table is shared by all processes.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from botbuilder.settings.env import ROOT, shared_folder

ROUNDS = 5
TEXTS = 600


def memory() -> str:
    fields = dict(line.split(":", 1) for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    rss, dirty = (int(fields[name].split()[0]) / 1024 for name in ("Rss", "Private_Dirty"))
    return f"RSS {rss:.0f} MB, of which its own {dirty:.0f} MB"


def milliseconds(work: Callable[[str], Any], texts: list[str]) -> str:
    best = np.full(len(texts), np.inf)
    for _ in range(ROUNDS):
        for place, text in enumerate(texts):
            begin = time.thread_time()
            work(text)
            best[place] = min(best[place], time.thread_time() - begin)
    median, most = np.percentile(best * 1000, [50, 95])
    return f"p50 {median:.3f} ms, p95 {most:.3f} ms"


def main() -> None:
    shared = shared_folder()
    if shared is None:
        sys.exit("the shared reference folder is not beside the repository (BOTBUILDER_SHARED)")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "encoders" / "all-minilm-l6-v2"
    lines = (shared / "nlu-benchmarks" / "banking77" / "test.jsonl").read_text().splitlines()
    texts = [json.loads(line)["text"] for line in lines][:: len(lines) // TEXTS]
    import nlu.pipeline
    from nlu.pipeline.encoder import find_encoder
    from nlu.pipeline.encoder.tokenizer import Tokenizer, read_vocabulary

    print(f"{'without encoder':16} {memory()} ({nlu.pipeline.__name__} imported)")
    begin = time.process_time()
    encoder = find_encoder(folder)
    if encoder is None:
        sys.exit(f"no encoder in {folder}: make setup, or manage.py build_encoder")
    print(f"{'opened':16} {memory()}, {time.process_time() - begin:.2f} CPU s")
    tokenizer = Tokenizer(read_vocabulary(folder / "vocab.txt"))
    print(f"{'word pieces':16} {milliseconds(lambda text: tokenizer.ids(text, 256), texts)}")
    print(f"{'encode':16} {milliseconds(encoder.encode, texts)}")
    print(f"{'encode_wide':16} {milliseconds(encoder.encode_wide, texts)}")
    encoder.encode("word " * 400)
    print(f"{'after them':16} {memory()}; probes differ by {encoder.probe():.6f}")


if __name__ == "__main__":
    main()
