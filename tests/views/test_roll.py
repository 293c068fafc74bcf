"""A roll of rows: it follows its end, stays where it was left, and shows a row without moving more than it must."""

import pytest

from views.roll import Roll

HEIGHTS = [30.0, 50.0, 40.0, 30.0, 200.0, 30.0, 60.0, 30.0, 30.0, 40.0]


@pytest.fixture
def roll() -> Roll:
    """Ten rows of different heights in a window of 120."""
    made = Roll(HEIGHTS.__getitem__, room=120.0, count=len(HEIGHTS))
    made.settle()
    return made


def bottom(roll: Roll) -> float:
    return max(y + height for _, y, height in roll.seen())


def test_it_stands_at_its_end_with_whole_rows_only(roll: Roll) -> None:
    assert bottom(roll) == 100.0
    assert [row for row, _, _ in roll.seen()] == roll.whole() == [7, 8, 9]


def test_it_cuts_a_row_before_it_leaves_much_blank() -> None:
    roll = Roll([300.0, 60.0].__getitem__, room=200.0, count=2)

    roll.settle()

    assert (roll.top, roll.hidden, bottom(roll)) == (0, 160.0, 200.0)


def test_a_last_row_that_is_too_high_is_read_from_its_beginning() -> None:
    roll = Roll([60.0, 300.0].__getitem__, room=200.0, count=2)

    roll.settle()
    begun = (roll.top, roll.hidden, roll.following)
    roll.move(500)
    roll.settle()

    assert begun == (1, 0.0, True)
    assert (roll.top, roll.hidden, roll.following) == (1, 100.0, True)


def test_it_leaves_its_end_by_the_smallest_move(roll: Roll) -> None:
    roll.move(-1)
    roll.settle()

    assert not roll.following
    assert bottom(roll) > 120.0


def test_it_keeps_its_end_in_view_while_its_rows_grow(roll: Roll) -> None:
    roll.following = False
    roll.keep_end()
    roll.height_of = lambda row: HEIGHTS[row] * 2

    roll.settle()

    assert [row for row, _, _ in roll.seen()] == [9]
    assert bottom(roll) == 80.0


def test_it_is_moved_by_pixels_and_follows_again_at_the_end(roll: Roll) -> None:
    roll.move(-75)
    moved = (roll.top, roll.hidden, roll.following)
    roll.move(500)
    roll.settle()

    assert moved == (4, 195.0, False)
    assert roll.following
    assert bottom(roll) == 100.0


def test_it_never_goes_above_its_first_row(roll: Roll) -> None:
    roll.move(-5000)

    assert (roll.top, roll.hidden) == (0, 0.0)


@pytest.mark.parametrize(("row", "top"), [(1, 1), (8, 0), (4, 4)])
def test_a_row_is_shown_whole_or_from_its_top(roll: Roll, row: int, top: int) -> None:
    roll.go_to(0 if row == 8 else 5)

    roll.show(row)

    y, height = next((y, height) for at, y, height in roll.seen() if at == row)
    assert y >= 0
    assert y + height <= 120.0 or (y == 0 and height > 120.0)
    assert row != top or roll.top == top


def test_a_row_that_is_seen_whole_moves_nothing(roll: Roll) -> None:
    before = list(roll.seen())

    roll.show(8)

    assert list(roll.seen()) == before


def test_an_empty_roll_shows_nothing() -> None:
    roll = Roll(HEIGHTS.__getitem__, room=120.0)

    roll.settle()
    roll.move(10)

    assert list(roll.seen()) == []
