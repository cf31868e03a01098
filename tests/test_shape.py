"""No function of the five packages has more ways through it than a reader can follow, and how that is counted."""

import ast
from pathlib import Path

import pytest

from tests.bench import shape
from tests.bench._complexity import boolean_operators, complexity, functions


def test_no_function_is_more_complex_than_can_be_followed() -> None:
    over = shape.complex_functions([shape.CHECKOUT / name for name in shape.PACKAGES])
    assert over == {}, f"more than {shape.COMPLEX} ways through"


@pytest.mark.parametrize(
    ("body", "ways"),
    [
        ("return 1", 1),
        ("return a and b and not c or d", 4),
        ("return a if b else c", 2),
        ("if a:\n  return 1\nelif b:\n  return 2\nelse:\n  return 3", 3),
        ("for a in b:\n  pass\nelse:\n  pass", 3),
        ("while a:\n  if b:\n    break", 3),
        ("return [a for a in b if a if c]", 4),
        ("try:\n  a()\nexcept (B, C):\n  pass\nexcept D:\n  pass\nelse:\n  b()\nfinally:\n  c()", 4),
        ("match a:\n  case 1:\n    b()\n  case 2 | 3:\n    c()\n  case _:\n    d()", 3),
        ("match a:\n  case 1:\n    b()\n  case 2 if c:\n    d()", 3),
        ("assert a and b", 2),
        ("with a:\n  return lambda c: c or d", 2),
        ("def inner():\n  return a or b\nreturn inner", 1),
        ("class Inner:\n  def method(self):\n    return a or b\nreturn Inner", 1),
    ],
)
def test_a_way_for_each_decision(body: str, ways: int) -> None:
    indented = "\n".join(f"  {line}" for line in body.splitlines())
    ((name, function), *_) = functions(ast.parse(f"async def written(a):\n{indented}"))
    assert (name, complexity(function)) == ("written", ways)


def test_every_function_is_found_wherever_it_stands() -> None:
    source = "class A:\n  def b(self):\n    def c(): pass\nif d:\n  async def e(): pass\n"
    assert [name for name, _ in functions(ast.parse(source))] == ["A.b", "A.b.<locals>.c", "e"]


def test_operators_lie_between_operands() -> None:
    assert boolean_operators(ast.parse("a and b and (c or not d)")) == 3


FILES = {
    "__init__.py": "from wire.desk import edit",
    "desk.py": '"""Desk."""\nfrom . import page\nfrom .stories import lead\n\ndef edit(a, b, c, d, e, f, *g):\n  pass\n',
    "stories/__init__.py": "",
    "stories/lead.py": "import wire.page\nfrom ..page import Page\nfrom wire.stories import end\n",
    "stories/end.py": "def end():\n  import wire.agency\n",
    "page.py": 'class Page:\n  """One."""\n  def url(self, a, b, c, d, e, f): pass\n  def _id(self): return 1 or 2\n',
    "agency.py": "import wire.cable",
    "cable.py": "import wire.agency, wired.page",
    "tables/all.sql": "select 1\n;\n",
    "places.tsv": "a\n",
}


def test_rooms_floors_and_arrows_and_what_is_over_a_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """desk on stories on page, and stories on agency and cable, which import each other; what is within a room is no arrow."""
    for name, text in FILES.items():
        (tmp_path / "wire" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "wire" / name).write_text(text)
    wire = tmp_path / "wire"
    assert shape.arrows(wire) == {
        "desk": {"page", "stories"},
        "stories": {"page", "agency"},
        "page": set(),
        "agency": {"cable"},
        "cable": {"agency"},
    }
    assert shape.rooms(wire) == ["wire", "5", "3", "6", "18", "2", "1"]
    monkeypatch.setattr(shape, "LONG_FILE", 5)
    monkeypatch.setattr(shape, "LONG_FUNCTION", 1)
    assert shape.size(wire) == ["wire", "1 (6)", "50.0 %", "1", "1 page:Page._id", "0", "25.0 %"]
