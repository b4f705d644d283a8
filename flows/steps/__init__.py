"""The step types, one file each. This list is what a bot may use; a test compares it with the folder."""

from __future__ import annotations

from typing import Any

from flows.engine.step_type import StepType

from .ask import Ask
from .audio import Audio
from .back import Back
from .branch import Branch
from .call_action import CallAction
from .call_api import CallApi
from .call_flow import CallFlow
from .card import Card
from .carousel import Carousel
from .change_list import ChangeList
from .choice import Choice
from .code import Code
from .comment import Comment
from .context import EnterContext
from .counter import Counter
from .date_picker import DatePicker
from .delete_records import DeleteRecords
from .detect_language import DetectLanguage
from .dropdown import Dropdown
from .emit_event import EmitEvent
from .end import EndStep
from .feedback import Feedback
from .file import File
from .file_upload import FileUpload
from .find_records import FindRecords
from .forget import Forget
from .form import Form
from .goal import Goal
from .handoff import Handoff
from .image import Image
from .insert_record import InsertRecord
from .jump import Jump
from .listen import Listen
from .location import Location
from .loop import Loop
from .multi_select import MultiSelect
from .profile import Profile
from .quick_replies import QuickReplies
from .random import Random
from .rating import Rating
from .read_list import ReadList
from .recall import Recall
from .remember import Remember
from .restart import Restart
from .return_ import ReturnStep
from .say import Say
from .send_email import SendEmail
from .set import Set
from .split import Split
from .start_flow import StartFlow
from .stop import Stop
from .switch_language import SwitchLanguage
from .typing import Typing
from .update_records import UpdateRecords
from .video import Video
from .wait import Wait
from .wait_event import WaitEvent

STEP_TYPES: dict[str, StepType] = {
    one.type: one
    for one in (
        Say(),
        Image(),
        Video(),
        Audio(),
        File(),
        Card(),
        Carousel(),
        Location(),
        QuickReplies(),
        Typing(),
        Ask(),
        Choice(),
        Form(),
        Dropdown(),
        MultiSelect(),
        Rating(),
        DatePicker(),
        FileUpload(),
        Listen(),
        Feedback(),
        Branch(),
        Loop(),
        Split(),
        Random(),
        CallFlow(),
        Jump(),
        ReturnStep(),
        EndStep(),
        Back(),
        Stop(),
        Restart(),
        EnterContext(),
        Wait(),
        WaitEvent(),
        DetectLanguage(),
        SwitchLanguage(),
        Comment(),
        Set(),
        Counter(),
        ChangeList(),
        ReadList(),
        Profile(),
        Remember(),
        Recall(),
        Forget(),
        Goal(),
        CallApi(),
        CallAction(),
        SendEmail(),
        FindRecords(),
        InsertRecord(),
        UpdateRecords(),
        DeleteRecords(),
        EmitEvent(),
        StartFlow(),
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
