"""Which shape and which words a state and a priority wear: one answer for window and paper (`resources/shapes.py`)."""

from models.system import SystemStatus
from models.terms import Priority, SystemState

SEVERITY = ("octagon", "diamond", "bolt", "ring", "dash")
"""The shapes of a state, worst first."""


def shape_of(status: SystemStatus | None) -> str:
    """The shape of a system's state; a system never reported on is fully functional."""
    if status is None:
        return "ring"
    if status.on_backup:
        return "bolt"
    return {
        SystemState.NONFUNCTIONAL: "octagon",
        SystemState.PARTIALLY: "diamond",
        SystemState.FULLY: "ring",
        SystemState.NOT_APPLICABLE: "dash",
    }[status.state]


def state_text(status: SystemStatus) -> str:
    """The state in its word: `Nonfunctional`, `Partially functional`, `On backup`."""
    return "On backup" if status.on_backup else status.state.value.capitalize()


def priority_shape(priority: Priority) -> str:
    """The shape that a priority wears."""
    return {Priority.CRITICAL: "octagon", Priority.HIGH: "triangle", Priority.MEDIUM: "diamond"}.get(priority, "disc")
