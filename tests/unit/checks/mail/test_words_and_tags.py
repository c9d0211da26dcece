from __future__ import annotations

import pytest

from desktop.checks.report import check_copy
from desktop.core.brand import Brand
from desktop.core.brief import Brief, Fact, Kind
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from desktop.core.mail import Block, BlockKind, Mail, Platform


def said(
    fields: dict[str, str], check: str, language: str = "en", mail: Mail | None = None, facts: tuple[Fact, ...] = ()
) -> list[Finding]:
    brief = Brief(Kind.MAIL, language=language, mail=mail, facts=facts)
    return [each for each in check_copy(Copy(dict(fields)), brief, channels=()).findings if each.check == check]


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("en", "RE: your order", "RE:"),
        ("en", "Fwd: the new coats", "Fwd:"),
        ("nl", "Antw: je vraag over de deken", "Antw:"),
        ("sv", "SV: din beställning", "SV:"),
        ("sv", "VB: nya garner", "VB:"),
        ("en", "OUR NEW COATS ARE HERE", "OUR NEW COATS ARE HERE"),
        ("nl", "DE NIEUWE DEKENS ZIJN ER", "DE NIEUWE DEKENS ZIJN ER"),
    ],
)
def test_a_subject_that_pretends_or_shouts_is_named(language: str, text: str, marked: str) -> None:
    (found,) = [each for each in said({"subject": text}, "mail.subject", language) if each.severity is Severity.WARNING]
    assert found.text == marked


@pytest.mark.parametrize(
    "text",
    ["Regenjassen in vier kleuren", "Recept: soep van pompoen", "Svenska garner", "IKEA en wij", "Read: a story"],
)
def test_a_plain_subject_is_fine(text: str) -> None:
    assert said({"subject": text}, "mail.subject", "nl") == []


@pytest.mark.parametrize(
    ("text", "clients"),
    [
        ("Our coats for the winter are in the shop and by now also on our site", "iPhone, Yahoo Mail, Outlook"),
        ("The coats for this winter are here, up to 40% off", "iPhone, Yahoo Mail"),
        ("Warm coats for the cold days to come, from £95", "iPhone"),
    ],
)
def test_the_clients_that_cut_a_subject_are_named(text: str, clients: str) -> None:
    (found,) = said({"subject": text}, "mail.subject")
    assert found.message.startswith(f"{clients} cut")
    assert found.severity is Severity.INFO


def test_a_subject_one_client_cuts_is_fine_when_no_figure_is_lost() -> None:
    assert said({"subject": "The coats for the winter are here at last!"}, "mail.subject") == []


def test_a_mail_without_a_subject_is_an_error() -> None:
    (found,) = said({"subject": " ", "body": "Hello there."}, "mail.subject")
    assert found.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("language", "subject", "preheader"),
    [
        ("en", "The autumn teas are here", "The autumn teas are here."),
        ("en", "The autumn teas are here", "Are the autumn teas here? They are: the autumn teas are here!"),
        ("nl", "De herfstthee is binnen", "De herfstthee is binnen, kom proeven in de winkel."),
        ("sv", "Höstens garner har kommit", "Garner: höstens garner har kommit"),
        ("en", "Hi {{ first_name|default:'you' }}, the teas are here", "Hi Johanna, the teas are here"),
    ],
)
def test_a_preheader_that_repeats_the_subject_is_named(language: str, subject: str, preheader: str) -> None:
    found = said({"subject": subject, "preheader": preheader}, "mail.preheader", language)
    assert [each.severity for each in found] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("language", "text", "severity"),
    [
        ("en", "View this email in your browser", Severity.WARNING),
        ("nl", "Bekijk online", Severity.WARNING),
        ("sv", "Visa i webbläsaren", Severity.WARNING),
        ("en", "Plums and cinnamon.", Severity.INFO),
        ("en", "", Severity.INFO),
    ],
)
def test_a_preheader_that_wastes_its_place_is_named(language: str, text: str, severity: Severity) -> None:
    (found,) = said({"subject": "The teas are here", "preheader": text}, "mail.preheader", language)
    assert found.severity is severity


def test_a_segments_preheader_is_held_against_its_own_subject() -> None:
    fields = {
        "subject": "The teas are here",
        "subject@s1": "Plums are back this autumn",
        "preheader": "Three of them, with plums, cinnamon and orange.",
        "preheader@s1": "Plums are back this autumn.",
    }
    assert [each.field for each in said(fields, "mail.preheader")] == ["preheader@s1"]


KLAVIYO = Mail(platform=Platform.KLAVIYO)


@pytest.mark.parametrize(
    ("platform", "text", "marked", "fix"),
    [
        (Platform.KLAVIYO, "Hi *|FNAME|*,", "*|FNAME|*", "{{ first_name }}"),
        (Platform.KLAVIYO, "Hi {{ contact.FIRSTNAME }},", "{{ contact.FIRSTNAME }}", "{{ first_name }}"),
        (Platform.BREVO, "{{ customer.first_name }}", "{{ customer.first_name }}", "{{ contact.FIRSTNAME }}"),
        (Platform.MAILCHIMP, "{{ contact.firstname }}", "{{ contact.firstname }}", "*|FNAME|*"),
        (Platform.HUBSPOT, "{% unsubscribe_link %}", "{% unsubscribe_link %}", "{{ unsubscribe_link_all }}"),
        (Platform.SHOPIFY, "{{ mirror }}", "{{ mirror }}", None),
        (
            Platform.KLAVIYO,
            "Hi {{ first_name|default:’you’ }}",
            "{{ first_name|default:’you’ }}",
            "{{ first_name|default:'you' }}",
        ),
        (Platform.BREVO, "{{ contact.CITY | default : “Lund” }}", None, '{{ contact.CITY | default : "Lund" }}'),
    ],
)
def test_a_tag_that_the_sender_does_not_know_is_an_error(
    platform: Platform, text: str, marked: str | None, fix: str | None
) -> None:
    found = said({"body": text}, "mail.tag_unknown", mail=Mail(platform=platform))
    assert [(each.severity, each.text, each.fixes) for each in found] == [
        (Severity.ERROR, marked or text, (fix,) if fix else ())
    ]


@pytest.mark.parametrize(
    ("platform", "text"),
    [
        (Platform.KLAVIYO, "{{ first_name|default:'you' }} {{ event.ItemNames.0 }} {% unsubscribe 'Stop' %}"),
        (Platform.BREVO, '{{ contact.FIRSTNAME | default : "it’s you" }} {{ contact.SHOE_SIZE }} {{ params.order }}'),
        (Platform.SHOPIFY, "{% for item in line_items %}{{ item.title }}{% endfor %} {{ shop.name }}"),
        (Platform.HUBSPOT, "{{ contact.shoe_size }} {{ unsubscribe_link }} {{ content.absolute_url }}"),
        (Platform.MAILCHIMP, "*|MMERGE5|* *|DATE:d/m/y|* *|LIST:COMPANY|* *|IF:SHOE_SIZE=42|*x*|END:IF|*"),
    ],
)
def test_what_the_sender_understands_is_fine(platform: Platform, text: str) -> None:
    assert said({"body": text}, "mail.tag_unknown", mail=Mail(platform=platform)) == []


def test_the_sender_of_the_workspace_counts_where_the_mail_names_none() -> None:
    options = CheckOptions(brand=Brand(platform=Platform.BREVO))
    report = check_copy(Copy({"body": "Hi *|FNAME|*"}), Brief(Kind.MAIL, language="en"), channels=(), options=options)
    assert "mail.tag_unknown" in {each.check for each in report.findings}


def test_tags_of_two_senders_cannot_both_be_right() -> None:
    text = "Hi {{ contact.FIRSTNAME }}, {{ contact.EMAIL }} [Stop](*|UNSUB|*)"
    (found,) = said({"body": text}, "mail.tag_unknown")
    assert (found.severity, found.text, found.fixes) == (Severity.WARNING, "*|UNSUB|*", ("{{ unsubscribe }}",))


@pytest.mark.parametrize(
    ("language", "text", "fix"),
    [
        ("en", "Hi {{ first_name }},", "{{ first_name|default:'there' }}"),
        ("nl", "Hoi *|FNAME|*,", "*|IF:FNAME|**|FNAME|**|ELSE:|*daar*|END:IF|*"),
        ("sv", "Hej {{ contact.FIRSTNAME }},", '{{ contact.FIRSTNAME | default : "du" }}'),
        ("sv", "Hej {{ customer.first_name }},", '{{ customer.first_name | default: "du" }}'),
        ("nl", "Hoi {{ contact.firstname }},", "{{ personalization_token('contact.firstname','daar') }}"),
    ],
)
def test_a_name_that_may_be_missing_needs_a_fallback(language: str, text: str, fix: str) -> None:
    (found,) = said({"body": text}, "mail.tag_fallback", language)
    assert (found.severity, found.fixes) == (Severity.WARNING, (fix,))


@pytest.mark.parametrize(
    "text",
    [
        "Hi {{ first_name|default:'you' }}",
        "{% if first_name %}Hi {{ first_name }},{% else %}Hi,{% endif %}",
        "*|IF:FNAME|*Hoi *|FNAME|*,*|ELSE:|*Hoi,*|END:IF|*",
        "{{ email }} {% unsubscribe %} {{ organization.name }}",
        "{{ order.name }} {{ contact.SHOE_SIZE }}",
    ],
)
def test_what_is_guarded_or_always_there_needs_none(text: str) -> None:
    assert said({"body": text}, "mail.tag_fallback") == []


def test_the_branch_of_those_without_a_name_is_not_guarded() -> None:
    text = "{% if first_name %}Hi!{% else %}Hi {{ first_name }}{% endif %}"
    assert len(said({"body": text}, "mail.tag_fallback")) == 1


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("en", "Last chance to get your coat", "Last chance"),
        ("en", "Hurry, this will not last", "Hurry"),
        ("en", "Only 3 left in your size", "Only 3 left"),
        ("en", "7 people are viewing this coat", "7 people are viewing"),
        ("nl", "Laatste kans op een deken", "Laatste kans"),
        ("nl", "Wees er snel bij", "Wees er snel bij"),
        ("nl", "Bijna uitverkocht: de blauwe deken", "Bijna uitverkocht"),
        ("nl", "Nog maar 2 op voorraad", "Nog maar 2"),
        ("sv", "Sista chansen att få en filt", "Sista chansen"),
        ("sv", "Bara 4 kvar i din storlek", "Bara 4 kvar"),
        ("sv", "Skynda dig till kassan", "Skynda dig"),
    ],
)
def test_hurry_without_a_reason_is_named(language: str, text: str, marked: str) -> None:
    (found,) = said({"subject": text}, "mail.urgency", language)
    assert (found.text, found.severity) == (marked, Severity.WARNING)


@pytest.mark.parametrize(
    ("language", "fields", "facts"),
    [
        ("en", {"subject": "Last chance", "body": "The offer ends on Sunday 30 November."}, ()),
        ("nl", {"subject": "Laatste kans", "body": "De actie loopt t/m 30 november."}, ()),
        ("sv", {"subject": "Sista chansen", "body": "Erbjudandet gäller till söndag."}, ()),
        ("en", {"subject": "Only 3 left"}, (Fact("f1", "Stock", "3"),)),
        ("nl", {"subject": "Nog maar 2 op voorraad"}, (Fact("f1", "Voorraad", "2", "stuks"),)),
        ("sv", {"subject": "Bara 4 kvar"}, (Fact("f1", "Lager", "4", "st"),)),
        ("en", {"subject": "Last chance"}, (Fact("f1", "Offer ends", "2026-11-30"),)),
        ("nl", {"body": "Voor 17.00 uur besteld, binnen 24 uur in huis."}, ()),
        ("en", {"body": "We answer within 2 hours, and deliver within 24 hours."}, ()),
    ],
)
def test_hurry_with_a_reason_is_fine(language: str, fields: dict[str, str], facts: tuple[Fact, ...]) -> None:
    assert said(fields, "mail.urgency", language, facts=facts) == []


def test_another_number_than_the_stock_is_no_reason() -> None:
    assert said({"subject": "Only 3 left"}, "mail.urgency", facts=(Fact("f1", "Stock", "40"),))


@pytest.mark.parametrize(
    ("language", "text", "times"),
    [
        ("en", "Your account has been suspended. Verify your account within 24 hours.", 2),
        ("en", "Reply with your password and we will restore it.", 1),
        ("nl", "Uw rekening is geblokkeerd. Bevestig uw gegevens via de knop.", 2),
        ("nl", "Stuur ons je wachtwoord, dan kijken we mee.", 1),
        ("sv", "Ditt konto har spärrats. Bekräfta dina uppgifter genast.", 2),
        ("sv", "Skicka ditt lösenord till oss.", 1),
    ],
)
def test_a_mail_that_reads_like_phishing_is_named(language: str, text: str, times: int) -> None:
    assert len(said({"body": text}, "mail.phishing", language)) == times


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You asked to reset your password. Use the button below; it works for 24 hours."),
        ("en", "Please update your payment information, as your card has expired."),
        ("nl", "Bevestig je inschrijving voor de nieuwsbrief."),
        ("sv", "Bekräfta din e-postadress för att få vårt nyhetsbrev."),
        ("nl", "Je account is aangemaakt. Log in om je bestelling te bekijken."),
    ],
)
def test_mails_about_accounts_are_fine(language: str, text: str) -> None:
    assert said({"body": text}, "mail.phishing", language) == []


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("en", "It is 100% free and risk-free.", ["100% free", "risk-free"]),
        ("en", "You have won a coat", ["You have won"]),
        ("en", "F R E E coats", ["F R E E"]),
        ("en", "Coats!!!", ["!!!"]),
        ("en", "$$$ for you", ["$$$"]),
        ("nl", "Je hebt gewonnen", ["Je hebt gewonnen"]),
        ("nl", "Dit is geen spam", ["Dit is geen spam"]),
        ("sv", "Du har vunnit en filt", ["Du har vunnit"]),
        ("sv", "Tjäna pengar snabbt", ["Tjäna pengar snabbt"]),
        ("en", "Buy now, save big, don't miss out: cheap coats", ["Buy now"]),
    ],
)
def test_words_of_spam_are_named(language: str, text: str, marked: list[str]) -> None:
    assert [each.text for each in said({"body": text}, "mail.spam", language)] == marked


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Delivery is free from £60. Order now and it is there tomorrow!"),
        ("nl", "Gratis verzending vanaf 50 euro. Bestel nu, dan is het er morgen."),
        ("sv", "Fri frakt över 500 kr. Beställ nu, så kommer det i morgon!"),
    ],
)
def test_words_of_every_shop_are_fine(language: str, text: str) -> None:
    assert said({"body": text}, "mail.spam", language) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("[www.mybank.com](https://tracker.ru/x)", Severity.ERROR),
        ("[https://fernhill.com/coats](https://fernhill.evil.com/coats)", Severity.ERROR),
        ("[Our coats](https://bit.ly/3xYz)", Severity.WARNING),
        ("[Our coats](http://192.168.4.2/coats)", Severity.WARNING),
        ("[Our coats](https://xn--frnhill-eza.com/)", Severity.WARNING),
        ("[Our coats](https://fernhill.com@evil.com/)", Severity.WARNING),
        ("[The list](https://fernhill.com/prices.exe)", Severity.WARNING),
        ("[Our coats](https://fernhill.us1.list-manage.com/track/click?u=1)", Severity.INFO),
    ],
)
def test_a_link_that_filters_distrust_is_named(text: str, severity: Severity) -> None:
    (found,) = said({"body": text}, "mail.link")
    assert (found.severity, found.text) == (severity, text)


@pytest.mark.parametrize(
    "text",
    [
        "[fernhill.com](https://www.fernhill.com/coats?utm_source=mail)",
        "[shop.fernhill.co.uk](https://fernhill.co.uk/)",
        "[Our coats](https://fernhill.com/coats)",
        "[Stop]({{ unsubscribe }}) or [stop](*|UNSUB|*)",
        "[mail us](mailto:hello@fernhill.com), [call us](tel:+441223555)",
        "[Node.js](https://fernhill.com/js) and [version 2.0](https://fernhill.com/2)",
        "https://fernhill.com/coats",
    ],
)
def test_a_plain_link_is_fine(text: str) -> None:
    assert said({"body": text}, "mail.link") == []


@pytest.mark.parametrize(
    ("href", "severity"),
    [
        ("", Severity.WARNING),
        ("#", Severity.WARNING),
        ("javascript:alert(1)", Severity.ERROR),
        ("http://a.nl", Severity.INFO),
    ],
)
def test_a_button_that_leads_nowhere_is_named(href: str, severity: Severity) -> None:
    mail = Mail(blocks=(Block("b1", BlockKind.BUTTON, href=href),))
    (found,) = said({"b1": "To the coats"}, "mail.link", mail=mail)
    assert (found.severity, found.field) == (severity, "b1")


def test_a_button_without_words_or_with_a_tag_is_fine() -> None:
    mail = Mail(blocks=(Block("b1", BlockKind.BUTTON), Block("b2", BlockKind.BUTTON, href="{{ mirror }}")))
    assert said({"b1": "", "b2": "In the browser"}, "mail.link", mail=mail) == []


def test_a_text_without_a_way_out_is_told_so() -> None:
    body = "The new coats are here, and we would like you to see them. " * 5
    (found,) = said({"body": body}, "mail.unsubscribe")
    assert found.severity is Severity.INFO
    for way in ("[Unsubscribe](https://a.nl)", "[Stop]({{ unsubscribe }})", "Schrijf je uit", "Avregistrera dig här"):
        assert said({"body": f"{body}\n\n{way}"}, "mail.unsubscribe") == []


@pytest.mark.parametrize("kind", [Kind.PRODUCT, Kind.BLOG])
def test_nothing_of_this_is_said_of_other_texts(kind: Kind) -> None:
    copy = Copy({"subject": "RE: LAST CHANCE NOW", "body": "100% free. [a.com](https://b.com) Only 3 left."})
    report = check_copy(copy, Brief(kind, language="en"), channels=())
    assert [each for each in report.findings if each.check.startswith("mail.")] == []
