"""Puts right by rule what a field says against the facts or without them, where what stays is good copy.

For each such claim the smallest change is tried first: the fact's own words in its place, an adjective or the clause
left out, the sentence left out or said from the facts, and at last the field made of the facts. A change counts only
when the checks find less than before and nothing new, and no keyphrase is lost; nor is a must-mention fact, if it can
be helped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from desktop.agents import sentences
from desktop.agents.clauses import in_place, without_adjective, without_clause, without_part
from desktop.agents.finishing import Finished, missing_facts, note, written_by_rule
from desktop.agents.judging import Fault, brings_new, deciding
from desktop.agents.task import FieldTask, Shape
from desktop.agents.trimming import sentences_of
from desktop.checks.mentions import mentions
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy, FieldValue, field_of
from desktop.core.finding import Finding, Verdict
from desktop.core.words import tr

Judge = Callable[[FieldValue], tuple[Fault, ...]]
"""The faults of a value of this field."""

_MOST_STEPS = 40


def put_right(task: FieldTask, brief: Brief, value: FieldValue, judge: Judge) -> Finished:
    """The value with its claims put right as far as that is safe, and a remark for each."""
    faults = judge(value)
    notes: list[Finding] = []
    left: set[tuple[str, str]] = set()
    for _ in range(_MOST_STEPS):
        fault = next((each for each in faults if each.invents and _key(each) not in left), None)
        if fault is None:
            break
        better = _better(task, brief, (value, faults), fault, judge)
        if better is None:
            left.add(_key(fault))
            continue
        value, message = better
        faults = judge(value)
        notes.append(_note(task, brief, fault, message))
    return Finished(value, tuple(notes))


def _better(
    task: FieldTask, brief: Brief, before: tuple[FieldValue, tuple[Fault, ...]], fault: Fault, judge: Judge
) -> tuple[FieldValue, str] | None:
    """The first change that holds, with what it is called; one that loses a must-mention fact only when none else does.

    A lost one is asked for again, or added, when all fields are there.
    """
    losing: tuple[FieldValue, str] | None = None
    for changed, message in _changes(task, brief, before[0], fault):
        if not _holds(task, brief, before, (changed, judge(changed))):
            continue
        old, new = (missing_facts(brief, Copy({task.name: value})) for value in (before[0], changed))
        if set(new) <= set(old):
            return changed, message
        losing = losing or (changed, message)
    return losing


def _changes(task: FieldTask, brief: Brief, value: FieldValue, fault: Fault) -> Iterator[tuple[FieldValue, str]]:
    """What could be put in place of a value, the smallest change first, each with what it would be called."""
    finding = fault.finding
    if isinstance(value, str):
        for text, message in _of_text(task, brief, value, fault):
            yield text, message
    else:
        index = int(finding.field.rpartition("[")[2].rstrip("]"))
        head, tail = value[:index], value[index + 1 :]
        for text, message in _of_text(task, brief, value[index], fault):
            yield (*head, text, *tail), message
        if task.shape is Shape.BULLETS:
            for fact in brief.facts:
                said = any(mentions(item, fact, brief.language) for item in (*head, *tail))
                if fact.approved and fact.text.strip() and not said:
                    yield (*head, sentences.fact_phrase(fact), *tail), _left_out(fault)
        if head or tail:
            yield (*head, *tail), _left_out(fault)
    yield written_by_rule(task, brief), _left_out(fault)


def _of_text(task: FieldTask, brief: Brief, text: str, fault: Fault) -> Iterator[tuple[str, str]]:
    start, end = fault.finding.start, fault.finding.end
    for fix in _fixes(fault, brief.language):
        facts = "; ".join(deciding(brief, fault)) or fix
        yield in_place(text, start, end, fix, brief.language), tr("Put right: the facts say {facts}.", facts=facts)
    plain = without_adjective(text, start, end, brief.language)
    if plain is not None:
        yield plain, _left_out(fault)
    if task.shape.is_prose or task.many:
        for first, last in sentences_of(text):
            if first <= start < last:
                sentence = text[first:last]
                shorter = without_clause(sentence, start - first, end - first, brief.language)
                if shorter is not None:
                    yield text[:first] + shorter + text[last:], _left_out(fault)
                if task.shape.is_prose:
                    yield from _without(brief, text, (first, last), fault)
    if not task.shape.is_prose:
        part = without_part(text, start, end)
        if part is not None:
            yield part, _left_out(fault)


def _without(brief: Brief, text: str, span: tuple[int, int], fault: Fault) -> Iterator[tuple[str, str]]:
    """The text without a sentence; what that alone told of the facts is said by rule in its place."""
    before, sentence, after = text[: span[0]], text[span[0] : span[1]], text[span[1] :]
    gap = sentence[len(sentence.rstrip()) :]
    rest = f"{before} {after}"
    told = [fact for fact in brief.facts if fact.approved and _only_there(fact, sentence, rest, brief.language)]
    said = [each for each in sentences.fact_sentences(told, brief.language) if ":" not in each]
    if not before.strip() and brief.product and brief.product.casefold() not in rest.casefold():
        said.insert(0, sentences.opening_by_rule(brief))
    instead = " ".join(filter(None, said))
    changed = f"{before}{instead}{gap if instead else ''}{after}".strip()
    if changed:
        yield changed, _left_out(fault)


def _only_there(fact: Fact, sentence: str, rest: str, language: str) -> bool:
    return mentions(sentence, fact, language) and not mentions(rest, fact, language)


def _fixes(fault: Fault, language: str) -> Iterator[str]:
    """Other words for the span. Outside English only a quantity for a quantity: adjectives bend with their noun."""
    for fix in fault.finding.fixes or (fault.claim.fixes if fault.claim is not None else ()):
        digits = bool(re.search(r"\d", fix)) and bool(re.search(r"\d", fault.finding.text))
        if fix.strip() and (language == "en" or digits):
            yield fix.strip()


def _holds(
    task: FieldTask,
    brief: Brief,
    before: tuple[FieldValue, tuple[Fault, ...]],
    after: tuple[FieldValue, tuple[Fault, ...]],
) -> bool:
    """Whether a change takes a claim away, brings nothing new, and loses neither all text nor the keyphrase."""
    text, shorter = (Copy({task.name: value}) for value in (before[0], after[0]))
    if shorter.is_empty or _claims(after[1]) >= _claims(before[1]) or brings_new(before[1], after[1]):
        return False
    keyphrase = brief.keyphrase.strip().casefold()
    return keyphrase not in text.text(task.name).casefold() or keyphrase in shorter.text(task.name).casefold()


def _claims(faults: tuple[Fault, ...]) -> int:
    return sum(1 for fault in faults if fault.invents)


def _key(fault: Fault) -> tuple[str, str]:
    return fault.finding.field, fault.finding.text


def _left_out(fault: Fault) -> str:
    return tr("Left out: no fact says “{text}”.", text=fault.finding.text)


def _note(task: FieldTask, brief: Brief, fault: Fault, message: str) -> Finding:
    claim = fault.claim
    known = {fact.id for fact in brief.facts}
    facts = tuple(each for each in claim.facts if each in known) if claim is not None else ()
    contradicted = claim is not None and claim.verdict is Verdict.CONTRADICTED
    check = "facts.put_right" if contradicted and message != _left_out(fault) else "facts.removed"
    return note(check, field_of(task.name), message, fault.finding.text, facts)
