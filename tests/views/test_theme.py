"""The token table: every text can be read, every state is told apart, also in grey."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from views import icons, theme
from views.theme import Theme

THEMES = list(theme.THEMES.values())
TEXT, GLYPH = 4.5, 3.0
"""The least contrast of text, and of what is drawn (interface.md)."""
SIDE = 24


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    shown = QColor(colour)
    parts = (shown.redF(), shown.greenF(), shown.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else float((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", THEMES, ids=lambda one: one.name)
@pytest.mark.parametrize("ground", ["ground", "surface", "raised"])
def test_every_text_can_be_read_on_every_ground(tokens: Theme, ground: str) -> None:
    words = {name: getattr(tokens, name) for name in ("text1", "text2", "text3", "accent")}
    words |= {shape: glyph.word for shape, glyph in tokens.glyphs.items()}

    dim = {name: colour for name, colour in words.items() if contrast(colour, getattr(tokens, ground)) < TEXT}

    assert dim == {}


@pytest.mark.parametrize("tokens", THEMES, ids=lambda one: one.name)
def test_text_on_chips_and_on_the_accent_can_be_read(tokens: Theme) -> None:
    pairs = (
        (tokens.accent_text, tokens.accent_ground),
        (tokens.text1, tokens.accent_ground),
        (tokens.glyphs["octagon"].word, tokens.chip_critical),
        (tokens.glyphs["triangle"].word, tokens.chip_high),
        (tokens.text1, tokens.chip_critical),
        (tokens.text1, tokens.chip_high),
    )

    assert [pair for pair in pairs if contrast(*pair) < TEXT] == []


@pytest.mark.parametrize("tokens", THEMES, ids=lambda one: one.name)
def test_every_shape_stands_out_and_so_does_the_mark_in_it(tokens: Theme) -> None:
    for shape, glyph in tokens.glyphs.items():
        edge = glyph.outline or glyph.fill
        assert contrast(edge, tokens.surface) >= GLYPH, shape
        if shape in ("octagon", "triangle", "bolt"):
            assert contrast(glyph.mark, glyph.fill) >= GLYPH, shape


@pytest.mark.parametrize("tokens", THEMES, ids=lambda one: one.name)
def test_the_focus_can_be_seen(tokens: Theme) -> None:
    assert min(contrast(tokens.accent, ground) for ground in (tokens.ground, tokens.surface, tokens.raised)) >= GLYPH


@pytest.mark.parametrize("name", list(theme.THEMES))
def test_in_grey_every_state_still_has_a_drawing_of_its_own(qapp: QApplication, name: str) -> None:
    theme.use(qapp, name)

    drawn = {shape: grey(shape) for shape in theme.theme().glyphs}

    alike = [(one, other) for one, other in combinations(drawn, 2) if differing(drawn[one], drawn[other]) < 0.08]
    theme.use(qapp, "dark")
    assert alike == []


def grey(shape: str) -> list[bool]:
    """Which pixels of the shape are drawn, whatever their colour: what a grey print and the night leave of it."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_Grayscale8)
    image.fill(theme.colour("surface"))
    ground = image.pixelColor(0, 0).lightness()
    painter = QPainter(image)
    icons.paint_shape(painter, QRectF(1, 1, SIDE - 2, SIDE - 2), shape)
    painter.end()
    return [abs(image.pixelColor(x, y).lightness() - ground) > 24 for y in range(SIDE) for x in range(SIDE)]


def differing(one: list[bool], other: list[bool]) -> float:
    """The share of pixels drawn in one only, of those drawn in either."""
    either = sum(a or b for a, b in zip(one, other, strict=True))
    return sum(a is not b for a, b in zip(one, other, strict=True)) / either


def test_a_style_sheet_grows_with_the_zoom_but_fine_lines_stay_fine() -> None:
    assert theme.scaled("border: 1px; padding: 4px 8px; font-size: 13px", 1.5) == (
        "border: 1px; padding: 6px 12px; font-size: 20px"
    )


def test_no_alpha_is_used_where_contrast_was_measured() -> None:
    colours = [value for tokens in THEMES for value in vars(tokens).values() if str(value).startswith("#")]

    assert {QColor(colour).alpha() for colour in colours} == {255}
