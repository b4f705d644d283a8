"""Days, times, numbers and money as people of a language write them."""

import pytest

from flows.engine.expressions import Budget, EvaluationError, LanguageError, compile_expression
from flows.engine.expressions_locales import LOCALES, NARROW, SPACE
from flows.engine.templates import compile_template


def written(source, language, **scope):
    text = compile_expression(source).evaluate({"language": language, **scope}, Budget())
    return text.replace(NARROW, "_").replace(SPACE, "~")


@pytest.mark.parametrize(
    ("language", "short", "medium", "long", "full"),
    [
        ("en", "3/1/26", "Mar 1, 2026", "March 1, 2026", "Sunday, March 1, 2026"),
        ("fr", "01/03/2026", "1er mars 2026", "1er mars 2026", "dimanche 1er mars 2026"),
        ("de", "01.03.26", "01.03.2026", "1. März 2026", "Sonntag, 1. März 2026"),
        ("es", "1/3/26", "1 mar 2026", "1 de marzo de 2026", "domingo, 1 de marzo de 2026"),
        ("it", "01/03/26", "1 mar 2026", "1 marzo 2026", "domenica 1 marzo 2026"),
        ("nl", "01-03-2026", "1 mrt 2026", "1 maart 2026", "zondag 1 maart 2026"),
        ("pt", "01/03/2026", "1 de mar. de 2026", "1 de março de 2026", "domingo, 1 de março de 2026"),
        ("ja", "2026-03-01", "2026-03-01", "2026-03-01", "2026-03-01"),
    ],
)
def test_a_day_in_every_style(language, short, medium, long, full):
    assert written("date('2026-03-01', 'short')", language) == short
    assert written("date('2026-03-01')", language) == medium
    assert written("date('2026-03-01', 'long')", language) == long
    assert written("date('2026-03-01', 'full')", language) == full


@pytest.mark.parametrize(
    ("language", "euro", "dollar", "yen", "debt", "number"),
    [
        ("en", "€1,234.50", "$1,234.50", "¥1,235", "-€0.99", "1,234,567.891"),
        ("fr", "1_234,50~€", "1_234,50~$US", "1_235~¥", "-0,99~€", "1_234_567,891"),
        ("de", "1.234,50~€", "1.234,50~$", "1.235~¥", "-0,99~€", "1.234.567,891"),
        ("es", "1234,50~€", "1234,50~US$", "1235~¥", "-0,99~€", "1.234.567,891"),
        ("it", "1.234,50~€", "1.234,50~USD", "1.235~¥", "-0,99~€", "1.234.567,891"),
        ("nl", "€~1.234,50", "US$~1.234,50", "¥~1.235", "€~-0,99", "1.234.567,891"),
        ("pt-BR", "€~1.234,50", "US$~1.234,50", "¥~1.235", "-€~0,99", "1.234.567,891"),
        ("ja", "1234.50~€", "1234.50~$", "1235~¥", "-0.99~€", "1234567.891"),
    ],
)
def test_money_and_numbers(language, euro, dollar, yen, debt, number):
    assert written("money(1234.5, 'EUR')", language) == euro
    assert written("money(1234.5, 'usd')", language) == dollar
    assert written("money(1234.5, 'JPY')", language) == yen
    assert written("money(-0.99, 'EUR')", language) == debt
    assert written("format_number(1234567.8912)", language) == number


def test_times_of_day_and_zones():
    assert [written("time('17:05')", language) for language in LOCALES] == ["5:05 PM", *["17:05"] * 6]
    assert written("time(now)", "fr", now=1_700_000_000, timezone="Europe/Paris") == "23:13"
    assert written("date(now, 'long')", "de", now=1_700_000_000, timezone="Asia/Tokyo") == "15. November 2023"


def test_an_amount_that_was_said_brings_its_currency():
    assert written("money(price)", "en", price={"amount": 12, "currency": "GBP"}) == "£12.00"
    assert written("money(12, 'CHF')", "en") == "CHF~12.00"
    assert written("money(2.675, 'EUR')", "en") == "€2.68"
    with pytest.raises(EvaluationError):
        written("money(12)", "en")
    with pytest.raises(LanguageError):
        compile_expression("money(12, 'euros')")
    with pytest.raises(LanguageError):
        compile_expression("date(now, 'tiny')")


def test_digits_after_the_point():
    assert written("format_number(3)", "fr") == "3"
    assert written("format_number(3.10)", "fr") == "3,1"
    assert written("format_number(3, 2)", "fr") == "3,00"
    assert written("format_number(-1234.5, 0)", "en") == "-1,235"


def test_filters_take_the_language_of_the_conversation():
    template = compile_template("{{ day | date: 'full' }}, {{ price | money: 'EUR' }}")
    assert template.render({"language": "nl", "day": "2026-01-31", "price": 5}, Budget()) == (
        f"zaterdag 31 januari 2026, €{SPACE}5,00"
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("escape(x)", "\\*a\\* \\[b\\]\\(c\\) <d> & \\_e\\_"),
        ("escape(x, 'html')", "*a* [b](c) &lt;d&gt; &amp; _e_"),
        ("escape(x, 'slack')", "*a* [b](c) &lt;d&gt; &amp; _e_"),
        ("escape(x, 'url')", "%2Aa%2A%20%5Bb%5D%28c%29%20%3Cd%3E%20%26%20_e_"),
        ("escape(x, 'telegram')", "\\*a\\* \\[b\\]\\(c\\) <d\\> & \\_e\\_"),
        ("escape('é', 'url')", "%C3%A9"),
    ],
)
def test_escapes(source, text):
    assert compile_expression(source).evaluate({"x": "*a* [b](c) <d> & _e_"}, Budget()) == text


def test_whatsapp_marks_lose_their_meaning_but_not_their_looks():
    escaped = compile_expression("escape('*a*', 'whatsapp')").evaluate({}, Budget())
    assert escaped != "*a*" and escaped.replace("\u200b", "") == "*a*"


@pytest.mark.parametrize("day", ["2026-01-31", "2024-02-29", "2026-12-31"])
def test_months_later_stay_within_the_month(day):
    for months in range(-30, 31):
        source = f"add_months('{day}', {months})"
        later = compile_expression(source).evaluate({}, Budget())
        assert int(later[:4]) * 12 + int(later[5:7]) == int(day[:4]) * 12 + int(day[5:7]) + months
