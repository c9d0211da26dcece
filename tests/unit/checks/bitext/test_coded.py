"""Placeholders, markup and messages in ICU's format: what is the same thing, and what is language."""

from __future__ import annotations

import pytest

from desktop.checks.bitext.catalogue import check_pair
from desktop.checks.bitext.coded import escapes_in, is_broken, marks_in, placeholders_in
from desktop.checks.bitext.pair import Half, Pair, Surroundings
from desktop.core.finding import Severity
from desktop.core.segment import Segment, TaggedText


def graver(source: str, target: str) -> set[str]:
    """The ids of the checks that find more than advice in a text as it stands, as in PO files."""
    segment = Segment("s", "s", TaggedText(source), TaggedText(target))
    found = check_pair(Pair(segment, "en", "nl", Surroundings()))
    return {each.check for each in found if each.severity is not Severity.INFO}


@pytest.mark.parametrize(
    "text",
    [
        "{{ name }}", "{{{html}}}", "{% if x %}", "*|FNAME|*", "%%name%%", "%(count)d", "%{count}", "${total}",
        "{0:N2}",
        "{name}", "%name%", ":attribute", "__COUNT__", "[[var]]", "<%= x %>", "##code##", "@user@", "%5.2f", "%1$s",
        "{when, date, short}", "[FIRST_NAME]",
    ],
)  # fmt: skip
def test_placeholders_of_programs_and_senders_are_one_thing_each(text: str) -> None:
    assert [text[code.start : code.end] for code in Half(TaggedText(text), "en").placeholders] == [text]


@pytest.mark.parametrize(
    "text", ["50% sold", "100 %silk", "a:b", "8:30", "see: this", "R&D", "{a b}", "[sic]", "5 < 6"]
)
def test_prose_is_no_placeholder(text: str) -> None:
    assert list(placeholders_in(text)) == []


def test_values_may_be_numbered_or_formatted_otherwise() -> None:
    assert graver("Version %s of %s", "Pakket %2$s, versie %1$s") == set()
    assert graver("Copied %.250s to the archive", "%s is naar het archief gekopieerd") == set()
    assert graver("%1$s of %2$s", "%1$s van %1$s") == {"placeholders"}
    assert graver("%s has %d files", "%d bestanden van %s") == {"placeholders"}


def test_the_words_for_a_missing_name_are_translated() -> None:
    source = 'Hi {{ first_name | default: "there" }}!'
    assert graver(source, 'Hoi {{ first_name | default: "klant" }}!') == set()
    assert graver(source, 'Hoi {{ voornaam | default: "klant" }}!') == {"placeholders"}


def test_plurals_have_the_forms_of_their_language_and_choices_those_of_the_program() -> None:
    source = "{count, plural, one {# item} other {# items}} in your basket"
    assert graver(source, "{count, plural, =0 {niets} other {# artikelen}} in je winkelmand") == set()
    assert graver(source, "{count, plural, one {# artikel}} in je winkelmand") == {"placeholders"}
    assert graver(source, "{aantal, plural, one {# artikel} other {# artikelen}} in je winkelmand") == {"placeholders"}
    assert graver(source, "{count, plural, one {# artikel} other {# artikelen} in je winkelmand") == {"placeholders"}
    choice = "{sex, select, female {her} other {their}} basket"
    assert graver(choice, "{sex, select, female {haar} other {hun}} mandje") == set()
    assert graver(choice, "{sex, select, vrouw {haar} other {hun}} mandje") == {"placeholders"}
    assert is_broken("{n, plural, other {#}")
    assert not is_broken("a { that is none")


def test_markup_is_compared_by_its_elements() -> None:
    source = 'Read <a href="%(url)s" title="More">our <b>terms</b></a>.<br>'
    assert graver(source, 'Lees <a title="Meer" href="%(url)s">onze <b>voorwaarden</b></a>.<br/>') == set()
    assert graver(source, 'Lees <a href="%(url)s">onze voorwaarden</a>.<br>') == {"tags"}
    assert graver(source, 'Lees <a href="%(url)s">onze <b>voorwaarden</a></b>.<br>') == {"tags"}
    assert graver("See <0>our terms</0>.", "Zie <0>onze voorwaarden</0>.") == set()
    assert graver("Press [b]OK[/b].", "Druk op [b]OK.") == {"tags"}
    assert [mark.name for mark in marks_in("less < more, <unknown> and <i>")] == ["i"]


def test_line_breaks_that_the_program_reads_stay() -> None:
    assert escapes_in(r"One\nTwo") == [r"\n"]
    assert graver(r"First line\nSecond line", r"Eerste regel\nTweede regel") == set()
    assert graver(r"First line\nSecond line", "Eerste regel Tweede regel") == {"placeholders"}


def test_addresses_may_name_the_language() -> None:
    assert (
        graver("See https://example.com/en-us/help_en.pdf now", "Zie https://example.com/nl-nl/help_nl.pdf nu") == set()
    )
    assert graver("See https://en.example.com now", "Zie https://nl.example.com nu") == set()
    assert graver("See https://example.com/en/help now", "Zie https://example.com/nl/hulp nu") == {"url"}
    assert graver("See www.example.com now", "Zie www.example.net nu") == {"url"}
