"""A comparison in words: what each column says, how it is counted, and what the checks think of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.checks.difference import difference
from desktop.checks.ease import ease_of
from desktop.checks.labels import counted, field_label
from desktop.core.brief import Brief
from desktop.core.comparison import ColumnState, Compared, ComparisonId
from desktop.core.comparison_page import ComparisonPage, PageColumn, PageField, PagePiece
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Measure, Severity, Verdict
from desktop.core.money import US, money
from desktop.core.usage import Usage
from desktop.core.words import tr, trn

_MOST_REMARKS = 12
_NONE = ComparisonId(0)
Naming = Callable[[str, Brief], str]
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def comparison_page(
    columns: Sequence[Compared],
    title: str,
    *,
    base: str = "",
    language: str = "",
    made_at: str = "",
    cost: Callable[[float | None], str] = str,
    comparison: ComparisonId = _NONE,
    naming: Naming = lambda name, _brief: field_label(name),
) -> ComparisonPage:
    """The page of these columns; `base` is the key of the one that the others are compared with, `cost` says a price.

    Fields stand in the order of the first column that has them; `naming` says how a text of a brief is called.
    """
    names: dict[str, str] = {}
    for column in columns:
        for name in column.copy.fields:
            names.setdefault(name, naming(name, column.brief))
    against = next((each for each in columns if each.key == base), None)
    return ComparisonPage(
        title,
        language or next((each.brief.language for each in columns if each.brief.language), ""),
        made_at,
        tuple(names.items()),
        tuple(_column(each, names, against, cost, naming) for each in columns),
        against.letter if against is not None else "",
        comparison,
    )


def _column(
    column: Compared,
    names: dict[str, str],
    base: Compared | None,
    cost: Callable[[float | None], str],
    naming: Naming,
) -> PageColumn:
    variant = column.variant
    return PageColumn(
        column.key,
        column.letter,
        column.label,
        tuple(_field(column, name, label, base) for name, label in names.items() if name in column.copy.fields),
        _figures(column, cost),
        _remarks(column, naming),
        column.version,
        variant.model if variant is not None else "",
        (variant.tone if variant is not None else "") or (column.choice.tone if column.choice is not None else ""),
        variant.prompt if variant is not None else "",
        _error(column),
    )


def _field(column: Compared, name: str, label: str, base: Compared | None) -> PageField:
    value = column.copy.fields[name]
    pieces: tuple[PagePiece, ...] = ()
    if base is not None and base is not column and name in base.copy.fields:
        found = difference(base.copy.text(name), column.copy.text(name))
        pieces = tuple(PagePiece(piece.op.value, piece.text) for piece in found)
    measures = [
        column.measures[address] for address, _ in Copy({name: value}).addressed() if address in column.measures
    ]
    return PageField(
        name, label, value, pieces, tuple(_count(each) for each in measures), tuple(each.fits for each in measures)
    )


def _count(measure: Measure) -> str:
    return tr("{count} of {limit}", count=measure.count, limit=counted(measure.limit, measure.unit))


def _figures(column: Compared, cost: Callable[[float | None], str]) -> tuple[tuple[str, str], ...]:
    """The same labels for every column; what is not known is said to be unknown."""
    variant, report = column.variant, column.report
    ease = ease_of(report.metrics) if report is not None else None
    unknown = tr("unknown")
    return (
        (tr("Model"), variant.model if variant is not None else "–"),
        (tr("Tone"), (variant.tone if variant is not None else "") or column.brief.tone or "–"),
        (tr("Length"), trn("{n} word", "{n} words", column.words)),
        (tr("Supported"), str(column.claims(Verdict.SUPPORTED)) if report is not None else unknown),
        (tr("Contradicted"), str(column.claims(Verdict.CONTRADICTED)) if report is not None else unknown),
        (tr("Unsupported"), str(column.claims(Verdict.UNSUPPORTED)) if report is not None else unknown),
        (tr("Errors"), str(column.findings(Severity.ERROR)) if report is not None else unknown),
        (tr("Warnings"), str(column.findings(Severity.WARNING)) if report is not None else unknown),
        (tr("Reading ease"), tr("{value}, {words}", value=round(ease.value), words=ease.words) if ease else "–"),
        (tr("Cost"), _cost(variant.usage, cost) if variant is not None else "–"),
        (tr("Time"), tr("{n} s", n=round(variant.timing.total_s, 1)) if variant is not None else "–"),
        (tr("Repairs"), str(variant.repairs) if variant is not None else "–"),
        (tr("Prompt"), variant.prompt if variant is not None and variant.prompt else "–"),
    )


def _cost(usage: Usage, shown: Callable[[float | None], str]) -> str:
    """What it cost; `shown` knows dollars only."""
    return shown(usage.cost) if usage.currency == US else money(usage.cost, usage.currency)


def _remarks(column: Compared, naming: Naming) -> tuple[str, ...]:
    """What the checks remark, the gravest first; what is left out is counted."""
    if column.report is None:
        return ()
    found = sorted(
        (each for each in column.report.findings if each.severity is not Severity.INFO),
        key=lambda each: _WEIGHT[each.severity],
    )
    remarks = list(dict.fromkeys(_remark(each, column.brief, naming) for each in found))
    left = len(remarks) - _MOST_REMARKS
    if left <= 0:
        return tuple(remarks)
    return (*remarks[:_MOST_REMARKS], trn("{n} more remark.", "{n} more remarks.", left))


def _remark(finding: Finding, brief: Brief, naming: Naming) -> str:
    place = f"{naming(finding.field, brief)}:" if finding.field else ""
    quoted = tr("“{text}”", text=finding.text) if finding.text else ""
    return " ".join(part for part in (place, quoted, finding.message) if part)


def _error(column: Compared) -> str:
    if column.error is not None:
        return column.error.message
    if column.state in {ColumnState.WAITING, ColumnState.WRITING}:
        return tr("This text was still being written.")
    return tr("This text is not complete.") if column.state is not ColumnState.DONE else ""
