"""Where an estimate stands on the scales of evidence that funders use, and why."""

from workbench.analysis.effect import Effect
from workbench.base.words import LANGS, say

MARYLAND = {
    "progress": (0, "scale.maryland.nothing"),
    "before_after": (1, "scale.maryland.before_after"),
    "interrupted_series": (2, "scale.maryland.series"),
    "comparison": (2, "scale.maryland.controls"),
    "time_to_event": (2, "scale.maryland.controls"),
    "difference_in_differences": (3, "scale.maryland.groups"),
    "staggered": (3, "scale.maryland.groups"),
    "matching": (3, "scale.maryland.groups"),
    "weighting": (3, "scale.maryland.groups"),
    "synthetic_control": (3, "scale.maryland.groups"),
    "discontinuity": (4, "scale.maryland.by_rule"),
    "instrument": (4, "scale.maryland.by_rule"),
}
"""The step and its reason when nobody drew lots (Sherman 1997; What Works Growth 2016)."""
NESTA = {
    "described": (1, "scale.nesta.described"),
    "evolved": (2, "scale.nesta.evolved"),
    "associated": (2, "scale.nesta.associated"),
    "estimated": (3, "scale.nesta.compared"),
    "contributed": (2, "scale.nesta.associated"),
    "caused": (3, "scale.nesta.compared"),
}
"""The Standards of Evidence of Nesta (2013), steps 4 and 5 asking for other evaluations."""


def maryland(effect: Effect) -> tuple[int, str]:
    """Return the step of the Maryland Scientific Methods Scale (0: not on it) and the reason.

    A claim held back by its checks goes down with them: without an interval nothing is compared.
    """
    if effect.claim == "caused":
        return 5, "scale.maryland.lot"
    step, reason = MARYLAND[effect.design]
    if effect.claim == "described" and step > 1:
        return 1, "scale.maryland.held_back"
    if effect.claim == "associated" and step > 2:
        return 2, "scale.maryland.held_back"
    if effect.design == "comparison" and effect.method.startswith("difference"):
        return 1, "scale.maryland.no_controls"
    return step, reason


def nesta(effect: Effect) -> tuple[int, str]:
    """Return the step of Nesta's standards that this estimate alone reaches, and the reason."""
    return NESTA[effect.claim]


def as_json(effect: Effect) -> dict[str, object]:
    """Return both scales with their reasons in both languages."""
    found = {"maryland": maryland(effect), "nesta": nesta(effect)}
    return {
        name: {"level": step, **{lang: say(reason, lang) for lang in LANGS}}
        for name, (step, reason) in found.items()
    }
