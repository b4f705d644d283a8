"""Opens and asks CRF files of which numbers were changed: `python -m tests.nlu.crf_fuzz FILE MUTATIONS SEED`.

A process of its own, for a file that gets past the check and is not sound ends it. Prints JSON: how many were refused
and how many accepted, and the slowest of both in seconds of CPU.
"""

import json
import random
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from nlu.pipeline.entities.slot_features import Phrases
from nlu.pipeline.entities.slots import Slots
from nlu.pipeline.errors import ModelError

TEXTS = ["renew Dune please", "hold a pocket copy of The Hobbit for me", "x"]
OFFSETS = range(28, 48, 4)  # in the head: where features, dictionaries and lists begin


def words(crf: bytes) -> dict[str, list[int]]:
    """Places of the numbers that the library follows, by what they are."""
    features, labels, attributes, of_labels, of_attributes = (struct.unpack_from("<I", crf, at)[0] for at in OFFSETS)
    return {
        "head": list(range(4, 48, 4)),
        "features": [*range(features + 4, features + 12, 4), *range(features + 12, labels - 3, 4)],
        "dictionary": [at + more for at in (labels, attributes) for more in range(4, 24, 4)],
        "tables": [at + more for at in (labels, attributes) for more in range(24, 24 + 8 * 256, 4)],
        "entries": list(range(labels + 24 + 8 * 256, of_labels - 3)),
        "lists": [*range(of_labels + 4, of_attributes - 3, 4), *range(of_attributes + 4, len(crf) - 3, 4)],
    }


def mutations(crf: bytes, count: int, chance: random.Random) -> Iterator[bytes]:
    places = words(crf)
    for _ in range(count):
        changed = bytearray(crf)
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            at = chance.choice(places[chance.choice(list(places))])
            own = struct.unpack_from("<I", crf, at)[0]
            value = chance.choice((0, 1, own + 1, own ^ (1 << chance.randrange(32)), len(crf), 2**31, 2**32 - 1,
                                   chance.randrange(len(crf)), chance.getrandbits(32)))  # fmt: skip
            struct.pack_into("<I", changed, at, value % 2**32)
        if chance.random() < 0.05:
            del changed[chance.randrange(48, len(crf)) :]
            struct.pack_into("<I", changed, 4, len(changed))
        yield bytes(changed)


def main(path: str, count: int, seed: int) -> None:
    refused = accepted = 0
    slowest = 0.0
    for crf in mutations(Path(path).read_bytes(), count, random.Random(seed)):
        began = time.process_time()
        try:
            slots = Slots(crf, {}, Phrases())
            for text in TEXTS:
                slots.find_all(text, "renew")
            accepted += 1
        except ModelError:
            refused += 1
        slowest = max(slowest, time.process_time() - began)
    print(json.dumps({"refused": refused, "accepted": accepted, "slowest": slowest}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
