"""Extras by where they stand: what is told of them, and where naming them tells nothing."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.finding import Verdict

_TITLES = {"en": "Torrent pressure washer", "nl": "Hogedrukreiniger Stroom", "sv": "Högtryckstvätt Ström"}


def _strange(facts: str, sentence: str, language: str, title: str = "") -> list[str]:
    rows = [each.split("=", 1) for each in facts.split("; ")]
    ledger = tuple(Fact(id=f"f{place}", name=name, value=value) for place, (name, value) in enumerate(rows))
    copy = Copy({"title": title or _TITLES[language], "description": sentence})
    found = claims_of(copy, Brief(language=language, facts=ledger), language)
    return [each.text for each in found if each.verdict is Verdict.UNSUPPORTED]


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "thing"),
    [
        ("en", "Weight=9 kg", "The blade guard slides on with a click.", "blade guard"),
        ("en", "Weight=9 kg", "Afterwards it winds up neatly on the hose reel.", "hose reel"),
        ("en", "Weight=9 kg", "A rotating brush loosens stubborn moss.", "rotating brush"),
        ("en", "Weight=9 kg", "It works quietly, and the drip tray comes out for cleaning.", "drip tray"),
        ("en", "Weight=9 kg", "Drip tray for easy cleaning", "Drip tray"),
        ("en", "Weight=9 kg", "On the front a sturdy cable tray.", "cable tray"),
        ("en", "Weight=9 kg", "A second handle gives you grip.", "second handle"),
        (
            "en",
            "Weight=9 kg",
            "Spare filters come along, and the dust extractor keeps the air clear.",
            "dust extractor",
        ),
        ("en", "Nights=2; Check-in=15:00", "You can unwind in the sauna after a windy walk.", "sauna"),
        ("nl", "Gewicht=9 kg", "Verplaatsen gaat makkelijk dankzij de wieltjes.", "wieltjes"),
        ("nl", "Gewicht=9 kg", "De mesbeschermer klikt er zo op.", "mesbeschermer"),
        ("nl", "Gewicht=9 kg", "In de besloten chatgroep deel je je werk.", "chatgroep"),
        ("nl", "Gewicht=9 kg", "De machine heeft kinderslot en een lekbak.", "kinderslot"),
        ("nl", "Gewicht=9 kg", "In het zijvak past een flesje.", "zijvak"),
        ("nl", "Gewicht=9 kg", "Kijkvenster in de kap", "Kijkvenster"),
        ("nl", "Gewicht=9 kg", "Aan de voorkant een stevige krat.", "krat"),
        ("nl", "Aantal nachten=2", "Na het wandelen stap je zo in het bubbelbad.", "bubbelbad"),
        ("sv", "Vikt=9 kg", "Baksidan har mikrofonhål.", "mikrofonhål"),
        ("sv", "Vikt=9 kg", "Föräldrakontrollen styr du enkelt.", "Föräldrakontrollen"),
        ("sv", "Vikt=9 kg", "Pedal för foten", "Pedal"),
        ("sv", "Vikt=9 kg", "Slangen rullas upp på slangvindan.", "slangvindan"),
        ("sv", "Vikt=9 kg", "I sidofickan får flaskan plats.", "sidofickan"),
        ("sv", "Vikt=9 kg", "Sladdvindan håller bänken ren.", "Sladdvindan"),
        ("sv", "Antal nätter=2", "Bastun är varm till klockan tio.", "Bastun"),
    ],
)
def test_what_is_told_of_an_extra_wants_a_fact(language: str, facts: str, sentence: str, thing: str) -> None:
    assert any(thing in each for each in _strange(facts, sentence, language))


@pytest.mark.parametrize(
    ("language", "facts", "sentence"),
    [
        ("en", "Weight=9 kg", "It fits your bottle holder at home."),
        ("en", "Weight=9 kg", "It clips to the child seat you have."),
        ("en", "Weight=9 kg", "Pair it with a screen protector and relax."),
        ("en", "Weight=9 kg", "Unlike others it has no drip tray."),
        ("en", "Weight=9 kg", "If the drip tray is full, empty it."),
        ("en", "Weight=9 kg", "The sauna is where these slippers belong."),
        ("en", "Lid=yes, with drip tray", "The drip tray comes out for cleaning."),
        ("en", "Weight=9 kg", "Pocket power bank"),
        ("en", "Weight=9 kg", "The remote control has vanished again."),
        ("nl", "Gewicht=9 kg", "De afstandsbediening is weer zoek."),
        ("nl", "Gewicht=9 kg", "Je klikt hem vast aan de bagagedrager."),
        ("nl", "Gewicht=9 kg", "Als de lekbak vol is, leeg je hem."),
        ("nl", "Gewicht=9 kg", "Heerlijk na het zwembad of in de sauna."),
        ("nl", "Deksel=ja, met voerluik", "Via het voerluik geef je eten."),
        ("sv", "Vikt=9 kg", "Matcha med ett skärmskydd och låt den följa med."),
        ("sv", "Vikt=9 kg", "Skön efter bastun eller i poolen."),
        ("sv", "Vikt=9 kg", "Fjärrkontrollen är borta igen."),
        ("sv", "Vikt=9 kg", "Plektrum får du stå för själv."),
        ("sv", "Vikt=9 kg", "Utan barnlås, för dig som bor själv."),
    ],
)
def test_where_naming_it_tells_nothing_it_is_silent(language: str, facts: str, sentence: str) -> None:
    assert not _strange(facts, sentence, language)


def test_without_a_title_what_is_known_may_be_the_product() -> None:
    fact = Fact(id="f1", name="Batteri", value="2 år")
    found = claims_of(Copy({"description": "Rörelsesensorn ser långt."}), Brief(language="sv", facts=(fact,)), "sv")
    assert not [each for each in found if each.verdict is Verdict.UNSUPPORTED]
