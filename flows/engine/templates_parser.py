"""Template source to a tree: texts, `{{ … }}`, `{% if %}`, `{% for %}`. No recursion."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flows.engine.expressions_errors import LanguageError
from flows.engine.expressions_lexer import MAX_TOKENS, Token, tokenize
from flows.engine.expressions_parser import RESERVED, Parser
from flows.engine.expressions_tree import Name, Node

MAX_TEMPLATE = 64_000
MAX_NESTING = 16

# Possessive, so that an unclosed quote costs one pass and not a search. The objects of an expression end with }, too:
# three of them inside of each other are told from the end of the tag.
_PIECE = r"""'(?:[^'\\]|\\.)*+'|"(?:[^"\\]|\\.)*+"|[^'"%{}]|%(?!\})"""
_OBJECT = rf"\{{(?:{_PIECE})*+\}}"
_OBJECT = rf"\{{(?:{_PIECE}|{_OBJECT})*+\}}"
_OBJECT = rf"\{{(?:{_PIECE}|{_OBJECT})*+\}}"
_INSIDE = rf"(?:{_PIECE}|{_OBJECT}|\{{|\}}(?!\}}))*+"
_TAG = re.compile(
    r"\{\{(-?)(" + _INSIDE + r")\}\}"
    r"|\{%(-?)((?:'(?:[^'\\]|\\.)*+'|\"(?:[^\"\\]|\\.)*+\"|[^'\"%]|%(?!\}))*+)%\}"
    r"|\{#(?:[^#]|#(?!\}))*+#\}",
    re.DOTALL,
)
_OPENING = re.compile(r"\{[{%#]")


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Output:
    expression: Node


@dataclass(frozen=True, slots=True)
class Secret:
    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class Branches:
    """`if`/`elif` tests with what they show; the test of `else` is None."""

    branches: list[tuple[Node | None, list[Piece]]]


@dataclass(frozen=True, slots=True)
class Loop:
    name: str
    items: Node
    body: list[Piece]


Piece = Text | Output | Secret | Branches | Loop


@dataclass(slots=True)
class _Open:
    """A block that waits for its end tag."""

    word: str
    offset: int
    pieces: list[Piece]
    branches: list[tuple[Node | None, list[Piece]]] = field(default_factory=list)


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._root: list[Piece] = []
        self._pieces = self._root
        self._open: list[_Open] = []
        self._trim_next = False
        self._tokens = 0

    def read(self) -> list[Piece]:
        position = 0
        while True:
            opening = _OPENING.search(self._source, position)
            if opening is None:
                break
            tag = _TAG.match(self._source, opening.start())
            if tag is None:
                raise LanguageError("This tag is not closed.", opening.start())
            trims = "-" in (tag.group(1), tag.group(3))
            self._text(self._source[position : opening.start()], trims=trims)
            position = tag.end()
            self._tag(tag)
        self._text(self._source[position:], trims=False)
        if self._open:
            unclosed = self._open[-1]
            raise LanguageError(f"This {unclosed.word!r} has no end.", unclosed.offset)
        return self._root

    def _text(self, text: str, *, trims: bool) -> None:
        if self._trim_next:
            text = text.lstrip()
            self._trim_next = False
        if trims:
            text = text.rstrip()
        if text:
            self._pieces.append(Text(text))

    def _tag(self, tag: re.Match[str]) -> None:
        group = 2 if tag.group(2) is not None else 4
        content = tag.group(group)
        if content is None:
            return
        if content.endswith("-"):
            self._trim_next = True
            content = content[:-1]
        if group == 2 and self._plain(content, tag.start(group)):
            self._tokens += 2
            self._bounded(tag)
            return
        tokens = tokenize(content, tag.start(group))
        self._tokens += len(tokens)
        self._bounded(tag)
        if group == 2:
            self._output(tokens)
        else:
            self._block(tokens, tag.start())

    def _bounded(self, tag: re.Match[str]) -> None:
        if self._tokens > MAX_TOKENS:
            raise LanguageError(f"A template may have at most {MAX_TOKENS} words and signs in tags.", tag.start())

    def _plain(self, content: str, offset: int) -> bool:
        """Reads `{{ name }}`, which most tags are, without tokens."""
        name = content.strip(" ")
        if not name.isidentifier() or not name.isascii() or name in RESERVED:
            return False
        self._pieces.append(Output(Name(name, offset + content.index(name))))
        return True

    def _output(self, tokens: list[Token]) -> None:
        words = [token.value for token in tokens[:-1]]
        if len(words) == 3 and words[:2] == ["secret", "."] and tokens[2].kind == "name":
            self._pieces.append(Secret(str(words[2]), tokens[0].offset))
            return
        parser = Parser(tokens)
        node = parser.parse_filtered()
        parser.end()
        self._pieces.append(Output(node))

    def _block(self, tokens: list[Token], offset: int) -> None:
        word = str(tokens[0].value)
        rest = tokens[1:]
        if word == "if":
            self._begin("if", offset)
            self._branch(self._condition(rest))
        elif word == "for":
            self._loop(rest, offset)
        elif word in ("elif", "elsif"):
            self._inside("if", word, offset)
            self._branch(self._condition(rest))
        elif word == "else":
            self._inside("if", word, offset)
            _nothing(rest)
            self._branch(None)
        elif word in ("endif", "endfor"):
            _nothing(rest)
            self._finish(word, offset)
        else:
            raise LanguageError("A tag begins with if, elif, else, endif, for or endfor.", offset)

    def _begin(self, word: str, offset: int) -> _Open:
        if len(self._open) >= MAX_NESTING:
            raise LanguageError("Too many blocks inside each other.", offset)
        block = _Open(word, offset, self._pieces)
        self._open.append(block)
        return block

    def _inside(self, expected: str, word: str, offset: int) -> None:
        if not self._open or self._open[-1].word != expected:
            raise LanguageError(f"{word!r} belongs inside of an {expected!r}.", offset)
        if self._open[-1].branches[-1][0] is None:
            raise LanguageError(f"{word!r} cannot follow 'else'.", offset)

    def _condition(self, tokens: list[Token]) -> Node:
        parser = Parser(tokens)
        node = parser.parse_filtered()
        parser.end()
        return node

    def _branch(self, test: Node | None) -> None:
        self._pieces = []
        self._open[-1].branches.append((test, self._pieces))

    def _loop(self, tokens: list[Token], offset: int) -> None:
        words = [token.value for token in tokens[:2]]
        if tokens[0].kind != "name" or words[0] in RESERVED or words[1:] != ["in"]:
            raise LanguageError("Write {% for name in list %}.", offset)
        items = self._condition(tokens[2:])
        block = self._begin("for", offset)
        body: list[Piece] = []
        block.pieces.append(Loop(str(words[0]), items, body))
        self._pieces = body

    def _finish(self, word: str, offset: int) -> None:
        if not self._open or self._open[-1].word != word.removeprefix("end"):
            raise LanguageError(f"{word!r} ends nothing here.", offset)
        block = self._open.pop()
        if block.word == "if":
            block.pieces.append(Branches(block.branches))
        self._pieces = block.pieces


def _nothing(tokens: list[Token]) -> None:
    if tokens[0].kind != "end":
        raise LanguageError(f"{str(tokens[0].value)!r} is not expected here.", tokens[0].offset)


def parse_template(source: str) -> list[Piece]:
    """The pieces of a template in order, or LanguageError."""
    if len(source) > MAX_TEMPLATE:
        raise LanguageError(f"A template may have at most {MAX_TEMPLATE} characters.", 0)
    return _Reader(source).read()
