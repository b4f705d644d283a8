"""Addresses of the REST API under /api/v1/ (the chat has its own, in chat_urls)."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path, register_converter
from django.urls.converters import StringConverter

from flows.document.parts import COLLECTIONS

from . import (
    access,
    agents,
    bots,
    catalogue,
    channels,
    conversations,
    draft,
    evaluations,
    exchange,
    jobs,
    learning,
    lint,
    media,
    parts,
    problems,
    publishing,
    replay,
    secrets,
    session,
    tables,
    training,
    tryout,
)
from .nowhere import NowhereView, OpenAPIView


class Key(StringConverter):
    """The name of a part: anything but a slash or NUL."""

    regex = r"[^/\x00]{1,200}"


class Number(StringConverter):
    """A whole number that every database can hold."""

    regex = r"[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        return int(value)


class Digest(StringConverter):
    """SHA-256 in hexadecimal."""

    regex = r"[0-9a-f]{64}"


class BotSlug(StringConverter):
    regex = r"[a-z0-9-]{1,60}"


register_converter(Key, "key")
register_converter(Number, "number")
register_converter(Digest, "digest")
register_converter(BotSlug, "bot")

BOT = "bots/<bot:slug>/"
TRYOUT = BOT + "tryout/<uuid:conversation>/"
CONVERSATION = BOT + "conversations/<uuid:conversation>/"


def _part_lists() -> list[URLPattern]:
    """A list and one address per part, for every collection of the document."""
    found = []
    for collection, (kind, _) in COLLECTIONS.items():
        view = parts.ContentView if kind == parts.ContentView.kind else parts.PartsView
        many = view.as_view(kind=kind)
        one = parts.OnePartView.as_view(kind=kind)
        found += [path(f"{BOT}{collection}/", many), path(f"{BOT}{collection}/<key:key>/", one)]
    return found


urlpatterns = [
    path("session/", session.SessionView.as_view()),
    path("step-types/", catalogue.StepTypesView.as_view()),
    path("formats/", catalogue.FormatsView.as_view()),
    path("expression-language/", catalogue.ExpressionLanguageView.as_view()),
    path("schema/", OpenAPIView.as_view()),
    path("schema/bot.json", catalogue.BotSchemaView.as_view()),
    path("bots/", bots.BotsView.as_view()),
    path("bots/import/", exchange.ImportView.as_view()),
    path("bots/import/preview/", exchange.ImportPreviewView.as_view()),
    path(BOT, bots.OneBotView.as_view()),
    path(BOT + "draft/", draft.DraftView.as_view()),
    *_part_lists(),
    path(BOT + "lint/", lint.LintView.as_view()),
    path(BOT + "train/", training.TrainView.as_view()),
    path(BOT + "trainings/", training.TrainingsView.as_view()),
    path(BOT + "trainings/<number:number>/", training.OneTrainingView.as_view()),
    path(BOT + "trainings/<number:number>/restore/", training.RestoreTrainingView.as_view()),
    path(BOT + "parse/", training.ParseView.as_view()),
    path(BOT + "publish/", publishing.PublishView.as_view()),
    path(BOT + "versions/", publishing.VersionsView.as_view()),
    path(BOT + "versions/<number:number>/", publishing.OneVersionView.as_view()),
    path(BOT + "versions/<number:number>/restore/", publishing.RestoreView.as_view()),
    path(BOT + "versions/<number:number>/recall/", publishing.RecallView.as_view()),
    re_path(
        r"^bots/(?P<slug>[a-z0-9-]{1,60})/versions/(?P<number>[0-9]{1,9})/diff/(?P<other>[0-9]{1,9}|draft)/$",
        publishing.DiffView.as_view(),
    ),
    path(BOT + "export/", exchange.ExportView.as_view()),
    path(BOT + "media/", media.MediaView.as_view()),
    path(BOT + "media/<digest:digest>/", media.OneMediaView.as_view()),
    path(BOT + "channels/", channels.ChannelsView.as_view()),
    re_path(r"^bots/(?P<slug>[a-z0-9-]{1,60})/channels/(?P<kind>web|rest|rasa)/$", channels.OneChannelView.as_view()),
    path(BOT + "tryout/", tryout.TryoutsView.as_view()),
    path(TRYOUT, tryout.TryoutView.as_view()),
    path(TRYOUT + "messages/", tryout.TryoutMessagesView.as_view()),
    path(TRYOUT + "files/", tryout.TryoutFilesView.as_view()),
    path(TRYOUT + "rewind/", tryout.TryoutRewindView.as_view()),
    path(TRYOUT + "variables/", tryout.TryoutVariablesView.as_view()),
    path(BOT + "conversations/", conversations.ConversationsView.as_view()),
    path(CONVERSATION, conversations.ConversationView.as_view()),
    path(CONVERSATION + "messages/", agents.AgentMessagesView.as_view()),
    path(CONVERSATION + "takeover/", agents.TakeoverView.as_view()),
    path(CONVERSATION + "resolve/", agents.ResolveView.as_view()),
    path(CONVERSATION + "start-flow/", agents.StartFlowView.as_view()),
    path(BOT + "handoffs/", agents.HandoffsView.as_view()),
    path(BOT + "queues/", agents.QueuesView.as_view()),
    path(BOT + "queues/<key:queue>/", agents.OneQueueView.as_view()),
    path(BOT + "tables/<key:key>/rows/", tables.RowsView.as_view()),
    path(BOT + "tables/<key:key>/rows/<number:row>/", tables.OneRowView.as_view()),
    path(BOT + "evaluations/", evaluations.EvaluationsView.as_view()),
    path(BOT + "evaluations/<uuid:evaluation>/", evaluations.OneEvaluationView.as_view()),
    path(BOT + "evaluations/<uuid:evaluation>/utterances/", evaluations.UtterancesView.as_view()),
    path(BOT + "evaluations/<uuid:evaluation>/compare/<uuid:after>/", evaluations.CompareView.as_view()),
    path(BOT + "suggestions/", evaluations.SuggestionsView.as_view()),
    path(BOT + "suggestions/dismiss/", evaluations.DismissView.as_view()),
    path(BOT + "suggestions/restore/", evaluations.BringBackView.as_view()),
    path(BOT + "learning/", learning.LearningView.as_view()),
    path(BOT + "learning/accept/", learning.AcceptView.as_view()),
    path(BOT + "learning/ignore/", learning.IgnoreView.as_view()),
    path(BOT + "learning/restore/", learning.RestoreView.as_view()),
    path(BOT + "problems/", problems.ProblemsView.as_view()),
    path(BOT + "problems/read/", problems.ReadProblemsView.as_view()),
    path(CONVERSATION + "events/", conversations.EventsView.as_view()),
    path(CONVERSATION + "events/<number:turn>/", conversations.OneTurnView.as_view()),
    path(CONVERSATION + "replay/", replay.ReplayView.as_view()),
    path(CONVERSATION + "rewind/", replay.RewindView.as_view()),
    path("jobs/<uuid:job>/", jobs.JobView.as_view()),
    path("jobs/<uuid:job>/cancel/", jobs.CancelJobView.as_view()),
    path("tokens/", access.TokensView.as_view()),
    path("tokens/<number:token>/", access.OneTokenView.as_view()),
    path("members/", access.MembersView.as_view()),
    path("members/<number:member>/", access.OneMemberView.as_view()),
    path("members/<number:member>/sign-in-link/", access.SignInLinkView.as_view()),
    path("secrets/", secrets.SecretsView.as_view()),
    path("secrets/<slug:name>/", secrets.OneSecretView.as_view()),
    re_path(r"^media/(?P<digest>[0-9a-f]{64})\.(?:png|jpg|gif|webp)$", media.MediaFileView.as_view()),
    re_path(r"^(?!chat/)", NowhereView.as_view()),
]
