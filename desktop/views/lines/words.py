"""What is said of a short line: its claims and findings as one icon each, and the whole in sentences."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desktop.core.finding import Claim, Finding, Verdict
from desktop.core.lines import Line
from desktop.core.words import tr, trn
from desktop.views.announce import spoken
from desktop.views.editor.marks import ICONS, RANK

_NOT_OF_A_LINE = ("claims.", "facts.must_mention", "facts.forgotten", "facts.selling")
_WORST = (Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.SUPPORTED)
_VERDICTS: dict[Verdict, tuple[str, str]] = {
    Verdict.CONTRADICTED: ("contradicted", "contradicted"),
    Verdict.UNSUPPORTED: ("warning", "warning"),
    Verdict.SUPPORTED: ("check", "supported"),
    Verdict.OPINION: ("info", "information"),
}


class Sign(msgspec.Struct, frozen=True):
    """An icon with its colour, and the words that say the same; without an icon there is nothing to say."""

    icon: str = ""
    role: str = "text_2"
    words: str = ""


def claims_sign(line: Line) -> Sign:
    """What the facts say of a line: the gravest verdict among its claims."""
    for verdict in _WORST:
        count = sum(claim.verdict is verdict for claim in line.claims)
        if count:
            return Sign(*_VERDICTS[verdict], _claim_words(verdict, count))
    return Sign(words=tr("No claims"))


def findings_sign(line: Line) -> Sign:
    """What the checks say of a line, without its claims."""
    own = own_findings(line)
    if not own:
        return Sign(words=tr("Nothing found"))
    worst = min((finding.severity for finding in own), key=RANK.__getitem__)
    return Sign(*ICONS[worst], trn("{n} finding", "{n} findings", len(own)))


def own_findings(line: Line) -> tuple[Finding, ...]:
    """The findings that are not told by the claims, nor ask of one short line that it mentions every fact."""
    return tuple(finding for finding in line.findings if not finding.check.startswith(_NOT_OF_A_LINE))


def remarks(line: Line) -> list[tuple[str, str, str]]:
    """All that is said of a line, gravest first: icon, colour, sentence."""
    claims = sorted(line.claims, key=lambda claim: _place(claim.verdict))
    told = [(*_VERDICTS[claim.verdict], claim_sentence(claim)) for claim in claims]
    found = sorted(own_findings(line), key=lambda finding: RANK[finding.severity])
    told.extend((*ICONS[finding.severity], spoken(finding.message, finding.advice)) for finding in found)
    return sorted(told, key=lambda each: _GRAVE.get(each[1], len(_GRAVE)))


def claim_sentence(claim: Claim) -> str:
    """A claim in words, with its reason."""
    quoted = tr("“{words}”", words=" ".join(claim.text.split()))
    words = {
        Verdict.CONTRADICTED: tr("{claim} contradicts a fact.", claim=quoted),
        Verdict.UNSUPPORTED: tr("No fact supports {claim}.", claim=quoted),
        Verdict.SUPPORTED: tr("The facts support {claim}.", claim=quoted),
        Verdict.OPINION: tr("{claim} is an opinion.", claim=quoted),
    }
    return spoken(words[claim.verdict], claim.reason)


def line_words(line: Line, clashing: Sequence[str] = ()) -> str:
    """A line as a screen reader says it: its text, its count, and what stands against it."""
    measure = line.measure
    count = tr("{count} of {limit}", count=measure.count, limit=measure.limit) if measure.limit else str(measure.count)
    claims, findings = claims_sign(line), findings_sign(line)
    return ", ".join(part for part in (line.text, line.beside, count, claims.words, findings.words, *clashing) if part)


_GRAVE = {"contradicted": 0, "warning": 1, "information": 2, "supported": 3}


def _place(verdict: Verdict) -> int:
    return _WORST.index(verdict) if verdict in _WORST else len(_WORST)


def _claim_words(verdict: Verdict, count: int) -> str:
    if verdict is Verdict.CONTRADICTED:
        return trn("{n} claim contradicts a fact", "{n} claims contradict a fact", count)
    if verdict is Verdict.UNSUPPORTED:
        return trn("{n} claim without a fact", "{n} claims without a fact", count)
    return trn("{n} claim supported", "{n} claims supported", count)


def order_words(order: str) -> str:
    """What lines can be sorted by."""
    words = {
        "": tr("As they came"),
        "shortest": tr("Shortest first"),
        "longest": tr("Longest first"),
        "alphabet": tr("Alphabet"),
        "facts": tr("Most facts first"),
        "remarks": tr("Fewest remarks first"),
        "chosen": tr("Chosen first"),
        "model": tr("By model"),
    }
    return words.get(order, order)
