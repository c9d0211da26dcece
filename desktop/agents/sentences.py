"""Facts as sentences by rule, in the language of the copy: for what a model left out or cannot say.

The sentences need no gender and no number of the product (`Vikten är 340 g.`), so that they are right whatever it is.
The words of each language are data (`resources/prompts/sentences.json`). A fact of no known sort becomes `Name: value.`
as on a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from desktop.agents.styles import PLAIN, Style
from desktop.core.brief import Brief, Fact
from desktop.core.resources import resource_text


class _Words(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"is_": "is", "and_": "and", "with_": "with"}
):
    """How a language says facts; `measures` and `parts` map names of facts (a pattern) to their subject with article.

    `opening` are frames for the first sentence, those that say the same beside each other and what says most first;
    `with_` joins measures to it, which `having` says without a verb.
    `sentences` are whole ones: a pattern for the name, one for the value (empty: any), the sentence; `yes` and `no` are
    values and the sentence for them. `titled` are the names of facts that say enough in a title by their value alone.
    """

    opening: tuple[tuple[str, ...], ...]
    is_: str
    and_: str
    of: str
    colours: str
    names: dict[str, tuple[str, ...]]
    measures: dict[str, str]
    with_: str
    having: dict[str, str]
    parts: dict[str, str]
    materials: tuple[str, ...]
    sentences: tuple[tuple[str, str, str], ...]
    titled: str
    yes: tuple[str, str]
    no: tuple[str, str]


def fact_phrase(fact: Fact) -> str:
    """One fact as on a label: `Weight: 340 g`, or the value alone where the fact has no name."""
    value, name = _value(fact), _name(fact)
    phrase = f"{name}: {value}" if name and value else name or value
    return phrase[:1].upper() + phrase[1:]


def fact_sentences(facts: Sequence[Fact], language: str, style: Style = PLAIN) -> list[str]:
    """Facts as sentences, measures in pairs: `The height is 14 cm and the weight is 220 g.`; or each in its own."""
    words = _words(language)
    if words is None:
        return [f"{fact_phrase(fact)}." for fact in facts]
    done: list[str] = []
    waiting = ""
    for fact in facts:
        clause = _measure(fact, words)
        if not clause:
            done.append(_other(fact, words))
        elif not style.joined:
            done.append(f"{_capital(clause)}.")
        elif waiting:
            done.append(_capital(words.and_.format(first=waiting, second=clause)))
            waiting = ""
        else:
            waiting = clause
            done.append("")
        if not waiting and clause and style.joined:
            done.remove("")
    if waiting:
        done[done.index("")] = f"{_capital(waiting)}."
    return done


def add_sentences(text: str, facts: Iterable[Fact], language: str, style: Style = PLAIN) -> str:
    """The text with closing sentences for the facts."""
    closing = " ".join(fact_sentences(tuple(facts), language, style))
    body = text.rstrip()
    if body and not re.search(r"[.!?…][\"”’)]?$", body):
        body += "."
    return f"{body} {closing}".strip()


def description_by_rule(brief: Brief, style: Style = PLAIN) -> str:
    """A description of the facts alone: what it is, of what and for whom, then the facts in their order."""
    facts = style.order(_told(brief))
    words = _words(brief.language)
    if words is None:
        return add_sentences(f"{_product(brief)}." if _product(brief) else "", facts, brief.language, style)
    material = next((fact for fact in facts if _is(fact, "material", words) and _fits_a_frame(_value(fact))), None)
    opening = _opening(brief, _value(material) if material else "", words, style)
    rest = [fact for fact in facts if fact is not material or not opening]
    if opening and style.leading:
        opening, rest = _with_measures(opening, rest, words)
    return add_sentences(opening, rest, brief.language, style)


def _with_measures(opening: str, facts: list[Fact], words: _Words) -> tuple[str, list[Fact]]:
    """The opening with the first two measures in it, and the facts that are left to say."""
    found = [(fact, phrase) for fact in facts if (phrase := _having(fact, words))][:2]
    if not found:
        return opening, facts
    phrases = [phrase for _, phrase in found]
    having = words.and_.format(first=phrases[0], second=phrases[1]).rstrip(".") if len(phrases) > 1 else phrases[0]
    taken = [fact for fact, _ in found]
    left = [fact for fact in facts if not any(fact is each for each in taken)]
    return words.with_.format(opening=opening.rstrip("."), having=having), left


def _having(fact: Fact, words: _Words) -> str:
    """`a weight of 340 g` for a fact that measures something in numbers, else nothing."""
    value = _value(fact)
    frame = _subject(fact, words.having)
    return frame.format(value=value) if frame and value[:1].isdigit() and _fits_a_frame(value) else ""


def opening_by_rule(brief: Brief) -> str:
    """The first sentence of such a description: the product with its material and its readers, or the product alone."""
    words = _words(brief.language)
    told = _told(brief)
    material = next((fact for fact in told if words and _is(fact, "material", words)), None)
    value = _value(material) if material is not None and _fits_a_frame(_value(material)) else ""
    product = f"{_product(brief)}." if _product(brief) else ""
    return (_opening(brief, value, words) if words is not None else "") or product


def bullets_by_rule(brief: Brief, items: int, style: Style = PLAIN) -> tuple[str, ...]:
    """The facts as bullet points; where there are more, those that must be mentioned come first."""
    return tuple(fact_phrase(fact) for fact in _most_wanted(brief, items, style)) or tuple(
        filter(None, (_product(brief),))
    )


def line_by_rule(brief: Brief, items: int, style: Style = PLAIN) -> str:
    """The product with a few facts: `Brisa casserole: enamelled cast iron, capacity 4.2 litres, weight 5.1 kg.`"""
    words = _words(brief.language)
    phrases = []
    for fact in _most_wanted(brief, items, style):
        colours = words is not None and _is(fact, "colours", words)
        bare = colours or (words is not None and _is(fact, "material", words))
        name = "" if bare or not _name(fact) else f"{_small(_name(fact))} "
        phrases.append(f"{name}{_listed(_value(fact), words, pair=colours) if words else _value(fact)}")
    product = _product(brief)
    keyphrase = brief.keyphrase.strip()
    if keyphrase and keyphrase.casefold() not in product.casefold():
        phrases = [product, *phrases] if product else phrases
        product = keyphrase
    text = f"{product}: {', '.join(phrases)}" if product and phrases else product or ", ".join(phrases)
    return f"{_capital(text)}." if text else ""


def title_by_rule(brief: Brief, items: int, style: Style = PLAIN) -> str:
    """The product with a few short facts: `Brisa casserole, enamelled cast iron, 5.1 kg`."""
    told = _most_wanted(brief, len(brief.facts), style)
    short = [_value(fact) for fact in told if _tells_alone(fact, brief.language)]
    phrases = [_product(brief), *short[:items]]
    return ", ".join(phrase for phrase in phrases if phrase)


def spoken_audience(brief: Brief) -> str:
    """The readers, if they can be named in the text itself (`home cooks`); `Women 30-50, urban` cannot."""
    audience = brief.audience.strip().rstrip(".")
    says = re.fullmatch(r"[^\W\d_A-Z][\w' -]*", audience) is not None and not re.search(r"\d", audience)
    return audience if says and len(audience.split()) <= 5 else ""


def page_title_by_rule(brief: Brief, items: int, style: Style = PLAIN) -> str:
    """What is searched for, and the product with short facts: `Shampoobar | Haarzeep Kamille, 60 g`."""
    words = _words(brief.language)
    keyphrase = brief.keyphrase.strip()
    if keyphrase and keyphrase.casefold() not in _product(brief).casefold():
        return f"{_capital(keyphrase)} | {title_by_rule(brief, items, style)}"
    material = next((fact for fact in _told(brief) if words is not None and _is(fact, "material", words)), None)
    if words is None or material is None or items < 1:
        return title_by_rule(brief, items, style)
    bare = msgspec.structs.replace(brief, audience="")
    opening = _opening(bare, _value(material), words).rstrip(".")
    others = msgspec.structs.replace(
        brief, product="", facts=tuple(fact for fact in brief.facts if fact is not material)
    )
    return ", ".join(filter(None, (opening, title_by_rule(others, items - 1, style))))


def _opening(brief: Brief, material: str, words: _Words, style: Style = PLAIN) -> str:
    given = {"product": _product(brief), "material": _small(material), "audience": spoken_audience(brief)}
    for frames in words.opening:
        needed = re.findall(r"\{(\w+)\}", frames[0])
        if all(given[name] for name in needed):
            return _capital(style.frame(frames).format(**given))
    return ""


def _measure(fact: Fact, words: _Words) -> str:
    """`the weight is 340 g` for a fact that measures something, else nothing."""
    value = _value(fact)
    subject = _subject(fact, words.measures)
    return words.is_.format(subject=subject, value=value) if subject and _fits_a_frame(value) else ""


def _other(fact: Fact, words: _Words) -> str:
    value = _value(fact)
    if _is(fact, "colours", words):
        return words.colours.format(value=_listed(value, words, pair=True))
    for answer, sentence in (words.yes, words.no):
        if _name(fact) and re.fullmatch(answer, value, re.IGNORECASE):
            return _capital(sentence.format(name=_name(fact) if sentence.startswith("{") else _small(_name(fact))))
    for names, values, sentence in words.sentences:
        said = re.fullmatch(names, _name(fact), re.IGNORECASE) and re.fullmatch(values or ".+", value, re.IGNORECASE)
        if said and _fits_a_frame(value):
            return sentence.format(name=_capital(_name(fact)), value=_listed(value, words))
    subject = _subject(fact, words.parts)
    if subject and _fits_a_frame(value) and _is_material(value, words):
        return _capital(words.of.format(subject=subject, value=value))
    return f"{fact_phrase(fact)}."


def _listed(value: str, words: _Words, *, pair: bool = False) -> str:
    """`navy, moss, sand` as `navy, moss and sand`; two things only with `pair`, as `November, early` is one."""
    head, _, last = value.rpartition(", ")
    if not head or re.search(r"\d", value) or (", " not in head and not pair):
        return value
    return words.and_.format(first=head, second=last).rstrip(".")


def _subject(fact: Fact, subjects: dict[str, str]) -> str:
    name = _name(fact)
    return next((subject for names, subject in subjects.items() if re.fullmatch(names, name, re.IGNORECASE)), "")


def _is(fact: Fact, sort: str, words: _Words) -> bool:
    return _name(fact).casefold() in words.names[sort]


def _is_material(value: str, words: _Words) -> bool:
    """Whether a value names a material and nothing but: its last word does, and no preposition leads it."""
    found = value.casefold().split()
    return bool(found) and found[-1] in words.materials and len(found) <= 4


def _tells_alone(fact: Fact, language: str) -> bool:
    """Whether a short value says enough without the fact's name: a material, or a measure that people look for."""
    words = _words(language)
    value = _value(fact)
    if not value or ("," in value and not re.match(r"\d+,\d", value)) or len(value.split()) > 4 or value.isdigit():
        return False
    return words is not None and re.fullmatch(words.titled, _name(fact), re.IGNORECASE) is not None


def _told(brief: Brief) -> tuple[Fact, ...]:
    return tuple(fact for fact in brief.facts if fact.approved and fact.text.strip())


def _most_wanted(brief: Brief, items: int, style: Style) -> tuple[Fact, ...]:
    """So many facts, must-mention ones before others, in the order of the ledger or of a style."""
    told = style.order(_told(brief))
    chosen = sorted(range(len(told)), key=lambda index: not told[index].must_mention)[:items]
    return tuple(told[index] for index in sorted(chosen))


def _fits_a_frame(value: str) -> bool:
    """Whether a value is short and no sentence or list of its own."""
    return 0 < len(value.split()) <= 6 and not re.search(r"[:;!?]|\.(?:\s|$)", value)


def _value(fact: Fact) -> str:
    return fact.text.strip().rstrip(".")


def _name(fact: Fact) -> str:
    return fact.name.strip().rstrip(":").strip()


def _product(brief: Brief) -> str:
    return brief.product.strip().rstrip(".")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    """The text with a small first letter, unless its first word is an abbreviation or a name with a capital inside."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first[1:].islower() or len(first) == 1 else text


@lru_cache(maxsize=1)
def _file() -> dict[str, _Words]:
    return msgspec.json.decode(resource_text("prompts/sentences.json"), type=dict[str, _Words])


def _words(language: str) -> _Words | None:
    return _file().get(language)
