"""Step 5 of taking a file in: what will stand in the dossier, what still blocks, and the yes."""

from collections.abc import Callable

import ipyvuetify as v
import ipywidgets as w
from markupsafe import Markup

from workbench.base.findings import Finding, blocking
from workbench.base.words import say
from workbench.collection.answers import wave_name
from workbench.data.protection.keys import SHORTEST
from workbench.forms.importing_desk import Desk
from workbench.forms.importing_doubts import END, listed, step_of
from workbench.forms.parts import answer, button, tell

STEPS = {1: "upload.step.file", 2: "upload.step.read", 3: "upload.step.columns",
         4: "upload.step.answers", 5: "upload.step.end"}  # fmt: skip


def end_step(
    desk: Desk, go: Callable[[int], None], take: Callable[[str], None]
) -> tuple[list[w.Widget], Callable[[], None]]:
    """Return the parts of the step, and what shows them anew; *take* is given the passphrase."""
    if desk.proposal is None or desk.asked is None:
        return [], lambda: None
    lang, reply = desk.lang, answer()
    parts: list[w.Widget] = [reply]
    for step in blocked_at(desk):
        name = say(STEPS[step], lang)
        label = say("upload.go_to", lang, step=step, name=name)
        parts.append(button(label, lambda step=step: go(step), quiet=True))  # type: ignore[misc]  # a default that binds
    secret = _secret(lang)
    if desk.asked.request.key:
        parts.append(answer(say("upload.passphrase_about", lang, n=SHORTEST)))
        parts.append(secret)
    yes = button(say("upload.take", lang), lambda: take(str(secret.v_model or "")))
    yes.disabled = bool(blocked_at(desk))
    parts.append(yes)

    def show() -> None:
        if desk.proposal is not None:
            tell(reply, _summary(desk) + listed(_left(desk), lang))

    return parts, show


def blocked_at(desk: Desk) -> list[int]:
    """Return the steps at which something stands in the way, in order."""
    if desk.proposal is None or desk.asked is None:
        return []
    steps = {step_of(finding) for finding in blocking(desk.proposal.findings)} - {END}
    if desk.unread() or desk.unsigned():
        steps.add(4)
    return sorted(steps)


def _left(desk: Desk) -> list[Finding]:
    """Return what still stands in the way, and what is only settled later."""
    asked, proposal = desk.here()
    found = [one for one in desk.doubts() if one.blocks or step_of(one) == END]
    if desk.unread():
        found.append(Finding("upload.fix_unread", False, "", "blocker", {"n": len(desk.unread())}))
    if desk.unsigned():
        found.append(Finding("upload.fix_unsigned", False, "", "blocker"))
    return found


def _secret(lang: str) -> v.VuetifyWidget:
    return v.TextField(
        label=say("upload.passphrase", lang), v_model="", variant="outlined", type="password",
        autocomplete="off",
    )  # fmt: skip


def _summary(desk: Desk) -> Markup:
    """Return what will stand in the dossier, as a list."""
    asked, proposal = desk.here()
    request, lang = asked.request, desk.lang
    entry, wave = proposal.entry, wave_name(proposal.entry.wave, lang)
    lines = [
        say("upload.will.file", lang, file=request.path.name, kept=entry.file),
        say("upload.will.wave", lang, wave=wave, n=proposal.rows),
        say("upload.will.columns", lang, n=len(entry.columns)),
    ]
    if request.replace:
        lines.append(say("upload.will.replace", lang))
    if entry.part:
        lines.append(say("upload.will.part", lang, part=entry.part))
    if request.drop:
        names = ", ".join(request.drop)
        lines.append(say("upload.will.drop", lang, n=len(request.drop), columns=names))
    if request.key:
        lines.append(say("upload.will.key", lang, columns=", ".join(request.key)))
    coded = sum(len(said) for said in request.codes.values())
    fixes = sum(len(said) for said in asked.fixes.values())
    if coded:
        lines.append(say("upload.will.codes", lang, n=coded))
    if fixes:
        lines.append(say("upload.will.fixes", lang, n=fixes))
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup("<ul>{}</ul>").format(items)
