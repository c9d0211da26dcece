"""Files of XLIFF 2 that use everything its core and its modules have."""

from __future__ import annotations

CORE = """\
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="nl" xmlns:x="urn:x">
<file id="f1" original="a.html" canResegment="yes" translate="yes" srcDir="ltr" trgDir="auto" xml:space="preserve">
<skeleton href="a.skl"/><x:thing a="b"><x:more/></x:thing>
<notes><note id="n1" appliesTo="source" category="c" priority="3">hi</note><note id="n2">ho</note></notes>
<group id="g1" name="n" type="x:y" canResegment="no"><notes><note>z</note></notes>
<unit id="u1" name="t" type="x:y" canResegment="yes" translate="yes">
<notes><note id="n1">a</note></notes>
<originalData><data id="d1">&lt;b></data><data id="d2" dir="ltr">&lt;/b><cp hex="001A"/></data></originalData>
<segment id="s1" state="translated" subState="x:y" canResegment="yes"><source xml:lang="en">A <pc id="1"
 dataRefStart="d1" dataRefEnd="d2" canOverlap="no" type="fmt" subType="xlf:b" dispStart="a" dispEnd="b" equivStart=""
 equivEnd="">b <ph id="2" equiv="e" disp="d" dataRef="d1" canCopy="no"/></pc> <mrk id="m1" type="term" value="v"
 translate="no">c</mrk></source>
<target xml:lang="nl" order="3">A <pc id="1" dataRefStart="d1" dataRefEnd="d2">b <ph id="2" dataRef="d1"/></pc><mrk
 id="m1" type="term">c</mrk></target></segment>
<ignorable id="i1"><source> </source><target order="2"> </target></ignorable>
<segment id="s2" state="final"><source><sc id="3" canCopy="no" canDelete="no" type="link" dir="ltr"/>x<ph id="4"
 copyOf="5"/><ph id="5"/><cp hex="0007"/><ec startRef="3" canCopy="no" canDelete="no"/></source><target order="1"><sc
 id="3" canCopy="no" canDelete="no"/>x<ec startRef="3" canCopy="no" canDelete="no"/></target></segment>
</unit>
<unit id="u2"><notes><note id="n9">k</note></notes><segment><source>q <sm id="m1" type="comment" value="x"/>e<ph
 id="1" subFlows="u1 u3"/><pc id="2" subFlowsStart="u1" subFlowsEnd="u3">k</pc><em startRef="m1"/></source></segment>
<segment><source><mrk id="m2" type="comment" ref="#n=n9">k</mrk></source></segment></unit>
</group>
<unit id="u3"><segment state="initial"><source><sc id="1" isolated="yes"/>w<ec id="2" isolated="yes"
 dir="rtl"/></source></segment></unit>
<group id="g2"/>
</file>
<file id="f2"><skeleton>text<x:y/></skeleton><unit id="u1"><segment><source><ph id="1" canReorder="firstNo"
 canCopy="no" canDelete="no"/>a<pc id="2" canReorder="no" canCopy="no" canDelete="no">b</pc>c<ph id="3"
 canReorder="yes"/></source>
<target><ph id="1" canReorder="firstNo" canCopy="no" canDelete="no"/>a<pc id="2" canReorder="no" canCopy="no"
 canDelete="no">b</pc>c<ph id="3" canReorder="yes"/></target></segment></unit></file>
</xliff>
"""

MODULES = """\
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en-US" trgLang="sv"
 xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0"
 xmlns:fs="urn:oasis:names:tc:xliff:fs:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"
 xmlns:res="urn:oasis:names:tc:xliff:resourcedata:2.0" xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0"
 xmlns:val="urn:oasis:names:tc:xliff:validation:2.0" xmlns:ctr="urn:oasis:names:tc:xliff:changetracking:2.0"
 xmlns:its="http://www.w3.org/2005/11/its" xmlns:itsm="urn:oasis:names:tc:xliff:itsm:2.1" its:version="2.0"
 xmlns:x="urn:x">
<file id="f1" slr:sizeInfo="3"><slr:profiles generalProfile="xliff:codepoints"
 storageProfile="xliff:utf8"><slr:normalization general="nfc" storage="none"/></slr:profiles>
<res:resourceData><res:resourceItem id="r1" mimeType="text/xml" context="no"><res:source href="a"/><res:target
 href="b"/><res:reference href="c"/></res:resourceItem>
<res:resourceItem id="r2"><res:source xml:lang="en-US"><x:a/></res:source><res:target
 xml:lang="sv"><x:b/></res:target></res:resourceItem></res:resourceData>
<val:validation><val:rule isPresent="a" occurs="2" caseSensitive="no" normalization="nfc"/><val:rule
 isNotPresent="b"/><val:rule startsWith="c" existsInSource="yes"/><val:rule endsWith="q" disabled="no"/><val:rule
 x:own="1"/></val:validation>
<mda:metadata id="k"><mda:metaGroup id="k2" category="q" appliesTo="target"><mda:meta
 type="z">1</mda:meta><mda:metaGroup><mda:meta type="y">2</mda:meta></mda:metaGroup></mda:metaGroup></mda:metadata>
<unit id="u1" fs:fs="p" fs:subFs="class,x" slr:storageRestriction="255" slr:sizeInfoRef="q">
<mtc:matches><mtc:match id="1" ref="#m1" matchQuality="95.5" similarity="100" matchSuitability="80" origin="tm"
 type="tm" subType="x:y" reference="no"><mda:metadata><mda:metaGroup><mda:meta
 type="a">b</mda:meta></mda:metaGroup></mda:metadata><originalData><data id="d1">x</data></originalData><source>a <ph
 id="1" dataRef="d1"/><sc id="2"/>b<ec startRef="2"/></source><target>b <ph id="1" dataRef="d1"/><sc id="2"/>b<ec
 startRef="2"/></target><x:q/></mtc:match><mtc:match id="2"
 ref="#s1"><source>q</source><target>w</target></mtc:match></mtc:matches>
<gls:glossary><gls:glossEntry id="e1" ref="#m1"><gls:term source="x">t</gls:term><gls:translation id="t1" ref="#m1"
 source="a">u</gls:translation><gls:translation>v</gls:translation><gls:definition
 source="k">d</gls:definition></gls:glossEntry><gls:glossEntry><gls:term>t</gls:term>
 <gls:definition>d</gls:definition></gls:glossEntry></gls:glossary>
<res:resourceData><res:resourceItemRef id="q1" ref="r1"/></res:resourceData>
<ctr:changeTrack><ctr:revisions appliesTo="source" currentVersion="v2"><ctr:revision author="a"
 datetime="2020-01-01T00:00:00Z" version="v2"><ctr:item
 property="content">x</ctr:item></ctr:revision></ctr:revisions></ctr:changeTrack>
<its:locQualityIssues xml:id="lq1"><its:locQualityIssue locQualityIssueType="misspelling" locQualityIssueComment="c"
 locQualityIssueSeverity="50"/></its:locQualityIssues>
<its:provenanceRecords xml:id="pr1"><its:provenanceRecord org="a" person="b"/></its:provenanceRecords>
<notes><note id="1">a</note></notes>
<segment id="s1"><source>a <mrk id="m1" translate="no">b</mrk> <mrk id="m2" type="its:generic"
 its:locQualityIssuesRef="#its=lq1">c</mrk><mrk id="m3" its:taIdent="a" its:taSource="b"
 its:taConfidence="0.7">d</mrk><mrk id="m4" type="its:generic" itsm:domains="a" its:mtConfidence="0.9"
 its:annotatorsRef="mt-confidence|x">e</mrk><mrk id="m5" its:locQualityRatingScore="90"
 its:locQualityRatingScoreThreshold="80">r</mrk><mrk id="m6" its:localeFilterList="en"
 its:localeFilterType="exclude">q</mrk><mrk id="m7" type="mtc:match">q</mrk><pc id="p1" fs:fs="b"
 slr:equivStorage="2">w</pc></source></segment></unit>
</file></xliff>
"""
