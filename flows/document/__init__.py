"""The portable bot document: reading, validating, upgrading, splitting into parts and changing it."""

from flows.document.operations import Changes, OperationError, apply_operations
from flows.document.overlaps import overlaps
from flows.document.parts import Part, fold, split
from flows.document.problems import Problem
from flows.document.schema import bot_schema
from flows.document.strict_json import StrictJSONError, check_characters, loads_strict
from flows.document.upgrades import upgrade
from flows.document.validate import validate, validate_part

__all__ = [
    "Changes",
    "OperationError",
    "Part",
    "Problem",
    "StrictJSONError",
    "apply_operations",
    "bot_schema",
    "check_characters",
    "fold",
    "loads_strict",
    "overlaps",
    "split",
    "upgrade",
    "validate",
    "validate_part",
]
