"""Texts with holes, and what gets into the holes."""

import pytest

from flows.engine.expressions import Budget, BudgetExceeded, EvaluationError, LanguageError
from flows.engine.templates import compile_template


def shown(source, **scope):
    return compile_template(source).render(scope, Budget())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("No holes at all.", "No holes at all."),
        ("Your {{ size }} pizza", "Your large pizza"),
        ("{{ nobody }}{{ nobody.name }}!", "!"),
        ("{{ count + 1 }} and {{ price * 2 }}", "4 and 5"),
        ("{{ 0.1 + 0.2 }} {{ true }} {{ null }}", "0.3 true "),
        ("{{ guests }}", "Ann, Bo"),
        ("{{ {'a': [1]} }}", '{"a":[1]}'),
        ("{{ nobody | default: 'you' | upper }}", "YOU"),
        ("{{ price | round(0) }}", "3"),
        ("{{ 'a }} b' }}{{ \"%}\" }}", "a }} b%}"),
        ("{% if count > 2 %}many{% elif count %}few{% else %}none{% endif %}", "many"),
        ("{% if not count %}a{% elsif size == 'large' %}b{% else %}c{% endif %}", "b"),
        ("{% for g in guests %}{{ loop.index }} {{ g }}{% if not loop.last %}, {% endif %}"
         "{% endfor %}", "1 Ann, 2 Bo"),
        ("{% for k in {'a': 1} %}{{ k }}{% endfor %}{% for x in nobody %}!{% endfor %}", "a"),
        ("a {{- size -}} b", "alargeb"),
        ("a{# not shown #}b", "ab"),
        ("{ a } }} 100 %}", "{ a } }} 100 %}"),
    ],
)  # fmt: skip
def test_rendering(source, text):
    assert shown(source, size="large", count=3, price=2.5, guests=["Ann", "Bo"]) == text


def test_what_a_visitor_says_is_never_read_as_a_template():
    nasty = "{{ 7 * 7 }} {% for x in range(9) %}a{% endfor %} {{ secret.key }}"
    assert shown("You said: {{ said }}", said=nasty) == f"You said: {nasty}"
    assert shown("{{ said | upper | lower }}", said="{{ 7 * 7 }}") == "{{ 7 * 7 }}"
    assert shown("{% for x in [said] %}{{ x }}{% endfor %}", said=nasty) == nasty


def test_a_loop_name_is_gone_after_the_loop():
    assert shown("{% for x in [1] %}{{ x }}{% endfor %}{{ x }}", x="outer") == "1outer"


@pytest.mark.parametrize(
    ("source", "offset"),
    [
        ("Hi {{ name", 3),
        ("Hi {{ }}", 6),
        ("{% if a %}", 0),
        ("ab {% endif %}", 3),
        ("{% else %}", 0),
        ("{% if a %}{% else %}{% elif b %}{% endif %}", 20),
        ("{% for in x %}{% endfor %}", 0),
        ("{% while 1 %}", 0),
        ("{{ a | nope }}", 7),
        ("{{ 'open }}", 0),
        ("{% if secret.x %}{% endif %}", 6),
        ("{{ secret.x + 'a' }}", 3),
    ],
)
def test_what_cannot_be_read_says_where(source, offset):
    with pytest.raises(LanguageError) as caught:
        compile_template(source)
    assert caught.value.offset == offset


def test_secrets_come_out_only_as_segments():
    template = compile_template("Bearer {{ secret.crm }} for {{ name }}")
    assert template.secrets == {"crm"}
    assert template.render_segments({"name": "{{ secret.crm }}"}, Budget()) == [
        {"text": "Bearer "},
        {"secret": "crm"},
        {"text": " for {{ secret.crm }}"},
    ]
    with pytest.raises(LanguageError):
        template.render({"name": "x"}, Budget())


def test_a_variable_named_secret_gives_nothing_away():
    with pytest.raises(LanguageError):
        shown("{{ secret.crm }}", secret={"crm": "hunter2"})


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(1000) %}{% for b in range(1000) %}x{% endfor %}{% endfor %}",
        "{% for a in range(900) %}{{ s }}{% endfor %}",
        "{% for a in range(900) %}{% if a in list %}{% endif %}{% endfor %}",
        "{% for a in range(900) %}{{ list }}{% endfor %}",
        "{{ many }}",
    ],
)
def test_a_bomb_stops_at_the_budget(source):
    scope = {"s": "x" * 1000, "list": list(range(1000, 3000)), "many": ["x" * 30_000] * 1_000}
    with pytest.raises(BudgetExceeded):
        compile_template(source).render(scope, Budget())


def test_a_loop_over_something_else_is_an_evaluation_error():
    with pytest.raises(EvaluationError):
        shown("{% for x in 3 %}{% endfor %}")


def test_a_template_tells_what_it_reads():
    template = compile_template("{{ a.b }}{% for x in c %}{{ x }}{{ d }}{{ loop.index }}{% endfor %}")
    assert template.names == {"a", "c", "d"}
