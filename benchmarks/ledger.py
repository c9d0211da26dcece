"""The fact ledger against cases labelled by hand: what it misses, and where it cries wolf.

Cases lie in `benchmarks/ledger_cases/{tune,held}_{en,nl,sv}.jsonl`, or in the folder that `COPYDESK_LEDGER_CASES`
names. `COPYDESK_LEDGER_SET` chooses `tune` (as long as one works on it), `held` or `all`;
`COPYDESK_LEDGER_SHOW=1` lists each miss and each false alarm on standard error.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from benchmarks.figure import Figure, machine
from desktop.checks.ledger.claims import claims_of
from desktop.checks.sentences import sentences_of
from desktop.core.brief import LANGUAGES, Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.finding import Claim, Verdict

_ERRORS = frozenset({Verdict.CONTRADICTED, Verdict.UNSUPPORTED})
_RECALL, _FALSE_ALARMS, _SUPPORTED = 0.95, 3.0, 0.9


class Label(msgspec.Struct, frozen=True):
    """What a person said of one span."""

    field: str
    text: str
    verdict: Verdict
    facts: tuple[str, ...] = ()
    layer: str = "rules"


class Case(msgspec.Struct, frozen=True):
    """One copy with its facts and labels."""

    id: str
    facts: tuple[Fact, ...]
    copy: dict[str, str | tuple[str, ...]]
    claims: tuple[Label, ...]
    category: str = ""
    kind: Kind = Kind.PRODUCT


def run() -> list[Figure]:
    """Each language that has cases, in the chosen set."""
    chosen = os.environ.get("COPYDESK_LEDGER_SET", "all" if _folder_of_cases() == _OWN else "tune")
    sets = ("tune", "held") if chosen == "all" else (chosen,)
    figures: list[Figure] = []
    for language in LANGUAGES:
        cases = [case for name in sets for case in _cases(name, language)]
        if cases:
            figures += _figures(language, cases, "+".join(sets))
    return figures


_OWN = Path(__file__).resolve().parent / "ledger_cases"


def _folder_of_cases() -> Path:
    named = os.environ.get("COPYDESK_LEDGER_CASES")
    return Path(named) if named else _OWN


def _cases(name: str, language: str) -> list[Case]:
    path = _folder_of_cases() / f"{name}_{language}.jsonl"
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [msgspec.json.decode(line, type=Case) for line in lines if line.strip()]


def _figures(language: str, cases: list[Case], sets: str) -> list[Figure]:
    count: Counter[str] = Counter()
    for case in cases:
        count.update(_judge(case, language))
    note = f"{machine()}; {len(cases)} cases ({sets}), {count['sentences']} sentences"
    per_hundred = 100 * count["false alarm"] / max(1, count["sentences"])
    strict, loose = (_share(count, f"rules error{kind}", "rules errors") for kind in ("", " of either kind"))
    supported = _share(count, "rules supported found", "rules supported")
    by_model = _share(count, "model error of either kind", "model errors")
    return [
        Figure(f"{language} rules: errors found", strict, "", f"≥ {_RECALL}", None, strict >= _RECALL, note),
        Figure(f"{language} rules: errors found, either verdict", loose, "", "", None, True, note),
        Figure(
            f"{language} false alarms", per_hundred, "/100 s.", f"≤ {_FALSE_ALARMS:g}", None,
            per_hundred <= _FALSE_ALARMS, note,
        ),
        Figure(
            f"{language} rules: supported found", supported, "", f"≥ {_SUPPORTED}", None, supported >= _SUPPORTED, note
        ),
        Figure(f"{language} model: errors found by rules alone", by_model, "", "", None, True, note),
    ]  # fmt: skip


def _share(count: Counter[str], part: str, whole: str) -> float:
    return count[part] / count[whole] if count[whole] else 1.0


def _judge(case: Case, language: str) -> Iterator[str]:
    """The names of what is counted, once for each time."""
    copy = Copy(dict(case.copy))
    texts = dict(copy.addressed())
    claims = claims_of(copy, Brief(kind=case.kind, language=language, facts=case.facts), language)
    for text in texts.values():
        yield from ("sentences" for _ in sentences_of(text, language))
    for label in case.claims:
        start = texts[label.field].find(label.text)
        met = [claim for claim in claims if claim.field == label.field and _overlap(claim, start, label.text)]
        yield from _of_label(case, label, met)
    wrong = [claim for claim in claims if claim.verdict in _ERRORS and not claim.judged]
    for claim in wrong:
        if not any(_overlap(claim, texts[each.field].find(each.text), each.text) for each in _errors_in(case, claim)):
            _show(case, "FALSE ALARM", f"{claim.verdict} {claim.text!r} ({claim.kind}: {claim.reason})")
            yield "false alarm"


def _errors_in(case: Case, claim: Claim) -> Iterator[Label]:
    return (each for each in case.claims if each.verdict in _ERRORS and each.field == claim.field)


def _of_label(case: Case, label: Label, met: Iterable[Claim]) -> Iterator[str]:
    verdicts = {claim.verdict for claim in met}
    if label.verdict in _ERRORS:
        yield f"{label.layer} errors"
        if label.verdict in verdicts:
            yield f"{label.layer} error"
        elif label.layer == "rules":
            _show(case, "MISSED" if not verdicts & _ERRORS else "OTHER", f"{label.verdict} {label.text!r}: {verdicts}")
        if verdicts & _ERRORS:
            yield f"{label.layer} error of either kind"
    elif label.verdict == Verdict.SUPPORTED:
        yield f"{label.layer} supported"
        if label.verdict in verdicts:
            yield f"{label.layer} supported found"
        elif label.layer == "rules":
            _show(case, "NOT SEEN", f"supported {label.text!r}: {set(verdicts)}")


def _overlap(claim: Claim, start: int, text: str) -> bool:
    """Whether they share at least half of the shorter."""
    shared = min(claim.end, start + len(text)) - max(claim.start, start)
    return shared * 2 >= min(claim.end - claim.start, len(text)) and shared > 0


def _show(case: Case, what: str, text: str) -> None:
    if os.environ.get("COPYDESK_LEDGER_SHOW"):
        sys.stderr.write(f"{what:12}{case.id}  {text}\n")
