from __future__ import annotations

import pytest

from desktop.core.brief import Fact
from desktop.core.finding import Severity
from tests.unit.checks.policies.looking import look, rules_in

HITS = [
    ("en", "This tea cures headaches.", "cures headaches", "cures"),
    ("en", "Helps against back pain.", "Helps against back pain", "cures"),
    ("en", "A balm with healing powers.", "healing powers", "cures"),
    ("en", "Boosts your immune system.", "Boosts your immune system", "immunity"),
    ("en", "A detox for January.", "detox", "detox"),
    ("en", "Lose 5 kg in a month.", "Lose 5 kg", "weight"),
    ("en", "Recommended by dermatologists.", "Recommended by dermatologists", "doctor"),
    ("en", "Clinically proven against dryness.", "Clinically proven", "proven"),
    ("en", "A hypoallergenic cream.", "hypoallergenic", "skin-safe"),
    ("en", "A true superfood.", "superfood", "general-health"),
    ("en", "A low-fat snack.", "low-fat", "nutrition-claim"),
    ("en", "It lowers cholesterol.", "lowers cholesterol", "device"),
    ("nl", "Deze thee geneest hoofdpijn.", "geneest hoofdpijn", "cures"),
    ("nl", "Helpt tegen rugpijn.", "Helpt tegen rugpijn", "cures"),
    ("nl", "Een balsem met helende werking.", "helende werking", "cures"),
    ("nl", "Versterkt je weerstand.", "Versterkt je weerstand", "immunity"),
    ("nl", "Een detoxkuur voor januari.", "detoxkuur", "detox"),
    ("nl", "Val 5 kilo af.", "Val 5 kilo af", "weight"),
    ("nl", "Aanbevolen door dermatologen.", "Aanbevolen door dermatologen", "doctor"),
    ("nl", "Klinisch bewezen.", "Klinisch bewezen", "proven"),
    ("nl", "Een hypoallergene crème.", "hypoallergene", "skin-safe"),
    ("nl", "Een echte superfood.", "superfood", "general-health"),
    ("nl", "Een vetarme snack.", "vetarme", "nutrition-claim"),
    ("nl", "Het verlaagt de bloeddruk.", "verlaagt de bloeddruk", "device"),
    ("sv", "Det här teet botar huvudvärk.", "botar huvudvärk", "cures"),
    ("sv", "Hjälper mot ryggont.", "Hjälper mot ryggont", "cures"),
    ("sv", "En salva med läkande effekt.", "läkande effekt", "cures"),
    ("sv", "Stärker ditt immunförsvar.", "Stärker ditt immunförsvar", "immunity"),
    ("sv", "En detox för januari.", "detox", "detox"),
    ("sv", "Gå ner 5 kilo.", "Gå ner 5 kilo", "weight"),
    ("sv", "Rekommenderas av hudläkare.", "Rekommenderas av hudläkare", "doctor"),
    ("sv", "Kliniskt bevisad.", "Kliniskt bevisad", "proven"),
    ("sv", "En allergivänlig kräm.", "allergivänlig", "skin-safe"),
    ("sv", "Ett riktigt superfood.", "superfood", "general-health"),
    ("sv", "En fettsnål snacks.", "fettsnål", "nutrition-claim"),
    ("sv", "Den sänker blodtrycket.", "sänker blodtrycket", "device"),
]
SILENT = [
    ("en", "A cured ham and a treat for the whole family."),
    ("en", "Keeps cold water cold and warm hands warm."),
    ("en", "This product is not intended to diagnose, treat, cure or prevent any disease."),
    ("en", "A healthy appetite comes with the view."),
    ("en", "It fits in every bag and weighs little."),
    ("en", "A digital detox for the weekend."),
    ("en", "Bluetooth Low Energy, low energy use."),
    ("nl", "Een verlicht toetsenbord met zachte toetsen."),
    ("nl", "Houdt koude dranken koud."),
    ("nl", "Dit product geneest niet."),
    ("nl", "Een gezonde eetlust krijg je buiten."),
    ("nl", "Een zachte trui van wol."),
    ("nl", "De bladeren afvallen zien in de herfst."),
    ("sv", "Ett upplyst tangentbord."),
    ("sv", "Håller kalla drycker kalla."),
    ("sv", "Ett gott samtal vid köksbordet."),
    ("sv", "En mjuk tröja av ull."),
    ("sv", "Den här salvan är ingen medicin."),
    ("sv", "Läkaren bor granne med butiken."),
]


@pytest.mark.parametrize(("language", "text", "words", "rule"), HITS)
def test_health_claims_are_found_where_they_stand(language: str, text: str, words: str, rule: str) -> None:
    (finding,) = look("health", text, language)
    assert (finding.text, finding.check) == (words, f"policy.health.{rule}")
    assert text[finding.start : finding.end] == words


@pytest.mark.parametrize(("language", "text"), SILENT)
def test_what_is_no_claim_is_left_alone(language: str, text: str) -> None:
    assert [finding.text for finding in look("health", text, language) if finding.severity is not Severity.INFO] == []
    assert look("health", text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("en", "Clinically proven.", Fact("f1", "Clinical study", "40 people, 2025")),
        ("nl", "Klinisch bewezen.", Fact("f1", "Klinisch onderzoek", "40 deelnemers, 2025")),
        ("sv", "Kliniskt bevisad.", Fact("f1", "Klinisk studie", "40 deltagare, 2025")),
        ("en", "Supports your immune system.", Fact("f1", "Vitamin C", "80 mg")),
        ("en", "A low-fat snack.", Fact("f1", "Fat", "2.1 g per 100 g")),
        ("nl", "Een vetarme snack.", Fact("f1", "Vet", "2,1 g per 100 g")),
        ("sv", "En fettsnål snacks.", Fact("f1", "Fett", "2,1 g per 100 g")),
    ],
)
def test_a_fact_lifts_what_it_proves(language: str, text: str, fact: Fact) -> None:
    assert look("health", text, language) != []
    assert look("health", text, language, fact) == []


def test_free_from_speaks_of_cosmetics_only() -> None:
    assert rules_in("health", "Paraben free.", "en") == []
    assert rules_in("health", "Paraben free.", "en", Fact("f1", "Type", "face cream")) == ["free-from"]
