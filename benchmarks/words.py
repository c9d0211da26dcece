"""Made-up product copy in three languages, whose words are spread as words of real texts are (Zipf–Mandelbrot)."""

from __future__ import annotations

import itertools
import random

_COMMON: dict[str, str] = {
    "en": "the and of a to in is with for it on that your this from you are as be or at by our an can not",
    "nl": "de en van een het in is met voor dat op je niet zijn te die aan om ook bij er als uit dit deze",
    "sv": "och i att det som en på är av för med den till inte ett om du din har från kan men vid så ut",
}
_ONSETS: dict[str, str] = {
    "en": "b c d f g h l m n p r s t w st tr sh th br cl gr fl pr ch",
    "nl": "b d f g h k l m n p r s t v w z st sch tr gr kl br vl zw",
    "sv": "b d f g h k l m n p r s t v sk st tr gr kl br fl sj fj kn",
}
_VOWELS: dict[str, str] = {
    "en": "a e i o u ea oo ai ou a e i o",
    "nl": "a e i o u aa ee ij oe ui eu ie ë a e o",
    "sv": "a e i o u å ä ö a e i ö y",
}
_CODAS: dict[str, str] = {"en": "n r s t l d ck ng st", "nl": "n r s t l k cht ng st", "sv": "n r s t l k ng rt nd"}
_OFFSET = 2.7  # Mandelbrot's shift, the usual value for running text


class Words:
    """An endless seeded source of texts; the same seed gives the same texts on every machine."""

    def __init__(self, seed: int, vocabulary: int = 30_000) -> None:
        self._random = random.Random(seed)  # noqa: S311 - made-up text, no secret
        self._vocabulary = {language: self._words_of(language, vocabulary) for language in _COMMON}
        weights = [1 / (rank + _OFFSET) for rank in range(vocabulary)]
        self._weights = list(itertools.accumulate(weights))

    def text(self, language: str, words: int, about: str = "") -> str:
        """A text of so many words, in sentences of about twelve; the words of `about` come back now and then."""
        chosen = self._random.choices(self._vocabulary[language], cum_weights=self._weights, k=words)
        for word in about.split() * 3:
            chosen[self._random.randrange(words)] = word
        for start in range(0, words, 12):
            chosen[start] = chosen[start].capitalize()
            last = min(start + 11, words - 1)
            chosen[last] += "."
        return " ".join(chosen)

    def name(self, language: str) -> str:
        """The name of a product: three words that are not the most common ones."""
        return " ".join(self._random.choices(self._vocabulary[language][200:8_000], k=3)).title()

    def vocabulary(self, language: str) -> list[str]:
        """The words of a language, the most common first."""
        return self._vocabulary[language]

    def _words_of(self, language: str, count: int) -> list[str]:
        onsets, vowels, codas = (table[language].split() for table in (_ONSETS, _VOWELS, _CODAS))
        found = dict.fromkeys(_COMMON[language].split())
        while len(found) < count:
            syllables = self._random.choices((1, 2, 3, 4), weights=(1, 5, 5, 2))[0]
            word = "".join(self._random.choice(onsets) + self._random.choice(vowels) for _ in range(syllables))
            found[word + self._random.choice([*codas, "", ""])] = None
        common = len(_COMMON[language].split())
        made = list(found)[common:]
        made.sort(key=lambda word: len(word) + 8 * self._random.random())  # common words tend to be short ones
        return [*list(found)[:common], *made]
