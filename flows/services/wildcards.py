from __future__ import annotations


def fits(pattern: str, text: str) -> bool:
    """Whether `text` is `pattern`, in which `*` stands for any text. Takes linear time, whatever the pattern."""
    first, *rest = pattern.split("*")
    if not rest:
        return pattern == text
    last = rest.pop()
    if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
        return False
    place, end = len(first), len(text) - len(last)
    for piece in rest:
        found = text.find(piece, place, end)
        if found < 0:
            return False
        place = found + len(piece)
    return True
