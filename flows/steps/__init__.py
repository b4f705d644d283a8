"""The step types, one file each. This list is what a bot may use; a test compares it with the folder."""

from __future__ import annotations

from typing import Any

from flows.engine.step_type import StepType

from .ask import Ask
from .branch import Branch
from .call_api import CallApi
from .call_flow import CallFlow
from .choice import Choice
from .code import Code
from .end import EndStep
from .form import Form
from .handoff import Handoff
from .jump import Jump
from .listen import Listen
from .return_ import ReturnStep
from .say import Say
from .set import Set
from .wait import Wait

STEP_TYPES: dict[str, StepType] = {
    one.type: one
    for one in (
        Say(),
        Ask(),
        Choice(),
        Form(),
        Listen(),
        Branch(),
        CallFlow(),
        Jump(),
        ReturnStep(),
        EndStep(),
        Wait(),
        Set(),
        CallApi(),
        Code(),
        Handoff(),
    )
}


def catalogue() -> list[dict[str, Any]]:
    """All step types as JSON, in the order of the editor's palette.

    `{type, title, category, icon, help, schema, outputs: [{"id", "title", "when"?} | {"each", "title_from"}], waits,
    examples}`.
    """
    return [one.to_json() for one in STEP_TYPES.values()]
