"""Colours, type and spaces: one token table for the palette, the style sheet and the delegates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from resources import files
from views.zoom import fit_all

SPACES = (4, 8, 12, 16, 24, 32)
RADIUS_CARD, RADIUS_CHIP, RADIUS_KEY = 10, 5, 4
GAP, PADDING = 12, 16
ROW_ONE, ROW_TWO = 36, 52
RAIL_WIDTH, HEADER_HEIGHT, TILE_HEIGHT, BAR_HEIGHT = 76, 72, 92, 36
ICON_SMALL, ICON_LARGE = 18, 22

FONT_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf", "DejaVuSans.ttf")


@dataclass(frozen=True)
class Glyph:
    """How a state is drawn: fill, the mark's colour, an outline where the fill is too pale, and the word's colour."""

    fill: str
    mark: str
    word: str
    outline: str | None = None


@dataclass(frozen=True)
class Theme:
    """One set of colours; names as in `shared/design/interface.md`."""

    name: str
    ground: str
    surface: str
    raised: str
    line: str
    faint: str
    text1: str
    text2: str
    text3: str
    accent: str
    accent_ground: str
    accent_text: str
    chip_critical: str
    chip_high: str
    glyphs: dict[str, Glyph] = field(default_factory=dict)
    """By shape's name: octagon, triangle, diamond, disc, bolt, ring, dash."""


DARK = Theme(
    name="dark",
    ground="#0E1318", surface="#161C23", raised="#1D252E",
    line="#2A343F", faint="#222B35",
    text1="#E9EEF3", text2="#AAB5C1", text3="#808C99",
    accent="#6CB2FF", accent_ground="#16304A", accent_text="#A9D2FF",
    chip_critical="#3A1620", chip_high="#3A2710",
    glyphs={
        "octagon": Glyph("#FF5268", "#161C23", "#FF5268"),
        "triangle": Glyph("#FF9F38", "#161C23", "#FF9F38"),
        "diamond": Glyph("#F7E784", "#161C23", "#E9EEF3"),
        "disc": Glyph("#5A9FE3", "#161C23", "#E9EEF3"),
        "bolt": Glyph("#DDB3F3", "#161C23", "#E9EEF3"),
        "ring": Glyph("#8A97A6", "#161C23", "#AAB5C1"),
        "dash": Glyph("#808C99", "#161C23", "#808C99"),
    },
)  # fmt: skip
LIGHT = Theme(
    name="light",
    ground="#E4E7EB", surface="#FFFFFF", raised="#F3F5F7",
    line="#C9D0D7", faint="#E1E5EA",
    text1="#14191F", text2="#46515C", text3="#5A6570",
    accent="#0B5FBD", accent_ground="#E3EFFC", accent_text="#0A4A94",
    chip_critical="#FBE4E5", chip_high="#FDEBD8",
    glyphs={
        "octagon": Glyph("#A1141F", "#FFFFFF", "#A1141F"),
        "triangle": Glyph("#E17301", "#14191F", "#984600"),
        "diamond": Glyph("#FBE45C", "#14191F", "#14191F", outline="#6B5600"),
        "disc": Glyph("#164C8A", "#FFFFFF", "#14191F"),
        "bolt": Glyph("#B06AE0", "#14191F", "#14191F"),
        "ring": Glyph("#5A6570", "#FFFFFF", "#46515C"),
        "dash": Glyph("#5A6570", "#FFFFFF", "#5A6570"),
    },
)  # fmt: skip
NIGHT = Theme(
    name="night",
    ground="#0B0302", surface="#120605", raised="#1B0907",
    line="#3A1510", faint="#2A0F0B",
    text1="#FF7A6B", text2="#E0685B", text3="#CB5A50",
    accent="#FF8A7A", accent_ground="#34100B", accent_text="#FF9E90",
    chip_critical="#4A130C", chip_high="#34100B",
    glyphs={
        "octagon": Glyph("#FF9E90", "#120605", "#FF9E90"),
        "triangle": Glyph("#FF7A6B", "#120605", "#FF7A6B"),
        "diamond": Glyph("#F06456", "#120605", "#FF7A6B"),
        "disc": Glyph("#E0685B", "#120605", "#FF7A6B"),
        "bolt": Glyph("#E0685B", "#120605", "#FF7A6B"),
        "ring": Glyph("#C4544A", "#120605", "#E0685B"),
        "dash": Glyph("#CB5A50", "#120605", "#CB5A50"),
    },
)  # fmt: skip
THEMES = {theme.name: theme for theme in (DARK, LIGHT, NIGHT)}
ZOOMS = (0.9, 1.0, 1.15, 1.3, 1.5)
"""The five steps of the whole console's size."""


class ThemeSwitch(QObject):
    """The theme in use; widgets that paint ask `theme()` when they paint and repaint on `changed`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.current = DARK
        self.zoom = 1.0


_switch: list[ThemeSwitch] = []


def switch() -> ThemeSwitch:
    """The one switch of this application."""
    if not _switch:
        _switch.append(ThemeSwitch())
    return _switch[0]


def theme() -> Theme:
    """The colours in use."""
    return switch().current


def zoom() -> float:
    """How large everything is drawn: 1.0 as designed."""
    return switch().zoom


def px(size: float) -> int:
    """A size of the design in the pixels of the present zoom."""
    return round(size * switch().zoom)


def colour(name: str) -> QColor:
    """A token of the theme in use as a Qt colour: `colour("text2")`."""
    return QColor(getattr(theme(), name))


def font(size: int, weight: int = 450) -> QFont:
    """Inter at a pixel size and a weight as the design names it (450 regular, 500 medium, 550-600 semi-bold, 650).

    In design pixels: what is painted with it is scaled by its painter; a widget's own font is `widget_font`.
    """
    made = QFont(["Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans"])
    made.setPixelSize(size)
    made.setWeight(_weight(weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    # Hinting rounds every advance to whole pixels, which spaces small text unevenly.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def widget_font(size: int, weight: int = 450) -> QFont:
    """The same at the present zoom, for `QWidget.setFont`."""
    return font(px(size), weight)


def _weight(weight: int) -> QFont.Weight:
    if weight >= 550:
        return QFont.Weight.DemiBold
    return QFont.Weight.Medium if weight >= 500 else QFont.Weight.Normal


def load_fonts() -> None:
    """Give Qt the fonts that ship with the console."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(files.path("fonts", name)))


def use(application: QApplication, name: str, size: float | None = None) -> None:
    """Put a theme, and a zoom where it is given, on the whole application: what stands is drawn anew."""
    switch().current = THEMES[name]
    switch().zoom = switch().zoom if size is None else size
    application.setFont(widget_font(14))
    application.setPalette(palette(theme()))
    application.setStyleSheet(scaled(style_sheet(theme()), zoom()))
    fit_all(application, zoom())
    switch().changed.emit()


def scaled(sheet: str, factor: float) -> str:
    """A style sheet at a zoom; borders of one and two pixels stay as fine as they are."""
    if factor == 1.0:
        return sheet
    return re.sub(r"\b(\d+)px", lambda found: f"{_scaled(int(found[1]), factor)}px", sheet)


def _scaled(size: int, factor: float) -> int:
    return size if size <= 2 else round(size * factor)


def palette(tokens: Theme) -> QPalette:
    """The Fusion palette of a theme."""
    made = QPalette()
    role = QPalette.ColorRole
    for key, token in {
        role.Window: tokens.ground, role.Base: tokens.surface, role.AlternateBase: tokens.raised,
        role.Button: tokens.raised, role.WindowText: tokens.text1, role.Text: tokens.text1,
        role.ButtonText: tokens.text1, role.PlaceholderText: tokens.text3, role.Highlight: tokens.accent_ground,
        role.HighlightedText: tokens.accent_text, role.ToolTipBase: tokens.raised, role.ToolTipText: tokens.text1,
        role.Mid: tokens.line, role.Dark: tokens.line, role.Light: tokens.raised, role.Link: tokens.accent,
    }.items():  # fmt: skip
        made.setColor(key, QColor(token))
    return made


def style_sheet(tokens: Theme) -> str:
    """The style sheet of a theme; widgets choose their look by `objectName` or a `kind` property."""
    t = tokens
    return f"""
    QWidget {{ color: {t.text1}; }}
    QMainWindow, QWidget#ground {{ background: {t.ground}; }}
    QFrame#past {{ background: transparent; border: 3px solid {t.glyphs["triangle"].fill}; }}
    QWidget#rail {{ background: {t.ground}; border-right: 1px solid {t.line}; }}
    QWidget#bar {{ background: {t.ground}; border-top: 1px solid {t.line}; }}
    QWidget#panel {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {RADIUS_CARD}px; }}
    QFrame[kind="card"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {RADIUS_CARD}px; }}
    QFrame[kind="card"][focused="false"] {{ padding: 1px; }}
    QFrame[kind="card"][focused="true"] {{ border: 2px solid {t.accent}; }}
    QFrame[kind="line"], QFrame[kind="upright"] {{ background: {t.line}; border: none; }}
    QLabel {{ background: transparent; }}
    QLabel[kind="heading"] {{ font-size: 22px; font-weight: 600; }}
    QLabel[kind="title"] {{ font-size: 14px; font-weight: 600; }}
    QLabel[kind="second"] {{ font-size: 13px; color: {t.text2}; }}
    QLabel[kind="fact"] {{ font-size: 13px; }}
    QLabel[kind="saves"] {{ font-size: 13px; color: {t.text1}; }}
    QLabel[kind="hint"] {{ font-size: 12px; color: {t.text3}; }}
    QLabel[kind="words"] {{ font-size: 15px; color: {t.text1}; }}
    QLabel[kind="clock"] {{ font-size: 40px; font-weight: 600; }}
    QLabel[kind="seconds"] {{ font-size: 18px; color: {t.text2}; }}
    QLabel[kind="elapsed"] {{ font-size: 28px; font-weight: 600; }}
    QLabel[past="true"] {{ color: {t.glyphs["triangle"].word}; }}
    QLabel[kind="key"] {{ font-size: 11px; color: {t.text2}; background: {t.raised}; border: 1px solid {t.line};
        border-radius: {RADIUS_KEY}px; padding: 2px 4px; }}
    QLabel[kind="error"] {{ font-size: 13px; font-weight: 500; color: {t.glyphs["octagon"].word}; }}
    QLabel[kind="chip"] {{ font-size: 12px; font-weight: 600; border-radius: {RADIUS_CHIP}px; padding: 3px 8px;
        background: {t.raised}; color: {t.text1}; }}
    QLabel[kind="chip"][tone="octagon"] {{ background: {t.chip_critical}; color: {t.glyphs["octagon"].word}; }}
    QLabel[kind="chip"][tone="triangle"] {{ background: {t.chip_high}; color: {t.glyphs["triangle"].word}; }}
    QLabel[kind="chip"][tone="accent"] {{ background: {t.accent_ground}; color: {t.accent_text}; }}
    QFrame[kind="strip"] {{ border: 1px solid {t.line}; border-radius: {RADIUS_CHIP}px; background: {t.raised}; }}
    QFrame[kind="strip"][tone="octagon"] {{ background: {t.chip_critical}; border-color: {t.glyphs["octagon"].fill}; }}
    QFrame[kind="strip"][tone="triangle"] {{ background: {t.chip_high}; border-color: {t.glyphs["triangle"].fill}; }}
    QFrame[kind="strip"][tone="accent"] {{ background: {t.accent_ground}; border-color: {t.accent}; }}
    QFrame[kind="strip"][tone="accent"] QLabel {{ color: {t.accent_text}; }}
    QLineEdit, QPlainTextEdit, QComboBox {{ background: {t.surface}; border: 1px solid {t.text3};
        border-radius: {RADIUS_CHIP}px; padding: 4px 8px; selection-background-color: {t.accent_ground};
        selection-color: {t.accent_text}; placeholder-text-color: {t.text3}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {t.accent}; padding: 3px 7px; }}
    QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ background: {t.raised}; color: {t.text3};
        border-color: {t.line}; }}
    QComboBox {{ padding-left: 10px; }}
    QComboBox:focus {{ padding-left: 9px; }}
    QComboBox::drop-down {{ border: none; width: 28px; }}
    QComboBox::down-arrow {{ image: none; }}
    QComboBox QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.line};
        selection-background-color: {t.accent_ground}; selection-color: {t.accent_text}; outline: none; }}
    QPlainTextEdit#entry, QPlainTextEdit#entry:focus {{ background: transparent; border: none; padding: 0; }}
    QCheckBox {{ spacing: 8px; min-height: 24px; padding: 0 2px; border: 2px solid transparent;
        border-radius: {RADIUS_CHIP}px; }}
    QCheckBox:focus {{ border-color: {t.accent}; }}
    QCheckBox:disabled {{ color: {t.text3}; }}
    QCheckBox::indicator {{ width: 16px; height: 16px; border: 1px solid {t.text3}; border-radius: {RADIUS_KEY}px;
        background: {t.surface}; }}
    QCheckBox::indicator:checked {{ background: {t.accent}; border: 1px solid {t.accent};
        image: url("{files.path("icons", "check.svg").as_posix()}"); }}
    QPushButton, QToolButton {{ background: {t.raised}; border: 1px solid {t.line}; border-radius: {RADIUS_CHIP}px;
        padding: 4px 12px; min-height: 24px; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {t.text3}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {t.accent}; padding: 3px 11px; }}
    QPushButton:disabled, QPushButton QLabel:disabled {{ color: {t.text3}; }}
    QPushButton[kind="primary"] {{ background: {t.accent_ground}; color: {t.accent_text}; border-color: {t.accent};
        font-weight: 600; }}
    QPushButton[kind="primary"]:disabled {{ background: {t.raised}; color: {t.text3}; border-color: {t.line}; }}
    QToolButton[kind="close"] {{ padding: 0; min-width: 32px; min-height: 32px; background: transparent;
        border-color: transparent; }}
    QPushButton[kind="choice"] {{ text-align: left; padding: 8px 16px; min-height: 44px;
        border-radius: {RADIUS_CARD}px; }}
    QPushButton[kind="choice"]:focus {{ padding: 7px 15px; }}
    QToolButton[kind="rail"] {{ background: transparent; border: 2px solid transparent; padding: 4px 0;
        font-size: 11px; color: {t.text2}; border-radius: 8px; }}
    QToolButton[kind="rail"]:hover {{ background: {t.raised}; }}
    QToolButton[kind="rail"]:checked {{ background: {t.accent_ground}; color: {t.accent_text}; font-weight: 600; }}
    QToolButton[kind="rail"]:focus {{ border-color: {t.accent}; padding: 4px 0; }}
    QToolButton[kind="tab"] {{ background: transparent; border: 2px solid transparent; padding: 2px 4px;
        font-size: 13px; font-weight: 500; color: {t.text2}; }}
    QToolButton[kind="tab"]:hover {{ background: {t.raised}; }}
    QToolButton[kind="tab"][empty="true"] {{ color: {t.text3}; }}
    QToolButton[kind="tab"]:checked {{ background: {t.accent_ground}; color: {t.accent_text}; }}
    QToolButton[kind="tab"]:focus {{ border-color: {t.accent}; padding: 2px 4px; }}
    QToolButton[kind="quiet"] {{ background: transparent; border: 2px solid transparent; padding: 0; }}
    QToolButton[kind="quiet"]:hover {{ background: {t.raised}; }}
    QToolButton[kind="quiet"]:focus {{ border-color: {t.accent}; padding: 0; }}
    QToolButton[kind="small"] {{ font-size: 12px; background: {t.raised}; border: 1px solid {t.line}; padding: 0;
        min-height: 0; }}
    QToolButton[kind="small"]:hover {{ border-color: {t.text3}; }}
    QToolButton[kind="small"]:focus {{ border: 2px solid {t.accent}; padding: 0; }}
    QScrollArea, QWidget#fields {{ background: transparent; border: none; }}
    QToolTip {{ background: {t.raised}; color: {t.text1}; border: 1px solid {t.line}; padding: 4px 8px; }}
    QSlider::groove:horizontal {{ height: 4px; background: {t.line}; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {t.accent}; border-radius: 2px; }}
    QSlider::handle:horizontal {{ width: 14px; margin: -6px 0; border-radius: 7px; background: {t.text1};
        border: 2px solid {t.surface}; }}
    QSlider::handle:horizontal:focus {{ background: {t.accent}; border-color: {t.text1}; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {t.text3}; border-radius: 3px; min-height: 32px;
        margin: 0 2px; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle:horizontal {{ background: {t.text3}; border-radius: 3px; min-width: 32px; margin: 2px 0; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
