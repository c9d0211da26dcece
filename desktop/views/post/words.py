"""How the parts of a post are called: its type, its state, and the steps to it."""

from __future__ import annotations

from desktop.core.post import INTRODUCTION, PostState, PostType
from desktop.core.words import mark, tr
from desktop.runtime.posting_values import Step

_TYPES: dict[PostType, tuple[str, str, str]] = {
    PostType.POST: (
        mark("Blog post"),
        mark("One subject in full: what it is, how it is made and used, and how it ends."),
        "document",
    ),
    PostType.CATEGORY: (
        mark("Category page"),
        mark("What the products of a category share, how to choose and use one, and where to buy."),
        "product",
    ),
    PostType.HOME: (
        mark("Home page"),
        mark("What the shop sells and how it is made, where to begin, and how to reach you."),
        "bank",
    ),
    PostType.ABOUT: (
        mark("About us"),
        mark("Who you are, how it began, how you make things, and how to reach you."),
        "star-outline",
    ),
    PostType.DELIVERY: (
        mark("Delivery and returns"),
        mark("How and when it comes, what that costs, how to send it back, whom to ask."),
        "mail",
    ),
    PostType.QUESTIONS: (
        mark("Questions and answers"),
        mark("What customers ask about the product, its use and care, delivery and returns."),
        "help",
    ),
}

_STATES: dict[PostState, str] = {
    PostState.IDEA: mark("Idea"),
    PostState.DRAFT: mark("Draft"),
    PostState.READY: mark("Ready"),
    PostState.PUBLISHED: mark("Published"),
}

_STEPS: dict[Step, str] = {
    Step.IDEA: mark("Idea"),
    Step.ANGLE: mark("Angle"),
    Step.OUTLINE: mark("Outline"),
    Step.SECTIONS: mark("Sections"),
    Step.FINISH: mark("Title and search"),
}


def type_name(post_type: PostType) -> str:
    """The type in a few words."""
    return tr(_TYPES[post_type][0])


def type_sentence(post_type: PostType) -> str:
    """What such a text is made of, in one sentence."""
    return tr(_TYPES[post_type][1])


def type_icon(post_type: PostType) -> str:
    """The icon that stands for the type."""
    return _TYPES[post_type][2]


def state_name(state: PostState) -> str:
    """How far a post is, in a word."""
    return tr(_STATES[state])


def step_name(step: Step) -> str:
    """A step to a post, in a few words."""
    return tr(_STEPS[step])


def section_name(section_id: str, heading: str) -> str:
    """How a section is called: by its heading; the text before the first one has a name of its own."""
    if section_id == INTRODUCTION:
        return tr("Opening")
    return heading.strip() or tr("Without a heading")
