"""What a page tells search engines of itself: JSON-LD in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Sequence

import msgspec

from desktop.core.outline import headings_of
from desktop.core.post import PostType
from desktop.formats.blog.article import Article, plain_words
from desktop.formats.blog.markdown import render_post

_PAGES = {
    PostType.CATEGORY: "CollectionPage",
    PostType.HOME: "WebPage",
    PostType.ABOUT: "AboutPage",
    PostType.DELIVERY: "WebPage",
}
_LONGEST_HEADLINE = 110
_FEWEST_QUESTIONS = 2


class Question(msgspec.Struct, frozen=True):
    """A question that a page asks in a heading, and its answer in plain words."""

    question: str
    answer: str


def linked_data(article: Article, *, picture: str = "") -> tuple[dict[str, object], ...]:
    """The documents of a page: the post or page itself, and its questions if it has two or more.

    `picture` is the address of the cover on the web. A page of questions and answers is its questions, where it has
    any.
    """
    questions = questions_of(article.body)
    asks = _faq(article, questions) if len(questions) >= _FEWEST_QUESTIONS else None
    if article.type is PostType.QUESTIONS:
        return (asks,) if asks else (_page(article, "WebPage", picture),)
    own = _posting(article, picture) if article.type is PostType.POST else _page(article, _PAGES[article.type], picture)
    return (own, asks) if asks else (own,)


def json_text(value: object) -> str:
    """A value as JSON that may stand inside a script of a page: nothing in it ends that script."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def questions_of(body: str) -> tuple[Question, ...]:
    """The headings that end in a question mark, each with all that follows up to the next heading of its rank."""
    headings = headings_of(body)
    found = []
    for index, heading in enumerate(headings):
        if not heading.text.rstrip("*_` ").endswith("?"):
            continue
        end = next((each.start for each in headings[index + 1 :] if each.level <= heading.level), len(body))
        answer = _words(body[heading.end : end])
        if answer:
            found.append(Question(_words(heading.text), answer))
    return tuple(found)


def _words(markdown: str) -> str:
    return plain_words(render_post(markdown, lambda source: source).html)


def _posting(article: Article, picture: str) -> dict[str, object]:
    page = _page(article, "BlogPosting", picture)
    del page["name"]
    return page | _filled(
        headline=article.title[:_LONGEST_HEADLINE],
        articleSection=list(article.categories),
        wordCount=len(_words(article.body).split()),
        mainEntityOfPage={"@type": "WebPage", "@id": article.canonical} if article.canonical else None,
    )


def _page(article: Article, kind: str, picture: str) -> dict[str, object]:
    return {"@context": "https://schema.org", "@type": kind} | _filled(
        name=article.title,
        description=article.description or article.excerpt,
        inLanguage=article.language,
        url=article.canonical,
        datePublished=article.published,
        dateModified=_modified(article),
        author={"@type": "Person", "name": article.author} if article.author else None,
        image=picture,
        keywords=list(article.tags),
    )


def _modified(article: Article) -> str:
    """When it was changed; never before the day on which it came out, which a search engine takes for a mistake."""
    early = (
        article.changed < article.moment if article.moment else article.date and article.changed.date() < article.date
    )
    if early:
        return article.published
    return article.changed.isoformat(timespec="seconds")


def _faq(article: Article, questions: Sequence[Question]) -> dict[str, object]:
    return {"@context": "https://schema.org", "@type": "FAQPage"} | _filled(
        inLanguage=article.language,
        url=article.canonical,
        mainEntity=[
            {
                "@type": "Question",
                "name": each.question,
                "acceptedAnswer": {"@type": "Answer", "text": each.answer},
            }
            for each in questions
        ],
    )


def _filled(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value not in ("", None, [], 0)}
