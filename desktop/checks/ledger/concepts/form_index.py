"""The forms of concepts by word, in one language: a word is entered in all its endings when it is first asked for.

What is asked for lies on a shelf of its first letters, which is filled then: a text meets few of all the words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from desktop.checks.ledger.concepts.concept_data import concepts, inflected, listed

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COPULAS = {"en": frozenset({"is", "are"}), "nl": frozenset({"is", "zijn"}), "sv": frozenset({"är"})}
_SHORTEST_HEAD, _SHELF, _SHORT, _FEW = 4, 3, 4, 16
_SHORT_ENDS = ("n", "en", "et", "ar", "er", "t", "a")
_Value = TypeVar("_Value")


class Sense(msgspec.Struct, frozen=True):
    """A concept that a form stands for; `cased` is how it must be spelled, `part` the part named by the compound.

    `given`: only where a fact of its group is.
    """

    concept: str
    denied: bool = False
    cased: str = ""
    parts: frozenset[str] = frozenset()
    rest: str = ""
    given: bool = False


class Phrase(msgspec.Struct, frozen=True):
    """The words that must follow the first, each in any of its forms; `gap`: another word may stand among them."""

    rest: tuple[frozenset[str], ...]
    sense: Sense
    gap: bool = False


class _Form(msgspec.Struct, frozen=True):
    """A form that waits on its shelf, with the rank of its concept."""

    rank: int
    text: str
    sense: Sense
    turned: bool = False


class FormIndex:
    """The forms of a language; with `names` also those that mean a concept only in the name of a fact."""

    def __init__(self, language: str, base: FormIndex | None = None) -> None:
        """Put the forms on their shelves, of no language those of names; upon those of `base` lie those of names."""
        self.language = language
        self.begins: dict[str, list[Sense]] = {}
        self.ends: dict[str, list[Sense]] = {}
        self.headed: dict[str, list[Sense]] = {}
        self._base = base
        self._shelves: dict[str, list[_Form]] = {}
        self._single: dict[str, list[Sense]] = {}
        self._phrases: dict[str, list[Phrase]] = {}
        self._seconds: dict[str, tuple[int, dict[str, list[int]]]] = {}
        self._open: set[str] = set()
        if base is None:
            self._put_every(language or "name")
        else:
            self._lie_upon(base, form_index(""))

    def _lie_upon(self, base: FormIndex, named: FormIndex) -> None:
        """Take the shelves of names, and what begins or ends compounds from both."""
        self._shelves = named._shelves
        for of, own in (("begins", self.begins), ("ends", self.ends), ("headed", self.headed)):
            own.update(getattr(base, of))
            for word, senses in getattr(named, of).items():
                own[word] = list(dict.fromkeys([*own.get(word, ()), *senses]))

    def _put_every(self, of: str) -> None:
        for rank, (key, concept) in enumerate(concepts().items()):
            for denied in (False, True):
                text = concept.text_of(of, denied=denied)
                if text:
                    self._put_all(text, rank, Sense(key, denied), open_compounds=concept.kind == "feature")

    def _put_all(self, text: str, rank: int, sense: Sense, *, open_compounds: bool) -> None:
        for form in listed(text):
            exact = form if self.language else "=" + form.lstrip("=")
            begin = (exact[0] in "=?") + (exact[:2] == "?=")
            first = None if open_compounds or "-" in exact or "~" in exact[:2] else _WORD.match(exact, begin)
            stays = "=" in exact[:2] or self.language == "en"
            if first is not None and (stays or first.end() - first.start() > _SHORT) and exact[-1] != "+":
                shelf = first[0][:_SHELF].lower()
                self._shelves.setdefault(shelf, []).append(_Form(rank, exact, sense))
            else:
                self._put(exact, rank, sense, open_compounds=open_compounds)

    def single(self, word: str) -> list[Sense]:
        """What a word may stand for by itself."""
        self._fill(word[:_SHELF])
        return self._single.get(word, [])

    def phrases(self, word: str) -> list[Phrase]:
        """The phrases that may begin with a word."""
        self._fill(word[:_SHELF])
        return self._phrases.get(word, [])

    def phrases_before(self, word: str, ahead: set[str]) -> Iterable[Phrase]:
        """The phrases that may begin with a word and go on with one of those ahead, and maybe others."""
        every = self.phrases(word)
        if len(every) <= _FEW:
            return every
        size, seconds = self._seconds.get(word, (0, {}))
        if size != len(every):
            seconds = {}
            for place, phrase in enumerate(every):
                for form in phrase.rest[0] if phrase.rest else ("",):
                    seconds.setdefault(form, []).append(place)
            self._seconds[word] = len(every), seconds
        places = {place for each in (*ahead, "") for place in seconds.get(each, ())}
        return [every[place] for place in sorted(places)]

    def bend_part(self, part: int, parts: int) -> None:
        """Bend one of so many parts of the forms now, whether or not a word of them is ever met."""
        for shelf in sorted(self._shelves)[part::parts]:
            self._fill(shelf)

    def _put(self, form: str, rank: int, sense: Sense, *, open_compounds: bool) -> None:
        """Put a form on the shelves of its first word; what begins or ends compounds is entered at once."""
        bare = form.lstrip("=~?")
        words = words_of_form(bare)
        if not words:
            return
        if len(words) == 1 and (bare[0] == "-" or bare[-1] in "-+" or open_compounds):
            self._enter_compounds(form, bare, words[0], sense, open_compounds=open_compounds)
            if bare[0] == "-" or bare[-1] == "+":
                return
        begins = {words[0], "".join(words)} if len(words) > 1 and "-" in bare else {words[0]}
        for shelf in {shelf for word in begins for shelf in self._shelves_of(word)}:
            self._shelves.setdefault(shelf, []).append(_Form(rank, form, sense))
        if "~" in form[:2] and len(words) > 1:
            for shelf in self._shelves_of(words[-1]):
                self._shelves.setdefault(shelf, []).append(_Form(rank, form, sense, turned=True))

    def _shelves_of(self, word: str) -> set[str]:
        """Where the endings of a word lie: they change the first letters of short words only."""
        return {each[:_SHELF] for each in forms_of(word, self.language)} if len(word) <= _SHORT else {word[:_SHELF]}

    def _enter_compounds(self, form: str, bare: str, word: str, sense: Sense, *, open_compounds: bool) -> None:
        sense = _sense_of(form, bare.strip("-+"), sense)
        if bare[-1] in "-+":
            _add(self.begins if bare[-1] == "-" else self.headed, word, sense)
        if bare[0] == "-":
            _add(self.ends, word, sense)
        if open_compounds and self.language not in {"", "en"} and form[0] != "=" and len(word) >= _SHORTEST_HEAD:
            for each in forms_of(word, self.language):
                if len(each) >= _SHORTEST_HEAD:  # no `lad` of `lade` in `bovenblad`
                    _add(self.ends, each, sense)

    def _fill(self, shelf: str) -> None:
        """Enter what waits on a shelf, in the order of the concepts."""
        if shelf in self._open:
            return
        self._open.add(shelf)
        waiting = self._shelves.get(shelf, [])
        if self._base is not None:
            waiting = sorted([*self._base.waiting(shelf), *waiting], key=lambda each: each.rank)
        for each in waiting:
            self._enter(each, shelf)

    def waiting(self, shelf: str) -> list[_Form]:
        """The forms of a shelf."""
        return self._shelves.get(shelf, [])

    def _enter(self, form: _Form, shelf: str) -> None:
        bare = form.text.lstrip("=~?").strip("-+")
        words, sense = words_of_form(bare), _sense_of(form.text, bare, form.sense)
        exact, turns = "=" in form.text[:2], "~" in form.text[:2]
        if form.turned:
            said = tuple(_any_form(word, self.language, turned=True) for word in words[:-1])
            phrase = Phrase((_COPULAS.get(self.language, frozenset()), *said), sense, gap=True)
            self._shelve(self._phrases, tuple(sorted(_any_form(words[-1], self.language, turned=True))), phrase, shelf)
        elif len(words) == 1:
            endings = (words[0],) if exact else forms_of(words[0], self.language)
            self._shelve(self._single, endings, sense, shelf)
        else:
            phrase = Phrase(tuple(_any_form(word, self.language) for word in words[1:]), sense, gap=turns)
            bent = not exact and self.language != "en"
            self._shelve(self._phrases, forms_of(words[0], self.language) if bent else words[:1], phrase, shelf)
            if "-" in bare:
                self._shelve(self._single, forms_of("".join(words), self.language), sense, shelf)

    @staticmethod
    def _shelve(into: dict[str, list[_Value]], endings: tuple[str, ...], value: _Value, shelf: str) -> None:
        for each in endings:
            if each[:_SHELF] == shelf:
                _add(into, each, value)


def form_index(language: str, *, names: bool = False) -> FormIndex:
    """The forms of a language."""
    return _index(language, names)


@functools.cache
def _index(language: str, names: bool) -> FormIndex:  # noqa: FBT001
    return FormIndex(language, _index(language, False)) if names else FormIndex(language)


def words_of_form(form: str) -> tuple[str, ...]:
    """The words of a form, in lower case; a hyphen divides."""
    return tuple(word.lower().replace("’", "'") for word in _WORD.findall(form))


@functools.lru_cache(maxsize=32_768)
def forms_of(word: str, language: str) -> tuple[str, ...]:
    """A word in its endings, each once."""
    return tuple(dict.fromkeys(inflected(word, language)))


@functools.lru_cache(maxsize=32_768)
def _any_form(word: str, language: str, *, turned: bool = False) -> frozenset[str]:
    """A word of a phrase in its endings; in a turned one short ones of Swedish too, as `såsen`, `hyn`."""
    short = turned and language == "sv" and 1 < len(word) < _SHORT
    return frozenset((*forms_of(word, language), *(word + each for each in _SHORT_ENDS if short)))


def _sense_of(form: str, bare: str, sense: Sense) -> Sense:
    if bare[:1].isupper():
        sense = msgspec.structs.replace(sense, cased=_spelled(bare))
    return msgspec.structs.replace(sense, given=True) if form[0] == "?" else sense


def _spelled(form: str) -> str:
    """How the first word of a form must be spelled: all of it where it is capitals only, else its first letter."""
    first = str(_WORD.findall(form)[0])
    return first if first.isupper() and len(first) > 1 else first[0]


def _add(index: dict[str, list[_Value]], key: str, value: _Value) -> None:
    """Add a value to a key, once."""
    entries = index.get(key)
    if entries is None:
        index[key] = [value]
    elif value not in entries:
        entries.append(value)


def with_free_ends(stem: str, language: str) -> Iterator[str]:
    """The words that may stand before `-free`, by what is left of a compound."""
    joined = stem[:-1] + "a" if language == "sv" and stem[-1] in "eou" else stem  # `palmolje-` of `palmolja`
    yield from (stem, joined, stem.removesuffix("s"), stem + "e", stem + "n", stem + "en", stem + "er")
