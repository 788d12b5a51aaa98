"""The board's page: what was asked, two or three figures, what may be said, what comes next."""

from workbench.analysis import Effect
from workbench.analysis.ladder import estimated, forbidden, interval, sentence
from workbench.base.findings import gathered, worth_reading
from workbench.press.document import Block, Note, Section, Tile, Tiles
from workbench.report import unestimated
from workbench.report.known import Known, key_effects
from workbench.report.limits import decided
from workbench.report.targets import aim, counts

LINES = 3
"""How many lines each part of the page has at most: the whole report has them all."""


def board(known: Known) -> Section:
    """Return the page that a board reads when it reads only one."""
    chosen, lang = key_effects(known), known.lang
    questions = [one.text.say(lang) for one in known.evaluation.questions]
    blocks: list[Block] = []
    if questions:
        asked = tuple(questions[:LINES])
        blocks.append(Note("told", known.say("report.asked"), asked))
    may = tuple(sentence(effect, lang) for effect in chosen)
    may_not = tuple(dict.fromkeys(forbidden(effect, lang) for effect in chosen))
    if chosen:
        blocks.append(Tiles(tuple(_tile(known, effect) for effect in chosen)))
    else:
        why = unestimated.reasons(known.dossier, lang)
        blocks.append(Note("care", known.say("unestimated.title"), why))
        may, may_not = unestimated.may(known.dossier, lang), unestimated.may_not(lang)
    blocks.append(Note("fine", known.say("report.may_say"), may[:LINES]))
    blocks.append(Note("stop", known.say("report.may_not_say"), may_not[:LINES]))
    if doubts := _doubts(known):
        blocks.append(Note("care", known.say("report.mind"), (doubts,)))
    blocks.append(Note("told", known.say("report.next"), decided(known, LINES)))
    return Section("in-short", known.say("report.board"), tuple(blocks))


def _tile(known: Known, effect: Effect) -> Tile:
    lang = known.lang
    lines = [counts(effect, lang)]
    target = effect.detail.get("target")
    if target is not None:
        told = aim(target, effect.unit, lang)
        lines.append(known.say("report.target_of", target=told))
    if not effect.masked:
        lines.append(interval(effect, lang))
    return Tile(estimated(effect, lang), effect.label.say(lang), " · ".join(lines))


def _doubts(known: Known) -> str:
    """Say how many reservations the whole report holds."""
    found = gathered(worth_reading(known.findings))
    grave = sum(one.severity != "note" for one in found)
    said = [known.say("report.doubts", n=grave)] if grave else []
    minor = len(found) - grave
    return " ".join([*said, *([known.say("report.remarks", n=minor)] if minor else [])])
