"""The form of page 05: what became of each column that came back."""

from collections.abc import Mapping, Sequence

import ipyvuetify as v
from markupsafe import Markup

from workbench.base.words import say
from workbench.data.parse import MISSING
from workbench.forms.heads import HEADS
from workbench.forms.parts import answer, choice, form, tell


def column_form(report: Sequence[Mapping[str, object]], lang: str) -> v.Sheet:
    """Return a form that tells, for the column chosen, how its answers were understood."""
    rows = {f"{row['file']} · {row['column']}": row for row in report}
    first = next(iter(rows), "")
    which = choice(say("head.column", lang), {name: name for name in rows}, first)
    reply = answer(_told(rows[first], lang) if rows else "")
    which.observe(lambda _: tell(reply, _told(rows[which.v_model], lang)), names="v_model")
    return form(say("forms.data", lang), which, reply)


def _told(row: Mapping[str, object], lang: str) -> Markup:
    n, understood = int(str(row["rows"])), int(str(row["understood"]))
    lines = [say("data.column_told", lang, n=n, understood=understood)]
    for why in (*MISSING, "not_understood"):
        count = int(str(row[why]))
        if count:
            lines.append(say("data.column_missing", lang, why=say(HEADS[why], lang), n=count))
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup("<ul>{}</ul>").format(items)
