"""The last step: what may be said, what people add, and the report to send."""

from workbench.forms.app.steps.step import Step
from workbench.forms.lacking import for_a_report
from workbench.forms.reporting import report_parts

STEP = Step(
    "report",
    "reporting.step",
    rests_on=("plan.yml", "received.yml", "received/*", "corrections.csv", "report/added.yml"),
    leaves=("report/index.html",),
    parts=report_parts,
    missing=for_a_report,
)
