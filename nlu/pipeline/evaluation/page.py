"""A report as one HTML page that needs nothing else: charts as SVG, each with its table, light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from nlu.pipeline.evaluation.charts import charts
from nlu.pipeline.evaluation.drawing import svg

Report = Mapping[str, Any]

_LIGHT = "--text:#1c1e26;--soft:#585c68;--grid:#dee1e8;--one:#3c5ac8;--two:#a85f10;--bad:#c4323c;--ground:#fff"
_DARK = "--text:#eceef4;--soft:#a9afbd;--grid:#343945;--one:#8fa6ff;--two:#f0b060;--bad:#ff8088;--ground:#14161c"
_STYLE = f"""
:root{{{_LIGHT};color-scheme:light dark}}
@media (prefers-color-scheme:dark){{:root{{{_DARK}}}}}
body{{font:15px/1.5 system-ui,sans-serif;color:var(--text);background:var(--ground);margin:2rem auto;max-width:84rem;
padding:0 1rem}}
h1{{font-size:1.6rem}} h2{{font-size:1.15rem;margin-top:2.5rem}}
table{{border-collapse:collapse;font-variant-numeric:tabular-nums}}
th,td{{padding:.25rem .75rem .25rem 0;text-align:left;border-bottom:1px solid var(--grid);vertical-align:top}}
td.n,th.n{{text-align:right}} caption{{text-align:left;color:var(--soft);padding:.25rem 0}}
section>div{{display:flex;flex-wrap:wrap;gap:2rem;align-items:flex-start}}
.scroll{{max-height:30rem;overflow:auto}} svg{{max-width:100%;height:auto;font-family:system-ui,sans-serif}}
""" + "".join(
    f".fill-{ink}{{fill:var(--{ink})}}.line-{ink}{{stroke:var(--{ink})}}"
    for ink in ("text", "soft", "grid", "one", "two", "bad", "ground")
)
_NAMES = {
    "accuracy": "Right",
    "macro_f1": "F1, mean over classes",
    "weighted_f1": "F1, by how often asked",
    "in_scope_accuracy": "Right of its own",
    "oos_recall": "Out of scope: found",
    "oos_precision": "Out of scope: right when said",
    "oos_f1": "Out of scope: F1",
    "oos_auroc": "Out of scope: AUROC",
    "span_f1": "Entities: F1",
    "ece": "Expected calibration error",
    "train_seconds": "CPU seconds to train",
    "ms_per_utterance": "CPU ms per utterance",
    "model_bytes": "Bytes of the model",
}


def page(
    report: Report, *, title: str, facts: Mapping[str, Any] | None = None, comparison: Report | None = None
) -> str:
    """The page. `facts` are further lines of the table on top; `comparison` is what `compare` gives."""
    figures = {**report["figures"], **(facts or {})}
    rows = [(_NAMES.get(name, name), _number(value)) for name, value in figures.items()]
    drawn = dict(charts(report))
    parts = [
        _section("Figures", _table(f"{report['count']} utterances, language {report['language']}", ("", ""), rows)),
        _section("Classes", svg(drawn["labels"], "labels"), _labels(report)),
    ]
    if "confusion" in drawn:
        parts.append(_section("Confusion", svg(drawn["confusion"], "confusion"), _pairs(report)))
    parts.append(_section("Confidence", svg(drawn["confidence"], "confidence"), _confidence(report)))
    parts.append(_section("Calibration", svg(drawn["calibration"], "calibration"), _calibration(report)))
    if "scope" in drawn:
        parts.append(_section("Scope", svg(drawn["scope"], "scope"), _scope(report)))
    if report["entities"] is not None:
        parts.append(_section("Entities", _entities(report["entities"])))
    if comparison is not None:
        parts.append(_section("What changed", *_comparison(comparison)))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    return (
        f'<!doctype html><html lang="en"><head>{head}<style>{_STYLE}</style></head>'
        f"<body><main><h1>{escape(title)}</h1>{''.join(parts)}</main></body></html>\n"
    )


def _section(title: str, *parts: str) -> str:
    return f"<section><h2>{escape(title)}</h2><div>{''.join(parts)}</div></section>"


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    lines = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    top = f"<thead><tr>{heads}</tr></thead>" if any(head) else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption>{top}<tbody>{lines}</tbody></table></div>"
    )


def _cell(value: Any) -> str:
    if isinstance(value, int | float) or value is None:
        return f'<td class="n">{_number(value)}</td>'
    return f"<td>{escape(str(value))}</td>"


def _number(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.4g}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)


def _labels(report: Report) -> str:
    names = ("label", "support", "said", "precision", "recall", "f1")
    rows = [[one[name] for name in names] for one in report["labels"]]
    return _table("Per class, worst first", ("class", "asked", "said", "precision", "recall", "F1"), rows)


def _pairs(report: Report) -> str:
    rows = [
        (one["wanted"], one["said"], one["count"], one["share"], " · ".join(one["examples"]))
        for one in report["confusion"]["pairs"]
    ]
    return _table("The worst pairs", ("meant", "taken for", "times", "share", "for example"), rows)


def _confidence(report: Report) -> str:
    one = report["confidence"]
    rows = [
        (f"{one['edges'][at]:.2f} – {one['edges'][at + 1]:.2f}", one["right"][at], one["wrong"][at])
        for at in range(len(one["right"]))
    ]
    return _table("By confidence", ("confidence", "right", "wrong"), rows)


def _calibration(report: Report) -> str:
    rows = [
        (f"{one['from']:.1f} – {one['to']:.1f}", one["count"], one["confidence"], one["accuracy"])
        for one in report["calibration"]["bins"]
    ]
    return _table("By confidence", ("bin", "utterances", "mean confidence", "right"), rows)


def _scope(report: Report) -> str:
    points = [*report["scope"]["points"][::10], {**report["scope"]["chosen"], "chosen": True}]
    names = ("in_scope_accepted", "in_scope_accuracy", "oos_recall")
    rows = [
        (f"{one['threshold']:.2f}{' (chosen)' if 'chosen' in one else ''}", *(one[name] for name in names))
        for one in points
    ]
    return _table("By threshold", ("threshold", "own let in", "let in and right", "others kept out"), rows)


def _entities(entities: Mapping[str, Any]) -> str:
    names = ("entity", "support", "found", "precision", "recall", "f1")
    rows = [[one[name] for name in names] for one in entities["entities"]]
    return _table("Per entity", ("entity", "marked", "found", "precision", "recall", "F1"), rows)


def _comparison(comparison: Report) -> Iterable[str]:
    moves = comparison["figures"].items()
    rows = [(_NAMES.get(name, name), one["before"], one["after"], one["change"]) for name, one in moves]
    yield _table("Before and after", ("", "before", "after", "change"), rows)
    for name, title in (("mended", "Right now"), ("broken", "Wrong now"), ("moved", "Wrong in another way")):
        lines = [(one["text"], one["wanted"], one["before"], one["after"]) for one in comparison[name]]
        caption = f"{title}: {comparison['counts'][name]}"
        yield _table(caption, ("utterance", "meant", "before", "after"), lines)
