"""What a new installation holds: one workspace, its owner, and the demo bot, trained and published."""

from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from botbuilder.tenancy.models import Account, Member, Role, Workspace

OWNER = "owner@localhost"
DEMO = Path(__file__).parent / "demo" / "pizza.json"
DEMO_SLUG = "pizza"


def first_start(say: Callable[[str], None]) -> None:
    """Idempotent: an installation that has a workspace is left alone, but a half-made demo is finished."""
    workspace = _workspace()
    from flows.models import Bot, Channel
    from flows.services.import_bot import import_bot
    from flows.services.set_channel import set_channel

    if workspace is None or Bot.objects.of(workspace).filter(slug=DEMO_SLUG, live_version__isnull=False).exists():
        return
    say("Making the demo bot")
    told: list[str] = []

    def tell(stage: str, progress: float) -> None:
        line = f"  training: {stage} ({progress:.0%})"
        if line not in told:
            told.append(line)
            say(line)

    import_bot(DEMO, workspace=workspace, slug=DEMO_SLUG, replace=True, publish=True, by=OWNER, tell=tell)
    demo = Bot.objects.of(workspace).get(slug=DEMO_SLUG)
    set_channel(demo, Channel.Kind.RASA, enabled=True, is_open=True, by=OWNER)


def _workspace() -> Workspace | None:
    """The default workspace if this installation was just made or its demo is unfinished; else None."""
    with transaction.atomic():
        workspace, created = Workspace.objects.get_or_create(slug="default", defaults={"name": "Default"})
        if created and not Account.objects.exists():
            owner = Account.objects.create_superuser(OWNER, name="Owner")
            Member.unscoped.create(workspace=workspace, account=owner, role=Role.OWNER)
    return workspace
