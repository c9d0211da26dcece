"""Where each step of making was done: designed here, spun there, sewn elsewhere, each by the fact of that step."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from desktop.checks.ledger.concepts.concept_context import is_of_design
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts, Statement
from desktop.checks.ledger.concepts.concepts import Mention
from desktop.checks.ledger.words.towns import verdict_of_place
from desktop.checks.sieve import Sifted
from desktop.core.finding import Verdict

_STEPS = {
    "design": r"design\w*|ontw[eo]rp\w*|formgiv\w*|developed|ontwikkeld|utvecklad\w*|entworfen",
    "grow": r"grown|growing|harvest\w*|picked|grapes?|geteeld|teelt|verbouwd|geoogst|oogst|druiven|odla\w*|skörda\w*"
    r"|druvor(?:na)?|bönor(?:na)?|beans|bonen|angebaut",
    "roast": r"roast\w*|gebrand|gebrande|branderij|rosta[dt]\w*|rostas|rosteri\w*|geröstet",
    "bottle": r"bottl\w*|gebotteld|afgevuld|botteling|butelj\w*|tappa[dt]\w*|tappas|abgefüllt",
    "spin": r"spun|spinning|gesponnen|spinnerij|spunn\w*|spinneri\w*|spinns",
    "weave": r"woven|weav\w*|geweven|weverij|väv[tds]\w*|väveri\w*|gewebt",
    "knit": r"knitted|knit|gebreid|gebreide|sticka[dts]\w*|gestrickt",
    "sew": r"sewn|stitched|genaaid|gestikt|sy[td]d?[ad]?|sys|syr|genäht",
    "dye": r"dyed|geverfd|färga[dts]\w*|gefärbt",
    "print": r"printed|gedrukt|tryck[tas]\w*|gedruckt",
    "assemble": r"assembled|assembly|geassembleerd|samengebouwd|in elkaar gezet|monterad\w*|monteras|sammansatt\w*"
    r"|montering|assemblage|montiert",
    "tan": r"tanned|gelooid|garva[dts]\w*|gegerbt",
    "forge": r"forged|gesmeed|smidd\w*|geschmiedet",
    "brew": r"brewed|gebrouwen|brygg[dts]\w*|gebraut",
    "distil": r"distill?ed|gedistilleerd|gestookt|destillera\w*|destilliert",
    "bake": r"baked|gebakken|bakas|bakad\w*|bakat|gebacken",
    "pack": r"packed|packaged|verpakt|packa[dts]\w*|förpacka\w*|verpackt",
    "make": r"made|produced|manufactured|gemaakt|gemaakte|geproduceerd|vervaardigd|tillverka\w*|producera\w*"
    r"|hergestellt",
}
_ANY = Sifted("|".join(rf"\b(?P<{step}>{words})\b" for step, words in _STEPS.items()), re.IGNORECASE)
_OF = re.compile(r"\b(?:from|of|with|using|for|like|van|uit|met|voor|från|av|ur|med|för)\b", re.IGNORECASE)
"""Between a step and a place: the place is that of a material, not of the step."""
_LED_TO = re.compile(r"\b(?:in|from|at|near|uit|te|bij|i|från|vid|ur|på|op|van)\s(?:the\s|de\s|het\s)?$", re.IGNORECASE)
_AWAY = re.compile(r"[.;:!?]")
_REACH = 60


def placed(
    sentence: str, mention: Mention, language: str, supporting: Sequence[Statement], known: ConceptFacts
) -> Verdict | None:
    """What facts that have a place, or its land, say of it: by the fact of its step, else by any."""
    own = _facts_of_step(sentence, mention.start, mention.end, known)
    if own and all(each.fact not in own for each in supporting):
        return Verdict.CONTRADICTED
    texts = tuple(known.texts[each.fact] for each in supporting if not own or each.fact in own)
    verdict = verdict_of_place(sentence[mention.start : mention.end], texts)
    if verdict is Verdict.UNSUPPORTED and _LED_TO.search(sentence, 0, mention.start) is None:
        return None  # a name, as of a rug
    of_design = verdict is not Verdict.SUPPORTED and not own and is_of_design(sentence, mention, language)
    return Verdict.SUPPORTED if of_design else verdict


def of_step(sentence: str, mention: Mention, known: ConceptFacts) -> tuple[Statement, ...]:
    """What the facts of the step say that leads to this place: *designed in* of `Designed in: Sweden`."""
    own = _facts_of_step(sentence, mention.start, mention.end, known)
    return tuple(each for each in known.by_attribute.get("origin", ()) if each.fact in own)


def _facts_of_step(sentence: str, start: int, end: int, known: ConceptFacts) -> frozenset[str]:
    behind = _ANY.match(sentence, end + 1)  # `in Portugal gemaakt`
    if behind is not None:
        return _named_for(behind.lastgroup, known)
    found = [*_ANY.finditer(sentence, max(0, start - _REACH), start)]
    if not found or _AWAY.search(sentence, found[-1].end(), start):
        return frozenset()
    step = found[-1].lastgroup
    if step != "grow" and _OF.search(sentence, found[-1].end(), start):
        return frozenset()
    return _named_for(step, known)


def _named_for(step: str | None, known: ConceptFacts) -> frozenset[str]:
    placed = {each.fact for each in known.by_attribute.get("origin", ())}
    return frozenset(fact.id for fact in known.facts if fact.id in placed and _step_of(fact.name) == step)


@functools.lru_cache(maxsize=16_384)
def _step_of(name: str) -> str:
    found = _ANY.search(name)
    if found is None or (found.lastgroup != "grow" and _OF.search(name)):
        return ""
    return found.lastgroup or ""
