"""Shapes of what the API answers about evaluation and learning from use, for the OpenAPI document."""

from __future__ import annotations

from rest_framework import serializers

from flows.models import Evaluation as EvaluationRow
from flows.models import UnsureUtterance

from .answers import Shape, StoredOperation

_KINDS = EvaluationRow.Kind.choices


def _share() -> serializers.FloatField:
    return serializers.FloatField(allow_null=True)


class Figures(Shape):
    accuracy = _share()
    macro_f1 = _share()
    weighted_f1 = _share()
    in_scope_accuracy = _share()
    oos_recall = _share()
    oos_precision = _share()
    oos_f1 = _share()
    oos_auroc = _share()
    span_f1 = _share()
    ece = _share()


class TestCounts(Shape):
    passed = serializers.IntegerField()
    failed = serializers.IntegerField()


class Evaluation(Shape):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(_KINDS)
    language = serializers.CharField()
    title = serializers.CharField()
    created_at = serializers.DateTimeField()
    created_by = serializers.CharField()
    revision = serializers.IntegerField(allow_null=True)
    version = serializers.IntegerField(allow_null=True)
    models = serializers.DictField(child=serializers.CharField())
    options = serializers.DictField()
    folds = serializers.IntegerField()
    seeds = serializers.IntegerField()
    count = serializers.IntegerField()
    previous = serializers.UUIDField(allow_null=True)
    figures = Figures()
    tests = TestCounts(allow_null=True)


class EvaluationPage(Shape):
    results = Evaluation(many=True)
    next = serializers.CharField(allow_null=True)


class LabelFigures(Shape):
    label = serializers.CharField()
    kind = serializers.ChoiceField(["intent", "answer", "none"])
    support = serializers.IntegerField()
    said = serializers.IntegerField()
    right = serializers.IntegerField()
    precision = serializers.FloatField()
    recall = serializers.FloatField()
    f1 = serializers.FloatField()


class ConfusedPair(Shape):
    wanted = serializers.CharField()
    said = serializers.CharField()
    count = serializers.IntegerField()
    share = _share()
    examples = serializers.ListField(child=serializers.CharField())


class Confusion(Shape):
    labels = serializers.ListField(child=serializers.CharField())
    matrix = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))
    pairs = ConfusedPair(many=True)


class Histogram(Shape):
    edges = serializers.ListField(child=serializers.FloatField())
    right = serializers.ListField(child=serializers.IntegerField())
    wrong = serializers.ListField(child=serializers.IntegerField())


class Calibration(Shape):
    ece = _share()
    bins = serializers.ListField(child=serializers.DictField())


class ScopePoint(Shape):
    threshold = serializers.FloatField()
    in_scope_accepted = _share()
    in_scope_accuracy = _share()
    oos_recall = _share()


class Scope(Shape):
    threshold = serializers.FloatField()
    auroc = _share()
    outside = serializers.IntegerField()
    strangers = serializers.IntegerField()
    points = ScopePoint(many=True)
    chosen = ScopePoint()


class EvaluationReport(Shape):
    """Rates are 0..1, null where nothing could be measured."""

    format = serializers.CharField()
    version = serializers.IntegerField()
    language = serializers.CharField()
    kind = serializers.CharField()
    count = serializers.IntegerField()
    folds = serializers.IntegerField(required=False)
    seeds = serializers.ListField(child=serializers.IntegerField(), required=False)
    sampled = serializers.IntegerField(required=False)
    figures = Figures()
    spread = serializers.DictField(allow_null=True)
    labels = LabelFigures(many=True)
    confusion = Confusion()
    confidence = Histogram()
    calibration = Calibration()
    scope = Scope(allow_null=True)
    entities = serializers.DictField(allow_null=True)
    tests = serializers.DictField(allow_null=True)
    findings = serializers.ListField(child=serializers.DictField())


class WholeEvaluation(Evaluation):
    report = EvaluationReport()


class Utterance(Shape):
    text = serializers.CharField()
    wanted = serializers.CharField()
    said = serializers.CharField()
    confidence = serializers.FloatField()
    in_scope = serializers.FloatField()
    right = serializers.BooleanField()
    kind = serializers.ChoiceField(["intent", "answer", "none"])
    pointer = serializers.CharField(allow_null=True)


class UtterancePage(Shape):
    results = Utterance(many=True)
    next = serializers.CharField(allow_null=True)


class UtteranceChange(Shape):
    text = serializers.CharField()
    wanted = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()
    confidence_before = serializers.FloatField()
    confidence_after = serializers.FloatField()


class Comparison(Shape):
    before = Evaluation()
    after = Evaluation()
    figures = serializers.DictField(child=serializers.DictField())
    labels = serializers.ListField(child=serializers.DictField())
    shared = serializers.IntegerField()
    mended = UtteranceChange(many=True)
    broken = UtteranceChange(many=True)
    moved = UtteranceChange(many=True)
    counts = serializers.DictField(child=serializers.IntegerField())
    p = serializers.FloatField()
    significant = serializers.BooleanField()
    tests = serializers.DictField(allow_null=True)


class SuggestionFix(Shape):
    code = serializers.ChoiceField(["remove", "move"])
    title = serializers.CharField()
    to = serializers.CharField(required=False)
    text = serializers.CharField(required=False)
    operations = serializers.ListField(child=serializers.DictField())


class SuggestionExample(Shape):
    text = serializers.CharField()
    intent = serializers.CharField()
    pointer = serializers.CharField()


class Suggestion(Shape):
    id = serializers.CharField()
    code = serializers.CharField()
    severity = serializers.ChoiceField(["warning", "hint"])
    language = serializers.CharField()
    pointer = serializers.CharField()
    message = serializers.CharField()
    intents = serializers.ListField(child=serializers.CharField())
    examples = SuggestionExample(many=True)
    measure = _share()
    fixes = SuggestionFix(many=True)


class SuggestionPage(Shape):
    results = Suggestion(many=True)
    next = serializers.CharField(allow_null=True)
    state = serializers.ChoiceField(["fresh", "stale", "none", "running"])
    revision = serializers.IntegerField()
    computed_at = serializers.DateTimeField(allow_null=True)
    job = serializers.UUIDField(allow_null=True)
    dismissed = serializers.IntegerField()


class DismissedSuggestions(Shape):
    dismissed = serializers.IntegerField()


class RestoredSuggestions(Shape):
    restored = serializers.IntegerField()


class UnsureText(Shape):
    ids = serializers.ListField(child=serializers.IntegerField())
    text = serializers.CharField()
    count = serializers.IntegerField()
    reason = serializers.ChoiceField(UnsureUtterance.Reason.choices)
    intent = serializers.CharField(allow_null=True)
    confidence = serializers.FloatField()
    in_scope = serializers.BooleanField()
    first_at = serializers.DateTimeField()
    last_at = serializers.DateTimeField()
    conversation = serializers.UUIDField(allow_null=True)
    version = serializers.IntegerField()


class Meaning(Shape):
    kind = serializers.ChoiceField(["intent", "answer"])
    name = serializers.CharField()
    confidence = serializers.FloatField()
    by = serializers.ChoiceField(["model", "neighbours"])


class UnsureGroup(Shape):
    id = serializers.IntegerField()
    language = serializers.CharField()
    text = serializers.CharField()
    count = serializers.IntegerField()
    utterances = UnsureText(many=True)
    suggestion = Meaning(allow_null=True)
    decided = serializers.DictField(allow_null=True)


class UnsurePage(Shape):
    results = UnsureGroup(many=True)
    next = serializers.CharField(allow_null=True)
    waiting = serializers.IntegerField()
    settings = serializers.DictField(allow_null=True)


class AcceptedUnsure(Shape):
    accepted = serializers.IntegerField()
    added = serializers.ListField(child=serializers.CharField())
    revision = serializers.IntegerField()
    operations = StoredOperation(many=True)
    undo = serializers.ListField(child=serializers.DictField())


class IgnoredUnsure(Shape):
    ignored = serializers.IntegerField()


class RestoredUnsure(Shape):
    restored = serializers.IntegerField()
