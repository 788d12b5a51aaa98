"""A horizontal axis for drawings of our own: from figures to places, with ticks people can read."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from markupsafe import escape

INK, ACCENT, SOFT, GRID = "#1b2430", "#0b5c8a", "#5b6b78", "#e3e8ec"
FONT = "system-ui, Segoe UI, Roboto, DejaVu Sans, sans-serif"
STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True)
class Axis:
    """Figures from *low* to *high* between two places of the drawing, and its written ticks."""

    low: float
    high: float
    left: float
    right: float
    ticks: Sequence[tuple[float, str]] = ()

    def at(self, value: float) -> float:
        """Return the place of a figure; one beyond the ends stands at the end."""
        inside = min(max(value, self.low), self.high)
        return self.left + (inside - self.low) / (self.high - self.low) * (self.right - self.left)

    def beyond(self, value: float) -> bool:
        """Whether a figure is further than the axis goes."""
        return not self.low <= value <= self.high

    def drawn(self, top: float, bottom: float, name: str) -> str:
        """Return the grid, the texts of the ticks and the name of the axis."""
        parts = []
        for value, text in self.ticks:
            x = f"{self.at(value):.1f}"
            parts.append(f'<path d="M{x} {top:.0f} V{bottom:.0f}" stroke="{GRID}"/>')
            parts.append(centred(x, bottom + 20, text))
        middle = f"{(self.left + self.right) / 2:.1f}"
        return "".join([*parts, centred(middle, bottom + 44, name)])


def centred(x: str, y: float, text: str) -> str:
    """Return a text around a place."""
    return f'<text x="{x}" y="{y:.0f}" text-anchor="middle" fill="{INK}">{escape(text)}</text>'


def steps(low: float, high: float, about: int = 6) -> list[float]:
    """Return round figures from *low* to *high*, about so many.

    >>> steps(-0.3, 1.1)
    [-0.2, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    """
    wide = (high - low) / about
    power = 10.0 ** floor(log10(wide))
    step = min((n * power for n in STEPS), key=lambda size: abs(size - wide))
    first, last = int(-(-low // step)), int(high // step)
    return [round(n * step, 12) for n in range(first, last + 1)]


def opened(width: float, height: float, title: str, about: str) -> str:
    """Return the beginning of a drawing: its size, its name, and what it shows in words."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" role="img" aria-label="{escape(title)}" class="drawing" '
        f'font-family="{FONT}" font-size="15"><title>{escape(title)}</title>'
        f"<desc>{escape(about)}</desc>"
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>'
    )
