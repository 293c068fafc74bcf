"""The bundled files are whole and say what their readers rely on."""

import struct
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from resources import files
from resources.shapes import DASH, OCTAGON, SHAPES, Shape, Subpath, circle, placed, polygon

FONTS = sorted(path.name for path in files.path("fonts").glob("*.ttf"))
ICONS = sorted(path.name for path in files.path("icons").glob("*.svg"))


def tables_of(font: bytes) -> dict[bytes, bytes]:
    """The tables of an OpenType file by tag."""
    count = struct.unpack_from(">H", font, 4)[0]
    rows = [struct.unpack_from(">4sIII", font, 12 + 16 * i) for i in range(count)]
    return {tag: font[start : start + length] for tag, _, start, length in rows}


def glyph_of(cmap: bytes, character: str) -> int:
    """The glyph that a font's format 4 character map gives for a character, 0 if it has none."""
    starts = [struct.unpack_from(">HHI", cmap, 4 + 8 * i)[2] for i in range(struct.unpack_from(">H", cmap, 2)[0])]
    table = next(cmap[start:] for start in starts if struct.unpack_from(">H", cmap, start)[0] == 4)
    double = struct.unpack_from(">H", table, 6)[0]
    for i in range(0, double, 2):
        last = struct.unpack_from(">H", table, 14 + i)[0]
        first = struct.unpack_from(">H", table, 16 + double + i)[0]
        delta = struct.unpack_from(">H", table, 16 + 2 * double + i)[0]
        place = 16 + 3 * double + i
        offset = struct.unpack_from(">H", table, place)[0]
        if first <= ord(character) <= last:
            if offset == 0:
                return int(ord(character) + delta) & 0xFFFF
            return int(struct.unpack_from(">H", table, place + offset + 2 * (ord(character) - first))[0])
    return 0


def width_of(tables: dict[bytes, bytes], character: str) -> int:
    """The advance of a character in font units."""
    metrics = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    glyph = min(glyph_of(tables[b"cmap"], character), metrics - 1)
    return int(struct.unpack_from(">H", tables[b"hmtx"], 4 * glyph)[0])


def subpaths_of(shape: Shape) -> list[Subpath]:
    return [*shape.fill, *shape.outline, *shape.mark]


@pytest.mark.parametrize("name", FONTS)
def test_a_font_has_truetype_outlines_that_qt_and_reportlab_both_read(name: str) -> None:
    font = files.data("fonts", name)

    assert font[:4] == b"\x00\x01\x00\x00"
    assert {b"glyf", b"loca", b"cmap", b"hmtx", b"name", b"OS/2"} <= tables_of(font).keys()


@pytest.mark.parametrize(
    ("name", "weight"),
    [("Inter-Regular.ttf", 400), ("Inter-Medium.ttf", 500), ("Inter-SemiBold.ttf", 600), ("Inter-Bold.ttf", 700)],
)
def test_each_inter_file_has_its_own_weight(name: str, weight: int) -> None:
    tables = tables_of(files.data("fonts", name))

    assert struct.unpack_from(">H", tables[b"OS/2"], 4)[0] == weight


@pytest.mark.parametrize("name", FONTS)
def test_digits_stand_in_columns_without_any_font_feature(name: str) -> None:
    tables = tables_of(files.data("fonts", name))

    assert len({width_of(tables, digit) for digit in "0123456789"}) == 1
    assert all(glyph_of(tables[b"cmap"], character) for character in "0123456789:.,°×→–…é")


@pytest.mark.parametrize("name", ["OFL.txt", "DejaVu-LICENSE.txt"])
def test_fonts_travel_with_their_licences(name: str) -> None:
    assert "Copyright" in files.text("fonts", name)


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_takes_the_colour_of_its_place(name: str) -> None:
    root = ElementTree.fromstring(files.text("icons", name))

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    if name != "watchkeeper.svg":  # The app's own icon brings its colours.
        assert root.get("stroke") == "currentColor"
        assert root.get("stroke-width") == "1.75"
        assert {child.get("stroke") for child in root} == {None}


def test_every_hics_251_row_but_other_is_in_the_register() -> None:
    systems = files.toml("register", "hics-2014.toml")["system"]

    counts: dict[str, int] = {}
    for system in systems:
        counts[system["group"]] = counts.get(system["group"], 0) + 1
    assert counts == {
        "Communication": 9,
        "Infrastructure": 6,
        "Patient care": 4,
        "Security": 2,
        "Utilities, external": 4,
        "Utilities, internal": 13,
    }


def test_register_codes_are_short_unique_and_tiered() -> None:
    systems = files.toml("register", "hics-2014.toml")["system"]

    refs = [system["ref"] for system in systems]
    assert len(set(refs)) == len(refs)
    assert all(ref.isalnum() and ref.isupper() and len(ref) <= 8 for ref in refs)
    assert all(system["tier"] in range(5) for system in systems)
    assert all(system.get("rto_minutes", 1) > 0 for system in systems)
    assert all(set(system) <= {"ref", "name", "group", "tier", "rto_minutes"} for system in systems)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_a_shape_is_closed_and_stays_in_its_square(shape: Shape) -> None:
    sizes = {"move": 2, "line": 2, "curve": 6, "close": 0}

    for path in subpaths_of(shape):
        assert [op for op, _ in path].count("move") == [op for op, _ in path].count("close") == 1
        assert (path[0][0], path[-1][0]) == ("move", "close")
        assert all(len(numbers) == sizes[op] for op, numbers in path)
        assert all(0 <= number <= 1 for _, numbers in path for number in numbers)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_an_edge_leaves_room_for_its_stroke_and_surrounds_the_mark(shape: Shape) -> None:
    edge = [number for path in shape.outline for _, numbers in path for number in numbers]
    mark = [number for path in shape.mark for _, numbers in path for number in numbers]

    assert edge
    assert shape.fill
    assert all(min(edge) < number < max(edge) for number in mark)
    assert min(edge) >= 0.04
    assert max(edge) <= 0.96


def test_the_shapes_are_told_apart_without_colour() -> None:
    drawings = [(shape.fill, shape.mark) for shape in SHAPES.values()]

    assert len({repr(drawing) for drawing in drawings}) == len(SHAPES) == 7


def test_a_shape_is_placed_the_same_way_up_on_screen_and_on_paper() -> None:
    corner: Subpath = (("move", (0.25, 0.0)), ("line", (1.0, 0.5)), ("close", ()))

    assert placed(corner, 10, 20, 8) == (("move", (12, 20)), ("line", (18, 24)), ("close", ()))
    assert placed(corner, 10, 20, 8, y_up=True) == (("move", (12, 20)), ("line", (18, 16)), ("close", ()))


def test_a_rounded_corner_never_reaches_past_the_middle_of_a_side() -> None:
    path = polygon([(0, 0), (1, 0), (1, 0.2), (0, 0.2)], 0.9)

    ends = [numbers[-2:] for op, numbers in path if op != "close"]
    assert (0.5, 0.0) in ends
    assert (1.0, 0.1) in ends


def test_a_circle_ends_where_it_began() -> None:
    path = circle((0.5, 0.5), 0.25)

    assert path[0][1] == path[-2][1][-2:] == (0.75, 0.5)


def test_plain_polygons_keep_their_corners() -> None:
    assert polygon([(0, 0), (1, 0), (0, 1)]) == (("move", (0, 0)), ("line", (1, 0)), ("line", (0, 1)), ("close", ()))


def test_normal_is_quiet_and_failed_is_marked() -> None:
    assert OCTAGON.mark
    assert not DASH.mark
    assert len(SHAPES["ring"].fill) == 2


def test_a_missing_file_is_named_in_full() -> None:
    with pytest.raises(FileNotFoundError, match=r"resources.*fonts.*Comic\.ttf"):
        files.path("fonts", "Comic.ttf")


def test_files_are_read_as_path_text_bytes_and_toml() -> None:
    parts = ("register", "hics-2014.toml")

    assert isinstance(files.path(*parts), Path)
    assert files.text(*parts).encode() == files.data(*parts)
    assert files.toml(*parts) == tomllib.loads(files.text(*parts))
