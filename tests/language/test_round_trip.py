"""Every tree that can be written is read back as the same tree, and reading says where it stopped understanding."""

import dataclasses
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.engine.expressions import FUNCTIONS, RESERVED, LanguageError, compile_expression
from flows.engine.expressions_parser import parse_expression
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
    Not,
    ObjectOf,
    Path,
    names_in,
    walk,
)
from flows.engine.templates import compile_template, read_template

AT = 0
NAMES = st.from_regex(r"[a-zé_][a-z0-9_]{0,5}", fullmatch=True).filter(lambda name: name not in RESERVED)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)
LITERALS = st.builds(
    Literal,
    st.none() | st.booleans() | st.integers(0, 2**63 - 1) | st.floats(0, 1e300).map(abs) | TEXTS,
    st.just(AT),
)
FREE = [name for name, function in FUNCTIONS.items() if function.check is None]
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=", "in", "not in")


def nodes(inner):
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    keys = st.lists(NAMES.map(lambda name: Literal(name, AT)) | inner, min_size=1, max_size=2).map(tuple)
    pairs = st.lists(st.tuples(TEXTS.map(lambda text: Literal(text, AT)), inner), max_size=2).map(tuple)
    rests = [st.lists(st.tuples(st.sampled_from(group), inner), min_size=1, max_size=3).map(tuple)
             for group in (("+", "-"), ("*", "/", "%"))]  # fmt: skip
    return (
        st.builds(Path, NAMES.map(lambda name: Name(name, AT)), keys, st.just(AT))
        | st.builds(Chain, inner, st.one_of(*rests), st.just(AT))
        | st.builds(Chain, inner, st.tuples(st.tuples(st.just("**"), inner)), st.just(AT))
        | st.builds(Compare, st.sampled_from(COMPARISONS), inner, inner, st.just(AT))
        | st.builds(Logic, st.sampled_from(("and", "or")), several, st.just(AT))
        | st.builds(Not, inner, st.just(AT))
        | st.builds(Negate, NAMES.map(lambda name: Name(name, AT)), st.just(AT))
        | st.builds(Either, inner, inner, inner, st.just(AT))
        | st.builds(ListOf, st.lists(inner, max_size=3).map(tuple), st.just(AT))
        | st.builds(ObjectOf, pairs, st.just(AT))
        | st.sampled_from(FREE).flatmap(lambda name: calls(name, inner))
    )


def calls(name, inner):
    function = FUNCTIONS[name]
    arguments = st.lists(inner, min_size=function.fewest, max_size=min(function.most, 3)).map(tuple)
    return st.builds(Call, st.just(name), arguments, st.just(AT))


TREES = st.recursive(LITERALS | st.builds(Name, NAMES, st.just(AT)), nodes, max_leaves=6)


def write(node):
    """The source of a tree, with brackets around every operand."""
    match node:
        case Literal(value):
            return written(value)
        case Name(name):
            return name
        case Path(base, keys):
            return write(base) + "".join(
                f".{key.value}" if isinstance(key, Literal) and isinstance(key.value, str) and key.value.isidentifier()
                else f"[{write(key)}]" for key in keys
            )  # fmt: skip
        case Chain(first, rest):
            return f"({write(first)})" + "".join(f" {operator} ({write(operand)})" for operator, operand in rest)
        case Compare(operator, left, right):
            return f"({write(left)}) {operator} ({write(right)})"
        case Logic(operator, operands):
            return f" {operator} ".join(f"({write(operand)})" for operand in operands)
        case Not(operand):
            return f"not ({write(operand)})"
        case Negate(operand):
            return f"-({write(operand)})"
        case Either(test, then, otherwise):
            return f"({write(then)}) if ({write(test)}) else ({write(otherwise)})"
        case Call(name, arguments):
            return f"{name}({', '.join(map(write, arguments))})"
        case ListOf(items):
            return f"[{', '.join(map(write, items))}]"
        case ObjectOf(pairs):
            return "{" + ", ".join(f"{write(key)}: {write(value)}" for key, value in pairs) + "}"


def written(value):
    if isinstance(value, str):
        quoted = value.replace("\\", "\\\\").replace("'", "\\'")
        return "'" + quoted.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r") + "'"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value)


def bare(node):
    """The tree without offsets."""
    if isinstance(node, tuple):
        return tuple(bare(one) for one in node)
    if not dataclasses.is_dataclass(node):
        return node
    return type(node)(*(
        AT if field.name == "offset" else bare(getattr(node, field.name)) for field in dataclasses.fields(node)
    ))  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_a_tree_is_read_back_as_it_was_written(tree):
    source = write(tree)
    assert bare(parse_expression(source)) == tree
    assert compile_expression(source).names == names_in(tree)


@settings(max_examples=80, deadline=None)
@given(TREES)
def test_every_node_knows_where_it_stands(tree):
    source = write(tree)
    for node in walk(parse_expression(source)):
        assert 0 <= node.offset < max(len(source), 1)
        if isinstance(node, Name):
            assert source.startswith(node.name, node.offset)


@settings(max_examples=80, deadline=None)
@given(TREES, TEXTS.filter(lambda text: "{" not in text))
def test_a_template_reads_the_same_expression(tree, text):
    source = f"{text}{{{{ {write(tree)} }}}}{text}"
    output = next(piece for piece in read_template(source).pieces if hasattr(piece, "expression"))
    assert bare(output.expression) == tree
    assert compile_template(source).names == names_in(tree)


@settings(max_examples=80, deadline=None)
@given(TREES, st.data())
def test_what_cannot_be_read_says_where_within_the_source(tree, data):
    source = write(tree)
    cut = source[: data.draw(st.integers(0, len(source)))] + data.draw(st.sampled_from(["", ")", "'", "@", "+", "]"]))
    try:
        parse_expression(cut)
    except LanguageError as error:
        assert 0 <= error.offset <= len(cut)
        assert error.message.endswith(".")
