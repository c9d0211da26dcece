"""The review of translations against a set labelled by hand: what it misses, and where it cries wolf.

Cases lie in `benchmarks/translation_cases.jsonl`, or in the file that `COPYDESK_TRANSLATION_CASES` names: one segment
a line with one mistake (`expect` is the id of its check) or with none (""). A tag stands as `<1>` (it opens), `<2>`
(it closes) or `<3>` (it stands alone). Each segment is checked by itself; a finding that only informs is no alarm.
`COPYDESK_TRANSLATION_SHOW=1` lists each miss and each false alarm on standard error. Where the translate-toolkit can be
imported (it is no dependency), what pofilter finds in the same segments stands beside; else a note says that it cannot.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.figure import Figure, machine
from benchmarks.translation_pofilter import Complaints, pofilter
from desktop.checks.bitext.catalogue import check_segments
from desktop.checks.bitext.pair import Surroundings
from desktop.core.finding import Severity
from desktop.core.segment import Segment, Tag, TaggedText, TagKind, tagged

_OWN = Path(__file__).with_name("translation_cases.jsonl")
_GROUPS = {
    "numbers": ("numbers",),
    "units": ("units",),
    "dates": ("dates",),
    "currencies": ("currency",),
    "placeholders": ("placeholders",),
    "tags": ("tags",),
    "addresses": ("url", "email"),
}
_HARD = frozenset(check for checks in _GROUPS.values() for check in checks)
_RECALL_HARD, _RECALL_REST, _FALSE_ALARMS = 0.97, 0.8, 3.0
_TAG = re.compile(r"<([1-9])>")
_KINDS = {1: TagKind.OPEN, 2: TagKind.CLOSE, 0: TagKind.ALONE}


class Case(msgspec.Struct, frozen=True):
    """A segment in two languages (`en-nl`) and the check that must find its mistake; `brands` are names that stay."""

    pair: str
    source: str
    target: str
    expect: str
    brands: tuple[str, ...] = ()


def run() -> list[Figure]:
    """Recall by group, false alarms, and a plain comparison of digits on the same set."""
    path = Path(os.environ.get("COPYDESK_TRANSLATION_CASES") or _OWN)
    lines = path.read_text(encoding="utf-8").splitlines()
    cases = [msgspec.json.decode(line, type=Case) for line in lines if line.strip()]
    other = pofilter()
    count = Counter(name for number, case in enumerate(cases, 1) for name in _judge(case, number, other))
    pairs = len({case.pair for case in cases})
    note = f"{machine()}; {path.name}: {len(cases)} segments, {pairs} pairs, {count['right']} right"
    return [
        _recall(count, "hard", _RECALL_HARD, "numbers to addresses", note),
        _recall(count, "rest", _RECALL_REST, "the rest", note),
        _alarms(count, "false alarm", "false alarms", f"≤ {_FALSE_ALARMS:g}", note),
        *(_recall(count, group, None, group, note) for group in (*_GROUPS, *sorted(_rest(cases)))),
        _recall(count, "digits", None, "plain digits: numbers to addresses", note),
        _alarms(count, "digits alarm", "plain digits: false alarms", "", note),
        *_beside(cases, count, other, note),
    ]


def _beside(cases: list[Case], count: Counter[str], other: Complaints | None, note: str) -> Iterator[Figure]:
    """The figures of pofilter on the same segments."""
    if other is None:
        sys.stderr.write("pofilter: the translate-toolkit is not installed, so there is no comparison with it\n")
        return
    yield _recall(count, "pofilter hard", None, "pofilter: numbers to addresses", note)
    yield _recall(count, "pofilter rest", None, "pofilter: the rest", note)
    yield _alarms(count, "pofilter alarm", "pofilter: right segments with a complaint", "", note)
    for group in (*_GROUPS, *sorted(_rest(cases))):
        yield _recall(count, f"pofilter {group}", None, f"pofilter: {group}", note)


def _rest(cases: list[Case]) -> set[str]:
    return {case.expect for case in cases if case.expect} - _HARD


def _recall(count: Counter[str], group: str, budget: float | None, name: str, note: str) -> Figure:
    whole = count[f"{group} mistakes"]
    share = count[f"{group} found"] / whole if whole else 1.0
    held = f"≥ {budget}" if budget else ""
    return Figure(f"{name}: found", share, "", held, None, share >= (budget or 0), f"{note}; of {whole}")


def _alarms(count: Counter[str], what: str, name: str, budget: str, note: str) -> Figure:
    value = 100 * count[what] / max(1, count["right"])
    return Figure(name, value, "/100 right", budget, None, not budget or value <= _FALSE_ALARMS, note)


def _judge(case: Case, number: int, other: Complaints | None) -> Iterator[str]:
    """The names of what is counted, once for each time."""
    source, target = case.pair.split("-")
    around = Surroundings(brands=case.brands)
    findings = check_segments((_segment(case, number),), source, target, around)
    alarms = [each for each in findings if each.severity is not Severity.INFO]
    digits = _digits(case.source) != _digits(case.target)
    complains = other is not None and bool(other(case.source, case.target, target))
    if not case.expect:
        yield "right"
        yield from ("digits alarm" for _ in range(digits))
        yield from ("pofilter alarm" for _ in range(complains))
        for each in alarms:
            _show("FALSE", number, case, f"{each.check}: {each.message}")
            yield "false alarm"
        return
    found = any(each.check == case.expect for each in alarms)
    if not found:
        _show("MISSED", number, case, f"{case.expect}, found {sorted({each.check for each in findings})}")
    groups = [group for group, checks in _GROUPS.items() if case.expect in checks]
    for group in (*(groups or [case.expect]), "hard" if groups else "rest"):
        yield f"{group} mistakes"
        yield f"pofilter {group} mistakes"
        yield from (f"{group} found" for _ in range(found))
        yield from (f"pofilter {group} found" for _ in range(complains))
    if groups:
        yield "digits mistakes"
        yield from ("digits found" for _ in range(digits))


def _digits(text: str) -> list[str]:
    """The runs of digits, as a plain comparison takes them."""
    return sorted(re.findall(r"\d+", _TAG.sub("", text)))


def _segment(case: Case, number: int) -> Segment:
    codes = sorted({int(code) for code in _TAG.findall(case.source + case.target)})
    # 1 and 2 are the two halves of one tag, 4 and 5 of the next
    tags = tuple(Tag(code, _KINDS[code % 3], f"<{code}>", str((code + 2) // 3 + (code % 3 == 0) * 9)) for code in codes)
    texts = [_tagged(text) for text in (case.source, case.target)]
    return Segment(str(number), str(number), texts[0], texts[1], tags=tags)


def _tagged(text: str) -> TaggedText:
    return tagged(_TAG.sub(r"{\1}", text), {int(code) for code in _TAG.findall(text)})


def _show(what: str, number: int, case: Case, why: str) -> None:
    if os.environ.get("COPYDESK_TRANSLATION_SHOW"):
        sys.stderr.write(f"{what:7}{number:4} {case.pair} [{why}]\n        {case.source}\n        {case.target}\n")
