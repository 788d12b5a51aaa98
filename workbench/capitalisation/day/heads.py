"""The heads of the tables of a day: which phrase stands over which column."""

HEADS = {
    "day_prerequisite": "day.head.prerequisite",
    "day_wording": "day.head.wording",
    "day_status": "day.head.status",
    "day_asks": "day.head.asks",
    "day_asking": "day.head.asking",
    "day_pilot": "day.head.pilot",
    "day_raters": "day.head.raters",
    "day_same_score": "day.head.same_score",
    "day_alpha": "day.head.alpha",
    "day_interval": "day.head.interval",
    "day_before": "day.head.before",
    "day_after": "day.head.after",
    "day_moved": "day.head.moved",
    "day_lowest": "day.head.lowest",
    "day_highest": "day.head.highest",
    "day_spread": "day.head.spread",
    "day_declared": "day.confidence.declared",
    "day_documented": "day.confidence.documented",
    "day_verified": "day.confidence.verified",
    "day_with_evidence": "day.head.with_evidence",
    "day_what": "day.head.what",
    "day_owner": "day.head.owner",
    "day_when": "day.head.when",
    "day_axis": "day.head.axis",
}
"""Their names begin with ``day_``: other pages have a pilot and a date too."""
