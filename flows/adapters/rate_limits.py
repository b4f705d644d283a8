"""Token buckets in memory: enough to keep one visitor, or one address, from taking the server for itself."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Hashable

from django.conf import settings

KEPT = 20_000


class Buckets:
    """`rate` per second, `burst` at once. The one longest unused is forgotten first. For one event loop."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def take(self, key: Hashable) -> float:
        """0 where there is room; else the seconds after which there will be."""
        if not settings.RATE_LIMITS:
            return 0.0
        now = time.monotonic()
        left, since = self._buckets.get(key, (self._burst, now))
        left = min(self._burst, left + (now - since) * self._rate)
        allowed = left >= 1
        self._buckets[key] = (left - 1 if allowed else left, now)
        self._buckets.move_to_end(key)
        if len(self._buckets) > KEPT:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self._rate


# A visitor may send 5 messages per second, 10 at once; an address may begin 20 conversations per second, 200 at once
# (many visitors share one address).
MESSAGES = Buckets(5.0, 10.0)
OPENINGS = Buckets(20.0, 200.0)
UPLOADS = Buckets(0.5, 10.0)  # files per second and conversation
EVALUATIONS = Buckets(0.2, 12.0)  # per second and workspace: each may take minutes of a processor
