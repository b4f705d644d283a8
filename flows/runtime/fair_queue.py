"""A queue that is fair between bots and keeps the order inside each conversation."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Hashable, Iterable
from itertools import islice
from typing import Generic, TypeVar

Item = TypeVar("Item")


class FairQueue(Generic[Item]):
    """Items lie in lanes (bots) under keys (conversations). Not thread-safe: its owner holds a lock."""

    def __init__(self) -> None:
        self._lanes: OrderedDict[Hashable, OrderedDict[Hashable, deque[Item]]] = OrderedDict()
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def put(self, lane: Hashable, key: Hashable, item: Item, *, front: bool = False) -> None:
        """Append `item`, or put it back in `front` of its conversation."""
        keys = self._lanes.get(lane)
        if keys is None:
            keys = self._lanes[lane] = OrderedDict()
        items = keys.get(key)
        if items is None:
            items = keys[key] = deque()
        if front:
            items.appendleft(item)
        else:
            items.append(item)
        self._length += 1

    def take(self, most: int, without: Iterable[Hashable] = ()) -> list[Item]:
        """Up to `most` items, at most one per key, one lane after the other. Keys in `without` stay."""
        skipped = set(without)
        turns = deque((lane, iter(list(islice(keys, most + len(skipped))))) for lane, keys in self._lanes.items())
        if len(self._lanes) > 1:
            self._lanes.move_to_end(next(iter(self._lanes)))  # the next batch begins with another bot
        taken: list[Item] = []
        while turns and len(taken) < most:
            lane, keys = turns.popleft()
            key = next((one for one in keys if one not in skipped), None)
            if key is not None:
                taken.append(self._pop(lane, key))
                turns.append((lane, keys))
        self._length -= len(taken)
        return taken

    def clear(self) -> list[Item]:
        """Everything that is left, in no promised order between conversations."""
        left = [item for keys in self._lanes.values() for items in keys.values() for item in items]
        self._lanes.clear()
        self._length = 0
        return left

    def _pop(self, lane: Hashable, key: Hashable) -> Item:
        keys = self._lanes[lane]
        items = keys[key]
        item = items.popleft()
        if items:
            keys.move_to_end(key)
            return item
        del keys[key]
        if not keys:
            del self._lanes[lane]
        return item
