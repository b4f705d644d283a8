"""A report as files in a folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nlu.pipeline.evaluation.charts import charts
from nlu.pipeline.evaluation.page import page
from nlu.pipeline.evaluation.picture import can_draw, save_png

REPORT = "report.json"


def write_report(
    folder: Path,
    report: Mapping[str, Any],
    utterances: Sequence[Mapping[str, Any]],
    *,
    title: str,
    facts: Mapping[str, Any] | None = None,
    comparison: Mapping[str, Any] | None = None,
) -> list[Path]:
    """Writes report.json (utterances included), report.html, and a PNG per chart where Pillow is installed."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = {**report, "facts": dict(facts or {}), "comparison": comparison, "utterances": list(utterances)}
    made = [folder / REPORT, folder / "report.html"]
    made[0].write_text(json.dumps(whole, indent=1, ensure_ascii=False), encoding="utf-8")
    made[1].write_text(page(report, title=title, facts=facts, comparison=comparison), encoding="utf-8")
    if can_draw():
        for name, drawing in charts(report):
            save_png(drawing, folder / f"{name}.png")
            made.append(folder / f"{name}.png")
    return made
