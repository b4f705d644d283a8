"""Tokens to a syntax tree, by precedence climbing with a guarded depth."""

from __future__ import annotations

from collections.abc import Callable

from flows.engine.expressions_errors import LanguageError
from flows.engine.expressions_functions import FUNCTIONS
from flows.engine.expressions_lexer import Token, tokenize
from flows.engine.expressions_tree import (
    Call,
    Chain,
    Compare,
    Either,
    ListOf,
    Literal,
    Logic,
    Name,
    Negate,
    Node,
    Not,
    ObjectOf,
    Path,
)

MAX_DEPTH = 32
"""Brackets inside brackets. Chains of operators are flat and do not count."""

MAX_FILTERS = 32
"""Filters after each other: each one stands around those before it."""

RESERVED = frozenset({"and", "or", "not", "in", "true", "false", "null", "if", "else", "secret"})
"""Words no variable can have as its name."""

_CONSTANTS: dict[str, object] = {"true": True, "false": False, "null": None}
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})


class Parser:
    """Reads one token list. `parse_*` methods leave `self.token` after what they have read."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0
        self.token = tokens[0]
        self.advance()

    def advance(self) -> Token:
        """Steps over the current token and returns it."""
        previous = self.token
        self.token = self._tokens[self._next]
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return previous

    def sees(self, *words: str) -> bool:
        """Whether the current token is one of these operators or words."""
        return self.token.kind in ("operator", "name") and self.token.value in words

    def take(self, word: str) -> bool:
        """Steps over `word` if it is here."""
        if self.sees(word):
            self.advance()
            return True
        return False

    def expect(self, word: str) -> None:
        if not self.take(word):
            raise self.unexpected(f"{word!r} is missing here")

    def unexpected(self, what: str) -> LanguageError:
        here = "at the end" if self.token.kind == "end" else f"before {str(self.token.value)!r}"
        return LanguageError(f"{what} ({here}).", self.token.offset)

    def end(self) -> None:
        """Raises unless everything has been read."""
        if self.token.kind != "end":
            raise LanguageError(f"{str(self.token.value)!r} is not expected here.", self.token.offset)

    def parse_filtered(self) -> Node:
        """An expression with `| filter: argument, argument` after it."""
        node = self.parse()
        filters = 0
        while self.sees("|"):
            self.advance()
            name, offset = self._word("The name of a filter")
            filters += 1
            if filters > MAX_FILTERS:
                raise LanguageError(f"At most {MAX_FILTERS} filters can follow each other.", offset)
            arguments: list[Node] = [node]
            if self.take(":"):
                arguments.append(self.parse())
                while self.take(","):
                    arguments.append(self.parse())
            elif self.take("("):
                arguments.extend(self._list_until(")"))
            node = _call(name, tuple(arguments), offset)
        return node

    def parse(self) -> Node:
        """A whole expression: `a if test else b`, or what binds tighter."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise LanguageError("Too many brackets inside each other.", self.token.offset)
        node = self._logic("or", lambda: self._logic("and", self._negation))
        if self.sees("if"):
            offset = self.advance().offset
            test = self._logic("or", lambda: self._logic("and", self._negation))
            self.expect("else")
            node = Either(test, node, self.parse(), offset)
        self._depth -= 1
        return node

    def _logic(self, word: str, operand: Callable[[], Node]) -> Node:
        first = operand()
        if not self.sees(word):
            return first
        operands = [first]
        offset = self.token.offset
        while self.take(word):
            operands.append(operand())
        return Logic(word, tuple(operands), offset)

    def _negation(self) -> Node:
        offset = self.token.offset
        times = 0
        while self.take("not"):
            times += 1
        node = self._comparison()
        if times == 0:
            return node
        node = Not(node, offset)
        return node if times % 2 else Not(node, offset)

    def _comparison(self) -> Node:
        left = self._sum()
        offset = self.token.offset
        operator = self._comparison_word()
        if operator is None:
            return left
        node = Compare(operator, left, self._sum(), offset)
        if self._comparison_word() is not None:
            raise LanguageError("Join two comparisons by 'and'.", offset)
        return node

    def _comparison_word(self) -> str | None:
        if self.token.kind == "operator" and self.token.value in _COMPARISONS:
            return str(self.advance().value)
        if self.take("in"):
            return "in"
        if self.sees("not"):
            self.advance()
            self.expect("in")
            return "not in"
        return None

    def _sum(self) -> Node:
        return self._chain(("+", "-"), self._product)

    def _product(self) -> Node:
        return self._chain(("*", "/", "%"), self._sign)

    def _chain(self, operators: tuple[str, ...], operand: Callable[[], Node]) -> Node:
        first = operand()
        if not self.sees(*operators):
            return first
        offset = self.token.offset
        rest: list[tuple[str, Node]] = []
        while self.sees(*operators):
            operator = str(self.advance().value)
            rest.append((operator, operand()))
        return Chain(first, tuple(rest), offset)

    def _sign(self) -> Node:
        offset = self.token.offset
        negative = False
        while self.sees("-", "+"):
            negative ^= self.advance().value == "-"
        node = self._power()
        if not negative:
            return node
        if isinstance(node, Literal) and isinstance(node.value, int | float) and (not isinstance(node.value, bool)):
            return Literal(-node.value, offset)
        return Negate(node, offset)

    def _power(self) -> Node:
        base = self._postfix()
        if not self.sees("**"):
            return base
        offset = self.advance().offset
        negative = self.take("-")
        exponent = self._postfix()
        if self.sees("**"):
            raise LanguageError("Put one of the two powers into brackets.", self.token.offset)
        power = Negate(exponent, offset) if negative else exponent
        return Chain(base, (("**", power),), offset)

    def _postfix(self) -> Node:
        base = self._atom()
        keys: list[Node] = []
        while self.sees(".", "["):
            offset = self.token.offset
            if self.advance().value == ".":
                keys.append(Literal(self._key(), offset))
            else:
                keys.append(self.parse())
                self.expect("]")
        return Path(base, tuple(keys), base.offset) if keys else base

    def _key(self) -> object:
        token = self.token
        if token.kind == "name":
            return self.advance().value
        if token.kind == "number" and isinstance(token.value, int):
            return self.advance().value
        raise self.unexpected("A name must follow the dot")

    def _atom(self) -> Node:
        token = self.token
        if token.kind in ("number", "text"):
            self.advance()
            return Literal(token.value, token.offset)
        if token.kind == "name":
            return self._named()
        if self.take("("):
            node = self.parse()
            self.expect(")")
            return node
        if self.take("["):
            return ListOf(tuple(self._list_until("]")), token.offset)
        if self.take("{"):
            return self._object(token.offset)
        raise self.unexpected("A value is missing")

    def _named(self) -> Node:
        token = self.token
        word = str(token.value)
        if word in _CONSTANTS:
            self.advance()
            return Literal(_CONSTANTS[word], token.offset)
        if word == "secret":
            raise LanguageError("Secrets can only be used in an API call.", token.offset)
        if word in RESERVED:
            raise self.unexpected("A value is missing")
        self.advance()
        if self.take("("):
            return _call(word, tuple(self._list_until(")")), token.offset)
        return Name(word, token.offset)

    def _list_until(self, closing: str) -> list[Node]:
        items: list[Node] = []
        while not self.take(closing):
            if items:
                self.expect(",")
                if self.take(closing):
                    break
            items.append(self.parse())
        return items

    def _object(self, offset: int) -> Node:
        pairs: list[tuple[Node, Node]] = []
        while not self.take("}"):
            if pairs:
                self.expect(",")
                if self.take("}"):
                    break
            if self.token.kind not in ("name", "text"):
                raise self.unexpected("A key is missing")
            key = Literal(self.token.value, self.token.offset)
            self.advance()
            self.expect(":")
            pairs.append((key, self.parse()))
        return ObjectOf(tuple(pairs), offset)

    def _word(self, what: str) -> tuple[str, int]:
        if self.token.kind != "name":
            raise self.unexpected(f"{what} is missing")
        token = self.advance()
        return str(token.value), token.offset


def _call(name: str, arguments: tuple[Node, ...], offset: int) -> Call:
    function = FUNCTIONS.get(name)
    if function is None:
        raise LanguageError(f"There is no function {name!r}.", offset)
    if not function.fewest <= len(arguments) <= function.most:
        raise LanguageError(f"{name} takes {function.counts()}.", offset)
    if function.check is not None:
        constants = [a.value if isinstance(a, Literal) else Ellipsis for a in arguments]
        problem = function.check(constants)
        if problem:
            raise LanguageError(f"{name}: {problem}", offset)
    return Call(name, arguments, offset)


def parse_expression(source: str) -> Node:
    """The tree of a whole expression, or LanguageError."""
    parser = Parser(tokenize(source))
    node = parser.parse()
    parser.end()
    return node
