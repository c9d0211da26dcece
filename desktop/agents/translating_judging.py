"""What is wrong with a translation, how to say so to a model, what is put right by rule, and which one is better."""

from __future__ import annotations

import msgspec

from desktop.agents.answer import End
from desktop.agents.refusing import refuses
from desktop.agents.translating_asking import Asked, reason, register_rule
from desktop.agents.translating_languages import plain_code
from desktop.agents.translating_protecting import Loss, all_placed, loss_of, read_signs, restored
from desktop.agents.translating_task import Attempt, TranslationTask
from desktop.checks.bitext.catalogue import check_pair
from desktop.checks.bitext.pair import Pair
from desktop.checks.language import detect_language
from desktop.core.finding import Severity
from desktop.core.segment import Chip, Segment, TaggedText
from desktop.core.translation_finding import SegmentFinding, Side
from desktop.core.words import tr

_TOLD = {
    "numbers": "numbers", "units": "amounts", "dates": "amounts", "currency": "amounts", "locale_format": "amounts",
    "placeholders": "codes", "tags": "codes", "url": "codes", "email": "codes", "terms": "terms", "brand": "brand",
    "negation": "negation", "omission": "omission", "addition": "addition", "untranslated": "untranslated",
    "wrong_language": "wrong_language", "length": "length", "register": "register", "double_word": "double_word",
    "facts": "amounts",
}  # fmt: skip
"""What a model is told of a check's finding: the section `reason.<name>` of the prompt file."""
_BY_RULE = frozenset({"punctuation", "quotes", "whitespace", "capitals", "locale_format", "double_word"})
"""Checks whose only fix is taken without asking."""
_WEIGHTS = {Severity.ERROR: 10.0, Severity.WARNING: 3.0, Severity.INFO: 0.3}
_GRAVE = {"wrong_language": 60.0, "untranslated": 30.0}
_LOST, _CUT = 8.0, 40.0
_MOST_FIXES = 6
PLACED = "tags"
"""The check under which it is said, as a warning, that a rule put something in that a model had lost."""


def judged(task: TranslationTask, asked: Asked, answer: str, end: End) -> Attempt:
    """An answer as a translation in which nothing that stays is missing, with what is wrong with it."""
    if not answer.strip() or refuses(answer):
        return Attempt(TaggedText(), reasons=(reason("empty", task),), badness=1000.0, answer=answer)
    text = read_signs(answer, asked.guarded)
    loss = loss_of(text, asked.guarded)
    target = restored(all_placed(text, asked.guarded), asked.guarded)
    if target.text.strip() == "" or not any(each.isalnum() for each in target.words):
        return Attempt(TaggedText(), reasons=(reason("empty", task),), badness=1000.0, answer=answer)
    target, findings = put_right(task, asked.segment, target)
    ended = end is End.WHOLE
    badness = _badness(findings) + _LOST * (len(loss.lost) + len(loss.added) + loss.crossed) + (0 if ended else _CUT)
    reasons = (*_of_signs(task, loss), *(() if ended else (reason("end", task),)), *_reasons(task, asked, findings))
    if not loss.is_none:
        findings = (*findings, _placed_by_rule(asked.segment, target))
    return Attempt(target, findings, tuple(dict.fromkeys(reasons)), badness, not loss.is_none, answer)


def put_right(
    task: TranslationTask, segment: Segment, target: TaggedText
) -> tuple[TaggedText, tuple[SegmentFinding, ...]]:
    """A translation with what needs no judgement put right, and what the checks say of it then.

    Of a translation back nothing is: what is wrong there is what somebody wants to see.
    """
    findings = findings_of(task, segment, target)
    for _ in range(0 if task.back else _MOST_FIXES):
        better = next((each for each in _fixed(task, segment, target, findings)), None)
        if better is None:
            break
        target, findings = better
    return target, findings


def findings_of(task: TranslationTask, segment: Segment, target: TaggedText) -> tuple[SegmentFinding, ...]:
    """What the checks say of a segment with this target; a model's short texts are held to be in its language, too."""
    new = msgspec.structs.replace(segment, target=target)
    found = check_pair(Pair(new, task.source, task.target, task.surroundings))
    source, wanted = plain_code(task.source), plain_code(task.target)
    if (
        source != wanted
        and detect_language(target.words) == source
        and not _GRAVE.keys() & {each.check for each in found}
    ):
        message = tr("This is in “{found}”, not in “{wanted}”.", found=source, wanted=task.target)
        end = len(target.text)
        found.append(
            SegmentFinding(segment.id, "wrong_language", Severity.WARNING, Side.TARGET, 0, end, target.text, message)
        )
    return tuple(found)


def is_repairable(attempt: Attempt) -> bool:
    """Whether there is something to tell a model of."""
    return bool(attempt.reasons)


def is_draft(attempt: Attempt) -> bool:
    """Whether somebody has to look at it before anybody else does."""
    return attempt.placed or any(each.severity is not Severity.INFO for each in attempt.findings)


def _fixed(
    task: TranslationTask, segment: Segment, target: TaggedText, findings: tuple[SegmentFinding, ...]
) -> list[tuple[TaggedText, tuple[SegmentFinding, ...]]]:
    """The target with one fix made, if that makes it better."""
    for each in findings:
        if each.check not in _BY_RULE or each.side is not Side.TARGET or len(each.fixes) != 1:
            continue
        new = replaced(target, each.start, each.end, each.fixes[0])
        if new is None or new == target:
            continue
        after = findings_of(task, segment, new)
        if _badness(after) < _badness(findings):
            return [(new, after)]
    return []


def replaced(target: TaggedText, start: int, end: int, new: str) -> TaggedText | None:
    """A text with other words in a place; `None` where a tag stands in it."""
    if any(chip.start < end and start < chip.end for chip in target.chips):
        return None
    shift = len(new) - (end - start)
    chips = tuple(Chip(each.start + (shift if each.start >= end else 0), each.number) for each in target.chips)
    return TaggedText(target.text[:start] + new + target.text[end:], chips)


def _badness(findings: tuple[SegmentFinding, ...]) -> float:
    return sum(_WEIGHTS[each.severity] + _GRAVE.get(each.check, 0.0) for each in findings)


def _of_signs(task: TranslationTask, loss: Loss) -> tuple[str, ...]:
    if loss.is_none:
        return ()
    added = [each for each in loss.added if each != "?"]
    told = reason("signs", task, lost=list(loss.lost), added=added, crossed=loss.crossed)
    return (told,) if told else ()


def _reasons(task: TranslationTask, asked: Asked, findings: tuple[SegmentFinding, ...]) -> list[str]:
    """The findings that a model may put right, each as a sentence for it."""
    found = []
    for each in findings:
        name = _TOLD.get(each.check, "")
        if not name or each.severity is Severity.INFO or (each.check == "register" and not register_rule(task)):
            continue
        terms = [f"{term.source} = {term.target}" for term in task.terms if term.target]
        fix = "; ".join(one for one in terms if one.split(" = ")[0].casefold() in asked.segment.source.text.casefold())
        found.append(reason(name, task, text=each.text, fix=fix, most=asked.segment.most))
    return [each for each in found if each]


def _placed_by_rule(segment: Segment, target: TaggedText) -> SegmentFinding:
    message = tr(
        "The model lost a tag or a placeholder: it was put in its place by rule. Look whether it stands right."
    )
    return SegmentFinding(segment.id, PLACED, Severity.WARNING, Side.TARGET, 0, len(target.text), target.text, message)
