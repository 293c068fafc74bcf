"""Zoom: fixed sizes, margins and spacings, which are written in design pixels, follow the size of the type.

What a constructor sets is scaled once, when Qt first polishes the widget; when the zoom changes, every widget that
stands is scaled by the difference. Text follows by its font, and what is painted by its painter
(`painting.to_design`).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QGridLayout, QLayout, QWidget

LARGEST = 16777215
"""Qt's own word for "no limit", which PySide6 does not name."""


class Fitter(QObject):
    """Scales each widget as it is polished; it listens only while the zoom is not 100 %."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.zoom = 1.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Polish and isinstance(watched, QWidget):
            fit(watched, self.zoom)
        return False


def fit_all(application: QApplication, zoom: float) -> None:
    """Bring every widget that stands to this zoom, and those that come later as they come."""
    fitter = application.findChild(Fitter) or Fitter(application)
    if zoom == fitter.zoom:
        return
    fitter.zoom = zoom
    application.removeEventFilter(fitter)
    for widget in application.allWidgets():
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            fit(widget, zoom)
    if zoom != 1.0:
        application.installEventFilter(fitter)


def fit(widget: QWidget, zoom: float) -> None:
    """Scale a widget's fixed sizes and its layout from the zoom they are at to this one."""
    by = _step(widget, zoom)
    if by != 1.0 and not widget.isWindow():
        _fit_sizes(widget, by)
    if layout := widget.layout():
        fit_layout(layout, zoom)


def fit_layout(layout: QLayout, zoom: float) -> None:
    """Scale the margins and spacings of a layout and of those within it; widgets see to themselves."""
    by = _step(layout, zoom)
    if by != 1.0:
        margins = layout.contentsMargins()
        layout.setContentsMargins(*(round(side * by) for side in _sides(margins)))
        if isinstance(layout, QGridLayout):
            layout.setHorizontalSpacing(round(layout.horizontalSpacing() * by))
            layout.setVerticalSpacing(round(layout.verticalSpacing() * by))
        elif layout.spacing() > 0:
            layout.setSpacing(round(layout.spacing() * by))
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if inner := item.layout():
            fit_layout(inner, zoom)
        elif by != 1.0 and (spacer := item.spacerItem()):
            hint, policy = spacer.sizeHint(), spacer.sizePolicy()
            spacer.changeSize(
                round(hint.width() * by), round(hint.height() * by), policy.horizontalPolicy(), policy.verticalPolicy()
            )


def _step(thing: QObject, zoom: float) -> float:
    """By how much this is to be scaled; it remembers the zoom that it is at."""
    at = thing.property("zoom")
    if at != zoom:
        thing.setProperty("zoom", zoom)
    return zoom / (1.0 if at is None else float(at))


def _fit_sizes(widget: QWidget, by: float) -> None:
    least, most = widget.minimumSize(), widget.maximumSize()
    # What is least but not fixed, a button has from the style sheet, which is at the zoom already.
    styled = isinstance(widget, QAbstractButton)
    if not styled or least.width() == most.width():
        widget.setMinimumWidth(round(least.width() * by))
    if not styled or least.height() == most.height():
        widget.setMinimumHeight(round(least.height() * by))
    widget.setMaximumSize(_limit(most.width(), by), _limit(most.height(), by))
    if isinstance(widget, QAbstractButton):
        size = widget.iconSize()
        widget.setIconSize(QSize(round(size.width() * by), round(size.height() * by)))


def _limit(size: int, by: float) -> int:
    return LARGEST if size >= LARGEST else round(size * by)


def _sides(margins: QMargins) -> tuple[int, int, int, int]:
    return margins.left(), margins.top(), margins.right(), margins.bottom()
