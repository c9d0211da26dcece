"""The ids that drafts and versions bear."""

from __future__ import annotations

from typing import NewType

DraftId = NewType("DraftId", str)
VersionId = NewType("VersionId", int)
