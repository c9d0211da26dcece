"""Attributes of what is worn, of textiles and of beauty: the right value, another one, and words that claim nothing."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.core.brief import Fact

_ROWS = """
en|Neckline=boat|A jumper with a V-neck.|-V-neck
en|Neckline=boat|The neckline is square.|-neckline is square
en|Neckline=boat|A boat neck.|+boat neck
en|Colour=blue|With a shawl collar.|?shawl collar
en|Sleeves=long|The sleeves are short.|-sleeves are short
en|Sleeve=long|With three-quarter sleeves.|-three-quarter sleeves
en|Heel=block; Toe=pointed|A kitten heel and a round toe.|-kitten heel -round toe
en|Heel=block; Toe=pointed|A block heel and a pointed toe.|+block heel +pointed toe
en|Construction=Goodyear welted|The sole is glued.|-sole is glued
en|Weight=1 kg|You are glued to your seat.|
en|Setting=bezel; Cut=oval|A brilliant-cut stone in a prong setting.|-brilliant-cut -prong setting
en|Chain=cable; Clasp=lobster|A curb chain with a toggle clasp.|-curb chain -toggle clasp
en|Metal=14k yellow gold; Stone=ruby|White gold with a sapphire.|-White gold -sapphire
en|Metal=14k yellow gold; Stone=ruby|A ruby in yellow gold.|+ruby +yellow gold
en|Material=18k gold-plated steel|It is solid gold.|-solid gold
en|Movement=automatic; Dial=roman numerals|Manual winding and Arabic numerals.|-Manual winding -Arabic numerals
en|Crystal=mineral|It has a sapphire glass.|-sapphire glass
en|Frame=full-rim; Lens=gradient|Rimless, with mirrored lenses.|-Rimless -mirrored lenses
en|Texture=cream; Dispenser=pump|A light gel in a dropper bottle.|-gel -dropper bottle
en|Colour=cream|A light gel for your hair.|
en|Concentration=eau de parfum|This eau de toilette lasts.|-eau de toilette
en|Fragrance family=woody|A floral fragrance.|-floral fragrance
en|Heading=eyelet; Transparency=sheer|Pencil pleat curtains that are blackout.|-Pencil pleat -blackout
en|Pile=low; Technique=hand-tufted|A high-pile, hand-knotted rug.|-high-pile -hand-knotted
en|Technique=hand-tufted|A hand-tufted rug.|+hand-tufted
en|Yarn weight=DK|A worsted weight yarn.|-worsted weight
en|Needle=circular|Double-pointed needles.|-Double-pointed needles
en|Weave=sateen; Sheet=fitted|A flat sheet in percale.|-flat sheet -percale
en|Wax=soy; Wick=cotton|Of beeswax, with a wooden wick.|-beeswax -wooden wick
en|Waist=high; Fit=regular|Slim chance of rain, so high time for a loose evening.|
nl|Halslijn=boothals; Mouw=lang|Met V-hals en korte mouwen.|-V-hals -korte mouwen
nl|Halslijn=boothals; Mouw=lang|Met boothals en lange mouwen.|+boothals +lange mouwen
nl|Haktype=blokhak; Neus=spits|De neus is vierkant, de hak een naaldhak.|-neus is vierkant -naaldhak
nl|Kleur=blauw|Met een sjaalkraag.|?sjaalkraag
nl|Constructie=Goodyear welted|De zool is gelijmd.|-zool is gelijmd
nl|Zetting=chatonzetting; Slijpvorm=ovaal|Briljant geslepen in een kastzetting.|-Briljant geslepen -kastzetting
nl|Metaal=14k geelgoud; Steen=robijn|Van witgoud met een saffier.|-witgoud -saffier
nl|Sluiting=gesp|Met een ritssluiting.|-ritssluiting
nl|Glas=mineraalglas; Wijzerplaat=Romeinse cijfers|Saffierglas en Arabische cijfers.|-Saffierglas -Arabische cijfers
nl|Montuur=randloos; Glazen=multifocaal|Volledig montuur met enkelvoudige glazen.|-Volledig montuur -enkelvoudige glazen
nl|Textuur=gel; Applicator=pipet|Een crème in een pompflacon.|-crème -pompflacon
nl|Techniek=geweven|Geknoopt aan herinneringen.|
nl|Plooi=enkele plooi; Voering=ongevoerd|Gordijn met zeilringen.|-zeilringen
nl|Garendikte=DK|Chunky garen.|-Chunky garen
nl|Naald=rondbreinaald|Kousennaalden van bamboe.|-Kousennaalden
nl|Weving=satijn; Type laken=hoeslaken|Een plat laken van percal.|-plat laken -percal
nl|Was=koolzaad; Lont=hout|Van sojawas met katoenen lont.|-sojawas -katoenen lont
nl|Pasvorm=slim; Taille=laag|De pasvorm is ruim.|-pasvorm is ruim
nl|Pasvorm=slim; Taille=hoog|Slim bedacht, en ruim op tijd.|
nl|Haartype=normaal tot vet|Tot snel.|
sv|Ringning=båt; Ärm=lång|Med v-ringning och korta ärmar.|-v-ringning -korta ärmar
sv|Ringning=båt; Ärm=lång|Ärmarna är korta.|-Ärmarna är korta
sv|Klack=block; Tå=spetsig|Med stilettklack och rund tå.|-stilettklack -rund tå
sv|Klack=block; Tå=spetsig|Med blockklack och spetsig tå.|+blockklack +spetsig tå
sv|Färg=blå|Med sjalkrage.|?sjalkrage
sv|Konstruktion=randsydd|Sulan är limmad.|-Sulan är limmad
sv|Infattning=klofattning; Slipning=oval|Briljantslipad i sargfattning.|-Briljantslipad -sargfattning
sv|Metall=18k gult guld; Sten=rubin|Vitguld med en safir.|-Vitguld -safir
sv|Stängning=spänne|Med dragkedja.|-dragkedja
sv|Glas=mineralglas; Urtavla=romerska siffror|Safirglas och arabiska siffror.|-Safirglas -arabiska siffror
sv|Båge=båglös; Glas=progressiva|Helbåge med enkelslipade glas.|-Helbåge -enkelslipade
sv|Konsistens=gel; Doserare=pipett|En rik kräm i pumpflaska.|-kräm -pumpflaska
sv|Teknik=vävd; Form=nystan|Knuten näve.|
sv|Upphängning=multiband; Ljusgenomsläpp=genomskinlig|Mörkläggande, med öljetter.|-Mörkläggande -öljetter
sv|Lugg=hög; Teknik=handtuftad|Handknuten lågflossmatta.|-Handknuten
sv|Garntjocklek=DK; Form=nystan|Chunkygarn, säljs i härva.|-Chunkygarn -härva
sv|Sticka=rundsticka|Strumpstickor i bambu.|-Strumpstickor
sv|Vax=raps; Veke=trä|Av sojavax med bomullsveke.|-sojavax -bomullsveke
sv|Hudtyp=blandhy|För torr hy.|-torr
sv|Passform=lös; Midja=låg|Passformen är smal.|-Passformen är smal
sv|Passform=slim; Midja=hög|Rakt på sak, hög tid.|
"""
_SIGNS = {"+": "supported", "-": "contradicted", "?": "unsupported"}


@pytest.mark.parametrize("row", _ROWS.strip().splitlines())
def test_a_value_of_its_group_is_judged_by_the_fact_of_that_group(row: str) -> None:
    language, facts, sentence, expected = row.split("|")
    wanted = [(part[1:], _SIGNS[part[0]]) for part in _parts(expected)]
    found = [
        (sentence[each.start : each.end], str(each.verdict))
        for each in concept_claims_of(sentence, _facts(facts), language)
        if each.kind != "words"
    ]
    if not wanted:
        assert [each for each in found if each[1] != "supported"] == []
    for words, verdict in wanted:
        assert any(words in one and verdict == other for one, other in found), found


def _parts(expected: str) -> list[str]:
    found: list[str] = []
    for word in expected.split():
        if word[0] in _SIGNS:
            found.append(word)
        else:
            found[-1] += f" {word}"
    return found


def _facts(text: str) -> tuple[Fact, ...]:
    pairs = (each.split("=") for each in text.split("; "))
    return tuple(Fact(id=f"f{at}", name=name, value=value) for at, (name, value) in enumerate(pairs, start=1))
