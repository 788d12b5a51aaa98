"""The guided app: one page that leads from "who are you" to a report, on one dossier."""

from workbench.forms.app.shell import guided

__all__ = ["guided"]
