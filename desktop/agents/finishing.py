"""What a model could not put right is put right by rule, and each time the writer is told.

Order matters: a wrong language is replaced first, then what no fact supports is put right (`putting_right`), then
forgotten facts come in, and the limit is met last, with the forgotten facts counted.
"""

from __future__ import annotations

import msgspec

from desktop.agents import sentences
from desktop.agents.blog_rules import BLOG_SHAPES, blog_text_by_rule
from desktop.agents.judging import Fault, fits
from desktop.agents.mail_rules import MAIL_SHAPES, mail_text_by_rule
from desktop.agents.styles import PLAIN, Style
from desktop.agents.task import FieldTask, Shape
from desktop.agents.trimming import without_sentence
from desktop.checks.labels import channel_label
from desktop.checks.mentions import forgotten_facts, mentions
from desktop.checks.shorten import shorten
from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy, FieldValue
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr, trn

_MAKERS = {
    Shape.SEO_TITLE: sentences.page_title_by_rule,
    Shape.SEO_DESCRIPTION: sentences.line_by_rule,
    Shape.LINE: sentences.line_by_rule,
}
_TAKEN_OUT = frozenset({"leftover", "banned", "repetition", "unfinished"})


class Finished(msgspec.Struct, frozen=True):
    """A field's value after the rules, with a remark for each thing they did."""

    value: FieldValue
    notes: tuple[Finding, ...] = ()


def note(check: str, field: str, message: str, text: str = "", evidence: tuple[str, ...] = ()) -> Finding:
    """A remark on a whole field."""
    return Finding(check, Severity.INFO, field, 0, 0, text, message, evidence)


def written_by_rule(task: FieldTask, brief: Brief, style: Style = PLAIN) -> FieldValue:
    """The field made of the facts alone, within its limit, in the language of the copy."""
    of_result = task.shape in {Shape.SEO_TITLE, Shape.SEO_DESCRIPTION}
    named = brief.kind is Kind.BLOG and of_result and not brief.keyphrase.strip()
    if task.shape in BLOG_SHAPES or named:
        text = blog_text_by_rule(task, brief, style)
        return _short(task, text, brief.language) if isinstance(text, str) else text
    if task.shape in MAIL_SHAPES:
        return _short(task, mail_text_by_rule(task, brief, style), brief.language)
    if task.many:
        if task.shape is Shape.BULLETS:
            lines = sentences.bullets_by_rule(brief, task.items, style)
        else:
            lines = (brief.product.strip() or sentences.line_by_rule(brief, 1, style),)
        return tuple(_short(task, line, brief.language) for line in lines if line)
    if task.shape in {Shape.DESCRIPTION, Shape.POST}:
        return _short(task, sentences.description_by_rule(brief, style), brief.language)
    make = _MAKERS.get(task.shape, sentences.title_by_rule)
    for items in (4, 3, 2, 1) if task.shape.is_prose else (2, 1):
        text = make(brief, items, style)
        if fits(task, text):
            return text
    return _short(task, make(brief, 0, style), brief.language)


def in_the_language(task: FieldTask, brief: Brief, style: Style = PLAIN) -> Finished:
    """Instead of a text in a wrong language or of none, one made of the facts."""
    message = tr("The model did not manage this in the language of the copy; the text was put together from the facts.")
    told = msgspec.structs.replace(note("language.by_rule", task.name, message), severity=Severity.WARNING)
    return Finished(written_by_rule(task, brief, style), (told,))


def for_a_weak_model(task: FieldTask, brief: Brief, style: Style = PLAIN) -> Finished:
    """What stands where a model writes the language too poorly to be asked, or did not only join the sentences."""
    message = tr("The model writes this language poorly; the text was put together from the facts.")
    if brief.tone.strip() or brief.instructions.strip():
        message = " ".join((message, tr("Tone and instructions were hardly followed.")))
    return Finished(written_by_rule(task, brief, style), (note("language.by_rule", task.name, message),))


def without_faults(task: FieldTask, brief: Brief, value: FieldValue, faults: tuple[Fault, ...]) -> Finished:
    """The text without the sentences or items that hold what is no copy, where enough of it stays."""
    out = [fault for fault in faults if fault.reason in _TAKEN_OUT]
    if not out:
        return Finished(value)
    taken: list[str]
    changed: FieldValue | None
    if isinstance(value, tuple):
        bad = {fault.finding.field for fault in out}
        items = tuple(item for index, item in enumerate(value) if f"{task.name}[{index}]" not in bad)
        taken = [item for item in value if item not in items]
        changed = items or None
    else:
        changed, taken = _without_sentences(value, out)
    if changed is None or changed == value:
        return _replaced_title(task, brief, value, out)
    return Finished(changed, (_taken_out(task, " ".join(taken), {fault.reason for fault in out}),))


def with_facts(task: FieldTask, brief: Brief, value: FieldValue, facts: tuple[Fact, ...]) -> Finished:
    """The text with a closing sentence for each forgotten fact, shortened before them if the limit asks for it."""
    if not facts:
        return Finished(value)
    told = trn("A fact that must be mentioned was added.", "{n} facts that must be mentioned were added.", len(facts))
    added = note("facts.added", task.name, told, evidence=tuple(fact.id for fact in facts))
    if isinstance(value, tuple):
        items = tuple(_short(task, sentences.fact_phrase(fact), brief.language) for fact in facts)
        return Finished((*value, *items), (added,))
    longer = sentences.add_sentences(value, facts, brief.language)
    if fits(task, longer):
        return Finished(longer, (added,))
    base = shorten(value, lambda text: fits(task, sentences.add_sentences(text, facts, brief.language)), brief.language)
    shorter = sentences.add_sentences(base, facts, brief.language)
    return Finished(shorter, (added, _shortened(task, value))) if fits(task, shorter) else Finished(value)


def within_limit(task: FieldTask, brief: Brief, value: FieldValue) -> Finished:
    """The text within its channel's limit, cut between sentences or words, never within one."""
    if isinstance(value, tuple):
        items = tuple(_short(task, item, brief.language) for item in value)
        kept = _no_more(task, brief, tuple(item for item in items if item))
        return Finished(kept, (_shortened(task, "\n".join(value)),)) if kept != value else Finished(value)
    if fits(task, value):
        return Finished(value)
    return Finished(_short(task, value, brief.language), (_shortened(task, value),))


def _no_more(task: FieldTask, brief: Brief, items: tuple[str, ...]) -> tuple[str, ...]:
    """As many items as the channel takes; those that carry no must-mention fact go first, from the end."""
    must = [fact for fact in brief.facts if fact.must_mention]
    kept = list(items)
    while task.most and len(kept) > task.most:
        carries = [any(mentions(item, fact, brief.language) for fact in must) for item in kept]
        spare = [index for index, carried in enumerate(carries) if not carried]
        del kept[spare[-1] if spare else -1]
    return tuple(kept)


def missing_facts(brief: Brief, copy: Copy) -> tuple[Fact, ...]:
    """The must-mention facts that no field of a copy carries."""
    wanted = tuple(fact for fact in brief.facts if fact.must_mention and fact.approved and fact.text.strip())
    missing = frozenset(forgotten_facts(copy, wanted, brief.language))
    return tuple(fact for fact in wanted if fact.id in missing)


def _without_sentences(text: str, faults: list[Fault]) -> tuple[str | None, list[str]]:
    changed: str | None = None
    taken: list[str] = []
    for fault in sorted(faults, key=lambda each: each.finding.start, reverse=True):
        current = text if changed is None else changed
        shorter = without_sentence(current, fault.finding.start, fault.finding.end)
        if shorter is not None:
            taken.insert(0, fault.finding.text)
            changed = shorter
    return changed, taken


def _replaced_title(task: FieldTask, brief: Brief, value: FieldValue, faults: list[Fault]) -> Finished:
    """A short text cannot lose a sentence; where it says words of an example it is made of the facts instead."""
    if task.many or not any(fault.reason == "leftover" for fault in faults):
        return Finished(value)
    return Finished(written_by_rule(task, brief), (_taken_out(task, faults[0].finding.text, {"leftover"}),))


def _taken_out(task: FieldTask, text: str, reasons: set[str]) -> Finding:
    messages = {
        "banned": tr("Left out what says a word never to use: “{text}”", text=text),
        "repetition": tr("Left out what was said before: “{text}”", text=text),
        "unfinished": tr("Left out what broke off: “{text}”", text=text),
    }
    message = messages.get(next(iter(sorted(reasons))), tr("Left out what is no copy: “{text}”", text=text))
    return note("text.removed", task.name, message, text)


def _shortened(task: FieldTask, text: str) -> Finding:
    return note(
        "limits.shortened",
        task.name,
        tr("Shortened to the limit of {channel}.", channel=channel_label(task.channel)),
        text,
    )


def _short(task: FieldTask, text: str, language: str) -> str:
    return text if fits(task, text) else shorten(text, lambda shorter: fits(task, shorter), language)
