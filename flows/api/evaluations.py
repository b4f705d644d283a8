"""Evaluations of a bot's understanding, comparisons of two of them, and suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.jobs.models import Job
from botbuilder.tenancy.models import Role
from flows.adapters.evaluating import Row, RowsError, check_row, read_rows
from flows.adapters.rate_limits import EVALUATIONS
from flows.models import Evaluation
from flows.services.compare_evaluations import compare_evaluations, find_evaluation, with_pointers
from flows.services.errors import TooMany
from flows.services.evaluate_bot import start_evaluation
from flows.services.suggest_improvements import (
    bring_back_suggestions,
    dismiss_suggestions,
    known_suggestions,
    suggest_improvements,
)

from . import answers, answers_learning
from .paging import page, page_of_list
from .parsers import StrictJSONParser
from .serializers import Flag, Pattern, Strict, Text
from .uploads import LimitedMultiPartParser
from .view import BotView

UPLOAD_LIMIT = 5 * 1024 * 1024  # bytes
MOST_ROWS = 2_000  # in JSON
MOST_UPLOADED = 20_000
ASKABLE = ["cross-validation", "tests", "rows"]
_WHOLE = ("report", "packed")


class Options(Strict):
    encoder = Flag(required=False)
    out_of_scope = serializers.ChoiceField(["detected", "taught"], required=False)


class Asked(Strict):
    kind = serializers.ChoiceField(ASKABLE)
    language = Text(max_length=35, required=False)
    title = Text(max_length=200, required=False, allow_blank=True)
    folds = serializers.IntegerField(min_value=2, max_value=10, required=False)
    seeds = serializers.IntegerField(min_value=1, max_value=5, required=False)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1, required=False, allow_null=True)
    none = Text(max_length=200, required=False, allow_null=True)
    rows = serializers.ListField(child=serializers.DictField(), min_length=1, max_length=MOST_ROWS, required=False)
    options = Options(required=False)


class AskedSuggestions(Strict):
    language = Text(max_length=35, required=False)


class ChosenSuggestions(Strict):
    ids = serializers.ListField(child=Pattern(r"^[0-9a-f]{16}$"), min_length=1, max_length=200)


class AskedWithFile(Asked):
    file = serializers.FileField(required=False)


class EvaluationsView(BotView):
    roles = {"GET": Role.VIEWER, "POST": Role.EDITOR}
    parser_classes = [StrictJSONParser, LimitedMultiPartParser]
    body_limit = UPLOAD_LIMIT + 64 * 1024  # the form around the file

    @extend_schema(
        parameters=[OpenApiParameter("kind", str), OpenApiParameter("language", str)],
        responses=answers_learning.EvaluationPage,
    )
    def get(self, request: Request, slug: str) -> Response:
        """Newest first. Of the kind `training` is what was measured after each training by itself."""
        rows = Evaluation.objects.of(self.workspace).filter(bot=self.bot).defer(*_WHOLE)
        for name in ("kind", "language"):
            if value := request.query_params.get(name, "").replace("\0", ""):
                rows = rows.filter(**{name: value})
        return page(self, rows, ("-created_at", "id"), _present)

    @extend_schema(
        request={"application/json": Asked, "multipart/form-data": AskedWithFile}, responses={202: answers.Job}
    )
    def post(self, request: Request, slug: str) -> Response:
        """Measure: by cross-validation, on the bot's tests, or on `rows` or a `file` of labelled utterances.

        A file holds JSON lines `{"text", "intent", "entities"?}`, or a table with the columns text and intent.
        """
        asked, rows = _asked(self, request)
        _not_too_often(self)
        return _accepted(start_evaluation(self.bot, asked, by=self.actor, rows=rows))


class OneEvaluationView(BotView):
    roles = {"GET": Role.VIEWER, "DELETE": Role.EDITOR}

    @extend_schema(responses=answers_learning.WholeEvaluation)
    def get(self, request: Request, slug: str, evaluation: UUID) -> Response:
        found = find_evaluation(self.bot, evaluation)
        return Response({**_present(found), "report": found.report})

    @extend_schema(responses={204: None})
    def delete(self, request: Request, slug: str, evaluation: UUID) -> Response:
        find_evaluation(self.bot, evaluation).delete()
        return Response(status=204)


class UtterancesView(BotView):
    roles = {"GET": Role.VIEWER}

    @extend_schema(
        parameters=[OpenApiParameter(name, str) for name in ("wrong", "wanted", "said", "q")],
        responses=answers_learning.UtterancePage,
    )
    def get(self, request: Request, slug: str, evaluation: UUID) -> Response:
        """Each utterance that was asked; only wrong ones with `wrong=true`; `q` is a part of the text."""
        given = request.query_params
        part = given.get("q", "").casefold()
        found = [
            one
            for one in find_evaluation(self.bot, evaluation).utterances
            if (given.get("wrong") != "true" or not one["right"])
            and given.get("wanted") in (None, one["wanted"])
            and given.get("said") in (None, one["said"])
            and part in one["text"].casefold()
        ]
        return page_of_list(self, found, with_pointers(self.bot))


class CompareView(BotView):
    roles = {"GET": Role.VIEWER}

    @extend_schema(responses=answers_learning.Comparison)
    def get(self, request: Request, slug: str, evaluation: UUID, after: UUID) -> Response:
        """What became better and worse from the first evaluation to the second, utterance by utterance."""
        one, two = find_evaluation(self.bot, evaluation), find_evaluation(self.bot, after)
        return Response({"before": _present(one), "after": _present(two), **compare_evaluations(one, two)})


class SuggestionsView(BotView):
    roles = {"GET": Role.VIEWER, "POST": Role.EDITOR}

    @extend_schema(
        parameters=[OpenApiParameter("language", str), OpenApiParameter("dismissed", bool)],
        responses=answers_learning.SuggestionPage,
    )
    def get(self, request: Request, slug: str) -> Response:
        """What would make the examples of the draft better, each with its place and with operations that do it.

        With `dismissed=true` those that somebody does not want to see.
        """
        given = request.query_params
        language = given.get("language", "").replace("\0", "")
        return Response(suggest_improvements(self.bot, language, dismissed=given.get("dismissed") == "true"))

    @extend_schema(request=AskedSuggestions, responses={202: answers.Job})
    def post(self, request: Request, slug: str) -> Response:
        """Look for suggestions now. Where those of this very training set are known, the job has ended already."""
        asked = self.read(AskedSuggestions)
        known = known_suggestions(self.bot, asked.get("language"))
        if known is None:
            _not_too_often(self)
            wanted = {**asked, "kind": Evaluation.Kind.CROSS_VALIDATION.value, "folds": 3, "suggest": True}
            known = start_evaluation(self.bot, wanted, by=self.actor)
        return _accepted(known)


class DismissView(BotView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=ChosenSuggestions, responses=answers_learning.DismissedSuggestions)
    def post(self, request: Request, slug: str) -> Response:
        """Leave suggestions out, also after the next training, until they are brought back."""
        ids = self.read(ChosenSuggestions)["ids"]
        return Response({"dismissed": dismiss_suggestions(self.bot, ids, by=self.actor)})


class BringBackView(BotView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=ChosenSuggestions, responses=answers_learning.RestoredSuggestions)
    def post(self, request: Request, slug: str) -> Response:
        """Show dismissed suggestions again."""
        return Response({"restored": bring_back_suggestions(self.bot, self.read(ChosenSuggestions)["ids"])})


def _accepted(job: Job) -> Response:
    return Response(job.to_json(), status=202, headers={"Location": f"/api/v1/jobs/{job.pk}/"})


def _not_too_often(view: BotView) -> None:
    if wait := EVALUATIONS.take(view.workspace.pk):
        raise TooMany(f"Too many evaluations. Try again in {wait:.0f} seconds.", wait=wait)


def _asked(view: BotView, request: Request) -> tuple[dict[str, Any], list[Row] | None]:
    """What was asked for, and the labelled utterances of a body or a file. Raises ValidationError."""
    file = request.FILES.get("file") if request.FILES else None
    data: Any = request.data
    if isinstance(data, Mapping) and not isinstance(data, dict | list):
        data = {}
    if request.FILES or (request.content_type or "").startswith("multipart/"):
        data = {name: value for name, value in request.data.items() if name != "file"}
    checked = Asked(data=data)
    checked.is_valid(raise_exception=True)
    asked = dict(checked.validated_data)
    listed = asked.pop("rows", None)
    if (asked["kind"] == "rows") != (listed is not None or file is not None):
        raise serializers.ValidationError({"rows": ["Send rows or a file, for the kind rows only."]})
    try:
        if file is not None:
            text = file.read(UPLOAD_LIMIT + 1).decode("utf-8-sig")
            return asked, read_rows(text, most=MOST_UPLOADED, filename=file.name or "")
        if listed is not None:
            return asked, [check_row(row, f"Row {number}") for number, row in enumerate(listed, start=1)]
    except UnicodeDecodeError as error:
        raise serializers.ValidationError({"file": ["The file is not UTF-8."]}) from error
    except RowsError as error:
        raise serializers.ValidationError({"rows" if file is None else "file": [str(error)]}) from error
    return asked, None


def _present(row: Evaluation) -> dict[str, Any]:
    names = ("kind", "language", "title", "created_at", "created_by", "revision", "version", "models", "options")
    more = ("folds", "seeds", "count", "figures", "tests")
    shown = {name: getattr(row, name) for name in (*names, *more)}
    return {"id": str(row.pk), **shown, "previous": row.previous_id and str(row.previous_id)}
