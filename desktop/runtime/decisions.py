"""What the writer decides about remarks: a new fact, an opinion, a known word, a check that stays silent."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject

from desktop.core.brief import Brief, Fact, number_facts
from desktop.core.finding import Finding
from desktop.core.rulings import Rulings, Silence
from desktop.core.settings import KNOWN_WORDS, SILENCED_CHECKS
from desktop.core.words import mark, tr
from desktop.runtime.options import set_words, words_in
from desktop.runtime.session import DraftSession, Place
from desktop.runtime.settings_service import SettingsService

_NAMES: dict[str, str] = {
    "mass": mark("Weight"),
    "weight": mark("Weight"),
    "length": mark("Size"),
    "dimension": mark("Size"),
    "dimensions": mark("Size"),
    "area": mark("Area"),
    "volume": mark("Volume"),
    "time": mark("Duration"),
    "duration": mark("Duration"),
    "EUR": mark("Price"),
    "SEK": mark("Price"),
    "GBP": mark("Price"),
    "USD": mark("Price"),
    "NOK": mark("Price"),
    "DKK": mark("Price"),
    "money": mark("Price"),
    "price": mark("Price"),
    "count": mark("Number"),
    "temperature": mark("Temperature"),
    "power": mark("Power"),
    "energy": mark("Energy"),
    "share": mark("Share"),
    "percentage": mark("Share"),
    "material": mark("Material"),
    "colour": mark("Colour"),
    "place": mark("Origin"),
    "origin": mark("Origin"),
    "certificate": mark("Certificate"),
    "rating": mark("Rating"),
    "warranty": mark("Warranty"),
    "delivery": mark("Delivery"),
    "care": mark("Care"),
    "environment": mark("Environment"),
    "health": mark("Health"),
    "date": mark("Date"),
    "water": mark("Water"),
    "name": mark("Name"),
    "property": mark("Property"),
}
"""What a fact is called that was made from a claim of this kind, or from a quantity of this dimension."""

_LONGEST_NAME = 3


class Decisions(QObject):
    """Changes rulings and facts of the draft through the session, and what is silenced everywhere in the settings."""

    def __init__(self, session: DraftSession, settings: SettingsService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings

    def add_fact(self, finding: Finding) -> str:
        """Make a fact of the words of a finding, and say its id; it is approved, as the writer vouches for it."""
        draft = self._session.draft
        fact = Fact(
            name=guessed_name(finding),
            value=" ".join(finding.text.split()),
            source=tr("from the text"),
            sentence=_sentence_around(dict(draft.copy.addressed()).get(finding.field, ""), finding),
        )
        facts = number_facts((*draft.brief.facts, fact))
        added = facts[-1].id
        brief = msgspec.structs.replace(draft.brief, facts=facts)
        self._session.set_brief(brief, Place(f"facts.{added}"), tr("Add a fact"))
        return added

    def toggle_must_mention(self, fact_id: str) -> None:
        """Let a fact be one that the copy must carry, or no longer."""
        fact = self._fact(fact_id)
        if fact is not None:
            self.set_must_mention(fact_id, not fact.must_mention)

    def toggle_approved(self, fact_id: str) -> None:
        """Let a fact count as evidence, or no longer."""
        fact = self._fact(fact_id)
        if fact is not None:
            self.set_approved(fact_id, not fact.approved)

    def set_must_mention(self, fact_id: str, must: bool) -> None:
        """Whether the copy must carry a fact."""
        self._change_fact(fact_id, tr("Must be mentioned"), must_mention=must)

    def set_approved(self, fact_id: str, approved: bool) -> None:
        """Whether a fact counts as evidence."""
        self._change_fact(fact_id, tr("Approve a fact"), approved=approved)

    def mark_opinion(self, words: str) -> None:
        """These words are an opinion, wherever they stand in the draft."""
        rulings = self._rulings
        if words not in rulings.opinions:
            self._rule(msgspec.structs.replace(rulings, opinions=(*rulings.opinions, words)), tr("Mark as opinion"))

    def unmark_opinion(self, words: str) -> None:
        """These words are to be checked again."""
        kept = tuple(each for each in self._rulings.opinions if each != words)
        self._rule(msgspec.structs.replace(self._rulings, opinions=kept), tr("No opinion any more"))

    def know_word(self, word: str) -> None:
        """This word is no spelling mistake, in any draft."""
        set_words(self._settings, KNOWN_WORDS, (*words_in(self._settings, KNOWN_WORDS), word))

    def silence_here(self, finding: Finding) -> None:
        """Say nothing more of these words in this field."""
        self._silence(Silence(finding.check, finding.field, finding.text))

    def silence_in_draft(self, check: str) -> None:
        """Let a check stay silent in this draft."""
        self._silence(Silence(check))

    def silence_everywhere(self, check: str) -> None:
        """Let a check stay silent in all drafts; it is brought back in the settings or in the inspector."""
        set_words(self._settings, SILENCED_CHECKS, (*words_in(self._settings, SILENCED_CHECKS), check))

    def bring_back(self, silence: Silence) -> None:
        """Let a check speak again in this draft."""
        kept = tuple(each for each in self._rulings.silenced if each != silence)
        self._rule(msgspec.structs.replace(self._rulings, silenced=kept), tr("Bring a remark back"))

    def bring_back_everywhere(self, check: str) -> None:
        """Let a check speak again in all drafts."""
        kept = tuple(each for each in words_in(self._settings, SILENCED_CHECKS) if each != check)
        set_words(self._settings, SILENCED_CHECKS, kept)

    def _fact(self, fact_id: str) -> Fact | None:
        facts = number_facts(self._session.draft.brief.facts)
        return next((fact for fact in facts if fact.id == fact_id), None)

    def _change_fact(self, fact_id: str, label: str, **values: bool) -> None:
        brief = self._session.draft.brief
        facts = tuple(
            msgspec.structs.replace(fact, **values) if fact.id == fact_id else fact
            for fact in number_facts(brief.facts)
        )
        self._session.set_brief(msgspec.structs.replace(brief, facts=facts), Place(f"fact.{fact_id}"), label)

    @property
    def _rulings(self) -> Rulings:
        return self._session.draft.brief.rulings

    def _silence(self, silence: Silence) -> None:
        if silence not in self._rulings.silenced:
            silenced = (*self._rulings.silenced, silence)
            self._rule(msgspec.structs.replace(self._rulings, silenced=silenced), tr("Silence a remark"))

    def _rule(self, rulings: Rulings, label: str) -> None:
        """Each ruling is a step of undo of its own, also when several follow at once."""
        brief = msgspec.structs.replace(self._session.draft.brief, rulings=rulings)
        place = Place(f"rulings.{len(rulings.silenced)}.{len(rulings.opinions)}")
        self._session.set_brief(brief, place, label)


def speaks(finding: Finding, brief: Brief, silenced: tuple[str, ...]) -> bool:
    """Whether a finding is to be shown: neither silenced anywhere nor about words that are an opinion."""
    if any(finding.check == each or (each.endswith(".") and finding.check.startswith(each)) for each in silenced):
        return False
    if finding.check.startswith("claims.") and finding.text in brief.rulings.opinions:
        return False
    return not any(
        each.check == finding.check and (not each.text or (each.field, each.text) == (finding.field, finding.text))
        for each in brief.rulings.silenced
    )


def guessed_name(finding: Finding) -> str:
    """What a fact of these words might be called: by its unit, else by the kind of the claim, else by its words."""
    from desktop.checks.quantities import quantities_of  # brings `regex` along, which a start does without

    kind = finding.check.partition(".")[2]
    units = [quantity.unit for quantity in quantities_of(finding.text) if quantity.unit is not None]
    name = _NAMES.get(kind) or next((_NAMES[unit.dimension] for unit in units if unit.dimension in _NAMES), "")
    if name:
        return tr(name)
    words = " ".join(finding.text.split()[:_LONGEST_NAME])
    return words[:1].upper() + words[1:]


def _sentence_around(text: str, finding: Finding) -> str:
    from desktop.checks.sentences import sentences_of

    for start, end in sentences_of(text, ""):
        if start <= finding.start < end:
            return text[start:end]
    return ""
