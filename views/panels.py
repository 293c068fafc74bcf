"""The side panels of a window: one form for each action, kept half done until it is finished."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from views.named import load

if TYPE_CHECKING:
    from views.desk import QtDesk
    from views.forms.form import Form
    from views.window import MainWindow


class Panels(QObject):
    """Opens forms by the names of a table; a form that is closed unfinished comes back as it was left."""

    def __init__(
        self,
        forms: Mapping[str, str],
        desk: QtDesk,
        window: MainWindow,
        do_action: Callable[[str, object], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.forms: dict[str, Form] = {}
        self._names, self._desk, self._window, self._do_action = forms, desk, window, do_action

    def open(self, name: str, about: object) -> None:
        """Bring the form back if it was begun about this; else begin another in its place."""
        form: Form | None = self.forms.get(name)
        if form is not None and (about is None or form.is_about(about)):
            form.come_back()
        elif form is not None and form.unsaved:
            form.show_refusal("This is half done. Save it, or throw it away (Shift+Esc), before you begin another.")
        else:
            self.drop(name)
            form = self._made(name, about)
        if form is not None:
            self._window.open_panel(form)

    def _made(self, name: str, about: object) -> Form | None:
        """Another form; where it has nothing to be about, the strip says why."""
        from app.errors import Refused

        try:
            return self._make(name, about)
        except Refused as refused:
            self._desk.refused.emit(str(refused))
            return None

    def _make(self, name: str, about: object) -> Form:
        made: Any = load(self._names[name])(self._desk, self._window, *([] if about is None else [about]))
        form: Form = made
        form.finished.connect(partial(self._finished, form))
        form.parked.connect(self._window.close_panel)
        form.asked.connect(self._do_action)
        self.forms[name] = form
        return form

    def _finished(self, form: Form) -> None:
        """A form is done; one that took its place meanwhile stays."""
        for name, known in list(self.forms.items()):
            if known is form:
                self.drop(name)

    def drop(self, name: str) -> None:
        """Let a form go, with what stands in it."""
        if form := self.forms.pop(name, None):
            if form.isVisible():
                self._window.close_panel()
            form.deleteLater()

    def drop_all(self, names: Iterable[str] | None = None) -> None:
        """Let these go (None: all): what was begun for another incident is not finished in this one."""
        for name in list(self.forms if names is None else names):
            self.drop(name)

    @property
    def unsaved(self) -> dict[str, object]:
        """What stands in a form and is not in the log: the form's title, and what it holds."""
        return {f"“{form.accessibleName()}”": form.content() for form in self.forms.values() if form.unsaved}
