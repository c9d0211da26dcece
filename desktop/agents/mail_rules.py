"""The texts of a mail put together from its facts by rule: what a weak model cannot say, and what needs no model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec
import regex

from desktop.agents import mail_words, sentences
from desktop.agents.line_rules import lines_by_rule
from desktop.agents.mail_words import MailWords, TypeWords, frames_filled, is_label, listed, sentences_on, told_facts
from desktop.agents.styles import PLAIN, Style
from desktop.agents.task import FieldTask, Shape
from desktop.agents.trimming import sentences_of
from desktop.checks.line_sorts import Sort
from desktop.checks.mentions import mentions
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.lexicon import function_words
from desktop.core.mail import BlockKind, MailType, base_of

MAIL_SHAPES = frozenset(
    {
        Shape.SUBJECT,
        Shape.PREHEADER,
        Shape.HEADING,
        Shape.BODY,
        Shape.BUTTON,
        Shape.ALT,
        Shape.CARD,
        Shape.GIVEN,
    }
)
"""The shapes that only texts of a mail have."""

SUBJECT_SIGNS, PREHEADER_SIGNS = 50, 90
"""What a phone shows of a subject and a mail program of what stands beside it, in characters."""

_MOST_SUBJECTS = 6
_BUTTON_WORDS = 4
_BUTTON_SIGNS = 25
_PREHEADER_FACTS = 2
_REPEATED = 0.6
_LEAST_PREHEADER = 40
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:[’'\-][\p{L}\p{M}]+)*|\p{N}+(?:[.,]\p{N}+)*")


def mail_text_by_rule(task: FieldTask, brief: Brief, style: Style = PLAIN) -> str:
    """The text of a mail made of the facts alone; the shortest that says something where nothing is known."""
    words = mail_words.mail_words(brief.language)
    kind = words.of(brief)
    match task.shape:
        case Shape.SUBJECT:
            return _subject(task, brief, kind, style)
        case Shape.PREHEADER:
            return _preheader(task, brief, kind, style)
        case Shape.HEADING:
            return words.more if task.later else _heading(task, brief, kind, style)
        case Shape.BODY:
            return _later_body(task, brief, kind, style) if task.later else _body(task, brief, kind, style)
        case Shape.BUTTON:
            return _button(brief, kind, style)
        case Shape.ALT:
            return _alt(brief, words)
        case Shape.CARD:
            return _card(task, brief, style)
        case _:
            return _given(task, brief, words)


def draft_of(task: FieldTask, brief: Brief) -> str:
    """What a text has to tell, in sentences: a model that edits sentences invents less than one with a list."""
    facts = _as_told(told_facts(brief, task.facts), brief) if task.facts else ()
    what = "" if task.later else sentences.opening_by_rule(_with(brief, facts))
    left = tuple(each for each in facts if not _says(what, each, brief))
    return " ".join(filter(None, (what, *sentences_on(left, brief.language, PLAIN))))


def teaser(brief: Brief) -> str:
    """What the preheader tells while the subject is not known yet: the offer, how it is had, or the last thing told."""
    wanted = ("code", "until") if mail_words.type_of(brief) is MailType.OFFER else ("offer", "until")
    found = [fact for fact in (mail_words.of_sort(brief, sort) for sort in wanted) if fact is not None][:2]
    others = [each for each in told_facts(brief) if not mail_words.comes_later(each, brief.language)]
    chosen = found or others[-1:] if len(others) > 1 else found
    return " ".join(sentences_on(tuple(chosen), brief.language, PLAIN))


def repeats(subject: str, line: str, brief: Brief) -> bool:
    """Whether a line says mostly what the subject says, rather than going on from it."""
    said, more = _telling(subject, brief), _telling(line, brief)
    return bool(more) and len(more & said) >= _REPEATED * len(more)


def completed(task: FieldTask, brief: Brief, line: str, subject: str) -> str:
    """A preheader that goes on from the subject: one that repeats it is made of the facts, a very short one goes on."""
    beside = msgspec.structs.replace(task, beside=subject)
    if repeats(subject, line, brief):
        return mail_text_by_rule(beside, brief) or line
    if len(line) >= _LEAST_PREHEADER or not mail_words.mail_words(brief.language).of(brief).teases:
        return line
    facts = [each for each in told_facts(brief, task.facts) if not _says(f"{subject} {line}", each, brief)]
    ended = line if line.endswith((".", "?", "!")) else f"{line}."
    said = sorted(sentences_on(tuple(facts), brief.language, _SHORT), key=is_label)
    return next((longer for each in said if _fits(task, longer := f"{ended} {each}")), line)


def beside_subject(subject: str, brief: Brief, place: int) -> str:
    """A preheader that completes one of many subject lines (`place` from 0), of the facts that the line does not tell.

    Lines that follow each other get other facts.
    """
    task = FieldTask(
        "preheader",
        Shape.PREHEADER,
        words=12,
        limit=PREHEADER_SIGNS,
        facts=tuple(fact.id for fact in told_facts(brief)),
        beside=subject,
    )
    text = mail_text_by_rule(task, brief, Style(place, joined=False) if place else PLAIN)
    return "" if repeats(subject, text, brief) else text


def with_untold(brief: Brief, text: str, copy: Copy) -> str:
    """A text with the facts of the mail that none of its texts tells, as sentences or a list at its end."""
    told = "\n".join(words for _, words in copy.addressed())
    facts = tuple(each for each in told_facts(brief) if not _says(told, each, brief))
    said = sentences_on(facts, brief.language, _SHORT)
    if not said:
        return text
    more = listed(facts) if all(map(is_label, said)) and len(said) > 1 else " ".join(said)
    return f"{text}{' ' if not more.startswith('-') else chr(10) * 2}{more}".strip()


def without_said(text: str, before: Sequence[str]) -> str:
    """A text without the sentences that stand word for word in a text before it; the text itself if none stays."""
    said = {_bare(each[start:end]) for each in before for start, end in sentences_of(each)}
    kept = [text[start:end] for start, end in sentences_of(text) if _bare(text[start:end]) not in said]
    return "".join(kept).strip() or text


def _bare(sentence: str) -> str:
    return " ".join(_WORD.findall(sentence.casefold()))


def _telling(text: str, brief: Brief) -> frozenset[str]:
    small = function_words(brief.language)
    return frozenset(word for found in _WORD.findall(text) if (word := found.casefold()) not in small)


def _subject(task: FieldTask, brief: Brief, kind: TypeWords, style: Style) -> str:
    found = frames_filled(kind.subject, brief, style, {})
    if not found:
        usual = [line for line in _subjects(task, brief) if _fits(task, line)][:_MOST_SUBJECTS]
        found = [style.frame(usual)] if usual else []
    named = [brief.product.strip()] if brief.product.strip() else []
    return next((each for each in (*found, *kind.bare_subject, *named) if _fits(task, each)), kind.bare_subject[0])


def _subjects(task: FieldTask, brief: Brief) -> Iterator[str]:
    """The product with what it is, then with each fact that is told in a sentence; no labels, as those are no news."""
    product = brief.product.strip().rstrip(".")
    facts = told_facts(brief, task.facts)
    lines = list(islice(lines_by_rule(_with(brief, facts), Sort.SUBJECT), _MOST_SUBJECTS * 3))
    plain = [line for line in lines if ":" not in line]
    yield from plain[:1]
    for fact in _as_told(facts, brief):
        sentence = " ".join(sentences_on((fact,), brief.language, _SHORT)).rstrip(".")
        if product and not is_label(sentence) and not mail_words.comes_later(fact, brief.language):
            yield f"{product}: {sentence[:1].lower()}{sentence[1:]}"
    yield from plain[1:]


def _preheader(task: FieldTask, brief: Brief, kind: TypeWords, style: Style) -> str:
    """Facts that the subject does not tell, as many as there is room for."""
    if not kind.teases:
        return kind.preheader
    facts = style.order([each for each in told_facts(brief, task.facts) if not _says(task.beside, each, brief)])
    facts = tuple(sorted(facts, key=lambda each: mail_words.comes_later(each, brief.language)))
    text = ""
    told = 0
    for sentence in sorted(sentences_on(facts, brief.language, _SHORT), key=is_label):
        longer = f"{text} {sentence}".strip()
        if told < _PREHEADER_FACTS and _fits(task, longer):
            text, told = longer, told + 1
    return text or (kind.preheader if _fits(task, kind.preheader) else "")


def _heading(task: FieldTask, brief: Brief, kind: TypeWords, style: Style) -> str:
    found = frames_filled(kind.heading, brief, style, {})
    named = [brief.product.strip().rstrip(".")] if brief.product.strip() else []
    what = sentences.opening_by_rule(_with(brief, told_facts(brief, task.facts))).rstrip(".")
    choice = [*found, *named, what] if what else [*found, *named]
    bare = kind.bare_subject[0]
    return next((each for each in choice if _fits(task, each) and each.casefold() != task.beside.casefold()), bare)


def _body(task: FieldTask, brief: Brief, kind: TypeWords, style: Style) -> str:
    """The opening of the type with what the product is, its facts as sentences, and the others as a list."""
    facts = _as_told(style.order(told_facts(brief, task.facts)), brief) if task.facts else ()
    alone = _with(brief, facts)
    what = sentences.opening_by_rule(alone)
    opening = next(iter(frames_filled(kind.opening, brief, style, {"what": what})), kind.bare_opening)
    left = tuple(each for each in facts if not (what and _says(what, each, brief)))
    said = sentences_on(left, brief.language, style)
    prose = [each for each in said if not is_label(each)]
    labels = tuple(each for each in left if is_label(" ".join(sentences_on((each,), brief.language, _SHORT))))
    parts = [" ".join((opening, *prose)), listed(labels), kind.asks]
    if task.last:
        parts += style.order(kind.closing)[:1]
    return "\n\n".join(filter(None, parts))


def _later_body(task: FieldTask, brief: Brief, kind: TypeWords, style: Style) -> str:
    facts = told_facts(brief, task.facts) if task.facts else ()
    parts = [kind.second, listed(facts)]
    if task.last:
        parts += style.order(kind.closing)[:1]
    return "\n\n".join(filter(None, parts))


def _button(brief: Brief, kind: TypeWords, style: Style) -> str:
    """One to four words that say what a click does."""
    found = frames_filled(kind.button, brief, style, {})
    short = [each for each in found if len(each.split()) <= _BUTTON_WORDS and len(each) <= _BUTTON_SIGNS]
    return (short or [kind.button[-1]])[0]


def _alt(brief: Brief, words: MailWords) -> str:
    """What a picture of the product shows, as far as that is known without seeing it."""
    product = brief.product.strip().rstrip(".")
    material = mail_words.of_sort(brief, "material")
    if not product or material is None or len(material.text.split()) > _BUTTON_WORDS:
        return product
    return words.alt.format(product=product, material=material.text.strip().rstrip("."))


def _card(task: FieldTask, brief: Brief, style: Style) -> str:
    """A few facts that say enough by their value: `130 × 180 cm, 100 % wool`."""
    facts = tuple(each for each in told_facts(brief, task.facts) if each is not mail_words.of_sort(brief, "price"))
    alone = msgspec.structs.replace(_with(brief, facts), product="", keyphrase="")
    text = sentences.title_by_rule(alone, 3, style)
    return f"{text[:1].upper()}{text[1:]}" if text else ""


def _given(task: FieldTask, brief: Brief, words: MailWords) -> str:
    """What is never made up: a name, a price, the way to unsubscribe, why somebody gets this mail."""
    address = base_of(task.name)
    block = brief.mail.block(address.partition(".")[0]) if brief.mail is not None else None
    part = address.partition(".")[2]
    if part == "unsubscribe":
        return words.unsubscribe
    if part == "price":
        price = mail_words.of_sort(brief, "price")
        return price.text.strip() if price is not None else ""
    if block is not None and block.kind is BlockKind.FOOTER:
        return words.of(brief).footer if not part else ""
    return brief.product.strip().rstrip(".") if not part else ""


def _as_told(facts: tuple[Fact, ...], brief: Brief) -> tuple[Fact, ...]:
    """First what it is, then what it costs, and last the offer; a mail about the offer begins with it."""
    price, offer = mail_words.of_sort(brief, "price"), mail_words.of_sort(brief, "offer")
    place = -1 if mail_words.type_of(brief) is MailType.OFFER else 2
    return tuple(sorted(facts, key=lambda each: place if each is offer else int(each is price)))


def _with(brief: Brief, facts: tuple[Fact, ...]) -> Brief:
    """The brief with these facts alone; who reads a mail is not named in it."""
    return msgspec.structs.replace(brief, facts=facts, audience="", keyphrase="")


def _says(text: str, fact: Fact, brief: Brief) -> bool:
    return bool(text) and mentions(text, fact, brief.language)


def _fits(task: FieldTask, text: str) -> bool:
    return not task.limit or len(text) <= task.limit


_SHORT = Style(None, joined=False)
