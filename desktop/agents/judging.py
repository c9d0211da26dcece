"""What is wrong with a field, how to say so to a model, and whether another text of it is better.

The checks of `desktop.checks` speak to the writer; a model is told in the language of the copy, from the prompt file.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from desktop.agents.task import Agent, FieldTask, Shape
from desktop.agents.told import with_told
from desktop.checks.counters import measure
from desktop.checks.report import check_copy
from desktop.core.brief import Brief
from desktop.core.checking import NO_OPTIONS, CheckOptions
from desktop.core.copy import Copy, FieldValue, field_of
from desktop.core.finding import Claim, Finding, Severity, Verdict
from desktop.core.words import tr

COPIED = "agent.example"
CLAIM = "claim"
_CLAIMS = "claims."
_POLICY = "policy."
_SAME_WORDS = 7
_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*")

_REASONS = (
    ("limits.", "limit"),
    ("language.text", "language"),
    ("words.banned", "banned"),
    ("leftover.", "leftover"),
    ("style.repetition", "repetition"),
    ("text.unfinished", "unfinished"),
    (_CLAIMS, CLAIM),
    (COPIED, "leftover"),
)
_HEADINGS = frozenset({Shape.ANGLES, Shape.OUTLINE})
"""Lines that need no verb and may end with any word."""

_OF_THE_WHOLE = frozenset({"limit", "language", "unfinished"})
_WEIGHTS = {Severity.ERROR: 10, Severity.WARNING: 3, Severity.INFO: 0}
_WRONG_LANGUAGE = 100
_UNSUPPORTED = 6
_TELLS = 4
_COUNTED = "characters"


class Fault(msgspec.Struct, frozen=True):
    """A finding that an agent may put right; `reason` is the section of the prompt file that tells a model of it.

    `claim` is there when it is one that no fact supports or that a fact contradicts.
    """

    finding: Finding
    reason: str
    claim: Claim | None = None

    @property
    def invents(self) -> bool:
        """Whether it says what the facts do not."""
        return self.reason == CLAIM

    @property
    def weight(self) -> int:
        """How bad it is, for a sum."""
        return _UNSUPPORTED if self.invents and not self._contradicts else _WEIGHTS[self.finding.severity]

    @property
    def _contradicts(self) -> bool:
        return self.claim is not None and self.claim.verdict is Verdict.CONTRADICTED


def faults_of(
    agent: Agent, task: FieldTask, brief: Brief, value: FieldValue, options: CheckOptions = NO_OPTIONS
) -> tuple[Fault, ...]:
    """What is wrong with one field by itself; facts that it leaves out are not its fault alone and not counted."""
    copy = Copy({task.name: value})
    asked = msgspec.structs.replace(options, spelling=False)  # no model is asked to spell, and dictionaries take long
    report = check_copy(copy, with_told(brief), channels=(task.channel,) if task.channel else (), options=asked)
    claims = {(claim.field, claim.start, claim.end): claim for claim in report.claims}
    found = [
        Fault(finding, reason, claims.get((finding.field, finding.start, finding.end)) if reason == CLAIM else None)
        for finding in report.findings
        if finding.severity is not Severity.INFO and field_of(finding.field) == task.name
        for reason in (_reason_of(finding),)
        if reason and (reason != "limit" or not fits(task, finding.text))
        if reason != "unfinished" or task.shape not in _HEADINGS
    ]
    for address, text in copy.addressed():
        for start, end in copied_spans(text, agent, brief):
            message = tr("These words come from an example, not from the facts.")
            found.append(
                Fault(Finding(COPIED, Severity.ERROR, address, start, end, text[start:end], message), "leftover")
            )
    return tuple(found)


def badness(faults: tuple[Fault, ...], missing: int = 0) -> int:
    """A sum to compare two texts of one field by: 0 is faultless; each must-mention fact that is missing counts."""
    total = sum(fault.weight for fault in faults)
    return total + missing * 5 + (_WRONG_LANGUAGE if any(fault.reason == "language" for fault in faults) else 0)


def brings_new(before: tuple[Fault, ...], after: tuple[Fault, ...]) -> bool:
    """Whether a text has an error, or a claim without support, that the text before it did not have.

    The same claim in other words is not new; the same sort of claim about something else is.
    """
    known = list(before)
    for fault in after:
        if fault.finding.severity is not Severity.ERROR and not fault.invents:
            continue
        same = next((each for each in known if _is_same(each, fault)), None)
        if same is None:
            return True
        known.remove(same)
    return False


def reasons_for(
    agent: Agent, task: FieldTask, brief: Brief, faults: tuple[Fault, ...], missing: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The faults and the missing facts in words for the model, each once."""
    reasons: dict[str, None] = {}
    for fault in faults:
        values: dict[str, object] = {
            "text": fault.finding.text,
            "task": task,
            "words": _shorter(task, fault.finding.text),
            "facts": deciding(brief, fault),
        }
        reasons.setdefault(agent.reason(fault.reason, brief.language, values))
    for fact in missing:
        reasons.setdefault(agent.reason("missing", brief.language, {"fact": fact}))
    return tuple(reasons)


def deciding(brief: Brief, fault: Fault) -> tuple[str, ...]:
    """The facts that contradict a claim, as one reads them: `Weight: 980 g`; none for one that no fact speaks of."""
    claim = fault.claim
    if claim is None or claim.verdict is not Verdict.CONTRADICTED:
        return ()
    told = {fact.id: fact for fact in with_told(brief).facts}
    facts = [told[each] for each in claim.facts if each in told]
    return tuple(f"{fact.name}: {fact.text}" if fact.name else fact.text for fact in facts[:_TELLS])


def what_was_done(brief: Brief, before: tuple[Fault, ...], after: tuple[Fault, ...]) -> str:
    """A sentence for the writer on what a repair put right, the claims first."""
    left = {fault.finding.text for fault in after}
    for fault in before:
        if not fault.invents or fault.finding.text in left:
            continue
        facts = deciding(brief, fault)
        if facts:
            return tr("Put right: the facts say {facts}.", facts="; ".join(facts))
        return tr("Left out: no fact says “{text}”.", text=fault.finding.text)
    return tr("Put right after the checks")


def fits(task: FieldTask, text: str) -> bool:
    """Whether a text is within the limit of the field's channel, and within its own."""
    own = not task.limit or task.unit != _COUNTED or len(text) <= task.limit
    return own and (not task.channel or measure(task.channel, text).fits)


def _is_same(first: Fault, second: Fault) -> bool:
    if first.finding.check != second.finding.check:
        return False
    if first.reason in _OF_THE_WHOLE:
        return True
    words, others = _telling(first.finding.text), _telling(second.finding.text)
    return not words.isdisjoint(others) or first.finding.text.casefold() == second.finding.text.casefold()


def _telling(text: str) -> frozenset[str]:
    """The words that carry the meaning of a few: numbers, and all that are not short."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word for word in words if len(word) > _TELLS or any(map(str.isdigit, word)))


def _reason_of(finding: Finding) -> str:
    if finding.check.startswith(_POLICY):  # what a rule of the writer's packs forbids; a mere warning is the writer's
        return "banned" if finding.severity is Severity.ERROR and finding.text.strip() else ""
    return next((reason for prefix, reason in _REASONS if finding.check.startswith(prefix)), "")


def _shorter(task: FieldTask, text: str) -> int:
    """How many words would fit, for a model that cannot count characters."""
    words = max(1, len(text.split()))
    if not task.channel:
        return words
    counted = measure(task.channel, text)
    return max(2, int(words * counted.limit / max(1, counted.count) * 0.85))


def copied_spans(text: str, agent: Agent, brief: Brief) -> list[tuple[int, int]]:
    """Where seven or more words in a row are those of an example."""
    runs = _runs_of(agent.examples(brief.language))
    matches = list(_WORD.finditer(text))
    words = [match.group().casefold() for match in matches]
    own = " ".join(
        _WORD.findall(f"{brief.product} {brief.notes} {' '.join(fact.text for fact in brief.facts)}".casefold())
    )
    return [
        (matches[index].start(), matches[index + _SAME_WORDS - 1].end())
        for index in range(len(words) - _SAME_WORDS + 1)
        if tuple(words[index : index + _SAME_WORDS]) in runs and " ".join(words[index : index + _SAME_WORDS]) not in own
    ][:1]


@lru_cache(maxsize=16)
def _runs_of(texts: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    runs: set[tuple[str, ...]] = set()
    for text in texts:
        words = [word.casefold() for word in _WORD.findall(text)]
        runs |= {tuple(words[index : index + _SAME_WORDS]) for index in range(len(words) - _SAME_WORDS + 1)}
    return frozenset(runs)
