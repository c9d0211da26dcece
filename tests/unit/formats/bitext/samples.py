"""Small files in two languages, written for tests."""

from __future__ import annotations

XLIFF1 = b"""<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file source-language="en" target-language="nl" original="shop" datatype="html">
    <body>
      <trans-unit id="a" resname="title" maxwidth="40" size-unit="char">
        <source>Wool <g id="1">blanket</g> &amp; more</source>
        <note>The title of the page</note>
      </trans-unit>
      <trans-unit id="b">
        <source>Weighs 980&#160;g<x id="2"/></source>
        <target state='needs-review-translation'>Weegt 980 g<x id="2"/></target>
      </trans-unit>
      <trans-unit id="c" translate="no"><source>SKU-1</source></trans-unit>
      <trans-unit id="d" approved="yes"><source>Tea</source><target>Thee</target></trans-unit>
      <trans-unit id="e"><source>Empty</source><target/></trans-unit>
    </body>
  </file>
</xliff>
"""

SDL = b"""<?xml version="1.0" encoding="utf-8"?>
<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"
  sdl:version="1.0">
<file original="x" datatype="x-sdlfilterframework2" source-language="en-US" target-language="sv-SE"><body>
<trans-unit id="u1"><source>One. Two.</source>
<seg-source><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2">Two.</mrk></seg-source>
<target><mrk mtype="seg" mid="1">Ett.</mrk> <mrk mtype="seg" mid="2"/></target>
<sdl:seg-defs><sdl:seg id="1" conf="Translated" origin="tm"><sdl:value key="x">1</sdl:value></sdl:seg>
<sdl:seg id="2"/></sdl:seg-defs>
</trans-unit>
<trans-unit id="u2"><source>Three.</source>
<seg-source><mrk mtype="seg" mid="3">Three.</mrk></seg-source>
<sdl:seg-defs><sdl:seg id="3" locked="true"/></sdl:seg-defs></trans-unit>
<trans-unit id="u3"><source>Four. Five.</source>
<seg-source><mrk mtype="seg" mid="4">Four.</mrk> <mrk mtype="seg" mid="5">Five.</mrk></seg-source>
</trans-unit></body></file></xliff>
"""

MEMOQ = b"""<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff">
<file original="x" source-language="en" target-language="nl"><body>
<trans-unit id="1" mq:status="NotStarted" mq:segmentguid="abc"><source>One</source><target></target></trans-unit>
<trans-unit id="2" mq:status="ManuallyConfirmed"><source>Two</source><target>Twee</target></trans-unit>
</body></file></xliff>
"""

XLIFF2 = b"""<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="sv">
 <file id="f">
  <unit id="1" name="lead"><notes><note>From the shop</note></notes>
   <originalData><data id="d1">&lt;b></data></originalData>
   <segment id="s1" state="translated">
    <source>A <pc id="1" dataRefStart="d1" dataRefEnd="d1">warm</pc> blanket.</source>
    <target>En <pc id="1" dataRefStart="d1" dataRefEnd="d1">varm</pc> filt.</target>
   </segment>
   <ignorable><source> </source></ignorable>
   <segment><source>Washes at 30<ph id="2" disp="&#176;C"/>.</source></segment>
  </unit>
  <unit id="2" translate="no"><segment><source>SKU</source></segment></unit>
 </file>
</xliff>
"""

PO = b"""# Translators
msgid ""
msgstr ""
"Language: nl\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#. Shown in the basket
#: basket.py:12
msgid "Add to basket"
msgstr "In winkelmand"

#, fuzzy, python-format
msgctxt "count"
msgid "%d item"
msgid_plural "%d items"
msgstr[0] "%d ding"
msgstr[1] "%d dingen"

msgid ""
"Line one\\n"
"Line \\"two\\"\\n"
msgstr ""

#~ msgid "Old"
#~ msgstr "Oud"
"""

TMX = b"""<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en"
  datatype="plaintext"/>
<body>
<tu tuid="7"><tuv xml:lang="en"><seg>Wool <bpt i="1">&lt;b></bpt>blanket<ept i="1">&lt;/b></ept></seg></tuv>
<tuv xml:lang="nl"><seg>Wollen <bpt i="1">&lt;b></bpt>deken<ept i="1">&lt;/b></ept></seg></tuv>
<tuv xml:lang="sv"><seg>Ullfilt</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Tea</seg></tuv><tuv xml:lang="sv"><seg>Te</seg></tuv></tu>
</body></tmx>
"""

CSV = (
    b'id;source;target;status;note\r\nt1;"Wool; soft";Wol;draft;"a ""note"""\r\n'
    b"t2;Tea\r\nt3;Two,5 kg; 2,5 kg ;translated;\r\n"
)
