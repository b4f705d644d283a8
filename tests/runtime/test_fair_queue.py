from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.runtime.fair_queue import FairQueue


def test_one_item_per_conversation_in_order():
    queue = FairQueue()
    for item in ("a1", "a2", "b1", "a3"):
        queue.put("bot", item[0], item)
    assert queue.take(10) == ["a1", "b1"]
    assert queue.take(10) == ["a2"]
    assert queue.take(10) == ["a3"]
    assert len(queue) == 0


def test_a_busy_bot_leaves_room_for_a_quiet_one():
    queue = FairQueue()
    for number in range(100):
        queue.put("busy", number, f"busy {number}")
    queue.put("quiet", 0, "quiet")
    assert "quiet" in queue.take(4)


def test_what_lost_goes_back_to_its_place():
    queue = FairQueue()
    queue.put("bot", "a", "a1")
    queue.put("bot", "a", "a2")
    (lost,) = queue.take(1)
    queue.put("bot", "a", lost, front=True)
    assert queue.take(1) == ["a1"]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), max_size=60), st.integers(1, 7))
def test_everything_comes_out_once_and_in_order(puts, most):
    queue = FairQueue()
    for number, (lane, key) in enumerate(puts):
        queue.put(lane, (lane, key), (lane, key, number))
    taken = []
    while queue:
        batch = queue.take(most)
        assert 0 < len(batch) <= most
        assert len({one[:2] for one in batch}) == len(batch)
        taken += batch
    assert sorted(taken, key=lambda one: one[2]) == [(*put, number) for number, put in enumerate(puts)]
    for pair in set(puts):
        numbers = [number for lane, key, number in taken if (lane, key) == pair]
        assert numbers == sorted(numbers)
