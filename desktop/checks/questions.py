"""What a customer asks in a mail, and which of the facts and passages speak of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.alike import forms, said_by
from desktop.checks.language import detect_language
from desktop.checks.sentences import paragraphs_of, sentences_of
from desktop.core.brief import LANGUAGES, Brief
from desktop.core.reply import Asked
from desktop.core.resources import resource_text

_QUOTED = re.compile(r"^\s*>|^\s*-{2,}\s*(?:original|oorspronkelijk|ursprungligt)", re.IGNORECASE)
_NAME = re.compile(r"^[A-ZÅÄÖÉ][\w'’.-]*(?:\s+(?:van|de|der|den|von|af|[A-ZÅÄÖÉ][\w'’.-]*)){0,4}$")
_BOUND = re.compile(
    r"\b(?:in|to|from|with|for|by|naar|uit|met|voor|via|i|till|från|med|för)\s+(?:the\s+|de\s+|het\s+)?"
    r"(?P<name>[A-ZÅÄÖ][\w’'-]+)"
)
"""What a question is bound to by a preposition: a place, a way to pay; what is known must speak of it too."""
_ENOUGH = 1.5
"""A topic that both share counts 1, a word that carries meaning 1, so that one of either is not enough."""
_MOST_IDS = 3
_NEXT = re.compile(
    r",?\s+(?:and|or|en|of|och|eller)\s+(?=(?:how|what|when|where|which|who|why|can|could|do|does|is|are|will|would"
    r"|hoe|wat|wanneer|waar|welke?|wie|waarom|kan|kun|kunt|kunnen|is|zijn|wordt|worden|heeft|hebben|doen"
    r"|hur|vad|när|var|vilken|vilket|vilka|vem|varför|kan|är|har|går|finns|får|ska)\b)",
    re.IGNORECASE,
)
_BEGINS_ASKING = re.compile(
    r"(?:.{0,60}[,!.:]\s+)?(?:how|what|when|where|which|who|why|can|could|do|does|is|are|will|would|has|have"
    r"|hoe|wat|wanneer|waar|welke?|wie|waarom|kan|kun|kunt|kunnen|is|zijn|wordt|worden|heeft|hebben|mag|past"
    r"|hur|vad|när|var|vilken|vilket|vilka|vem|varför|kan|är|har|går|finns|får|ska|passar|tål)\b",
    re.IGNORECASE,
)
_IN_QUOTES = re.compile(r"[“”\"„«]([^“”\"„«»\n]{3,400})[”\"“»]")


class _Words(msgspec.Struct, frozen=True):
    """The phrases of letters in each language, and the words that say what a question is about."""

    asks: dict[str, tuple[str, ...]]
    greetings: dict[str, tuple[str, ...]]
    closings: dict[str, tuple[str, ...]]
    courtesy: dict[str, tuple[str, ...]]
    open: dict[str, tuple[str, ...]]
    about: dict[str, dict[str, tuple[str, ...]]]


class Known(msgspec.Struct, frozen=True):
    """One thing that is known: a fact, or a sentence of a passage, under its id; `name` is the fact's."""

    id: str
    text: str
    name: str = ""


@functools.cache
def letter_words() -> _Words:
    """The phrases of letters; all in small letters."""
    return msgspec.json.decode(resource_text("lexicons/questions.json"), type=_Words)


def quoted_in(text: str, question: str) -> tuple[tuple[int, int], ...]:
    """The spans in quotation marks that hold the customer's own words, without the marks."""
    asked = " ".join(question.casefold().split())
    return tuple(
        found.span(1)
        for found in _IN_QUOTES.finditer(text)
        if found[1].strip() and " ".join(found[1].casefold().split()) in asked
    )


def language_of_question(text: str) -> str:
    """The language of a customer's mail, one of the three; empty in doubt."""
    found = detect_language(text)
    return found if found in LANGUAGES else ""


def own_words(text: str) -> str:
    """The customer's own part of a mail: what they quote of earlier mails is blanked, so that places stay the same."""
    lines = text.split("\n")
    cut = next((at for at, line in enumerate(lines) if at and _QUOTED.match(line) and ">" not in line[:3]), len(lines))
    return "\n".join(" " * len(line) if at >= cut or _QUOTED.match(line) else line for at, line in enumerate(lines))


def known_to(brief: Brief, language: str) -> tuple[Known, ...]:
    """The approved facts and each sentence of the passages; several sentences share the id of their passage."""
    facts = [
        Known(fact.id, f"{fact.name}: {fact.text}" if fact.name else fact.text, fact.name)
        for fact in brief.facts
        if fact.approved and fact.text.strip()
    ]
    sentences = [
        Known(passage.id, passage.text[span.start : span.end])
        for passage in brief.passages
        for span in sentences_of(passage.text, language)
    ]
    return (*facts, *sentences)


def asked_in(brief: Brief, language: str) -> tuple[Asked, ...]:
    """The questions of the brief's customer, each with the ids of what is known about it."""
    text = own_words(brief.question)
    known = known_to(brief, language)
    found: list[Asked] = []
    for whole in sentences_of(text, language):
        if not asks(text[whole.start : whole.end], language):
            continue
        for start, end in _asked_apart(text, whole.start, whole.end):
            asked = text[start:end]
            found.append(Asked(start, end, asked, _answers(asked, known, brief, language)))
    return tuple(found)


def _asked_apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of two questions in one sentence; one span where either half is none."""
    for found in _NEXT.finditer(text, start, end):
        if _BEGINS_ASKING.match(text[start : found.start()]):
            yield start, found.start()
            start = found.end()
    yield start, end


def _answers(question: str, known: tuple[Known, ...], brief: Brief, language: str) -> tuple[str, ...]:
    """The ids of what answers a question: the best for all of it, and for each thing it asks about."""
    told = " ".join((brief.product, *(each.text for each in known))).casefold()
    if any(found["name"].casefold() not in told for found in _BOUND.finditer(question)):
        return ()
    found = list(best_known(question, known, language))
    for code in _codes(language):
        for topic in sorted(_about(question, code)):
            about = [each for each in known if topic in _about(each.text, code)]
            if len({each.id for each in about}) == 1:
                found.append(about[0])
    return tuple(dict.fromkeys(each.id for each in found))[:_MOST_IDS]


def asks(sentence: str, language: str) -> bool:
    """Whether a sentence asks for something; without a known language, in any of the three."""
    if sentence.rstrip(" \"'”’)*_").endswith("?"):
        return True
    lower = sentence.casefold()
    phrases = letter_words().asks
    return any(phrase in lower for code in _codes(language) for phrase in phrases[code])


def best_known(sentence: str, known: tuple[Known, ...], language: str) -> tuple[Known, ...]:
    """What is known that speaks of a sentence, the best first; none where too little is shared."""
    scored = [(_closeness(sentence, each, language), -place) for place, each in enumerate(known)]
    best = max((score for score, _ in scored), default=0.0)
    if best < _ENOUGH:
        return ()
    near = [(score, place) for score, place in scored if score >= max(_ENOUGH, best * 0.75)]
    return tuple(known[-place] for _, place in sorted(near, reverse=True))


def _closeness(sentence: str, known: Known, language: str) -> float:
    """The relation, and half a point where the very name of a fact is spoken of."""
    return relation(sentence, known.text, language) + (
        0.5 if known.name and relation(sentence, known.name, language) >= 1 else 0
    )


def relation(one: str, other: str, language: str) -> float:
    """How much two texts speak of the same: shared topics and shared words that carry meaning, compounds by half."""
    return max(_relation(one, other, code) for code in _codes(language))


@functools.lru_cache(maxsize=4096)
def _relation(one: str, other: str, language: str) -> float:
    first, second = said_by(one, language), said_by(other, language)
    shared = 0.0
    for word in first:
        stems = forms(word, language)
        if any(not stems.isdisjoint(forms(each, language)) for each in second):
            shared += 1.0
        elif len(word) > 4 and any(len(each) > 4 and (each in word or word in each) for each in second):
            shared += 0.6
    return shared + float(len(_about(one, language) & _about(other, language)))


@functools.lru_cache(maxsize=4096)
def _about(text: str, language: str) -> frozenset[str]:
    words = frozenset(re.findall(r"[^\W\d_]+", text.casefold()))
    return frozenset(topic for topic, told in letter_words().about[language].items() if not words.isdisjoint(told))


def customer_in(text: str, language: str) -> str:
    """The name under a customer's mail; empty when they did not sign."""
    lines = [line.strip(" ,.!-–") for line in own_words(text).split("\n")]
    written = [line for line in lines if line]
    closings = {phrase for code in _codes(language) for phrase in letter_words().closings[code]}
    for place, line in enumerate(written):
        lower = line.casefold().rstrip(",.! ")
        if lower in closings and place + 1 < len(written) and place >= len(written) - 4:
            name = written[place + 1]
            return name if _NAME.match(name) and len(name) < 40 else ""
        for phrase in closings:
            rest = line[len(phrase) :].strip(" ,") if lower.startswith((phrase + " ", phrase + ",")) else ""
            if rest and place >= len(written) - 2 and _NAME.match(rest) and len(rest) < 40:
                return rest
    last = written[-1] if len(written) > 1 else ""
    return last if _NAME.match(last) and len(last.split()) <= 3 and not last.endswith("?") else ""


def is_courtesy(sentence: str, language: str) -> bool:
    """Whether a sentence greets, thanks or takes leave, and so asserts nothing about the shop or its goods."""
    lower = sentence.casefold().strip(" ,.!–-")
    words = letter_words()
    for code in _codes(language):
        if lower in words.closings[code] or any(phrase in lower for phrase in words.courtesy[code]):
            return True
        if any(lower == each or lower.startswith(each + " ") for each in words.greetings[code]) and len(lower) < 60:
            return True
    return bool(_NAME.match(sentence.strip(" ,.")) and len(sentence.split()) <= 5)


def without_greeting(line: str, language: str) -> str:
    """A line without the greeting before its first words: `Hello Anna, it weighs 2 kg.`."""
    greetings = "|".join(re.escape(each) for code in _codes(language) for each in letter_words().greetings[code])
    found = re.match(rf"(?i:{greetings})(?: [^\s,.!?]+){{0,3}}[,!] +(?=\S)", line)
    rest = line[found.end() :] if found else line
    if found is None:
        return line
    rest = line[found.end() :]
    return f"{rest[:1].upper()}{rest[1:]}"


def is_closing(sentence: str, language: str) -> bool:
    """Whether a line takes leave: what follows is a signature."""
    lower = sentence.casefold().strip(" ,.!–-")
    return any(lower in letter_words().closings[code] for code in _codes(language))


def leaves_open(sentence: str, language: str) -> bool:
    """Whether a sentence says that something is not known yet."""
    lower = sentence.casefold()
    return any(phrase in lower for code in _codes(language) for phrase in letter_words().open[code])


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that hold anything."""
    return tuple(text[span.start : span.end] for span in paragraphs_of(text))


def _codes(language: str) -> tuple[str, ...]:
    return (language,) if language in LANGUAGES else LANGUAGES
