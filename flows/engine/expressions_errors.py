"""What can go wrong with author-written text, and the fuel it runs on."""

from __future__ import annotations


class LanguageError(Exception):
    """The source cannot be compiled. `offset` is a code point offset into that source."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class EvaluationError(Exception):
    """The source compiled, but these values do not fit it (a text divided by a number…)."""


class TypeMismatch(EvaluationError):
    """A value is of a kind that does not fit. The type checker finds these before anything runs."""


class BudgetExceeded(Exception):
    """The turn has spent the fuel it may spend on expressions and templates."""


class Budget:
    """Counted fuel, shared by everything that one turn evaluates and renders.

    `operations` are units of work (one node evaluated, one element visited, 64 characters
    searched); `output` are bytes of new text, as UTF-8. Both are taken before the work is done,
    so no author can make a turn slow or large, and a replay stops at exactly the same place.
    """

    __slots__ = ("operations", "output")

    def __init__(self, operations: int = 20_000, output: int = 64_000) -> None:
        self.operations = operations
        self.output = output

    def spend(self, amount: int = 1) -> None:
        """Takes `amount` operations or raises."""
        left = self.operations - amount
        if left < 0:
            self.operations = 0
            raise BudgetExceeded("This takes more operations than a turn may use.")
        self.operations = left

    def produce(self, size: int) -> None:
        """Takes room for `size` bytes of new text or raises."""
        left = self.output - size
        if left < 0:
            self.output = 0
            raise BudgetExceeded("This makes more text than a turn may produce.")
        self.output = left

    def write(self, texts: int, size: int) -> None:
        """Takes what so many fixed texts of `size` bytes together cost: an operation each, and the room."""
        operations, output = self.operations - texts, self.output - size
        if operations < 0 or output < 0:
            self.spend(texts)
            self.produce(size)
        self.operations, self.output = operations, output

    def allow(self, size: int) -> None:
        """Raises unless there is room for so many bytes; takes nothing."""
        if size > self.output:
            self.output = 0
            raise BudgetExceeded("This makes more text than a turn may produce.")

    def search(self, characters: int, needle: int = 1) -> None:
        """Takes what it costs to look through a text of this length for one of the length `needle`."""
        # Searching compares up to characters x needle letters where both are much alike, until (past
        # a needle of 100) a method takes over that is linear again.
        self.spend(1 + characters // 64 + characters * min(needle, 100) // 2048)


def size_of(text: str) -> int:
    """The bytes of a text as UTF-8; they are not made where it is plain ASCII."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
