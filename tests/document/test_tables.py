"""Tables of a bot as a part of its document."""

from __future__ import annotations

import pytest

from flows.document import apply_operations, fold, split, upgrade, validate
from flows.formats import FORMATS
from tests.document.bots import bot

ORDERS = {
    "name": "orders",
    "title": "Orders",
    "columns": [{"name": "item", "type": "text", "required": True}, {"name": "count", "type": "number"}],
}


def with_table(**change):
    return {**bot(), "tables": [{**ORDERS, **change}]}


def test_a_table_fits():
    assert validate(with_table()) == []


@pytest.mark.parametrize(
    ("change", "code", "pointer"),
    [
        ({"columns": []}, "minItems", "/tables/0/columns"),
        ({"columns": [{"name": "a"}, {"name": "a"}]}, "duplicate", "/tables/0/columns/1/name"),
        ({"columns": [{"name": "id"}]}, "duplicate", "/tables/0/columns/0/name"),
        ({"columns": [{"name": "not"}]}, "reserved", "/tables/0/columns/0/name"),
        ({"columns": [{"name": "a b"}]}, "pattern", "/tables/0/columns/0/name"),
        ({"columns": [{"name": "a", "type": "colour"}]}, "value", "/tables/0/columns/0/type"),
        ({"name": "my table"}, "pattern", "/tables/0/name"),
        ({"rows": []}, "unknown-key", "/tables/0/rows"),
    ],
)
def test_what_is_no_table(change, code, pointer):
    assert (code, pointer) in {(one.code, one.pointer) for one in validate(with_table(**change))}


def test_two_tables_of_one_name():
    twice = {**bot(), "tables": [ORDERS, ORDERS]}
    assert [one.code for one in validate(twice)] == ["duplicate"]


def test_a_document_is_the_fold_of_its_parts_with_and_without_tables():
    assert fold(split(with_table())) == with_table()
    assert "tables" not in fold(split(bot()))
    assert "tables" not in upgrade(bot())


def test_columns_are_changed_by_operations():
    parts = split(with_table())
    changes = apply_operations(
        parts,
        [
            {"op": "set", "part": "table:orders", "path": "/columns/count/required", "value": True},
            {"op": "add", "part": "table:orders", "path": "/columns/-", "value": {"name": "day", "type": "date"}},
            {"op": "remove", "part": "table:orders", "path": "/columns/item"},
        ],
    )
    (table,) = changes.changed
    assert table.body["columns"] == [
        {"name": "count", "type": "number", "required": True},
        {"name": "day", "type": "date"},
    ]


def test_export_and_import_keep_tables():
    native = FORMATS["native"]
    assert native.read(native.write(with_table())).document == with_table()
