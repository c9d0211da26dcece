"""The words of a mail that need no model: by its type, in three languages (`resources/prompts/mail_words.json`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec
import regex

from desktop.agents.line_frames import framed
from desktop.agents.sentences import fact_phrase, fact_sentences
from desktop.agents.styles import Style
from desktop.core.brief import Brief, Fact
from desktop.core.mail import Mail, MailType, Segment
from desktop.core.mail_series import SERIES
from desktop.core.merge_tags import write_tag
from desktop.core.resources import resource_text


class TypeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a mail of one type says beside its facts.

    Frames are filled with `{product}`, `{sender}`, `{what}` (the first sentence on the product) and the sorts of facts
    (`{offer}`, `{date}`, …, with a capital where the name has one). `greets`: it begins with the reader's first name.
    The mails of a series take them in turn. Those named `bare` need no product. `tells` says which texts tell facts
    (`both`, `first`, `none`), `teases` that the preheader does, too. `coming` are subject and opening of a mail that
    goes before a launch.
    """

    greets: bool
    tells: str
    teases: bool
    subject: tuple[str, ...]
    bare_subject: tuple[str, ...]
    preheader: str
    heading: tuple[str, ...]
    opening: tuple[str, ...]
    bare_opening: str
    second: str
    closing: tuple[str, ...]
    button: tuple[str, ...]
    footer: str
    asks: str = ""
    coming: tuple[str, str] | None = None


class MailWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one language.

    `greeting` is the frame of the first line and what stands there for who has no name; `sorts` and `later` are
    patterns for the names of facts; `told` are sentences: a pattern for the name, one for the value (empty: any), the
    sentence. `segments` are patterns for an audience, each with a sentence for it.
    """

    greeting: tuple[str, str]
    unsubscribe: str
    more: str
    alt: str
    sorts: dict[str, str]
    later: str
    told: tuple[tuple[str, str, str], ...]
    types: dict[MailType, TypeWords]
    segments: tuple[tuple[str, str], ...]

    def of(self, brief: Brief) -> TypeWords:
        """Those of the type of a brief's mail."""
        found = self.types[type_of(brief)]
        if found.coming is None or brief.mail is None or series_step(brief.mail) != ("launch", 1):
            return found
        subject, opening = found.coming
        return msgspec.structs.replace(found, subject=(subject,), opening=(opening,))


def type_of(brief: Brief) -> MailType:
    """The type of a brief's mail; one without a structure is a newsletter."""
    return brief.mail.type if brief.mail is not None else MailType.NEWSLETTER


def series_step(mail: Mail) -> tuple[str, int] | None:
    """Which series a mail belongs to, by its id in `core.mail_series`, and its place in it (from 1)."""
    if mail.series is None:
        return None
    found = (each.id for each in SERIES if mail.series.id == each.id or mail.series.id.startswith(f"{each.id}-"))
    series_id = next(found, "")
    return (series_id, mail.series.place) if series_id else None


def mail_words(language: str) -> MailWords:
    """The words of a language; those in English for a language there are none of."""
    return _file().get(language) or _file()["en"]


def greeting(brief: Brief) -> str:
    """The line that a mail of this type begins with, as its sender writes the reader's first name; empty: none."""
    words = mail_words(brief.language)
    if brief.mail is None or not words.of(brief).greets:
        return ""
    frame, fallback = words.greeting
    return frame.format(name=write_tag("first_name", fallback, brief.mail.platform))


def for_segment(segment: Segment, language: str) -> str:
    """The sentence for a known sort of audience; empty for one of no known sort."""
    told = f"{segment.name} {segment.about}"
    found = (text for pattern, text in mail_words(language).segments if re.search(pattern, told, re.IGNORECASE))
    return next(found, "")


def told_facts(brief: Brief, ids: tuple[str, ...] = ()) -> tuple[Fact, ...]:
    """The facts that may be told; with `ids`, these in their order."""
    told = {fact.id: fact for fact in brief.facts if fact.approved and fact.text.strip()}
    return tuple(told[each] for each in ids if each in told) if ids else tuple(told.values())


def of_sort(brief: Brief, sort: str) -> Fact | None:
    """The first fact of a sort (`offer`, `price`, `date`, …)."""
    pattern = mail_words(brief.language).sorts[sort]
    return next((fact for fact in told_facts(brief) if _is_named(fact, pattern)), None)


def comes_later(fact: Fact, language: str) -> bool:
    """Whether a fact is one of those that one looks up: until when, where, what size."""
    return _is_named(fact, mail_words(language).later)


def sentences_on(facts: tuple[Fact, ...], language: str, style: Style) -> list[str]:
    """Facts as sentences, in their order; what makes none is a label (`Name: value.`)."""
    said: list[str] = []
    waiting: list[Fact] = []
    for fact in facts:
        sentence = _sentence(fact, language)
        if not sentence:
            waiting.append(fact)
            continue
        said += [*fact_sentences(waiting, language, style), sentence]
        waiting = []
    return [*said, *fact_sentences(waiting, language, style)]


def is_label(sentence: str) -> bool:
    """Whether a fact is told as on a label, so that it reads better in a list than in a text."""
    return re.match(r"[^.!?]{1,40}: ", sentence) is not None


def listed(facts: tuple[Fact, ...]) -> str:
    """Facts as a list in Markdown."""
    return "\n".join(f"- {fact_phrase(fact)}" for fact in facts)


def frames_filled(frames: tuple[str, ...], brief: Brief, style: Style, more: Mapping[str, str]) -> list[str]:
    """The frames for which there is something to fill in, the one whose turn it is first.

    The mails of a series take them in turn, by their place; else the style decides.
    """
    given = {**_given(brief), **more}
    usable = [each for each in frames if all(given.get(name) for name in re.findall(r"\{(\w+)\}", each))]
    if not usable:
        return []
    series = brief.mail.series if brief.mail is not None else None
    first = usable.index(style.frame(usable)) if series is None else (series.place - 1) % len(usable)
    return [each.format(**given) for each in (*usable[first:], *usable[:first])]


def _given(brief: Brief) -> dict[str, str]:
    found = {"product": brief.product.strip().rstrip("."), "sender": brief.mail.sender.strip() if brief.mail else ""}
    for sort in ("offer", "price", "until", "code", "date"):
        fact = of_sort(brief, sort)
        value = fact.text.strip().rstrip(".") if fact is not None else ""
        if fact is not None and sort == "offer" and not regex.search(r"\p{L}{2}", value):  # a bare `20 %`
            value = _sentence(fact, brief.language).rstrip(".")
        found[sort], found[sort.capitalize()] = value, f"{value[:1].upper()}{value[1:]}"
    return found


def _sentence(fact: Fact, language: str) -> str:
    """The sentence that tells a fact as a mail would; empty where only its label can."""
    name, value = fact.name.strip().rstrip(":").strip(), fact.text.strip().rstrip(".")
    if not name:
        return f"{value[:1].upper()}{value[1:]}." if len(value.split()) > 1 else ""
    for names, values, sentence in mail_words(language).told:
        fits = regex.fullmatch(names, name, regex.IGNORECASE) and (not values or regex.fullmatch(values, value))
        if fits and len(value.split()) <= 14 and not re.search(r"[:;!?]|\.\s", value):
            return sentence.format(
                name=f"{name[:1].lower()}{name[1:]}",
                Name=f"{name[:1].upper()}{name[1:]}",
                value=value,
                Value=f"{value[:1].upper()}{value[1:]}",
            )
    found = framed(fact, "", language)
    return found.told if found is not None else ""


def _is_named(fact: Fact, pattern: str) -> bool:
    return re.fullmatch(pattern, fact.name.strip().rstrip(":").strip(), re.IGNORECASE) is not None


@lru_cache(maxsize=1)
def _file() -> dict[str, MailWords]:
    return msgspec.json.decode(resource_text("prompts/mail_words.json"), type=dict[str, MailWords])
