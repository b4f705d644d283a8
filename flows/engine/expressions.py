"""The expression half of the one small grammar that authors write.

    count > 3 and size == 'large'        total * 1.2 | round: 2        user.name not in guests

A source is compiled once and evaluated many times. Scopes are mappings from variable names to
JSON values; `now` (epoch seconds of the event) and `timezone` are read from the scope as well.
A variable that is not there is null. Nothing but mappings and lists can be looked into, and no
value is ever read as source.
"""

from __future__ import annotations

from typing import Any

from flows.engine.expressions_compile import Scope, compile_node
from flows.engine.expressions_errors import (
    Budget,
    BudgetExceeded,
    EvaluationError,
    LanguageError,
)
from flows.engine.expressions_functions import FUNCTIONS
from flows.engine.expressions_parser import RESERVED, parse_expression
from flows.engine.expressions_tree import Node, names_in

__all__ = [
    "FUNCTIONS",
    "RESERVED",
    "Budget",
    "BudgetExceeded",
    "EvaluationError",
    "Expression",
    "LanguageError",
    "compile_expression",
]


class Expression:
    """A compiled expression. `names` are the variables it reads, `tree` its syntax for lint."""

    __slots__ = ("_evaluate", "names", "source", "tree")

    def __init__(self, source: str, tree: Node) -> None:
        self.source = source
        self.tree = tree
        self.names = names_in(tree)
        self._evaluate = compile_node(tree)

    def evaluate(self, scope: Scope, budget: Budget) -> Any:
        """Its JSON value; raises EvaluationError or BudgetExceeded."""
        return self._evaluate(scope, budget)


def compile_expression(source: str) -> Expression:
    """Reads an expression; raises LanguageError with the offset of what is wrong."""
    return Expression(source, parse_expression(source))
