"""The certificate of a run that came out the same: a page bound to the report by its checksum."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from workbench.base.files import sha256, write_whole
from workbench.base.templated import look, template
from workbench.base.words import date_text, say
from workbench.launch import manifest
from workbench.launch.proof.kept import VERIFIED
from workbench.launch.proof.told import others
from workbench.launch.proof.verify import REPORT, Verdict

STATES = {
    "done": "run.state.done",
    "waiting": "run.state.waiting",
    "failed": "run.state.failed",
}


def write(verdict: Verdict, lang: str, deposit: Path | None = None) -> Path | None:
    """Write the certificate into ``verified/``, beside what it certifies; None where it fails.

    An earlier certificate of a run that no longer holds is taken away. What it certifies stays to
    the byte: no page reads that folder, and no run counts it among its files. That of a *deposit*
    is written beside it.
    """
    if deposit is not None:
        place = deposit.with_name(f"{deposit.stem}.certificate.{lang}.html")
        return write_whole(place, page(verdict, lang, linked=False)) if verdict.same else None
    folder = verdict.run.folder / VERIFIED
    _sweep(folder, all_of_it=not verdict.same)
    if not verdict.same:
        return None
    return write_whole(folder / f"certificate.{lang}.html", page(verdict, lang))


def _sweep(folder: Path, all_of_it: bool) -> None:
    """Take away what was being written when a verification was ended, or every certificate."""
    for pattern in (".certificate.*", *(["certificate.*"] if all_of_it else [])):
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # there is none, or something else is in it
        folder.rmdir()


def page(verdict: Verdict, lang: str, linked: bool = True) -> str:
    """Return the certificate as a page whole by itself, *linked* to the report beside it."""
    run = verdict.run
    return template("certificate", "certificate.html.j2").render(
        lang=lang,
        say=lambda key, **holes: say(key, lang, **holes),
        look=look(),
        title=run.title(lang),
        report=REPORT if verdict.report and linked else None,
        facts=_facts(verdict, lang),
        pages=[(one.page, say(STATES[one.state], lang), len(one.made)) for one in run.record.pages],
        sums=_sums(verdict),
        others=[one.say(lang) for one in others(verdict.other)],
        checked=verdict.checked,
    )


def _facts(verdict: Verdict, lang: str) -> list[tuple[str, str]]:
    run = verdict.run
    times = run.told.get("times") or {}
    made = times.get("ended")
    when = date_text(datetime.fromisoformat(made).date(), lang) if made else "–"
    values = ", ".join(f"{name} = {value}" for name, value in run.record.parameters.items())
    here = manifest.made_with()
    return [
        (say("proof.fact.dossier", lang), run.record.dossier),
        (say("proof.fact.language", lang), run.record.lang),
        (say("proof.fact.made", lang), when),
        (say("proof.fact.verified", lang), date_text(datetime.now(UTC).date(), lang)),
        (say("proof.fact.parameters", lang), values or "–"),
        (say("proof.fact.here", lang), f"workbench {here['workbench']} · Python {here['python']}"
            f" · {here['system']}"),
    ]  # fmt: skip


def _sums(verdict: Verdict) -> list[tuple[str, str]]:
    """Return the checksums to which the page is bound: the report first, the plan, the results."""
    run = verdict.run
    found = [(REPORT, verdict.report)] if verdict.report else []
    found.append((manifest.FILE, sha256(run.folder / manifest.FILE)))
    frozen = (run.told.get("plan") or {}).get("frozen")
    if frozen:
        found.append((manifest.FROZEN, frozen))
    tables = {name: sum_ for name, sum_ in run.made.items() if name.startswith("results/")}
    return [*found, *sorted(tables.items())]
