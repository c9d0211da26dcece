"""Things that a sentence adds to the product and that no fact has: *There is even a hammer function*.

Read by how they are told: *also has*, *at the back you'll find*, *you also get*, *the built-in*. What such words also
tell of (a story, a smile, a place for it) is a list; in weaker words only things of a list count.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from desktop.checks.ledger.answers import answer_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concept_data import context_words, inflected
from desktop.checks.ledger.concept_forms import Token, tokens_of
from desktop.checks.ledger.concepts import is_negated
from desktop.checks.ledger.markers import markers_in
from desktop.checks.ledger.named_values import sheet_language
from desktop.checks.words import plain_form
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.lexicon import function_words, units
from desktop.core.words import mark

_SILENT = mark("No fact says this.")
SURE = "added"
"""The attribute of what is told to be there in so many words, whatever other rules are silent about."""
_STRONG = {
    "en": re.compile(
        r"\bthere(?:['’]s| is| are) (?:even|also|additionally)\s"
        r"|(?:^|[,;–—]\s|\band )(?:at the (?:very )?(?:back|front|end|bottom)(?: of the book)?"
        r"|inside the (?:book|box|lid|case)|in the (?:lid|box|base|handle|case)|on the (?:back|inside|side))"
        r" (?:you(?:['’]ll| will)? (?:also )?find|there(?:['’]s| is| are)|sits?|hides?|is|are)(?: also| even)?\s"
        r"|\b(?:as a bonus|on top of that|for free|on us),? you(?:['’]ll| will)? (?:get|receive)\s"
        r"|\b(?:we (?:treat you to|arrange|lend you|throw in)|you can borrow)\s"
        r"|\b(?:included|comes? with it|in the box|supplied), as (?:is|are|does|do)\s"
        r"|\byou(?:['’]ll| will)? (?:also|even) (?:get|receive)\s"
        r"|\b(?:every|each) (?:student|participant|buyer|member|guest|set|box|pack|order|copy) (?:gets|receives)\s"
        r"|\b(?:comes? (?:complete )?with|(?:is|are) equipped with|is fitted with|also (?:has|includes|comes with"
        r"|features)|even (?:has|includes|comes with)|also included (?:is|are)|included (?:is|are))\s",
        re.IGNORECASE,
    ),
    "nl": re.compile(
        r"\ber (?:is|zijn|zit|zitten|hoort|horen) (?:zelfs|ook|bovendien|daarnaast|standaard)(?: nog)?\s"
        r"|(?:^|[,;–—]\s|\ben )(?:achterin|voorin|binnenin|onderin|achterop|(?:aan|op) de achterkant|(?:in|achter"
        r" in|voor in) (?:de |het )?(?:doos|koffer|deksel|voet|greep|handvat|boek|tas|verpakking))"
        r" (?:staat|staan|vind je|vindt u|zit|zitten|is|zijn|ligt|liggen)(?: ook| zelfs| er| nog){0,2}\s"
        r"|\bwaar (?:ook|zelfs|bovendien)\s|\b(?:als bonus|op de koop toe) krijg je\s"
        r"|\b(?:(?:regelen|verzorgen) (?:we|wij)|(?:we|wij) (?:trakteren (?:je )?op|lenen je|doen er))\s"
        r"|\b(?:meegeleverd|inbegrepen|zit erbij|zitten erbij), (?:net als|evenals)\s"
        r"|\b(?:[ju]e? krijgt|krijgt? (?:je|u)) (?:er )?(?:ook|zelfs|bovendien|daarnaast)(?: nog)?(?: toegang tot)?\s"
        r"|\b(?:(?:wordt|worden) geleverd met|komt met|is uitgerust met|voorzien van|beschikt over"
        r"|heeft (?:ook|zelfs|bovendien))\s",
        re.IGNORECASE,
    ),
    "sv": re.compile(
        r"\bdet finns (?:också|även|till och med|dessutom)\s"
        r"|(?:^|[,;–—]\s|\boch )(?:längst (?:bak|fram)|sist i boken|inuti|i (?:kartongen|lådan|locket|foten|handtaget"
        r"|väskan|boken|asken|förpackningen)|på (?:baksidan|insidan))"
        r" (?:hittar du|finner du|finns|ligger|sitter)(?: det)?(?: även| också| dessutom)?\s"
        r"|\b(?:som bonus|på köpet|dessutom) får du(?: med)?\s"
        r"|\b(?:(?:bjuder|ordnar|fixar) vi(?: på)?|vi (?:bjuder på|ordnar|fixar|lånar ut))\s(?!att\b)"
        r"|\b(?:medföljer|ingår|följer med), (?:liksom|precis som|och det gör även)\s"
        r"|\bdu får (?:också|även|dessutom)(?: vara med i| tillgång till)?\s"
        r"|\b(?:levereras med|kommer med|är utrustad med|är försedd med|utrustad med|försedd med"
        r"|har (?:även|också|till och med|dessutom))\s",
        re.IGNORECASE,
    ),
}  # fmt: skip
_WEAK = {
    "en": re.compile(
        r"(?:^|[.;:]\s)(?:it|this \w+|they|the \w+) (?:has|have)\s|\bthere(?:['’]s| is| are)\s|\byou(?:['’]ll)? get\s"
        r"|(?:^|[.;:]\s)with (?=an?\s)|\bthanks to (?=the\s)|\bplus (?=an?\s)"
        r"|\b(?=(?:built-in|integrated)\s)|\baccess to\s",
        re.IGNORECASE,
    ),
    "nl": re.compile(
        r"(?:^|[.;:]\s)(?:hij|ze|het|de \w+|deze \w+) (?:heeft|hebben)\s|\ber (?:is|zijn|zit|zitten)\s|\bje krijgt\s"
        r"|(?:^|[.;:]\s)met (?=een\s)|\bdankzij (?=(?:de|het)\s)"
        r"|\b(?=(?:ingebouwde?|geïntegreerde?)\s)|\btoegang tot\s",
        re.IGNORECASE,
    ),
    "sv": re.compile(
        r"(?:^|[.;:]\s)(?:den|det|de|denna|\w+[nt]) har\s|\bdet finns\s|\bdu får\s|(?:^|[.;:]\s)med (?=ett?\s)"
        r"|\btack vare (?=de[nt]?\s)|\btillgång till\s"
        r"|\b(?=(?:inbyggd[at]?|integrerad[et]?)\s)",
        re.IGNORECASE,
    ),
}
_SUBJECT = {
    "en": re.compile(r"\W*(?:An?|The|Two|Three|Four)\s"),
    "nl": re.compile(r"\W*(?:Een|De|Het|Twee|Drie|Vier)\s"),
    "sv": re.compile(r"\W*(?:En|Ett|Den|Det|Två|Tre|Fyra)\s"),
}
_DOING = (
    frozenset({"on", "in", "at", "inside", "under", "keeps", "keep", "holds", "hold", "shows", "warns", "protects"})
    | frozenset({"lets", "prevents", "helps", "tells", "makes", "stops", "catches", "covers", "secures", "gives"})
    | frozenset({"op", "aan", "onder", "houdt", "houden", "toont", "waarschuwt", "beschermt", "laat", "voorkomt"})
    | frozenset(
        {"helpt", "zorgt", "vangt", "stopt", "maakt", "geeft", "på", "i", "håller", "visar", "varnar", "skyddar"}
    )
    | frozenset({"låter", "hindrar", "hjälper", "ser", "fångar", "stoppar", "gör", "ger"})
)
"""What follows a thing that is there: where it is, or what it does."""
_BOXED = re.compile(
    r"\s(?:in the box|included|supplied|in de doos|inbegrepen|meegeleverd|bijgeleverd|i (?:förpackningen|kartongen"
    r"|lådan)|ingår|medföljer)\W*$",
    re.IGNORECASE,
)
_ITEM, _COMPOUND = 3, 8
_HOLDING = tuple(
    {"cup", "mug", "jar", "bottle", "bag", "box", "case", "set", "card", "pen", "pencil", "book", "cushion", "basket"}
    | {"tas", "doos", "koffer", "potlood", "kussen", "mand", "kaart", "väska", "ask", "penna", "kudde", "korg", "karta"}
    | {"lamp", "lampa", "light", "licht", "ljus", "battery", "batterij", "batteri", "window", "raam", "fönster"}
)
"""Things that stand around a product as often as they belong to it."""
_ARTICLES = frozenset(
    {"a", "an", "the", "een", "de", "het", "en", "ett", "den", "det", "two", "three", "four", "twee", "drie", "vier"}
    | {"två", "tre", "fyra", "some", "wat", "några", "extra", "your", "je"}
)
_HAS = re.compile(r"\b(?:has|have|heeft|hebben|har|access to|toegang tot|tillgång till)\s$", re.IGNORECASE)
_ONE = {"en": frozenset({"a", "an"}), "nl": frozenset({"een"}), "sv": frozenset({"en", "ett"})}
_ANDS = frozenset({"and", "en", "och", ","})
_ALSO = frozenset({"also", "even", "ook", "zelfs", "nog", "även", "också"})
_OTHERS = re.compile(
    r"\b(?:if|whether|unless|would|could|instead of|unlike|than|most|other|others|als|zonder|mits|zou|zouden|dan|andere"
    r"|de meeste|om du|ifall|skulle|istället för|än|andra|de flesta|optional|optioneel)\b",
    re.IGNORECASE,
)
_STORIES = re.compile(
    r"auth?or|auteur|schrij|författ|genre|pages|pagina|sidor|players|spelers|spelare|track|nummers|låtar|illustr|plot",
    re.IGNORECASE,
)
_ABSTRACT_ENDS = {
    "en": ("ness", "ity", "ship", "hood", "ism", "ance", "ence", "ly", "ed", "ing", "est"),
    "nl": ("heid", "isme", "ing", "lijk", "schap", "end"),
    "sv": ("het", "ism", "skap", "ande", "ning", "else"),
}
_ABLE = ("able", "ible", "baar", "bare", "bar", "bart", "bara", "ating", "ing", "ende", "ande")
_SHORTEST, _MOST_WORDS, _STEM, _FAR = 3, 4, 5, 7
_SHORTEST_END = 4


class AddedFacts:
    """What tells whether a thing is any of the facts: their words, the language of the sheet, and what is sold."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Read the facts."""
        every = tuple(facts)
        self.language = sheet_language(every)
        self.is_story = any(_STORIES.search(fact.name) for fact in every)
        texts = " ".join(f"{fact.name} {fact.text if answer_of(fact.text) is None else ''}" for fact in every)
        self.text = " ".join(plain_form(token.lower) for token in tokens_of(texts) if token.is_word)


def added_claims(sentence: str, language: str, known: AddedFacts, titles: tuple[str, ...]) -> Iterator[Assertion]:
    """The things that a sentence says are there, of which no fact has the noun."""
    if known.language not in {"", language} or sentence.rstrip().endswith("?") or len(sentence) > 400:
        return
    tokens = tokens_of(sentence)
    for pattern, strong, sure in ((_STRONG[language], not known.is_story, True), (_WEAK[language], False, False)):
        for found in pattern.finditer(sentence):
            if _OTHERS.search(sentence, 0, found.end()):
                continue
            first = next((place for place, token in enumerate(tokens) if token.start >= found.end()), None)
            for start, end in _things_from(tokens, first, language):
                bare = start == end and (language == "en" or tokens[end].lower in _forms(language, "added_things"))
                if (
                    bare
                    and not strong
                    and (tokens[end].lower.endswith(_HOLDING) if sure else not _HAS.search(found[0]))
                ):
                    continue
                if _is_added(tokens, start, end, language, known, titles, strong=strong):
                    yield _assertion(tokens, start, end, strong=sure)
    yield from _as_subject(sentence, tokens, language, known, titles)
    yield from _as_item(sentence, tokens, language, known, titles)


def _assertion(tokens: tuple[Token, ...], start: int, end: int, *, strong: bool) -> Assertion:
    """The claim; what the words tell for sure is no less so for an article."""
    if strong and start and tokens[start - 1].lower in _ARTICLES:
        start -= 1
    begin, stop = tokens[start].start, tokens[end].end
    attribute = SURE if strong else "feature"
    return Assertion(begin, stop, Verdict.UNSUPPORTED, "feature", (), _SILENT, attribute=attribute)


def _as_subject(
    sentence: str, tokens: tuple[Token, ...], language: str, known: AddedFacts, titles: tuple[str, ...]
) -> Iterator[Assertion]:
    """A thing that begins the sentence and does something there: *A bell on the handlebar warns pedestrians*."""
    found = _SUBJECT[language].match(sentence)
    if found is None:
        return
    start, end = next(_things_from(tokens, 1, language), (0, 0))
    if not end or end + 1 >= len(tokens) or tokens[end + 1].lower not in _DOING or tokens[end].lower.endswith(_HOLDING):
        return
    told = [token for token in tokens[start:end] if token.is_word]
    definite = tokens[0].lower in {"the", "de", "het", "den", "det"}
    if definite and not any(_is_telling(token.lower, language) for token in told):
        return
    if _is_added(tokens, start, end, language, known, titles, strong=False):
        yield _assertion(tokens, start, end, strong=True)


def _as_item(
    sentence: str, tokens: tuple[Token, ...], language: str, known: AddedFacts, titles: tuple[str, ...]
) -> Iterator[Assertion]:
    """A thing that is an item of its own: *Frost alarm*, *Hjälmfäste i förpackningen*."""
    words = [token for token in tokens if token.is_word]
    found = _BOXED.search(sentence)
    if not titles or sentence.rstrip()[-1:] in ".!?" or not words or (words != list(tokens) and found is None):
        return
    if words[0].lower in function_words(language):
        return  # `Till varukorgen`, the words of a button
    last = next((place for place, token in enumerate(tokens) if found is not None and token.start >= found.start()), 0)
    last = (last or len(tokens)) - 1
    if not 0 <= last < _ITEM or any(not token.text.islower() for token in tokens[1 : last + 1]):
        return
    special = last > 0 or (language != "en" and len(tokens[0].text) >= _COMPOUND)
    if (
        special
        and _is_thing(tokens[last].lower, language)
        and (_is_added(tokens, 0, last, language, known, titles, strong=False, opens=True))
    ):
        yield _assertion(tokens, 0, last, strong=True)


def _is_telling(word: str, language: str) -> bool:
    """Whether a word tells more than praise: *glass*, *rotating*, not *sturdy*."""
    return word not in _forms(language, "along") or word.endswith(_ABLE)


def _things_from(tokens: tuple[Token, ...], first: int | None, language: str) -> Iterator[tuple[int, int]]:
    """The noun phrases from here, over `and`, each as its first and last token."""
    while first is not None and first < len(tokens):
        start = first
        while start < len(tokens) and tokens[start].lower in _ARTICLES | _ALSO:
            start += 1
        end = start
        while end < len(tokens) and end - start < 2 * _MOST_WORDS and _is_of_phrase(tokens, end, language):
            end += 1
        if end == start:
            return
        things = [place for place in range(start, end) if _is_thing(tokens[place].lower, language)]
        while things and things[0] + 1 in things:
            del things[0]
        last = things[0] if things else end - 1
        yield start, last
        first = _next_item(tokens, last + 1, language)


def _is_of_phrase(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    token = tokens[place]
    if token.text in "-‑" or (place and tokens[place - 1].text in "-‑"):
        return True
    joined = place + 1 < len(tokens) and tokens[place + 1].text in "-‑"
    return token.is_word and (joined or token.lower not in function_words(language)) and not token.text[0].isdigit()


def _next_item(tokens: tuple[Token, ...], place: int, language: str) -> int | None:
    """Where a further thing with an article begins, after `and` and a few words on the one before."""
    for current in range(place, min(len(tokens) - 1, place + _FAR)):
        if tokens[current].text in ".;:!?–—":
            return None
        if tokens[current].lower not in _ANDS:
            continue
        for further in range(current + 1, min(len(tokens), current + 3)):
            if tokens[further].lower in _ONE[language]:
                return further
    return None


def _is_added(
    tokens: tuple[Token, ...],
    start: int,
    end: int,
    language: str,
    known: AddedFacts,
    titles: tuple[str, ...],
    *,
    strong: bool,
    opens: bool = False,
) -> bool:
    """Whether the noun at the end is a thing, and neither what is sold nor anything that a fact has."""
    head = tokens[end]
    plain = plain_form(head.lower)
    if len(plain) < _SHORTEST or not head.text.isalpha() or not (opens or head.text.islower()) or head.lower in units():
        return False
    special = _is_thing(head.lower, language) and (start < end or head.lower not in _forms(language, "added_things"))
    if (not special and _is_abstract(head.lower, language)) or any(
        plain_form(each)[:_STEM] == plain[:_STEM] for each in titles
    ):
        return False
    if not strong and not _is_thing(head.lower, language):
        return False
    words = [plain_form(token.lower) for token in tokens[start:end] if token.is_word]
    if is_negated(tokens, start, language) or _is_known_head(head.lower, language, known):
        return False
    if markers_in(tokens, language)[1]:  # something is sold apart
        return False
    return not any(_is_known(word, known) for word in words)


def _is_known_head(word: str, language: str, known: AddedFacts) -> bool:
    """Whether a fact has a noun, or in Dutch and Swedish the noun that a compound ends in."""
    plain = plain_form(word)
    if language == "en" or len(word) <= _STEM or not _is_thing(word, language):
        return _is_known(plain, known)
    word = plain
    if word[: len(word) - 2] in known.text or word[-_STEM:] in known.text:
        return True
    return any(len(each) >= _SHORTEST_END and word.endswith(each) for each in known.text.split())


def _is_known(word: str, known: AddedFacts) -> bool:
    """Whether a fact has a word."""
    if len(word) < _SHORTEST_END:
        return re.search(rf"\b{re.escape(word)}", known.text) is not None
    return word[:_STEM] in known.text or word[-_STEM:] in known.text


@functools.lru_cache(maxsize=16_384)
def _is_abstract(word: str, language: str) -> bool:
    if word in _forms(language, "added_abstract") or word in _forms(language, "along"):
        return True
    if language == "en":
        return word.endswith(_ABSTRACT_ENDS["en"])
    if word.endswith(_ABSTRACT_ENDS[language]):
        return True
    return any(word.endswith(each) for each in _forms(language, "added_abstract") if len(each) > _SHORTEST_END)


@functools.lru_cache(maxsize=16_384)
def _is_thing(word: str, language: str) -> bool:
    """Whether a word is a thing of the list, in Dutch and Swedish also at the end of a compound."""
    things = _forms(language, "added_things")
    if word in things or language == "en":
        return word in things
    return any(word[length:] in things for length in range(_SHORTEST, len(word) - _SHORTEST + 1))


@functools.cache
def _forms(language: str, name: str) -> frozenset[str]:
    words = context_words(language, name)
    return frozenset(form for word in words for form in (word, *inflected(word, language)))
