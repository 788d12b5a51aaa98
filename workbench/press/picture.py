"""A drawing as a PNG picture, for slides and for programs that show no SVG."""

import io
import json
import re

from workbench.press.pdf import fonts

SHARP = 200
"""Points of a picture in an inch of paper."""
PAGE = b"""#let c = json(bytes(sys.inputs.content))
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(c.svg), format: "svg", width: c.width * 0.75pt)
"""


def png(svg: str, scale: float = 2) -> bytes:
    """Return the picture of *svg*; its text keeps a font that travels with the converter."""
    import vl_convert  # heavy: it carries a whole browser engine for pictures

    made: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return made


def sharp(svg: str) -> bytes:
    """Return the picture of *svg* for print, in the fonts of the PDF: small, and soon made."""
    import typst  # heavy: loaded when something is printed

    made = typst.compile(
        PAGE,
        sys_inputs={"content": json.dumps({"svg": svg, "width": across(svg)})},
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=SHARP,
    )
    if not isinstance(made, bytes):
        raise TypeError("one drawing is one page")
    return made


def across(svg: str) -> float:
    """Return how wide a drawing is, by its own measure.

    >>> across('<svg viewBox="0 0 1418 311">')
    1418.0
    """
    return _box(svg)[0]


def ratio(svg: str) -> float:
    """Return how many times wider than tall a drawing is.

    >>> ratio('<svg viewBox="0 0 600 300">')
    2.0
    """
    width, height = _box(svg)
    return width / height


def _box(svg: str) -> tuple[float, float]:
    found = re.search(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"', svg)
    return (float(found.group(1)), float(found.group(2))) if found else (600.0, 400.0)


def size(file: bytes) -> tuple[str, int, int]:
    """Return the kind of a photo (``image/png`` or ``image/jpeg``), its width and its height.

    Raises OSError (Pillow's own) when it is neither.
    """
    from PIL import Image  # heavy: loaded when somebody brings a photo

    with Image.open(io.BytesIO(file), formats=("PNG", "JPEG")) as image:
        return Image.MIME[str(image.format)], image.width, image.height
