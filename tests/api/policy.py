"""Who may do what, route by route: the tests' own copy of the policy. A new route needs its row here."""

from __future__ import annotations

OPEN = "open"  # no sign-in needed

# Route as it stands in the URL conf → method → the least role.
POLICY: dict[str, dict[str, str]] = {
    "session/": {"GET": OPEN, "POST": OPEN, "DELETE": OPEN},
    "step-types/": {"GET": OPEN},
    "formats/": {"GET": OPEN},
    "expression-language/": {"GET": OPEN},
    "schema/": {"GET": OPEN},
    "schema/bot.json": {"GET": OPEN},
    "media/<digest>": {"GET": OPEN},
    "bots/": {"GET": "viewer", "POST": "editor"},
    "bots/import/": {"POST": "editor"},
    "bots/<slug>/": {"GET": "viewer", "PATCH": "editor", "DELETE": "admin"},
    "bots/<slug>/draft/": {"GET": "viewer", "PUT": "editor", "PATCH": "editor"},
    **{
        f"bots/<slug>/{collection}/{key}": {"GET": "viewer"}
        for collection in (
            *("variables", "entities", "intents", "answers", "content", "stories", "tests", "tables", "flows"),
        )
        for key in ("", "<key>/")
    },
    "bots/<slug>/lint/": {"GET": "viewer"},
    "bots/<slug>/train/": {"POST": "editor"},
    "bots/<slug>/trainings/": {"GET": "viewer"},
    "bots/<slug>/trainings/<number>/": {"GET": "viewer"},
    "bots/<slug>/trainings/<number>/restore/": {"POST": "editor"},
    "bots/<slug>/parse/": {"POST": "viewer"},
    "bots/<slug>/publish/": {"POST": "editor"},
    "bots/<slug>/versions/": {"GET": "viewer"},
    "bots/<slug>/versions/<number>/": {"GET": "viewer"},
    "bots/<slug>/versions/<number>/restore/": {"POST": "editor"},
    "bots/<slug>/versions/<number>/recall/": {"POST": "editor"},
    "bots/<slug>/versions/<number>/diff/<other>/": {"GET": "viewer"},
    "bots/<slug>/export/": {"GET": "viewer"},
    "bots/<slug>/media/": {"GET": "viewer", "POST": "editor"},
    "bots/<slug>/media/<digest>/": {"DELETE": "editor"},
    "bots/<slug>/channels/": {"GET": "viewer"},
    "bots/<slug>/channels/<kind>/": {"PUT": "admin"},
    "bots/<slug>/tryout/": {"POST": "editor"},
    "bots/<slug>/tryout/<conversation>/": {"GET": "editor"},
    "bots/<slug>/tryout/<conversation>/messages/": {"POST": "editor"},
    "bots/<slug>/tryout/<conversation>/files/": {"POST": "editor"},
    "bots/<slug>/tryout/<conversation>/rewind/": {"POST": "editor"},
    "bots/<slug>/tryout/<conversation>/variables/": {"PATCH": "editor"},
    "bots/<slug>/conversations/": {"GET": "agent"},
    "bots/<slug>/conversations/<conversation>/": {"GET": "agent"},
    "bots/<slug>/conversations/<conversation>/messages/": {"GET": "agent", "POST": "agent"},
    "bots/<slug>/conversations/<conversation>/takeover/": {"POST": "agent"},
    "bots/<slug>/conversations/<conversation>/resolve/": {"POST": "agent"},
    "bots/<slug>/conversations/<conversation>/start-flow/": {"POST": "agent"},
    "bots/<slug>/handoffs/": {"GET": "agent"},
    "bots/<slug>/queues/": {"GET": "agent"},
    "bots/<slug>/queues/<queue>/": {"PUT": "agent"},
    "bots/<slug>/tables/<key>/rows/": {"GET": "agent", "POST": "editor"},
    "bots/<slug>/tables/<key>/rows/<row>/": {"DELETE": "editor"},
    "bots/<slug>/problems/": {"GET": "viewer"},
    "bots/<slug>/problems/read/": {"POST": "editor"},
    "bots/<slug>/evaluations/": {"GET": "viewer", "POST": "editor"},
    "bots/<slug>/evaluations/<evaluation>/": {"GET": "viewer", "DELETE": "editor"},
    "bots/<slug>/evaluations/<evaluation>/utterances/": {"GET": "viewer"},
    "bots/<slug>/evaluations/<evaluation>/compare/<after>/": {"GET": "viewer"},
    "bots/<slug>/suggestions/": {"GET": "viewer", "POST": "editor"},
    "bots/<slug>/learning/": {"GET": "agent", "DELETE": "admin"},
    "bots/<slug>/learning/accept/": {"POST": "editor"},
    "bots/<slug>/learning/ignore/": {"POST": "editor"},
    "bots/<slug>/learning/restore/": {"POST": "editor"},
    "bots/<slug>/conversations/<conversation>/events/": {"GET": "agent"},
    "bots/<slug>/conversations/<conversation>/events/<turn>/": {"GET": "agent"},
    "bots/<slug>/conversations/<conversation>/replay/": {"GET": "editor", "POST": "editor"},
    "bots/<slug>/conversations/<conversation>/rewind/": {"POST": "admin"},
    "jobs/<job>/": {"GET": "viewer"},
    "jobs/<job>/cancel/": {"POST": "editor"},
    "tokens/": {"GET": "viewer", "POST": "viewer"},
    "tokens/<token>/": {"DELETE": "viewer"},
    "members/": {"GET": "viewer", "POST": "admin"},
    "members/<member>/": {"PATCH": "admin", "DELETE": "admin"},
    "members/<member>/sign-in-link/": {"POST": "admin"},
    "secrets/": {"GET": "editor", "POST": "admin"},
    "secrets/<name>/": {"PUT": "admin", "DELETE": "admin"},
}

ROLES = ("viewer", "agent", "editor", "admin", "owner")  # least first
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
