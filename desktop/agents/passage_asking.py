"""What a model is asked for one piece of a text, and why its answer cannot be used."""

from __future__ import annotations

import msgspec

from desktop.agents.answer import End
from desktop.agents.asking import most_tokens
from desktop.agents.prompts import sections_of
from desktop.agents.protecting import Change, Sort, change_of, protect
from desktop.agents.tags import Veiled
from desktop.agents.task import FieldTask, Shape, WriteRequest
from desktop.checks.language import detect_language
from desktop.core.brief import Brief, knowing
from desktop.core.mail import Platform
from desktop.core.prompt import Message, Prompt, Role
from desktop.core.wishes import SELECTION, Wish, WishName
from desktop.core.words import tr

_FEWER, _MORE, _SUMMARY = 0.6, 1.6, 0.3
_LEAST, _NEXT = 8, 60
_LEAST_SUMMARY = 20
_MOST_NOTES = 2_000
"""Characters of facts that go along."""
_CONTINUED = 250
"""Words before the end that somebody who goes on must have read."""
_TELLING = frozenset({WishName.LONGER, WishName.CONTINUE, WishName.EXPLAIN})
"""Wishes for which what is known may come in."""
_MAY_LOSE = {
    WishName.SHORTER: frozenset({Sort.NUMBER}),
    WishName.SUMMARISE: frozenset(Sort),
}
_LESS = frozenset({WishName.SHORTER, WishName.SUMMARISE})
_SURE = 8
"""Words from which on the language of a piece is known well enough to be spoken of."""


class Asking(msgspec.Struct, frozen=True):
    """One piece: its text, as the model sees it, what is known beside it, and the wish."""

    text: str
    veiled: Veiled
    notes: str
    wish: Wish
    brief: Brief


class Fault(msgspec.Struct, frozen=True):
    """Why an answer cannot be used: a sentence for the writer, a word for the prompt, and what was lost or is new."""

    message: str
    reason: str = ""
    change: Change = Change()


def asking_of(text: str, wish: Wish, request: WriteRequest) -> Asking:
    """A piece as it is asked for; the request's brief has its language and numbered facts."""
    brief = request.brief
    seen = text
    if wish.name is WishName.CONTINUE:
        words = text.split(" ")
        seen = " ".join(words[-_CONTINUED:])
    notes = _notes(brief) if wish.name in _TELLING else ""
    return Asking(text, protect(seen, _platform(brief)), notes, wish, brief)


def prompt_for(asking: Asking, *, seed: int | None) -> Prompt:
    """What asks for the new text of a piece."""
    brief, wish = asking.brief, asking.wish
    file = sections_of("rewrite", brief.language)
    words = max(1, len(asking.veiled.text.split()))
    values = {
        "fewer": max(_LEAST, round(words * _FEWER)),
        "more": round(words * _MORE) + _LEAST,
        "next": _NEXT,
        "summary": min(max(_LEAST_SUMMARY, round(words * _SUMMARY)), max(_LEAST, words // 2)),
        "wish": wish.argument,
        "argument": wish.argument,
    }
    asked = {
        "draft": asking.notes,
        "tone": brief.tone if wish.name is not WishName.TONE else "",
        "text": asking.veiled.text,
        "wish": file.render(f"wish.{wish.name}", values),
        "limit": 0,
    }
    task = FieldTask(SELECTION, Shape.BODY, words=round(words * _MORE) + _NEXT)
    return Prompt(
        messages=(
            Message(Role.SYSTEM, file.render("passage.system", {"marks": bool(asking.veiled.tags)})),
            Message(Role.USER, file.render("ask", asked)),
        ),
        max_tokens=most_tokens(task, "") if wish.name is WishName.TRANSLATE else most_tokens(task, brief.language),
        temperature=0.7 if wish.name in {WishName.AGAIN, WishName.CONTINUE} else 0.3,
        seed=seed,
        correction=wish.name not in {WishName.CONTINUE, WishName.TRANSLATE, WishName.AGAIN},
        shared=1,
    )


def prompt_again(prompt: Prompt, asking: Asking, answer: str, fault: Fault, language: str) -> Prompt:
    """The prompt with the answer that cannot be used, and why."""
    signs = {original: f"[[{number}]]" for number, original in enumerate(asking.veiled.tags, 1)}
    values = {
        "lost": [signs.get(each, each) for each in fault.change.lost],
        "added": list(fault.change.added),
        "reason": fault.reason,
    }
    wish = sections_of("rewrite", language).render("passage.again", values)
    said = (Message(Role.ASSISTANT, answer), Message(Role.USER, wish))
    return msgspec.structs.replace(prompt, messages=(*prompt.messages[:2], *said))


def fault_of(asking: Asking, text: str, end: End, request: WriteRequest) -> Fault | None:
    """Why the new text of a piece cannot be used; `None` when it can."""
    wish, brief = asking.wish, asking.brief
    if not text.strip():
        return Fault(tr("The model gave no text. The old one stays."), "end")
    if end in {End.LENGTH, End.LOOPED}:
        return Fault(tr("The new text does not end. The old one stays."), "end")
    told = [_known(brief)] if wish.name in _TELLING else []
    if wish.name is WishName.FREE:
        told.append(wish.argument)
    change = change_of(
        asking.text,
        text,
        may_lose=_MAY_LOSE.get(wish.name, frozenset()),
        told=told,
        translated=wish.name is WishName.TRANSLATE,
        platform=_platform(brief),
    )
    if wish.name is WishName.FREE:
        change = _without_named(change, wish.argument)
    if not change.is_none:
        return Fault(change.message, "protected", change)
    return _fault_of_length(asking, text) or _fault_of_language(asking, text, request)


def _fault_of_length(asking: Asking, text: str) -> Fault | None:
    name, before, after = asking.wish.name, len(asking.text.split()), len(text.split())
    if name in _LESS and after >= before > _LEAST:
        return Fault(tr("The new text is not shorter. The old one stays."), "shorter")
    if name is WishName.LONGER and after <= before:
        return Fault(tr("The new text is not longer. The old one stays."), "longer")
    return None


def _fault_of_language(asking: Asking, text: str, request: WriteRequest) -> Fault | None:
    if asking.wish.name is WishName.FREE:
        return None  # it may well be a wish for another language
    translated = asking.wish.name is WishName.TRANSLATE
    wanted = asking.wish.argument if translated else request.brief.language
    if len(asking.text.split()) < _SURE or (not translated and detect_language(asking.text) != wanted):
        return None
    found = detect_language(text)
    if found and found != wanted:
        return Fault(tr("The new text is in another language. The old one stays."), "language")
    return None


def _without_named(change: Change, wish: str) -> Change:
    """What the writer's own words name may go and may come."""
    return Change(
        tuple(each for each in change.lost if each not in wish),
        tuple(each for each in change.added if each not in wish),
    )


def _notes(brief: Brief) -> str:
    told = [f"{fact.name}: {fact.text}" if fact.name else fact.text for fact in brief.facts if fact.approved]
    notes = "; ".join((*told, brief.notes) if brief.notes.strip() else told)
    return notes if len(notes) <= _MOST_NOTES else notes[:_MOST_NOTES].rsplit(" ", 1)[0]


def _known(brief: Brief) -> str:
    """All that a number of a longer text may rest on."""
    return "\n".join((brief.notes, *(fact.text for fact in knowing(brief).facts if fact.approved)))


def _platform(brief: Brief) -> Platform | None:
    return brief.mail.platform if brief.mail is not None and brief.mail.platform is not Platform.NONE else None
