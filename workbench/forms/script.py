"""The scripts of widgets: one function that makes elements stands before each of them."""

from pathlib import Path

MAKE = Path(__file__).parent / "make.js"


def script(*files: Path) -> str:
    """Return the text of a widget's script, with what all of them share before it."""
    return "\n".join(file.read_text(encoding="utf-8") for file in (MAKE, *files))
