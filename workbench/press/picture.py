"""A drawing as a PNG picture, for slides and for programs that show no SVG."""


def png(svg: str, scale: float = 2) -> bytes:
    """Return the picture of *svg*; its text keeps a font that travels with the converter."""
    import vl_convert  # heavy: it carries a whole browser engine for pictures

    made: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return made
