"""Shapes of what the API answers, for the OpenAPI document. What makes them stands beside each shape's name."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from botbuilder.tenancy.models import Role
from flows.models import Bot


class Shape(serializers.Serializer[Any]):
    """Describes an answer; never reads one."""


class Problem(Shape):
    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    problems = serializers.ListField(child=serializers.DictField(), required=False)


class SessionMember(Shape):
    email = serializers.EmailField()
    name = serializers.CharField()
    role = serializers.ChoiceField(Role.choices)


class SessionWorkspace(Shape):
    slug = serializers.CharField()
    name = serializers.CharField()


class Session(Shape):
    member = SessionMember(allow_null=True)
    workspace = SessionWorkspace(allow_null=True)
    csrf = serializers.CharField()


class BotSummary(Shape):
    slug = serializers.CharField()
    name = serializers.CharField()
    emblem = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    default_language = serializers.CharField()
    draft_revision = serializers.IntegerField()
    version = serializers.IntegerField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)
    published_revision = serializers.IntegerField(allow_null=True)
    trained = serializers.ChoiceField(Bot.Trained.choices)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class BotPage(Shape):
    results = BotSummary(many=True)
    next = serializers.CharField(allow_null=True)


class Document(Shape):
    """A bot document; its full schema is at /api/v1/schema/bot.json."""

    format = serializers.CharField()
    version = serializers.IntegerField()
    name = serializers.CharField()


class OperationBody(Shape):
    op = serializers.ChoiceField(["add", "set", "remove", "move"])
    part = serializers.CharField()
    path = serializers.CharField(allow_blank=True)
    value = serializers.JSONField(required=False)
    base = serializers.IntegerField(required=False)


class StoredOperation(Shape):
    op = serializers.CharField()
    part = serializers.CharField()
    path = serializers.CharField(allow_blank=True)
    value = serializers.JSONField(required=False)
    revision = serializers.IntegerField()
    actor = serializers.CharField()
    tab = serializers.CharField()


class Changed(Shape):
    revision = serializers.IntegerField()
    operations = StoredOperation(many=True)


class Body(Shape):
    """One part of a document, as it stands there."""


class BodyPage(Shape):
    results = serializers.ListField(child=serializers.DictField())
    next = serializers.CharField(allow_null=True)


class ContentUse(Shape):
    pointer = serializers.CharField()
    flow = serializers.CharField(allow_null=True)
    node = serializers.CharField(allow_null=True)
    step = serializers.CharField(allow_null=True)


class ContentPage(BodyPage):
    usage = serializers.DictField(child=ContentUse(many=True))


class Finding(Shape):
    severity = serializers.ChoiceField(["error", "warning", "hint"])
    code = serializers.CharField()
    pointer = serializers.CharField()
    flow = serializers.CharField(allow_null=True)
    node = serializers.CharField(allow_null=True)
    step = serializers.CharField(allow_null=True)
    message = serializers.CharField()
    fix = serializers.JSONField(required=False)


class Lint(Shape):
    revision = serializers.IntegerField()
    findings = Finding(many=True)


class Job(Shape):
    id = serializers.UUIDField()
    kind = serializers.CharField()
    state = serializers.ChoiceField(["queued", "running", "done", "failed", "cancelled"])
    stage = serializers.CharField()
    progress = serializers.FloatField()
    attempts = serializers.IntegerField()
    result = serializers.JSONField(allow_null=True)
    problem = serializers.JSONField(allow_null=True)


class Version(Shape):
    number = serializers.IntegerField()
    note = serializers.CharField()
    created_at = serializers.DateTimeField()
    created_by = serializers.CharField()
    live = serializers.BooleanField()
    models = serializers.DictField(child=serializers.CharField())
    revision = serializers.IntegerField()


class VersionPage(Shape):
    results = Version(many=True)
    next = serializers.CharField(allow_null=True)


class TrainingFailure(Shape):
    language = serializers.CharField()
    part = serializers.CharField()
    name = serializers.CharField()
    pointer = serializers.CharField()
    detail = serializers.CharField()


class TrainedLanguage(Shape):
    examples = serializers.IntegerField(required=False)
    intents = serializers.IntegerField(required=False)
    answers = serializers.IntegerField(required=False)
    encoder = serializers.CharField(allow_null=True, required=False)
    bytes = serializers.IntegerField()
    metrics = serializers.DictField(child=serializers.FloatField())


class TrainingBefore(Shape):
    training = serializers.IntegerField()
    languages = serializers.DictField(child=TrainedLanguage())


class Training(Shape):
    number = serializers.IntegerField()
    kind = serializers.ChoiceField(["trained", "restored"])
    of = serializers.IntegerField(allow_null=True)
    job = serializers.UUIDField(allow_null=True)
    by = serializers.CharField()
    created_at = serializers.DateTimeField()
    seconds = serializers.FloatField()
    revision = serializers.IntegerField()
    current = serializers.BooleanField()
    restorable = serializers.BooleanField()
    models = serializers.DictField(child=serializers.CharField())
    parts = serializers.DictField(child=serializers.DictField(child=serializers.CharField()))
    failures = TrainingFailure(many=True)
    notes = serializers.ListField(child=serializers.CharField())
    languages = serializers.DictField(child=TrainedLanguage())
    before = TrainingBefore(allow_null=True)


class TrainingPage(Shape):
    results = Training(many=True)
    next = serializers.CharField(allow_null=True)


class Restored(Shape):
    revision = serializers.IntegerField()


class Recalled(Shape):
    conversations = serializers.IntegerField()


class PartChange(Shape):
    part = serializers.CharField()
    change = serializers.ChoiceField(["added", "removed", "changed"])
    places = serializers.ListField(child=serializers.DictField())


class Diff(Shape):
    changes = PartChange(many=True)


class Understanding(Shape):
    intent = serializers.CharField(allow_null=True)
    language = serializers.CharField()
    intents = serializers.ListField(child=serializers.DictField())
    in_scope = serializers.BooleanField()
    entities = serializers.ListField(child=serializers.DictField())
    answers = serializers.ListField(child=serializers.DictField())
    sentiment = serializers.DictField()
    corrected = serializers.CharField(required=False)


class Report(Shape):
    bot = serializers.CharField(allow_null=True)
    format = serializers.CharField()
    counts = serializers.DictField(child=serializers.IntegerField())
    items = serializers.ListField(child=serializers.DictField())
    findings = Finding(many=True)


class Token(Shape):
    id = serializers.IntegerField()
    name = serializers.CharField()
    role = serializers.ChoiceField(Role.choices)
    prefix = serializers.CharField()
    member = serializers.EmailField()
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)


class NewToken(Token):
    token = serializers.CharField()


class TokenPage(Shape):
    results = Token(many=True)
    next = serializers.CharField(allow_null=True)


class Member(Shape):
    id = serializers.IntegerField()
    email = serializers.EmailField()
    name = serializers.CharField()
    role = serializers.ChoiceField(Role.choices)
    sign_in_link = serializers.CharField(required=False, allow_null=True)


class MemberPage(Shape):
    results = Member(many=True)
    next = serializers.CharField(allow_null=True)


class Secret(Shape):
    name = serializers.CharField()
    updated_at = serializers.DateTimeField()
    updated_by = serializers.CharField()


class SecretPage(Shape):
    results = Secret(many=True)
    next = serializers.CharField(allow_null=True)


class Media(Shape):
    id = serializers.CharField()
    url = serializers.CharField()
    content_type = serializers.CharField()
    size = serializers.IntegerField()
    title = serializers.CharField()


class MediaPage(Shape):
    results = Media(many=True)
    next = serializers.CharField(allow_null=True)


class Channel(Shape):
    kind = serializers.CharField()
    enabled = serializers.BooleanField()
    open = serializers.BooleanField()
    token = serializers.CharField(required=False)


class ChannelPage(Shape):
    results = Channel(many=True)
    next = serializers.CharField(allow_null=True)


class Tryout(Shape):
    conversation = serializers.CharField()
    messages = serializers.ListField(child=serializers.DictField())
    last_seq = serializers.IntegerField()


class UploadedFile(Shape):
    file = serializers.DictField()
    token = serializers.CharField()


class Replay(Shape):
    same = serializers.BooleanField()
    build = serializers.CharField()
    turns = serializers.ListField(child=serializers.DictField())
    next = serializers.IntegerField(allow_null=True)


class ExpressionLanguage(Shape):
    functions = serializers.ListField(child=serializers.DictField())
    operators = serializers.ListField(child=serializers.DictField())
    blocks = serializers.ListField(child=serializers.DictField())
    variables = serializers.ListField(child=serializers.DictField())
    reserved = serializers.ListField(child=serializers.CharField())


class StepTypes(Shape):
    results = serializers.ListField(child=serializers.DictField())
    next = serializers.CharField(allow_null=True)


class BotFormat(Shape):
    name = serializers.CharField()
    writes = serializers.BooleanField()


class Formats(Shape):
    results = BotFormat(many=True)
    next = serializers.CharField(allow_null=True)


class Row(Shape):
    id = serializers.IntegerField()
    values = serializers.DictField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class RowPage(Shape):
    results = Row(many=True)
    next = serializers.CharField(allow_null=True)


class NodeProblem(Shape):
    id = serializers.IntegerField()
    version = serializers.IntegerField()
    flow = serializers.CharField()
    node = serializers.CharField()
    step = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()
    count = serializers.IntegerField()
    first_at = serializers.DateTimeField()
    last_at = serializers.DateTimeField()
    read = serializers.BooleanField()


class ProblemPage(Shape):
    results = NodeProblem(many=True)
    next = serializers.CharField(allow_null=True)


class ProblemsRead(Shape):
    read = serializers.IntegerField()
