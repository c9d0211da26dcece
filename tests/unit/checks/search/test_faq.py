from __future__ import annotations

import pytest

from desktop.checks.search.faq import FaqHeadings, questions_in
from desktop.core.post import Post, PostType
from tests.unit.checks.search.posts import found, marked, words

QUESTIONS = {
    "en": ("How do I wash it?", "May I send it back?", "Washing", "By hand."),
    "nl": ("Hoe was ik hem?", "Mag ik hem terugsturen?", "Wassen", "Met de hand."),
    "sv": ("Hur tvättar jag den?", "Får jag skicka tillbaka den?", "Tvätt", "För hand."),
}


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_a_question_has_an_answer_in_words(language: str) -> None:
    one, two, _, answer = QUESTIONS[language]
    good = f"## {one}\n\n{answer}\n\n## {two}\n\n{answer}"
    assert not found(FaqHeadings(), language, body=good)
    (finding,) = found(FaqHeadings(), language, body=f"## {one}\n\n## {two}\n\n{answer}")
    assert (finding.text, finding.severity.value) == (f"## {one}", "warning")
    (finding,) = found(FaqHeadings(), language, body=f"## {one}\n\n![{answer}](a.png)\n\n## {two}\n\n{answer}")
    assert finding.text == f"## {one}"
    (finding,) = found(FaqHeadings(), language, body=f"## {one}\n\n{words(language, 320)}")
    assert finding.severity.value == "info"


@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_a_page_of_questions_has_questions(language: str) -> None:
    one, two, plain, answer = QUESTIONS[language]
    page = Post(PostType.QUESTIONS)
    body = f"## {one}\n\n{answer}\n\n## {two}\n\n{answer}\n\n## {plain}\n\n{answer}"
    assert marked(found(FaqHeadings(), language, post=page, body=body)) == [f"## {plain}"]
    assert not found(FaqHeadings(), language, body=body)
    (finding,) = found(FaqHeadings(), language, post=page, body=f"## {plain}\n\n{answer}")
    assert (finding.start, finding.end) == (0, 0)
    assert not found(FaqHeadings(), language, post=page, body="")


def test_an_answer_has_its_own_headings() -> None:
    (first, _) = questions_in("## A?\n\nText.\n\n### More\n\nMore.\n\n## B? ##\n\nText.")
    assert (first.heading.text, first.end) == ("A?", 31)
