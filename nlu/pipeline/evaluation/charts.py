"""The charts of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nlu.pipeline.evaluation.drawing import Dot, Drawing, Path, Rect, Words, shorten

WIDTH, HEIGHT = 560.0, 320.0
LEFT, RIGHT, TOP, BOTTOM = 56.0, 16.0, 44.0, 46.0
MOST_BARS = 40
MOST_CELLS = 30

Report = Mapping[str, Any]


def charts(report: Report) -> Iterator[tuple[str, Drawing]]:
    """The name of each chart, which is also that of its file, and the chart."""
    yield "labels", label_chart(report)
    if report["confusion"]["pairs"]:
        yield "confusion", confusion_chart(report)
    yield "confidence", confidence_chart(report)
    yield "calibration", calibration_chart(report)
    if report["scope"] is not None:
        yield "scope", scope_chart(report)


def label_chart(report: Report) -> Drawing:
    """F1 of the classes, the worst on top."""
    labels = report["labels"][:MOST_BARS]
    height = TOP + 22.0 * len(labels) + 12
    worst = f"worst: {labels[0]['label']} with {labels[0]['f1']:.2f}" if labels else "none"
    drawing = Drawing(WIDTH, height, "F1 per class, worst first", f"{len(labels)} bars; {worst}.")
    drawing.add(Words(0, 16, drawing.title, ink="text", size=13))
    for number, one in enumerate(labels):
        y = TOP + 22.0 * number
        length = one["f1"] * (WIDTH - 240)
        tip = f"{one['label']}: F1 {one['f1']:.3f}, {one['support']} asked"
        drawing.add(
            Words(176, y + 12, shorten(one["label"], 23), "end", "text"),
            Rect(184, y, WIDTH - 240, 15, "grid", 0.5),
            Rect(184, y, length, 15, "bad" if one["f1"] < 0.5 else "one", tip=tip),
            Words(WIDTH - 48, y + 12, f"{one['f1']:.2f}"),
        )
    return drawing


def confusion_chart(report: Report) -> Drawing:
    """Who was taken for whom: of the classes with most confusion, right ones left out of the colours."""
    confusion = report["confusion"]
    labels, matrix = confusion["labels"][:MOST_CELLS], confusion["matrix"]
    cell = max(14.0, min(30.0, 420 / max(len(labels), 1)))
    left, top = 150.0, 64.0
    size = cell * len(labels)
    most = max((matrix[a][b] for a in range(len(labels)) for b in range(len(labels)) if a != b), default=1) or 1
    first = confusion["pairs"][0]
    about = f"Most often “{first['wanted']}” was taken for “{first['said']}”: {first['count']} times."
    drawing = Drawing(left + size + 60, top + size + 30, "Who was taken for whom", about)
    drawing.add(Words(0, 16, drawing.title, ink="text", size=13), Words(left, 36, "columns: what was said, numbered"))
    for a, wanted in enumerate(labels):
        y = top + cell * a
        drawing.add(Words(left - 8, y + cell * 0.7, f"{shorten(wanted, 18)} {a + 1}", "end", "text", 11))
        drawing.add(Words(left + cell * (a + 0.5), top - 6, str(a + 1), "middle", size=10))
        for b, said in enumerate(labels):
            count = matrix[a][b]
            strength = 0.15 + 0.85 * min(count / most, 1.0) if count else 0.0
            ink = "one" if a == b else "bad"
            tip = f"{wanted} → {said}: {count}"
            drawing.add(Rect(left + cell * b, y, cell - 1, cell - 1, "grid", 0.35, tip))
            if count:
                drawing.add(Rect(left + cell * b, y, cell - 1, cell - 1, ink, 0.2 if a == b else strength, tip))
            if count and cell >= 20:
                x = left + cell * (b + 0.5) - 0.5
                drawing.add(Words(x, y + cell * 0.68, str(count), "middle", "text", 11))
    return drawing


def confidence_chart(report: Report) -> Drawing:
    """How sure the right and the wrong ones were."""
    histogram = report["confidence"]
    right, wrong = histogram["right"], histogram["wrong"]
    most = max((a + b for a, b in zip(right, wrong, strict=True)), default=0) or 1
    about = f"{sum(right)} right and {sum(wrong)} wrong utterances by the confidence of the best class."
    drawing = _axes("How sure it was", about, "confidence", "utterances", float(most))
    width = _x(1.0 / len(right)) - _x(0.0)
    for number, (good, bad) in enumerate(zip(right, wrong, strict=True)):
        x = _x(number / len(right))
        tip = f"{histogram['edges'][number]:.2f} to {histogram['edges'][number + 1]:.2f}: {good} right, {bad} wrong"
        high, low = (HEIGHT - TOP - BOTTOM) * good / most, (HEIGHT - TOP - BOTTOM) * bad / most
        floor = HEIGHT - BOTTOM
        drawing.add(Rect(x + 1, floor - high, width - 2, high, "one", tip=tip))
        drawing.add(Rect(x + 1, floor - high - low, width - 2, low, "bad", tip=tip))
    _legend(drawing, ("one", "right"), ("bad", "wrong"))
    return drawing


def calibration_chart(report: Report) -> Drawing:
    """Confidence against how often it was right."""
    curve = report["calibration"]
    error = "–" if curve["ece"] is None else f"{curve['ece']:.3f}"
    about = f"Expected calibration error {error}; on the dashed line confidence means what it says."
    drawing = _axes("Whether confidence means what it says", about, "confidence", "share that is right")
    drawing.add(Path(((_x(0), _y(0)), (_x(1), _y(1))), "soft", 1.0, dashed=True))
    points = [(b["confidence"], b["accuracy"], b["count"]) for b in curve["bins"] if b["count"]]
    drawing.add(Path(tuple((_x(sure), _y(hit)) for sure, hit, _ in points), "one"))
    most = max((count for _, _, count in points), default=1)
    for sure, hit, count in points:
        tip = f"{count} utterances: confidence {sure:.2f}, right {hit:.2f}"
        drawing.add(Dot(_x(sure), _y(hit), 3 + 6 * (count / most) ** 0.5, "one", tip))
    drawing.add(Words(_x(1) - 6, _y(0) - 8, f"ECE {error}", "end", "text"))
    return drawing


def scope_chart(report: Report) -> Drawing:
    """What is let in and kept out at each threshold, and the one that is chosen."""
    scope = report["scope"]
    chosen = scope["chosen"]
    refused = "" if chosen["oos_recall"] is None else f", {chosen['oos_recall']:.0%} of the others are kept out"
    accepted = chosen["in_scope_accepted"]
    about = f"At the chosen threshold {0 if accepted is None else accepted:.0%} of its own are let in{refused}."
    drawing = _axes("In and out of scope", about, "threshold", "share")
    lines = [("one", "in_scope_accuracy", "own, let in and right"), ("bad", "oos_recall", "others kept out")]
    shown = []
    for ink, name, title in lines:
        points = [(_x(p["threshold"]), _y(p[name])) for p in scope["points"] if p[name] is not None]
        if points:
            shown.append((ink, title))
            drawing.add(Path(tuple(points), ink))
            if chosen[name] is not None:
                drawing.add(Dot(_x(chosen["threshold"]), _y(chosen[name]), 5, ink, f"{title}: {chosen[name]:.3f}"))
    drawing.add(Path(((_x(chosen["threshold"]), _y(0)), (_x(chosen["threshold"]), _y(1))), "two", 1.5, dashed=True))
    _legend(drawing, *shown, ("two", "chosen"))
    return drawing


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _axes(title: str, about: str, across: str, up: str, most: float = 1.0) -> Drawing:
    """`most` is the number at the top."""
    drawing = Drawing(WIDTH, HEIGHT, title, about)
    drawing.add(Words(0, 16, title, ink="text", size=13))
    for number in range(6):
        at = number / 5
        drawing.add(Path(((_x(0), _y(at)), (_x(1), _y(at))), "grid", 1.0))
        drawing.add(Words(_x(at), HEIGHT - BOTTOM + 16, f"{at:.1f}", "middle", size=11))
        drawing.add(Words(LEFT - 8, _y(at) + 4, f"{at:.1f}" if most == 1 else f"{at * most:.0f}", "end", size=11))
    drawing.add(Words(_x(0.5), HEIGHT - 8, across, "middle"), Words(0, TOP - 2, up, size=11))
    return drawing


def _legend(drawing: Drawing, *entries: tuple[str, str]) -> None:
    x = WIDTH - 16.0
    for ink, text in reversed(entries):
        x -= 7.0 * len(text)
        drawing.add(Words(x, 16, text))
        drawing.add(Rect(x - 14, 7, 10, 10, ink))
        x -= 28
