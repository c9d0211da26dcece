"""The rules of XLIFF 2's module for the Internationalization Tag Set."""

from __future__ import annotations

from desktop.core.words import tr
from desktop.formats.bitext.xml_rules import XML
from desktop.formats.bitext.xml_scan import Node, refuse

ITS = "http://www.w3.org/2005/11/its"
_ITSM = "urn:oasis:names:tc:xliff:itsm:2.1"
_GENERIC = frozenset({
    "locQualityIssuesRef", "locQualityRatingScore", "locQualityRatingVote", "taIdentRef", "taSource", "taIdent",
    "taClassRef", "mtConfidence", "provenanceRecordsRef", "allowedCharacters", "domains", "lang", "localeFilterList",
})  # fmt: skip
_NOT_WITH = (
    ("locQualityIssuesRef", (
        "locQualityIssueType", "locQualityIssueComment", "locQualityIssueSeverity", "locQualityIssueProfileRef",
        "locQualityIssueEnabled",
    )),
    ("locQualityRatingScore", ("locQualityRatingVote",)),
    ("taIdentRef", ("taSource", "taIdent")),
    ("provenanceRecordsRef", (
        "org", "orgRef", "person", "personRef", "revOrg", "revOrgRef", "revPerson", "revPersonRef", "revTool",
        "revToolRef", "tool", "toolRef",
    )),
)  # fmt: skip
_CATEGORIES = frozenset({
    "allowed-characters", "directionality", "domain", "elements-within-text", "external-resource", "id-value",
    "language-information", "locale-filter", "localization-note", "localization-quality-issue",
    "localization-quality-rating", "mt-confidence", "preserve-space", "provenance", "storage-size", "target-pointer",
    "terminology", "text-analysis", "translate",
})  # fmt: skip


def check_its(node: Node) -> None:
    """Raises `UserError` with the line for an element of the module, or one with its attributes, that breaks a rule."""
    if node.name.startswith(f"{ITS} "):
        _check_element(node)
    said = {name.rpartition(" ")[2]: value for name, value in node.attributes.items() if name.startswith((ITS, _ITSM))}
    if not said:
        return
    if not any(f"{ITS} version" in each.attributes or "version" in _own(each) for each in _upwards(node)):
        refuse(node.line, tr("its:version is not told where ITS is used."))
    for name, others in _NOT_WITH:
        for other in others:
            if name in said and other in said:
                refuse(
                    node.line, tr("{name} and {other} do not come together.", name=f"its:{name}", other=f"its:{other}")
                )
    if node.local in ("mrk", "sm"):
        _check_mark(node, said)
    for name in ("locQualityRatingScore", "locQualityRatingVote"):
        if f"{name}Threshold" in said and not any(f"{ITS} {name}" in each.attributes for each in _upwards(node)):
            threshold = f"its:{name}Threshold"
            refuse(node.line, tr("{name} is told without {other}.", name=threshold, other=f"its:{name}"))
    if "annotatorsRef" in said:
        _check_annotators(node, said["annotatorsRef"])


def _own(node: Node) -> dict[str, str]:
    """The attributes of an element of ITS, whose version has no prefix."""
    return node.attributes if node.name.startswith(f"{ITS} ") else {}


def _upwards(node: Node) -> list[Node]:
    found = [node]
    while (above := found[-1].parent) is not None:
        found.append(above)
    return found


def _check_element(node: Node) -> None:
    said = {name for name in node.attributes if name != "version"}
    if node.local == "locQualityIssue" and not said & {"locQualityIssueType", "locQualityIssueComment"}:
        refuse(node.line, tr("a quality issue has neither a type nor a comment."))
    if node.local == "provenanceRecord" and not said:
        refuse(node.line, tr("a record of provenance says nothing."))


def _check_mark(node: Node, said: dict[str, str]) -> None:
    if said.keys() & _GENERIC and node.attributes.get("type", "its:generic") != "its:generic":
        refuse(
            node.line,
            tr("a mark with its {name} has the type “its:generic” or none.", name=min(said.keys() & _GENERIC)),
        )
    if ("taSource" in said) is not ("taIdent" in said):
        refuse(node.line, tr("{start} and {end} come together.", start="its:taSource", end="its:taIdent"))
    if (ref := said.get("locQualityIssuesRef")) is not None:
        unit = next((each for each in _upwards(node) if each.local == "unit"), node)
        own = ref.partition("#its=")[2]
        found = [
            each
            for each in unit.walk()
            if each.name == f"{ITS} locQualityIssues" and each.attributes.get(f"{XML} id") == own
        ]
        if not own or len(found) != 1:
            refuse(node.line, tr("“{ref}” names nothing in this unit.", ref=ref))


def _check_annotators(node: Node, value: str) -> None:
    names = [part.partition("|") for part in value.split()]
    if any(not bar or not tool or name not in _CATEGORIES for name, bar, tool in names):
        refuse(node.line, tr("“{value}” is no value of {name}.", value=value, name="its:annotatorsRef"))
    if len({name for name, _, _ in names}) < len(names):
        refuse(node.line, tr("“{value}” names a category twice.", value=value))
