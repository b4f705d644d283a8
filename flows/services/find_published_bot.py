"""What a public page may know of a bot: only of one that is published."""

from __future__ import annotations

from dataclasses import dataclass

from flows.models import Bot


@dataclass(frozen=True, slots=True)
class PublishedBot:
    slug: str
    name: str
    languages: tuple[str, ...]
    default_language: str

    def language(self, asked: str) -> str:
        """The asked language if the bot speaks it, else its own."""
        return asked if asked in self.languages else self.default_language


def find_published_bot(slug: str) -> PublishedBot | None:
    """None for a bot that does not exist as well as for one that is not published: the address tells nobody which.
    Slugs are unique over the installation, and a visitor belongs to no workspace."""
    document = "live_version__document"
    found = (
        Bot.unscoped.filter(slug=slug, live_version__isnull=False)
        .values_list(f"{document}__name", f"{document}__languages", f"{document}__default_language")
        .first()
    )
    if found is None:
        return None
    name, languages, default = found
    return PublishedBot(slug, name, tuple(languages), default)
