"""What results cost, and what they are worth, with ranges instead of one number."""

from workbench.analysis.costs.as_object import as_json, as_text, refused
from workbench.analysis.costs.doubts import doubts
from workbench.analysis.costs.effectiveness import Comparison, compare, net_benefit
from workbench.analysis.costs.of_dossier import Counted, check, counted, of
from workbench.analysis.costs.pictures import curve_picture, tornado_picture
from workbench.analysis.costs.ratios import CostRatio, ratios
from workbench.analysis.costs.record import Alternative, Costs, Input, Outcome, Proxy, Uncertain
from workbench.analysis.costs.refusals import checked
from workbench.analysis.costs.shapes import draw, middle, quantile
from workbench.analysis.costs.sroi import Sroi, sroi
from workbench.analysis.costs.told import (
    amount,
    benefit,
    comparison_table,
    impact_table,
    proxy_table,
    ratio_table,
    scenario_table,
    sentences,
)
from workbench.analysis.costs.value import net_quantity, present_value

__all__ = [
    "Alternative",
    "Comparison",
    "CostRatio",
    "Counted",
    "Costs",
    "Input",
    "Outcome",
    "Proxy",
    "Sroi",
    "Uncertain",
    "amount",
    "as_json",
    "as_text",
    "benefit",
    "check",
    "checked",
    "compare",
    "comparison_table",
    "counted",
    "curve_picture",
    "doubts",
    "draw",
    "impact_table",
    "of",
    "middle",
    "net_benefit",
    "net_quantity",
    "present_value",
    "proxy_table",
    "quantile",
    "ratio_table",
    "ratios",
    "refused",
    "scenario_table",
    "sentences",
    "sroi",
    "tornado_picture",
]
