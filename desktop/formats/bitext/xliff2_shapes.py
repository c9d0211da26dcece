"""The elements of XLIFF 2.0 to 2.2 and of its modules, as their schemas have them, in the notation of `xml_rules`."""

from __future__ import annotations

from desktop.formats.bitext.xml_rules import Notation, Rules

CORE = ("urn:oasis:names:tc:xliff:document:2.0", "urn:oasis:names:tc:xliff:document:2.2")
_MODULES = {
    "urn:oasis:names:tc:xliff:matches:2.0": "mtc",
    "urn:oasis:names:tc:xliff:glossary:2.0": "gls",
    "urn:oasis:names:tc:xliff:fs:2.0": "fs",
    "urn:oasis:names:tc:xliff:metadata:2.0": "mda",
    "urn:oasis:names:tc:xliff:resourcedata:2.0": "res",
    "urn:oasis:names:tc:xliff:changetracking:2.0": "ctr",
    "urn:oasis:names:tc:xliff:sizerestriction:2.0": "slr",
    "urn:oasis:names:tc:xliff:validation:2.0": "val",
    "urn:oasis:names:tc:xliff:itsm:2.1": "itsm",
    "urn:oasis:names:tc:xliff:pgs:1.0": "pgs",
    "http://www.w3.org/2005/11/its": "its",
}
_VALUES = {
    "version": r"2\.[012]",
    "dir": "ltr|rtl|auto",
    "side": "source|target",
    "metaside": "source|target|ignorable",
    "user": r"[^\s:]+:[^\s:]+",
    "reorder": "yes|firstNo|no",
    "code": "fmt|ui|quote|link|image|other",
    "marker": r"\s*(?:generic|comment|term)\s*|[^\s:]+:[^\s:]+",
    "priority": r"\s*\+?0*(?:[1-9]|10)\s*",
    "state": "initial|translated|reviewed|final",
    "preserve": "preserve",
    "hex": "(?:[0-9A-Fa-f]{2})+",
    "match": "am|mt|icm|idm|tb|tm|other",
    "normal": "none|nfc|nfd",
    "html": "a|b|bdo|big|blockquote|body|br|button|caption|center|cite|code|col|colgroup|dd|del|div|dl|dt|em|h[1-6]"
    "|head|hr|html|i|img|label|legend|li|ol|p|pre|q|s|samp|select|small|span|strike|strong|sub|sup|table|tbody|td"
    "|tfoot|th|thead|title|tr|tt|u|ul",
    "its": r"2\.0",
    "filter": "include|exclude",
    "issue": "terminology|mistranslation|omission|untranslated|addition|duplication|inconsistency|grammar|legal"
    "|register|locale-specific-content|locale-violation|style|characters|misspelling|typographical|formatting"
    "|inconsistent-entities|numbers|markup|pattern-problem|whitespace|internationalization|length|non-conformance"
    "|uncategorized|other",
}
_INLINE = "(cp|ph|pc|sc|ec|mrk|sm|em)*"
_HINTS = "canCopy=yesno canDelete=yesno canReorder=reorder copyOf=token subType=user type=code"
_ALONE = f"{_HINTS} disp equiv dataRef=token subFlows=tokens"
_SCOPE = "canResegment=yesno translate=yesno srcDir=dir trgDir=dir xml:space=space"
_MARKER = "id!=token translate=yesno type=marker ref value +"

_SHAPES: Notation = {
    "xliff": ("version!=version srcLang!=language trgLang=language xml:space=space +", "file+"),
    "file": (f"id!=token original {_SCOPE} +", "skeleton? other* notes? (unit|group)+"),
    "skeleton": ("href", "# other*"),
    "group": (f"id!=token name type=user {_SCOPE} +", "other* notes? (unit|group)*"),
    "unit": (f"id!=token name type=user {_SCOPE} +", "other* notes? originalData? (segment|ignorable)+"),
    "segment": ("id=token canResegment=yesno state=state subState", "source target?"),
    "ignorable": ("id=token", "source target?"),
    "notes": ("", "note+"),
    "note": ("id=token appliesTo=side category priority=priority +", "#"),
    "originalData": ("", "data+"),
    "data": ("id!=token dir=dir xml:space=preserve", "# cp*"),
    "source": ("xml:lang=language? xml:space=space", f"# {_INLINE}"),
    "target": ("xml:lang=language? xml:space=space order=positive", f"# {_INLINE}"),
    "cp": ("hex!=hex", ""),
    "ph": (f"id!=token {_ALONE} +", ""),
    "pc": (
        (
            f"id!=token {_HINTS} canOverlap=yesno dispEnd dispStart equivEnd equivStart dataRefEnd=token"
            " dataRefStart=token subFlowsEnd=tokens subFlowsStart=tokens dir=dir +"
        ),
        f"# {_INLINE}",
    ),
    "sc": (f"id!=token {_ALONE} canOverlap=yesno dir=dir isolated=yesno +", ""),
    "ec": (f"id=token startRef=token {_ALONE} canOverlap=yesno dir=dir isolated=yesno +", ""),
    "mrk": (_MARKER, f"# {_INLINE}"),
    "sm": (_MARKER, ""),
    "em": ("startRef!=token", ""),
    "mtc:matches": ("", "mtc:match+"),
    "mtc:match": (
        (
            "id=token matchQuality=percent matchSuitability=percent origin ref! reference=yesno similarity=percent"
            " subType=user type=match +"
        ),
        "mda:metadata? originalData? source target other*",
    ),
    "gls:glossary": ("", "gls:glossEntry+"),
    "gls:glossEntry": ("id=token ref +", "gls:term gls:translation* gls:definition? other*"),
    "gls:term": ("source +", "#"),
    "gls:translation": ("id=token ref source +", "#"),
    "gls:definition": ("source +", "#"),
    "mda:metadata": ("id=token", "mda:metaGroup+"),
    "mda:metaGroup": ("id=token category appliesTo=metaside", "(mda:metaGroup|mda:meta)+"),
    "mda:meta": ("type!", "#"),
    "res:resourceData": ("", "res:resourceItemRef* res:resourceItem*"),
    "res:resourceItemRef": ("id=token ref!=token +", ""),
    "res:resourceItem": ("mimeType id=token context=yesno +", "res:source? res:target? res:reference*"),
    "res:source": ("href xml:lang=language? +", "other*"),
    "res:target": ("href xml:lang=language? +", "other*"),
    "res:reference": ("href! xml:lang=language? +", ""),
    "ctr:changeTrack": ("", "ctr:revisions+"),
    "ctr:revisions": ("appliesTo!=token ref=token currentVersion=token +", "ctr:revision+"),
    "ctr:revision": ("author datetime version=token +", "ctr:item+"),
    "ctr:item": ("property! +", "#"),
    "slr:profiles": ("generalProfile storageProfile", "slr:normalization? other*"),
    "slr:normalization": ("general=normal storage=normal", ""),
    "slr:data": ("profile! +", "other*"),
    "val:validation": ("+", "val:rule+"),
    "val:rule": (
        (
            "isPresent occurs=positive isNotPresent startsWith endsWith existsInSource=yesno caseSensitive=yesno"
            " normalization=normal disabled=yesno +"
        ),
        "",
    ),
    "its:locQualityIssues": ("xml:id!=ncname version", "its:locQualityIssue+"),
    "its:locQualityIssue": (
        (
            "version locQualityIssueType locQualityIssueComment locQualityIssueSeverity locQualityIssueProfileRef"
            " locQualityIssueEnabled"
        ),
        "",
    ),
    "its:provenanceRecords": ("xml:id!=ncname version", "its:provenanceRecord+"),
    "its:provenanceRecord": (
        "version org orgRef person personRef revOrg revOrgRef revPerson revPersonRef revTool revToolRef tool toolRef",
        "",
    ),
}
_SHAPES_22: Notation = {
    **_SHAPES,
    "xliff": (_SHAPES["xliff"][0], "notes? mda:metadata? file+"),
    "note": (f"{_SHAPES['note'][0]} ref", "#"),
}
_ELSEWHERE = {
    "fs:fs": "html", "fs:subFs": "any",
    "slr:equivStorage": "any", "slr:sizeInfo": "any", "slr:sizeInfoRef": "token", "slr:sizeRestriction": "any",
    "slr:storageRestriction": "any", "itsm:domains": "any", "itsm:lang": "language",
    "pgs:switch": "any", "pgs:case": "any",
    "its:version": "its", "its:localeFilterType": "filter", "its:locQualityIssueEnabled": "yesno",
    "its:locQualityIssueType": "issue", "its:locQualityIssueSeverity": "percent",
    "its:locQualityRatingScore": "percent", "its:locQualityRatingScoreThreshold": "percent",
    "its:locQualityRatingVote": "integer", "its:locQualityRatingVoteThreshold": "integer",
    "its:mtConfidence": "fraction", "its:taConfidence": "fraction", "its:termConfidence": "fraction",
    **dict.fromkeys((
        "its:allowedCharacters", "its:annotatorsRef", "its:localeFilterList", "its:locQualityIssueComment",
        "its:locQualityIssueProfileRef", "its:locQualityIssuesRef", "its:locQualityRatingProfileRef", "its:org",
        "its:orgRef", "its:person", "its:personRef", "its:provenanceRecordsRef", "its:revOrg", "its:revOrgRef",
        "its:revPerson", "its:revPersonRef", "its:revTool", "its:revToolRef", "its:taClassRef", "its:taIdent",
        "its:taIdentRef", "its:taSource", "its:tool", "its:toolRef",
    ), "any"),
}  # fmt: skip


def rules_of(core: str) -> Rules:
    """The shapes for a file whose main namespace is `core`."""
    return Rules({**_MODULES, core: ""}, _SHAPES if core == CORE[0] else _SHAPES_22, _VALUES, _ELSEWHERE, ("its",))
