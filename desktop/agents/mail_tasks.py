"""Which texts a mail has, of what shape, how long each should be, and which facts each of them tells."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from desktop.agents.fields import field_tasks
from desktop.agents.mail_rules import PREHEADER_SIGNS, SUBJECT_SIGNS
from desktop.agents.mail_words import comes_later, mail_words, of_sort, told_facts
from desktop.agents.task import FieldTask, Shape
from desktop.checks.channels import channel
from desktop.checks.mentions import mentions
from desktop.core.brief import Brief, Fact, Length
from desktop.core.copy import Copy
from desktop.core.errors import ErrorKind, UserError
from desktop.core.mail import Block, BlockKind, Mail, MailText, TextKind, base_of, segment_of, texts_of
from desktop.core.words import tr

_OWN = frozenset({"mail.subject", "mail.preheader", "mail.html"})
_WORDS: dict[Shape, dict[Length, int]] = {
    Shape.SUBJECT: dict.fromkeys(Length, 7),
    Shape.PREHEADER: dict.fromkeys(Length, 12),
    Shape.HEADING: dict.fromkeys(Length, 6),
    Shape.BODY: {Length.SHORT: 40, Length.MEDIUM: 70, Length.LONG: 120},
    Shape.BUTTON: dict.fromkeys(Length, 4),
    Shape.ALT: dict.fromkeys(Length, 14),
    Shape.CARD: dict.fromkeys(Length, 12),
    Shape.GIVEN: dict.fromkeys(Length, 12),
}
_LIMITS = {
    Shape.SUBJECT: SUBJECT_SIGNS,
    Shape.PREHEADER: PREHEADER_SIGNS,
    Shape.HEADING: 60,
    Shape.BUTTON: 30,
    Shape.ALT: 125,
}
_CHANNELS = {Shape.SUBJECT: "mail.subject", Shape.PREHEADER: "mail.preheader"}
_RULED = frozenset({Shape.ALT, Shape.CARD, Shape.GIVEN})
_BLOCK_SHAPES = {
    (BlockKind.HEADING, ""): Shape.HEADING,
    (BlockKind.TEXT, ""): Shape.BODY,
    (BlockKind.IMAGE, "alt"): Shape.ALT,
    (BlockKind.BUTTON, ""): Shape.BUTTON,
    (BlockKind.PRODUCT, "text"): Shape.CARD,
}
_FIRST_FACTS = 4
_TOLD_WORDS = 40
_LEAST_WORDS = 15


def mail_tasks(brief: Brief, fields: tuple[str, ...]) -> tuple[FieldTask, ...]:
    """A task for each text of the brief's mail, in the order in which it is read; with `fields`, only for these.

    A mail without a structure has a subject, a preheader and a body. Channels other than those of mails add their
    fields. A `UserError` (unsupported) for a field that the mail does not have.
    """
    tasks = {task.name: task for task in _every_task(brief)}
    others = tuple(each for each in brief.channels if each not in _OWN)
    for task in field_tasks(msgspec.structs.replace(brief, channels=others), ()) if others else ():
        tasks.setdefault(task.name, task)
    for name in fields:
        if name not in tasks:
            tasks[name] = _of_segment(brief, tasks, name)
    return tuple(task for task in tasks.values() if not fields or task.name in fields)


def with_earlier(tasks: tuple[FieldTask, ...], brief: Brief, earlier: tuple[Copy, ...]) -> tuple[FieldTask, ...]:
    """The tasks of a mail of a series: the facts that the mails before it did not tell come first in each text."""
    said = "\n".join(text for copy in earlier for _, text in copy.addressed())
    if not said:
        return tasks
    old = {fact.id for fact in told_facts(brief) if mentions(said, fact, brief.language)}
    told = tuple(_told_in(copy) for copy in earlier if not copy.is_empty)
    return tuple(
        msgspec.structs.replace(task, facts=tuple(sorted(task.facts, key=lambda each: each in old)), earlier=told)
        for task in tasks
    )


def _told_in(copy: Copy) -> str:
    """What a mail said, in its subject and the beginning of its longest text."""
    longest = max((text for address, text in copy.addressed() if segment_of(address) == ""), key=len, default="")
    words = longest.split()
    cut = " ".join(words[:_TOLD_WORDS]) + (" …" if len(words) > _TOLD_WORDS else "")
    return ": ".join(part for part in (copy.text("subject").strip(), cut) if part)


def _every_task(brief: Brief) -> Iterator[FieldTask]:
    mail = brief.mail
    if mail is None:
        body = MailText("body", "", "body", TextKind.PROSE)
        texts = (*texts_of(Mail()), body)
        shapes = {"subject": Shape.SUBJECT, "preheader": Shape.PREHEADER, "body": Shape.BODY}
    else:
        texts = tuple(each for each in texts_of(mail) if each.part != "address")
        shapes = {each.address: _shape(each, mail.block(each.block)) for each in texts}
    bodies = [each.address for each in texts if shapes[each.address] is Shape.BODY]
    headings = [each.address for each in texts if shapes[each.address] is Shape.HEADING]
    shares = _shares(brief, bodies)
    every = tuple(fact.id for fact in told_facts(brief))
    for each in texts:
        shape = shapes[each.address]
        block = mail.block(each.block) if mail is not None else None
        own = block.facts if block is not None and block.facts else ()
        yield _task(
            each.address,
            shape,
            brief,
            facts=shares.get(each.address, own or every),
            later=each.address in bodies[1:] or each.address in headings[1:],
            last=each.address in bodies[-1:],
        )


def _task(name: str, shape: Shape, brief: Brief, *, facts: tuple[str, ...], later: bool, last: bool) -> FieldTask:
    words = _WORDS[shape][brief.length]
    if shape is Shape.BODY:
        words = min(words, _words_that_fill(brief, told_facts(brief, facts) if facts else ()))
    return FieldTask(
        name=name,
        shape=shape,
        words=words,
        channel=_CHANNELS.get(shape, ""),
        limit=_LIMITS.get(shape, 0),
        unit=channel("mail.subject").unit if shape in _LIMITS else "",
        by_rule=shape in _RULED,
        together=shape not in _RULED and not (shape is Shape.HEADING and later),
        facts=facts,
        later=later,
        last=last,
    )


def _shape(text: MailText, block: Block | None) -> Shape:
    if block is None:
        return Shape.SUBJECT if text.part == "subject" else Shape.PREHEADER
    return _BLOCK_SHAPES.get((block.kind, text.part), Shape.GIVEN)


def _shares(brief: Brief, bodies: list[str]) -> dict[str, tuple[str, ...]]:
    """Which facts each text tells, so that no two tell the same: the first one what matters, the others the rest."""
    facts = told_facts(brief)
    tells = mail_words(brief.language).of(brief).tells
    if tells == "none":
        return dict.fromkeys(bodies, ())
    if len(bodies) < 2 or tells == "first":
        shares = dict.fromkeys(bodies, tuple[str, ...]())
        return {**shares, **{each: tuple(fact.id for fact in facts) for each in bodies[:1]}}
    offer = of_sort(brief, "offer")
    ordered = sorted(facts, key=lambda fact: (not fact.must_mention, fact is not offer))
    now = [fact for fact in ordered if not comes_later(fact, brief.language)][:_FIRST_FACTS] or ordered[:_FIRST_FACTS]
    rest = [fact for fact in facts if fact not in now]
    size = -(-len(rest) // (len(bodies) - 1)) if rest else 0
    shares = {bodies[0]: tuple(fact.id for fact in _in_order(facts, now))}
    for place, address in enumerate(bodies[1:]):
        shares[address] = tuple(fact.id for fact in rest[place * size : (place + 1) * size])
    return shares


def _in_order(facts: tuple[Fact, ...], chosen: list[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact in chosen)


def _words_that_fill(brief: Brief, facts: tuple[Fact, ...]) -> int:
    """So many words can be written of these facts without inventing, to the next five."""
    told = sum(len(fact.text.split()) + 6 for fact in facts) + len(brief.notes.split())
    return max(_LEAST_WORDS, -(-told // 5) * 5)


def _of_segment(brief: Brief, tasks: dict[str, FieldTask], name: str) -> FieldTask:
    """The task for a segment's own text."""
    base, segment = base_of(name), segment_of(name)
    known = brief.mail is not None and brief.mail.segment(segment) is not None
    if base not in tasks or not known:
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("The mail has no text “{field}”.", field=name),
            tr("Choose one of its texts, or add a block."),
        )
    return msgspec.structs.replace(tasks[base], name=name)
