"""Comparisons, duels and outcomes, for the tests of the store."""

from __future__ import annotations

from desktop.core.comparison import Choice, Column, ColumnKey, ColumnState, Comparison, Grid
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.duels import Contender, Duel, Winner
from desktop.core.ids import DraftId, VersionId
from desktop.core.making import Exchange, Making, Mending
from desktop.core.outcomes import Metric, Outcome
from desktop.core.prompt import Message, Role
from desktop.core.provenance import Source

SMALL, LARGE = Contender("local/small", "product/3", "warm"), Contender("openai/gpt-4o", "product/3")
DUEL = Duel("2026-11-20T10:00:00.000Z", "round", "product:title", "nl", SMALL, LARGE, Winner.RIGHT)
OUTCOME = Outcome("B", Metric.CLICKS, 1000, 31)
SOURCE = Source("body", "Warm en licht.", "local/small", "product/3", "warm", VersionId(2), "B", "2026-11-20T10:00:00Z")
VARIANT = Variant(
    "v1", "local/small", "product/3", Copy({"title": "Sok"}), repairs=1, tone="warm",
    made=Making(
        ("title",), seed=7, exchanges=(Exchange("title", (Message(Role.USER, "Schrijf."),), "Sok", seed=7),),
        mendings=(Mending("title", "sok", "Sok", "A title begins with a capital."),),
    ),
)  # fmt: skip


def column(key: str, text: str = "", version: int = 0, state: ColumnState = ColumnState.DONE) -> Column:
    """A column of the comparison below."""
    copy = Copy({"title": f"Sok {key}", "body": text}) if text else Copy()
    return Column(ColumnKey(key), Choice("local/small", "warm"), version=VersionId(version), copy=copy, state=state)


def comparison(draft: DraftId, *texts: str) -> Comparison:
    """A comparison that was never kept, with a finished column and one under way for each text."""
    under_way = tuple(column(f"c{place}", text, state=ColumnState.WRITING) for place, text in enumerate(texts))
    return Comparison(
        draft=draft, grid=Grid(("local/small",), ("", "warm"), each=2), columns=(column("done", version=1), *under_way),
        shown=(ColumnKey("done"),), base=ColumnKey("done"), widths={"done": 2},
    )  # fmt: skip
