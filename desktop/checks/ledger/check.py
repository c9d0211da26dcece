"""What the ledger finds: claims that facts contradict or do not have, and facts that need a look themselves."""

from __future__ import annotations

import difflib
import functools
import itertools
import re
from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.checks.ledger.amounts.beyond import known_unit
from desktop.checks.ledger.facts import FactType, conflicts, ledger_of, plain_name, type_of
from desktop.checks.ledger.stated import content_words, stated_in, topics_in
from desktop.checks.mentions import mentions
from desktop.checks.same import Same
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.finding import Finding, Severity, Verdict
from desktop.core.lexicon import units
from desktop.core.words import tr

_MOST_REMARKS = 5
_MOST_SELLING = 2
_FINISHED_WORDS = 40
_MOST_FACTS = 300
_SEVERITY = {Verdict.CONTRADICTED: Severity.ERROR, Verdict.UNSUPPORTED: Severity.WARNING}
_NO_UNIT = re.compile(r"[\d\W_]*")


class Claims:
    """Claims that the facts contradict (errors) or do not have (warnings); each finding is `claims.<kind>`."""

    id = "claims"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Claims and facts")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Compares what the text claims with the facts.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for claim in subject.claims:
            severity = _SEVERITY.get(claim.verdict)
            if severity is not None:
                yield Finding(
                    f"{self.id}.{claim.kind}", severity, claim.field, claim.start, claim.end, claim.text, claim.reason,
                    claim.facts, claim.fixes,
                )  # fmt: skip


class FactConflicts:
    """Facts of one name and variant that cannot both be true."""

    id = "facts.conflict"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Facts that contradict each other")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds facts of one name that cannot both be true.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for one, other in conflicts(subject.brief.facts)[:_MOST_REMARKS]:
            message = tr(
                "The facts contradict each other: {name} is “{one}” and “{other}”. "
                "Keep one, or say which variant each is for.",
                name=one.name, one=one.text, other=other.text,
            )  # fmt: skip
            yield _spot(subject).finding(self.id, Severity.WARNING, message, evidence=(one.id, other.id))


class FactUnits:
    """Units of facts that nobody knows, so that no claim can be compared with them."""

    id = "facts.unit"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Units of facts")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds facts whose unit is not known.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for fact in _of_unknown_unit(Same(subject.brief.facts)):
            near = difflib.get_close_matches(fact.unit.strip().lower(), list(units()), 1, 0.75)
            if near:
                message = tr(
                    "The unit “{unit}” of “{fact}” is not known. Is it “{near}”?",
                    unit=fact.unit,
                    fact=fact.name,
                    near=near[0],
                )
            else:
                message = tr(
                    "The unit “{unit}” of “{fact}” is not known, so only its number is compared. "
                    "Units such as g, cm, ml, hours or pieces are.",
                    unit=fact.unit, fact=fact.name,
                )  # fmt: skip
            yield _spot(subject).finding(self.id, Severity.INFO, message, evidence=(fact.id,))


class SellingFacts:
    """The strongest selling facts that a finished description leaves out."""

    id = "facts.selling"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Selling facts left out")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Names the strongest facts that a finished description leaves out.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        prose = [address for address, _ in subject.copy.addressed() if subject.is_prose(address)]
        field = next(iter(prose), "")
        read = prose if subject.brief.mail is not None else [field]
        words = sum(len(subject.copy.text(each).split()) for each in read)
        if subject.language not in LANGUAGES or words < _FINISHED_WORDS:
            return
        text = "\n".join(text for _, text in subject.copy.addressed())
        told = {fact for claim in subject.claims for fact in claim.facts}
        ranked = sorted(
            ((rank, fact) for fact in ledger_of(subject.brief.facts).facts[:_MOST_FACTS] if (rank := _rank(fact))),
            key=lambda pair: -pair[0],
        )
        left_out = (
            fact
            for _, fact in ranked
            if fact.id not in told and not fact.must_mention and not mentions(text, fact, subject.language)
        )
        for _, fact in zip(range(_MOST_SELLING), left_out, strict=False):
            what = f"{fact.name}: {fact.text}" if fact.name and fact.text else fact.name or fact.text
            message = tr("“{fact}” would help to sell it, and the text does not say it.", fact=what)
            yield Spot.whole(field, subject.copy.text(field)).finding(
                self.id, Severity.INFO, message, evidence=(fact.id,)
            )


def _rank(fact: Fact) -> int:
    """How strongly a fact sells; 0: not by itself."""
    topics = topics_in(content_words(fact.name))
    kind = type_of(fact)
    if "warranty" in topics and stated_in(fact):
        return 5
    if kind == FactType.CERTIFICATE:
        return 4
    if kind == FactType.MATERIAL_SHARES and plain_name(fact).startswith(("material", "stof", "tyg", "fabric")):
        return 3
    if kind == FactType.RATING:
        return 2
    return 1 if topics & {"content", "battery"} and kind in {FactType.QUANTITY, FactType.DURATION} else 0


@functools.lru_cache(maxsize=8)
def _of_unknown_unit(facts: Same[tuple[Fact, ...]]) -> tuple[Fact, ...]:
    unknown = (fact for fact in ledger_of(facts.value).facts if _has_unknown_unit(fact))
    return tuple(itertools.islice(unknown, _MOST_REMARKS))


def _has_unknown_unit(fact: Fact) -> bool:
    return _NO_UNIT.fullmatch(fact.unit) is None and known_unit(fact.unit) is None


def _spot(subject: Subject) -> Spot:
    """Facts have no place in the text: the beginning of the description or the body, else of the first text."""
    address, text = subject.main_text
    return Spot(address, text, 0, 0)
