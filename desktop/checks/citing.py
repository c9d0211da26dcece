"""What the sentences of a post rest on: its facts, its sources, and the marks (`[^q1]`, `[q1]`) that show them.

The ledger knows the paragraphs of sources as facts (`q1.3`), and decides what it can; sentences of which it says
nothing are compared with what is known by the words they share, as those of a reply are (`checks.resting`).
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from desktop.checks.alike import forms, said_by
from desktop.checks.phrases import Phrases
from desktop.checks.questions import Known, best_known, known_to
from desktop.checks.search.markup import markup_of, without_code
from desktop.checks.sentences import sentences_of
from desktop.core.brief import LANGUAGES, Brief, Fact, knowing
from desktop.core.finding import Claim, Verdict
from desktop.core.post import Post, PostSource
from desktop.core.reply import Basis, Rest
from desktop.core.resources import resource_text

_MARK = re.compile(r"\[\^?(?P<ids>q\d{1,3}(?:\.\d{1,4})?(?:[ ]?[,;][ ]?\^?q\d{1,3}(?:\.\d{1,4})?)*)\](?![(:])")
_MARKS = re.compile(rf"(?:[ ]?{_MARK.pattern.replace('?P<ids>', '?:')})+")
_NOTE = re.compile(r"\[\^(?P<name>[\w.-]{1,60})\](?!:)")
_DEFINED = re.compile(r"^ {0,3}\[\^(?P<name>[\w.-]{1,60})\]:", re.MULTILINE)
_HEADING = re.compile(r"\s{0,3}#{1,6}\s|\s*\[\^[\w.-]+\]:")
_FIGURE = re.compile(r"\d")
_NEAREST = 6
"""Known sentences that are read closely for one of the post: those that share most words with it."""
_DECIDED = (Verdict.UNSUPPORTED, Verdict.CONTRADICTED)


class Mark(msgspec.Struct, frozen=True):
    """A mark of sources in a text, in code points, with the ids that it shows: `q1`, `q2`."""

    start: int
    end: int
    ids: tuple[str, ...]


@functools.lru_cache(maxsize=16)
def marks_in(text: str) -> tuple[Mark, ...]:
    """The marks of sources in a text; those in code are none."""
    if "q" not in text or "[" not in text:
        return ()
    found = _MARK.finditer(without_code(text))
    return tuple(Mark(*each.span(), tuple(map(source_of, re.findall(r"q[\d.]+", each["ids"])))) for each in found)


@functools.lru_cache(maxsize=16)
def notes_without_end(text: str) -> tuple[Mark, ...]:
    """References to footnotes (`[^2]`) that are nowhere written, those of sources left out."""
    if "[^" not in text:
        return ()
    plain = without_code(text)
    defined = {each["name"] for each in _DEFINED.finditer(plain)}
    sources = {mark.start for mark in marks_in(text)}
    return tuple(
        Mark(*each.span(), (each["name"],))
        for each in _NOTE.finditer(plain)
        if each["name"] not in defined and each.start() not in sources
    )


def defined_notes(text: str) -> frozenset[str]:
    """The names of the footnotes that a text has."""
    return frozenset(each["name"] for each in _DEFINED.finditer(text)) if "[^" in text else frozenset()


def source_of(piece: str) -> str:
    """The source of a piece: `q1.3` → `q1`."""
    return piece.partition(".")[0]


def bases_of_post(field: str, text: str, brief: Brief, language: str, claims: Sequence[Claim]) -> tuple[Basis, ...]:
    """What each checkable sentence of a post rests on; `claims` are those of the field, `brief` has numbered facts.

    Checkable is what the ledger has a claim about (opinions left out), a figure, and what says that it comes from
    elsewhere (*research shows*). `ids` are those of facts and of sources (`q1`; their paragraphs are in `pieces`),
    those of claims first.
    """
    ground = ground_of(brief, language)
    by_place = sorted(
        (each for each in claims if each.field == field and each.verdict is not Verdict.OPINION),
        key=lambda each: each.start,
    )
    bases: list[Basis] = []
    at = 0
    plain = without_code(text)
    unmarked = _MARK.sub(lambda mark: " " * len(mark[0]), plain)  # a mark behind a full stop hides where it ends
    for start, end in sentences_of(unmarked, language):
        while at < len(by_place) and by_place[at].start < start:
            at += 1
        here: list[Claim] = []
        while at < len(by_place) and by_place[at].start < end:
            here.append(by_place[at])
            at += 1
        sentence = unmarked[start:end]
        if _HEADING.match(plain[start:end]) or not (here or _is_checkable(sentence, language)):
            continue
        behind = _MARKS.match(plain, end)
        whole = behind.end() if behind is not None else end
        shown = shows_a_source(text, start, whole)
        bases.append(Basis(field, start, whole, *_under(sentence, here, ground, language), shown))
    return tuple(bases)


def comes_from_elsewhere(sentence: str, language: str) -> bool:
    """Whether a sentence says that somebody else found or said what it tells."""
    return language in LANGUAGES and next(_attributions(language).find(sentence), None) is not None


def shows_a_source(text: str, start: int, end: int) -> bool:
    """Whether a part of a text has a mark, a note or a link."""
    marked = any(start <= mark.start < end for mark in marks_in(text))
    noted = _NOTE.search(text, start, end) is not None
    return marked or noted or any(start <= link.start < end for link in markup_of(text).links)


class _Under(NamedTuple):
    """What lies under a sentence, in the order of `Basis`."""

    rest: Rest
    ids: tuple[str, ...] = ()
    quote: str = ""
    pieces: tuple[str, ...] = ()


def _under(sentence: str, claims: Sequence[Claim], ground: Ground, language: str) -> _Under:
    if any(claim.verdict in _DECIDED for claim in claims):
        return _Under(Rest.NOTHING)
    named = [each for claim in claims if claim.verdict is Verdict.SUPPORTED for each in claim.facts]
    near = [each.id for each in ground.near(sentence, language)] if not named else []
    found = tuple(dict.fromkeys((*named, *near)))
    if not found:
        return _Under(Rest.NOTHING)
    own = [each for each in found if each not in ground.of_sources]
    pieces = tuple(each for each in found if each in ground.of_sources)
    quote = ground.texts.get((own or pieces)[0], "")
    ids = tuple(dict.fromkeys((*own, *map(source_of, pieces))))
    return _Under(Rest.FACT if own else Rest.PASSAGE, ids, quote, pieces)


@functools.lru_cache(maxsize=8192)
def _is_checkable(sentence: str, language: str) -> bool:
    if sentence.rstrip(" *_”\"')").endswith("?"):
        return False
    return _FIGURE.search(sentence) is not None or comes_from_elsewhere(sentence, language)


class Ground:
    """All that a post may rest on, found by the words it has."""

    def __init__(self, brief: Brief, language: str) -> None:
        facts = knowing(brief).facts
        self.is_empty = not facts
        self.of_sources = frozenset(each.id for each in facts) - {each.id for each in brief.facts}
        self._known = known_to(msgspec.structs.replace(brief, facts=facts), language)
        self.texts = {each.id: each.text for each in reversed(self._known)}
        self._places: dict[str, list[int]] = {}
        for place, each in enumerate(self._known):
            for stem in {stem for word in said_by(each.text, language) for stem in forms(word, language)}:
                self._places.setdefault(stem, []).append(place)

    @functools.lru_cache(maxsize=2048)  # noqa: B019 - there are a few grounds, each kept as long as its sources
    def near(self, sentence: str, language: str) -> tuple[Known, ...]:
        """What is known that speaks of a sentence, the best first."""
        shared: Counter[int] = Counter()
        for word in said_by(sentence, language):
            shared.update({place for stem in forms(word, language) for place in self._places.get(stem, ())})
        nearest = sorted(place for place, _ in shared.most_common(_NEAREST))
        return best_known(sentence, tuple(self._known[place] for place in nearest), language)


def ground_of(brief: Brief, language: str) -> Ground:
    """What a brief gives a post to rest on; the pieces of sources among its facts count once."""
    sources = brief.post.sources if brief.post is not None else ()
    ids = {each.id for each in sources}
    facts = tuple(fact for fact in brief.facts if "." not in fact.id or source_of(fact.id) not in ids)
    return _ground(facts, sources, language)


@functools.lru_cache(maxsize=4)
def _ground(facts: tuple[Fact, ...], sources: tuple[PostSource, ...], language: str) -> Ground:
    return Ground(Brief(facts=facts, post=Post(sources=sources)), language)


@functools.cache
def _attributions(language: str) -> Phrases[None]:
    listed = msgspec.json.decode(resource_text("lexicons/attributions.json"), type=dict[str, tuple[str, ...]])
    return Phrases((phrase, None) for phrase in listed.get(language, ()))
