"""Files of translation tools: what we write and what strangers do, in one."""

from __future__ import annotations

from alignment.corpora import Corpus, corpus_of
from tests.conftest import small_alignment
from tests.corpora.content import files, noted

_UNITS = {
    "tmx": """<tu creationdate="20020125T210600Z" creationid="A"><note>n</note>
<tuv xml:lang="en-US"><note>m</note><seg>Press <bpt i="1">&lt;b&gt;</bpt><hi>Save</hi><ept i="1">x</ept>
<ph><sub>a note</sub></ph>&nbsp;now.</seg></tuv>
<tuv lang="kk_KZ"><seg>Бас</seg></tuv><tuv xml:lang="en"><seg>Save</seg></tuv><tuv xml:lang="ru"><seg>Р</seg></tuv></tu>
""",
    "xliff": """<unit id="u"><notes><note category="c">n</note></notes><segment state="final">
<source>a<pc id="1">b<ph id="2"/></pc><cp hex="001A"/></source><target>ә</target></segment>
<ignorable><source> </source></ignorable>
<segment><source>c</source></segment></unit>
""",
    "xliff12": """<trans-unit id="u" approved="yes"><source>a b</source>
<seg-source><mrk mtype="seg" mid="1">a</mrk></seg-source>
<target state="final"><mrk mtype="seg" mid="1">ә<x id="1" ctype="lb"/></mrk></target><note from="A">n</note>
<alt-trans origin="T"><target>о</target></alt-trans></trans-unit>
""",
}
_ENDS = {"tmx": "</body>", "xliff": "</file>", "xliff12": "</body>"}


def exchanged(name: str) -> bytes:
    """A file of this format with our units, everything said of one of them, and strangers' units."""
    corpus = Corpus("kk.txt", "en.txt", "paragraph", "m", "T", (noted(), *corpus_of(small_alignment()).entries))
    (data,) = files(name, corpus)
    return data.replace(_ENDS[name].encode(), (_UNITS[name] + _ENDS[name]).encode())
