"""What the dimensions and severities of MQM are called, what each means, and the keys that choose them."""

from __future__ import annotations

from types import MappingProxyType

from desktop.core.translation import Dimension, ErrorSeverity, TranslationError
from desktop.core.words import mark, tr
from desktop.views.widgets.badge import Tone

_DIMENSIONS = MappingProxyType(
    {
        Dimension.TERMINOLOGY: (mark("Terminology"), mark("Another word than was agreed")),
        Dimension.ACCURACY: (mark("Accuracy"), mark("It says something else, less or more than the source")),
        Dimension.LINGUISTIC: (mark("Linguistic conventions"), mark("Grammar, spelling, punctuation")),
        Dimension.STYLE: (mark("Style"), mark("Awkward, or not the house style")),
        Dimension.LOCALE: (mark("Locale conventions"), mark("Numbers, dates, amounts as another country writes them")),
        Dimension.AUDIENCE: (mark("Audience appropriateness"), mark("Not for these readers")),
        Dimension.DESIGN: (mark("Design and markup"), mark("Tags, length, layout")),
    }
)
_SEVERITIES = MappingProxyType(
    {
        ErrorSeverity.NEUTRAL: (mark("Neutral"), Tone.NEUTRAL),
        ErrorSeverity.MINOR: (mark("Minor"), Tone.INFORMATION),
        ErrorSeverity.MAJOR: (mark("Major"), Tone.WARNING),
        ErrorSeverity.CRITICAL: (mark("Critical"), Tone.CONTRADICTED),
    }
)
POINTS = MappingProxyType(
    {ErrorSeverity.NEUTRAL: 0, ErrorSeverity.MINOR: 1, ErrorSeverity.MAJOR: 5, ErrorSeverity.CRITICAL: 25}
)
"""What an error of each severity weighs, as MQM has it."""


def dimension_words(dimension: Dimension) -> str:
    """What a dimension is called."""
    return tr(_DIMENSIONS[dimension][0])


def dimension_means(dimension: Dimension) -> str:
    """What belongs to a dimension."""
    return tr(_DIMENSIONS[dimension][1])


def severity_words(severity: ErrorSeverity) -> str:
    """What a severity is called."""
    return tr(_SEVERITIES[severity][0])


def severity_tone(severity: ErrorSeverity) -> Tone:
    """How a severity looks."""
    return _SEVERITIES[severity][1]


def marked_words(error: TranslationError, source: str, target: str) -> str:
    """The words that an error is about; all of the text where it names none."""
    text = source if error.on_source else target
    return text[error.start : error.end] if error.start < error.end else text
