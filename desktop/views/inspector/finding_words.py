"""What findings are called: a few words for the kind of each, its group, and the line by which a list shows it."""

from __future__ import annotations

from desktop.core.brief import Kind
from desktop.core.finding import Claim, Finding, Severity, Verdict
from desktop.core.words import mark, tr

_QUOTED = 48
_JOINING = " ,;:|·–—"

_HEADLINES: dict[str, str] = {
    "words.banned": mark("A word to avoid"),
    "words.preferred": mark("There is a better word"),
    "words.inclusive": mark("May leave people out"),
    "words.": mark("A word to look at"),
    "facts.must_mention": mark("A fact is missing"),
    "facts.forgotten": mark("A fact is missing"),
    "facts.selling": mark("A strong point is left out"),
    "facts.conflict": mark("Two facts contradict each other"),
    "facts.unit": mark("A unit nobody knows"),
    "facts.": mark("About the facts"),
    "claims.": mark("No fact supports this"),
    "agent.number": mark("No fact says this"),
    "agent.example": mark("Copied from an example"),
    "agent.": mark("The model went its own way"),
    "text.hidden": mark("Hidden characters"),
    "text.lookalike": mark("Letters that only look alike"),
    "text.unfinished": mark("The text stops in the middle"),
    "text.": mark("About the text"),
    "language.text": mark("Another language"),
    "language.": mark("About the language"),
    "leftover.prompt": mark("Left over from the instructions"),
    "leftover.": mark("Left over"),
    "limits.hard": mark("Too long"),
    "limits.advised": mark("Longer than advised"),
    "limits.": mark("Length"),
    "sms.encoding": mark("More parts than needed"),
    "sms.": mark("Text message"),
    "language.unsupported": mark("A language that is checked less"),
    "search.keyphrase": mark("The keyphrase"),
    "search.density": mark("How often the keyphrase stands"),
    "search.keyphrase_length": mark("The length of the keyphrase"),
    "search.duplicates": mark("The same as in another draft"),
    "search.alt_texts": mark("Words for the images"),
    "search.images": mark("Images"),
    "search.keyphrase_alts": mark("The keyphrase in words for images"),
    "search.keyphrase_slug": mark("The keyphrase in the address"),
    "search.keyphrase_description": mark("The keyphrase in the description"),
    "search.no_keyphrase": mark("No keyphrase"),
    "search.related": mark("Related words"),
    "search.heading_levels": mark("Levels of headings"),
    "search.same_headings": mark("Headings that are the same"),
    "search.questions": mark("Questions and answers"),
    "search.slug": mark("The address of the page"),
    "search.text_length": mark("How long the text is"),
    "search.title_width": mark("The title in a search"),
    "search.description_length": mark("The description in a search"),
    "search.links": mark("Links in the text"),
    "search.competing_links": mark("A link with the keyphrase"),
    "search.": mark("For search engines"),
    "readability.sentences": mark("Long sentences"),
    "readability.paragraphs": mark("A long paragraph"),
    "readability.passive": mark("Many passive sentences"),
    "readability.transitions": mark("Few linking words"),
    "readability.subheadings": mark("Long without a subheading"),
    "readability.": mark("Hard to read"),
    "style.repetition": mark("Repeated"),
    "style.address": mark("Two forms of address"),
    "style.compounds": mark("One word, written as two"),
    "style.beginnings": mark("Sentences begin alike"),
    "style.cliches": mark("Sounds like a machine"),
    "style.exclamations": mark("Exclamation marks"),
    "style.capitals": mark("Capitals"),
    "style.emoji": mark("Emoji"),
    "style.spacing": mark("Spaces and signs"),
    "style.": mark("Style"),
    "spelling.": mark("Spelling"),
    "grammar.": mark("Grammar"),
    "links.merge_tag": mark("A merge tag to look at"),
    "links.placeholder": mark("A placeholder was left"),
    "links.": mark("A link to look at"),
    "mail.subject": mark("Subject of a mail"),
    "mail.preheader": mark("Preheader of a mail"),
    "mail.tag_unknown": mark("Merge tags of another sender"),
    "mail.tag_fallback": mark("Merge tags without a fallback"),
    "mail.link": mark("A link to look at"),
    "mail.phishing": mark("Reads like phishing"),
    "mail.urgency": mark("Hurry without a reason"),
    "mail.spam": mark("Words of spam"),
    "mail.unsubscribe": mark("Way to unsubscribe"),
    "mail.": mark("How the mail arrives"),
    "reply.nothing": mark("Nothing you gave says this"),
    "reply.open": mark("Still open: find it out"),
    "reply.unanswered": mark("Questions without an answer"),
    "reply.": mark("What the reply rests on"),
    "post.source": mark("No source says this"),
    "post.unmarked_source": mark("Rests on a source, unmarked"),
    "post.unknown_source": mark("A source that is not there"),
    "post.length": mark("Shorter than planned"),
    "post.repeats": mark("Said by two sections"),
    "post.nothing_known": mark("Nothing is known of it"),
    "post.": mark("What the post rests on"),
    "prices.": mark("A price to look at"),
    "dates.": mark("A date to look at"),
    "private.": mark("Private data"),
    "repair.": mark("Put right after writing"),
    "policy.packs": mark("A policy pack cannot be used"),
    "policy.eu-green.": mark("A green claim that the EU restricts"),
    "policy.price.": mark("A claim about the price"),
    "policy.health.": mark("A claim about health"),
    "policy.bol.": mark("A rule of bol"),
    "policy.amazon.": mark("A rule of Amazon"),
    "policy.merchant.": mark("A rule of Merchant Center"),
    "policy.": mark("Against a rule"),
}
"""By id; an entry that ends in a dot speaks for all ids that begin so and have none of their own."""

_GROUPS: dict[str, str] = {
    "claims": mark("Claims"),
    "facts": mark("Facts"),
    "limits": mark("Length"),
    "sms": mark("Length"),
    "search": mark("Search engine"),
    "readability": mark("Readability"),
    "spelling": mark("Spelling"),
    "grammar": mark("Grammar"),
    "style": mark("Style"),
    "words": mark("Words"),
    "links": mark("Links"),
    "mail": mark("Mail"),
    "reply": mark("Reply"),
    "post": mark("Sources"),
    "prices": mark("Prices"),
    "dates": mark("Dates"),
    "private": mark("Private data"),
    "policy": mark("Policy"),
    "text": mark("Characters"),
    "language": mark("Language"),
    "leftover": mark("Leftovers"),
    "agent": mark("The model’s own words"),
}
"""The group of an id by its first part, in the order in which groups are listed."""

_OF_KIND = {"mail": Kind.MAIL, "reply": Kind.REPLY, "post": Kind.BLOG}
"""The groups that look at one kind of draft only."""

_OTHERS: dict[Severity, str] = {
    Severity.ERROR: mark("To be changed"),
    Severity.WARNING: mark("Worth a look"),
    Severity.INFO: mark("Good to know"),
}
_VERDICTS: dict[Verdict, str] = {
    Verdict.CONTRADICTED: mark("Contradicts a fact"),
    Verdict.UNSUPPORTED: mark("No fact supports this"),
    Verdict.SUPPORTED: mark("The facts support this"),
    Verdict.OPINION: mark("An opinion"),
}
_CLAIMS = "claims."


def headline_of_check(check: str) -> str:
    """The kind of the findings of a check; empty for a check that nobody named."""
    found = _HEADLINES.get(check, "")
    beginning = check
    while not found and beginning:
        found = _HEADLINES.get(f"{beginning}.", "")
        beginning = beginning.rpartition(".")[0]
    return tr(found) if found else ""


def headline_of(finding: Finding, claim: Claim | None = None) -> str:
    """The kind of a finding, as the headline of its card; `claim` is what the facts say of its words."""
    if claim is not None:
        return tr(_VERDICTS[claim.verdict])
    if finding.check.startswith(_CLAIMS) and finding.severity is Severity.ERROR:
        return tr(_VERDICTS[Verdict.CONTRADICTED])
    return headline_of_check(finding.check) or tr(_OTHERS[finding.severity])


def group_of(check: str) -> str:
    """The group of a check, as `Spelling`; empty for one that nobody named."""
    found = _GROUPS.get(check.partition(".")[0], "")
    return tr(found) if found else ""


def groups(kind: Kind) -> tuple[tuple[str, str], ...]:
    """The first part of each id with its group, in the order in which groups are listed, of what looks at this kind."""
    return tuple((first, tr(words)) for first, words in _GROUPS.items() if _OF_KIND.get(first, kind) is kind)


def title_of(finding: Finding) -> str:
    """The first line in a list: the words it is about, or its kind."""
    words = " ".join(finding.text.split())
    if 0 < len(words) <= _QUOTED:
        return tr("“{words}”", words=words)
    return headline_of(finding)


def said_shortly(words: str, most: int) -> str:
    """Words on one line, without the signs that joined them to others, and cut when there are too many."""
    line = " ".join(words.split()).lstrip(_JOINING).rstrip(_JOINING)
    return line if len(line) <= most else f"{line[:most]}…"
