"""What another desk changes while a form is filled in: taken in where it was not touched, said where it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from views.forms.form import Form


def take_in(
    form: Form,
    present: Mapping[str, str],
    shown: Mapping[str, str],
    held: Mapping[str, str],
    put: Callable[[str, str], None],
) -> None:
    """Bring each field to what is so now; `shown` is what it began with, `held` what stands in it."""
    for name, text in present.items():
        if name not in shown or held[name] == shown[name]:
            put(name, text)
        elif text not in (shown[name], held[name]):
            form.show_refusal(f"Set to “{text or 'nothing'}” meanwhile by another desk. Enter saves yours.", name)
