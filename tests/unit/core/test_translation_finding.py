"""What a check says of a segment crosses the pipe as it is."""

from __future__ import annotations

import msgspec

from desktop.checks.bitext import pair
from desktop.core.finding import Severity
from desktop.core.translation_finding import SegmentFinding, Side


def test_the_checks_speak_of_the_same_value() -> None:
    assert pair.SegmentFinding is SegmentFinding
    assert pair.Side is Side


def test_a_finding_crosses_the_pipe() -> None:
    told = SegmentFinding("7", "numbers", Severity.ERROR, Side.TARGET, 3, 5, "12", "Not in the source.", ("21",))
    assert msgspec.json.decode(msgspec.json.encode(told), type=SegmentFinding) == told
