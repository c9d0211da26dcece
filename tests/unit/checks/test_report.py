from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.checks.catalogue import CHECKS
from desktop.checks.channels import CHANNELS
from desktop.checks.policies.load import packs
from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact, Kind
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.errors import UserError
from desktop.core.finding import Severity, Verdict
from desktop.core.post import Post, PostSource
from desktop.core.reply import Rest
from desktop.core.rulings import Rulings, Silence

GOOD = {
    "en": Copy(
        {
            "title": "Havn backpack 18 l: light, water-repellent, 5-year warranty",
            "description": "The Havn backpack weighs just 980 g and holds 18 litres. A laptop of up to 15 inches has "
            "a padded "
            "place of its own. The fabric is 100% recycled polyester (600D) and water-repellent.\n\nMade in "
            "Portugal, with a "
            "five-year warranty.",
            "bullets": ("Weighs 980 g", "Holds 18 litres", "Fits a laptop of up to 15 inches"),
            "seo_title": "Light backpack, 18 l, for a 15-inch laptop | Havn",
            "seo_description": "Light backpack of 980 g with 18 litres of room and a place for a 15-inch laptop. "
            "Made in Portugal.",
        }
    ),
    "nl": Copy(
        {
            "title": "Havn rugzak 18 l: licht, waterafstotend, 5 jaar garantie",
            "description": "De Havn rugzak weegt maar 980 gram en er past 18 liter in. Je laptop tot 15 inch zit in "
            "een eigen "
            "vak. De stof is 100 % gerecycled polyester (600D) en waterafstotend.\n\nGemaakt in Portugal, met vijf "
            "jaar "
            "garantie.",
            "bullets": ("Weegt 980 gram", "Inhoud 18 liter", "Voor een laptop tot 15 inch"),
            "seo_title": "Lichte rugzak 18 l voor laptop tot 15 inch | Havn",
            "seo_description": "Lichte rugzak van 980 gram met 18 liter en plaats voor een laptop tot 15 inch. "
            "Gemaakt in Portugal.",
        }
    ),
    "sv": Copy(
        {
            "title": "Havn ryggsäck 18 l: lätt, vattenavvisande, 5 års garanti",
            "description": "Ryggsäcken Havn väger bara 980 g och rymmer 18 liter. En dator på upp till 15 tum har "
            "sitt eget "
            "vadderade fack. Tyget är 100 % återvunnen polyester (600D) och vattenavvisande.\n\nTillverkad i "
            "Portugal, med "
            "fem års garanti.",
            "bullets": ("Väger 980 g", "Rymmer 18 liter", "För en dator på upp till 15 tum"),
            "seo_title": "Lätt ryggsäck 18 l för dator på 15 tum | Havn",
            "seo_description": "Lätt ryggsäck på 980 g med 18 liters volym och plats för en dator på 15 tum. "
            "Tillverkad i Portugal.",
        }
    ),
}
FACTS = (
    Fact(name="Weight", value="980", unit="g", must_mention=True),
    Fact(name="Volume", value="18 l", must_mention=True),
    Fact(name="Laptop", value="15 inch", must_mention=True),
    Fact(name="Material", value="100 % recycled polyester (600D)", must_mention=True),
    Fact(name="Water", value="water-repellent", must_mention=True),
    Fact(name="Warranty", value="5 years", must_mention=True),
    Fact(name="Origin", value="Portugal", must_mention=True),
)
SHOP = ("shop.title", "shop.description", "shop.bullets", "seo.title", "seo.description")


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_a_good_text_is_met_with_silence(language: str) -> None:
    report = check_copy(GOOD[language], Brief(language=language, facts=FACTS), channels=SHOP)
    assert report.findings == ()
    assert report.forgotten == ()
    assert {claim.verdict for claim in report.claims} == {Verdict.SUPPORTED}
    title = GOOD[language].text("title")
    words = {"en": 8, "nl": 9, "sv": 9}[language]
    assert report.metrics["title"] == {"characters": len(title), "words": words, "count": len(title), "limit": 70}
    assert set(report.metrics) == {address for address, _ in GOOD[language].addressed()}


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_the_language_is_found_where_the_brief_names_none(language: str) -> None:
    report = check_copy(GOOD[language], Brief(facts=FACTS, banned=("licht", "lätt", "lights")), channels=SHOP)
    assert report.forgotten == ()
    assert {finding.check for finding in report.findings} == {"words.banned"}


def test_what_is_forgotten_is_said_once_as_a_finding_and_as_an_id() -> None:
    facts = (Fact(id="origin", name="Origin", value="Sweden", must_mention=True), Fact(name="Price", value="€ 12"))
    report = check_copy(GOOD["en"], Brief(language="en", facts=facts), channels=())
    assert report.forgotten == ("origin",)
    (finding,) = (each for each in report.findings if each.check == "facts.must_mention")
    assert (finding.check, finding.field, finding.text, finding.evidence) == (
        "facts.must_mention",
        "description",
        "",
        ("origin",),
    )
    assert finding.message == "“Origin: Sweden” is not mentioned."


def test_facts_without_id_are_numbered() -> None:
    facts = (Fact(value="Sweden", must_mention=True), Fact(value="Norway", must_mention=True))
    assert check_copy(Copy({"body": "Made in Norway."}), Brief(facts=facts), channels=()).forgotten == ("f1",)
    assert check_copy(Copy(), Brief(facts=facts), channels=()).forgotten == ("f1", "f2")


def test_the_gravest_comes_first() -> None:
    copy = Copy({"title": "Havn and", "description": "Sure! Here is the title: " + "light " * 400})
    report = check_copy(copy, Brief(language="en"), channels=("shop.description",))
    weights = [list(Severity).index(finding.severity) for finding in report.findings]
    assert weights == sorted(weights)
    assert report.findings[0].severity is Severity.ERROR


def test_an_unknown_channel_is_refused() -> None:
    with pytest.raises(UserError):
        check_copy(Copy(), Brief(), channels=("nowhere",))


def test_every_check_says_what_it_is() -> None:
    ids = [check.id for check in CHECKS]
    assert len(set(ids)) == len(ids) > 10
    assert all(check.id == check.id.lower().strip() for check in CHECKS)
    assert all(check.name and check.description.endswith(".") for check in CHECKS)


HIDDEN = Copy({"title": "Havn\u202e", "description": "A\u202e bag and b\u202e."})


@pytest.mark.parametrize(
    ("here", "everywhere", "left"),
    [
        ((), (), 3),
        ((Silence("text.hidden"),), (), 0),
        ((Silence("text.hidden", "title", "\u202e"),), (), 2),
        ((Silence("text.hidden", "body", "\u202e"),), (), 3),
        ((Silence("text"),), (), 3),
        ((), ("text.hidden",), 0),
        ((), ("text.",), 0),
        ((), ("text",), 3),
    ],
)
def test_a_check_is_silenced_here_in_the_draft_or_in_the_workspace(
    here: tuple[Silence, ...], everywhere: tuple[str, ...], left: int
) -> None:
    brief = Brief(language="en", rulings=Rulings(silenced=here))
    report = check_copy(HIDDEN, brief, channels=(), options=CheckOptions(silenced=everywhere))
    assert len([finding for finding in report.findings if finding.check == "text.hidden"]) == left


def test_ten_megabytes_in_one_line_are_counted_whole_and_read_in_part() -> None:
    begun = time.process_time()
    text = "bag " * 2_600_000
    report = check_copy(Copy({"description": text}), Brief(language="en"), channels=("shop.description", "x.post"))
    assert time.process_time() - begun < 30
    assert report.metrics["description"]["count"] == len(text)
    (too_long,) = [finding for finding in report.findings if finding.check == "limits.hard"]
    assert (too_long.start, too_long.end) == (2000, len(text))


TEXT = st.text(max_size=200) | st.sampled_from([text for copy in GOOD.values() for _, text in copy.addressed()])


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["title", "description", "bullets", "body", "sms"]),
        TEXT | st.lists(TEXT, max_size=3).map(tuple),
    ),
    st.sampled_from(["en", "nl", "sv", "", "de", "xx"]),
    st.sampled_from([(), SHOP, ("sms",), tuple(channel.id for channel in CHANNELS)]),
)
def test_any_text_can_be_checked_and_every_finding_marks_what_it_says(
    fields: dict[str, str | tuple[str, ...]], language: str, channels: tuple[str, ...]
) -> None:
    copy = Copy(fields)
    report = check_copy(copy, Brief(language=language, facts=FACTS, banned=("light", "!")), channels=channels)
    texts = dict(copy.addressed())
    for finding in report.findings:
        assert texts.get(finding.field, "")[finding.start : finding.end] == finding.text


PACKS = CheckOptions(policies=tuple(pack.id for pack in packs("")))


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    "text",
    [
        *("[" * 20_000, "(" * 20_000, "a " * 20_000, '"' * 20_000, "é" * 50_000, "1 " * 20_000, "{" * 20_000),
        *("-" * 50_000, "a-" * 20_000, "a." * 20_000, "](" * 10_000, "{%" * 10_000, "*|" * 10_000, "a@" * 10_000),
        *("€1 " * 10_000, "€1 £2 " * 5_000, "waterproof " * 4_000, "not " * 10_000, "5 kg " * 8_000, "<a " * 10_000),
        "http://" * 5_000,
    ],
)
def test_no_text_takes_the_checks_hostage(text: str, language: str) -> None:
    begun = time.process_time()
    check_copy(Copy({"description": text}), Brief(language=language, facts=FACTS), channels=SHOP, options=PACKS)
    assert time.process_time() - begun < 6


def test_a_report_of_a_post_says_what_its_sentences_rest_on() -> None:
    post = Post(sources=(PostSource("q1", "Tea", text="Black tea keeps for 2 years."),))
    copy = Copy({"body": "Black tea keeps for 2 years. It costs 3 euro."})
    brief = Brief(Kind.BLOG, "Tea", language="en", post=post)
    bases = check_copy(copy, brief, channels=()).bases
    assert [(each.rest, each.pieces) for each in bases] == [(Rest.PASSAGE, ("q1.1",)), (Rest.NOTHING, ())]
    assert check_copy(copy, Brief(product="Tea", language="en"), channels=()).bases == ()
