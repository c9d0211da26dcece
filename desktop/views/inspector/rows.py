"""The lines of the list of findings: the few that matter most, the rest folded, and what is silenced at the end."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from PySide6.QtCore import QLocale

from desktop.core.brief import Brief, Fact, number_facts
from desktop.core.finding import CheckReport, Claim, Finding, Severity, Verdict
from desktop.core.rulings import Silence
from desktop.core.words import tr, trn
from desktop.views.announce import spoken
from desktop.views.editor.marks import ICONS, RANK
from desktop.views.inspector.finding_words import group_of, groups, headline_of, headline_of_check, title_of

_SHOWN = 6
_UNFOLDED = 100
_FEW_FACTS = 3
SILENCED = "silenced"
CLAIMS = "claims"
OPINION = "opinion:"
"""Before the words of an opinion in `Row.back`."""

_FIRST: tuple[str, ...] = (
    "claims.", "agent.", "limits.hard", "leftover.", "private.", "policy.", "words.", "language.", "text.unfinished",
    "facts.", "links.", "limits.", "spelling.", "grammar.", "search.",
)  # fmt: skip
"""What is shown first among findings of one weight; the rest comes behind."""
_AGAIN: tuple[str, ...] = ("spelling.", "grammar.", "style.", "readability.", "search.", "words.inclusive")
"""Of these, several of one kind are folded also when they are warnings: one line for ten misspellings."""


class Row(msgspec.Struct, frozen=True):
    """One line of the list: a finding, a fact that is missing (its id), a fold, or something silenced to bring back.

    `kind` is there for a fold, `depth` is 1 for what stands inside one; `back` says what a press brings back.
    """

    icon: str
    role: str
    title: str
    words: str
    finding: Finding | None = None
    fact: str = ""
    kind: str = ""
    depth: int = 0
    back: Silence | str | None = None
    span: Claim | None = None

    @property
    def spoken(self) -> str:
        """What a screen reader says of the line: also what to do, and who says so."""
        finding = self.finding
        more = (finding.advice, finding.source) if finding is not None else ()
        return spoken(self.title, self.words, *more)


class Holding(msgspec.Struct, frozen=True):
    """Which groups of checks looked at the text; those without findings are listed as holding."""

    off: frozenset[str] = frozenset()
    everywhere: tuple[str, ...] = ()


def rows_of(
    report: CheckReport,
    brief: Brief,
    opened: frozenset[str],
    *,
    written: bool,
    holding: Holding = Holding(),  # noqa: B008 - a frozen value
) -> list[Row]:
    """The lines for a report: what matters most one by one as long as it is few, the rest folded by kind."""
    findings = sorted(report.findings, key=_weight)
    singles = _singles(findings)
    chosen = set(map(id, singles))
    rows = [_finding_row(finding) for finding in singles]
    rows.extend(_missing(report, number_facts(brief.facts)))
    rows.extend(_folded([each for each in findings if id(each) not in chosen], opened))
    if report.left_out:
        rows.append(_left_out(report))
    if written:
        rows.extend(_claims(report.claims, opened))
        rows.append(_rest(report, holding, brief))
    rows.extend(_silenced(brief, holding.everywhere, opened))
    return rows


def _weight(finding: Finding) -> tuple[int, int]:
    first = next((place for place, start in enumerate(_FIRST) if finding.check.startswith(start)), len(_FIRST))
    return RANK[finding.severity], first


def _singles(findings: list[Finding]) -> list[Finding]:
    """Errors and warnings, the gravest ones; of a kind that comes often only when it comes once."""
    weighty = [finding for finding in findings if finding.severity is not Severity.INFO]
    counts: dict[str, int] = {}
    for finding in weighty:
        counts[finding.check] = counts.get(finding.check, 0) + 1
    return [each for each in weighty if counts[each.check] == 1 or not each.check.startswith(_AGAIN)][:_SHOWN]


def _missing(report: CheckReport, facts: tuple[Fact, ...]) -> list[Row]:
    told = {fact for finding in report.findings for fact in finding.evidence if finding.check.startswith("facts.")}
    names = {fact.id: fact for fact in facts}
    missing = [names[each] for each in report.forgotten if each not in told and each in names]
    rows = [_fact_row(fact) for fact in missing[:_FEW_FACTS]]
    more = len(missing) - _FEW_FACTS
    if more > 0:
        words = trn("{n} more fact is not mentioned", "{n} more facts are not mentioned", more)
        rows.append(Row("warning", "warning", words, tr("The Facts tab shows them"), fact=missing[_FEW_FACTS].id))
    return rows


def _folded(findings: list[Finding], opened: frozenset[str]) -> list[Row]:
    kinds: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((finding.severity, finding.check), []).append(finding)
    rows: list[Row] = []
    for (severity, check), same in kinds.items():
        if len(same) == 1:
            rows.append(_finding_row(same[0]))
            continue
        icon, role = ICONS[severity]
        kind = f"{severity}:{check}"
        rows.append(Row(icon, role, headline_of(same[0]), trn("{n} place", "{n} places", len(same)), kind=kind))
        if kind in opened:
            rows.extend(_finding_row(found, depth=1) for found in same[:_UNFOLDED])
    return rows


def _left_out(report: CheckReport) -> Row:
    """The engine sends the gravest only; when those are dealt with, others follow."""
    shown = QLocale().toString(len(report.findings))
    total = QLocale().toString(len(report.findings) + report.left_out)
    words = tr("The {n} gravest of {total} are shown", n=shown, total=total)
    return Row("info", "information", words, tr("The others follow when these are dealt with."))


def _claims(claims: tuple[Claim, ...], opened: frozenset[str]) -> list[Row]:
    """What the facts support and what is an opinion: quiet, but to be looked at."""
    held = [claim for claim in claims if claim.verdict in {Verdict.SUPPORTED, Verdict.OPINION}]
    if not held:
        return []
    supported = sum(claim.verdict is Verdict.SUPPORTED for claim in held)
    opinions = len(held) - supported
    counted = [trn("{n} supported", "{n} supported", supported)] if supported else []
    counted += [trn("{n} opinion", "{n} opinions", opinions)] if opinions else []
    rows = [Row("check", "supported", tr("Claims that hold"), ", ".join(counted), kind=CLAIMS)]
    if CLAIMS in opened:
        rows.extend(_claim_row(claim) for claim in held[:_UNFOLDED])
    return rows


def _claim_row(claim: Claim) -> Row:
    opinion = claim.verdict is Verdict.OPINION
    icon, role = ("info", "information") if opinion else ("check", "supported")
    words = claim.reason or (tr("An opinion") if opinion else tr("The facts support this"))
    return Row(icon, role, tr("“{words}”", words=" ".join(claim.text.split())), words, span=claim, depth=1)


def _rest(report: CheckReport, holding: Holding, brief: Brief) -> Row:
    """Which groups of checks found nothing."""
    silenced = {each.check.partition(".")[0] for each in brief.rulings.silenced if not each.text}
    said = {group_of(finding.check) for finding in report.findings}
    if report.forgotten:
        said.add(group_of("facts."))
    quiet = list(
        dict.fromkeys(
            words
            for first, words in groups(brief.kind)
            if words not in said and first not in holding.off | silenced | {"agent"}
        )
    )
    if not report.findings and not report.forgotten:
        return Row("check", "supported", tr("Nothing to change"), tr("No check found anything in this text."))
    return Row("check", "supported", tr("The rest holds"), ", ".join(quiet))


def _silenced(brief: Brief, everywhere: tuple[str, ...], opened: frozenset[str]) -> list[Row]:
    rulings = brief.rulings
    back = [
        *(_back(each, _where(each)) for each in rulings.silenced),
        *(Row("undo", "text_2", tr("“{words}”", words=each), tr("Marked as an opinion. Press to check it again."),
              back=f"{OPINION}{each}", depth=1) for each in rulings.opinions),
        *(_back(each, tr("Silent in all drafts. Press to bring it back.")) for each in everywhere),
    ]  # fmt: skip
    if not back:
        return []
    kinds = Row("eye", "text_3", tr("Silenced"), trn("{n} remark", "{n} remarks", len(back)), kind=SILENCED)
    return [kinds, *(back if SILENCED in opened else [])]


def _back(silence: Silence | str, words: str) -> Row:
    check = silence if isinstance(silence, str) else silence.check
    text = "" if isinstance(silence, str) else silence.text
    title = tr("“{words}”", words=text) if text else headline_of_check(check) or check
    return Row("undo", "text_2", title, words, back=silence, depth=1)


def _where(silence: Silence) -> str:
    if silence.text:
        return tr("Silent here. Press to bring it back.")
    return tr("Silent in this draft. Press to bring it back.")


def _finding_row(finding: Finding, *, depth: int = 0) -> Row:
    icon, role = ICONS[finding.severity]
    return Row(icon, role, title_of(finding), finding.message, finding, depth=depth)


def _fact_row(fact: Fact) -> Row:
    name = fact.name or fact.text
    return Row(
        "warning", "warning", tr("{fact} is not mentioned", fact=name), tr("Marked as must mention"), fact=fact.id
    )


def shown_claims(claims: Iterable[Claim]) -> tuple[int, int]:
    """How many claims the facts support, of how many that are no opinions."""
    checked = [claim for claim in claims if claim.verdict is not Verdict.OPINION]
    return sum(claim.verdict is Verdict.SUPPORTED for claim in checked), len(checked)
