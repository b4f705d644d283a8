"""Work on large documents: very many objects at once, none of them in circles."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_busy = 0


@contextmanager
def uncollected() -> Iterator[None]:
    """Spares Python's collector: it would look at a growing document again and again, a third of the time, in vain.

    For work on input of bounded size. Several threads may be inside; the last one to leave turns it on again.
    """
    global _busy
    with _lock:
        _busy += 1
        if _busy == 1:
            gc.disable()
    try:
        yield
    finally:
        with _lock:
            _busy -= 1
            if _busy == 0:
                gc.enable()
