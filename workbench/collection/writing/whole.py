"""The charity's own questions as rows, and the instrument that they make: what stands stays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from workbench.base.errors import DataError
from workbench.base.findings import Finding, blocking
from workbench.base.records import Text, changed
from workbench.base.wording import named
from workbench.base.words import LANGS, Phrase, say
from workbench.collection.asked import completed
from workbench.collection.checks import check, columns_of
from workbench.collection.record import AskedIf, Derived, Instrument, Plan, Question, columns
from workbench.collection.writing.row import (
    YES_NO,
    Row,
    asked,
    follows,
    kind_of,
    paired,
    shown,
)
from workbench.collection.writing.typed import line_of, lines, one_line
from workbench.indicators import Choices, catalogue

COUNTED = "_counted"
"""The end of the name of the yes or no that is made from the answers to a question."""
RESERVED = frozenset({"wave", "data", "meta", "instanceid", "start", "end", "today", "deviceid"})
"""Names that a form, or a table of answers, keeps for itself."""


@dataclass(frozen=True)
class Around:
    """What else speaks of the questions.

    *answered* says how many answers came in, by question.
    """

    choices: Choices
    plan: Plan | None = None
    answered: Mapping[str, int] = field(default_factory=dict)

    @property
    def fixed(self) -> bool:
        """Whether answers came in: names and codes stay as they are from then on."""
        return any(self.answered.values())


def own(instrument: Instrument) -> list[Question]:
    """Return the questions that a charity writes: not who, not where, nothing that is computed."""
    return [one for one in instrument.questions if one.role == "answer" and kind_of(one)]


def rows(instrument: Instrument, lang: str) -> list[dict[str, str]]:
    """Return the charity's own questions as rows, in the order in which they are asked."""
    return [shown(one, _among(instrument, one.id), lang) for one in own(instrument)]


def counted(instrument: Instrument, id: str) -> Derived | None:
    """Return the yes or no that is made from some of the answers to a question, or None."""
    made = (one for one in instrument.derived if one.source == id and one.among)
    return next(made, None)


def _among(instrument: Instrument, id: str) -> tuple[str, ...]:
    found = counted(instrument, id)
    return found.among if found else ()


def written(instrument: Instrument, typed: Sequence[Row], around: Around, lang: str) -> Instrument:
    """Return the instrument with the questions of the rows, in their order.

    A question keeps all that its row does not show. A new one gets a name from its words, and a
    name made from words follows them until somebody answers or the plan names it. Raises DataError
    where the form could not be given to people.
    """
    before = {one.id: one for one in own(instrument)}
    rows = [row for row in typed if row.get("key", "") in before or row["label"].strip()]
    if any(not one_line(row["label"]) for row in rows):
        raise DataError("app.row_needs_words")
    names = _names(instrument, rows, around, lang)
    made: list[tuple[Question | None, Question]] = []
    for row, id in zip(rows, names, strict=True):
        old = before.pop(row.get("key", ""), None)
        made.append((old, asked(_timed(row, instrument), old, id, lang, fixed=around.fixed)))
    renamed = _Renamed.of(made, lang)
    questions = [renamed.within(question) for _, question in made]
    whole = changed(
        with_person(instrument),
        questions=tuple(_placed(with_person(instrument), made, questions)),
        derived=tuple(_derived(instrument, rows, made, renamed, lang)),
    )
    _refuse(instrument, whole, around.choices, lang)
    return whole


def usual(instrument: Instrument) -> tuple[str, ...]:
    """Return when a new question is asked, where nobody says: at entry and at exit."""
    waves = tuple(wave for wave in instrument.waves if wave != "follow_up")
    return waves or instrument.waves


def _timed(row: Row, instrument: Instrument) -> Row:
    """Return the row with waves that the instrument has; raise DataError where none is left."""
    given = row["waves"].split() if row["waves"].strip() or row.get("key") else usual(instrument)
    waves = [wave for wave in instrument.waves if wave in given]
    if not waves:
        raise DataError("asking.no_wave", name=one_line(row["label"]))
    return {**row, "waves": " ".join(waves)}


def _names(instrument: Instrument, rows: Sequence[Row], around: Around, lang: str) -> list[str]:
    """Return the id of the question of each row."""
    before = {one.id: one for one in own(instrument)}
    stay = {id for id, one in before.items() if _stays(instrument, one, around)}
    others = {one.id for one in instrument.questions if one.id not in before}
    others |= {one.id for one in instrument.derived if not one.id.endswith(COUNTED)}
    others |= {one.id for one in completed(instrument, around.choices).questions} - set(before)
    others |= {choice.outcome.partition("__")[0] for choice in around.choices.choices} - set(before)
    taken = {*others, *RESERVED, *(before if around.fixed else stay)}
    found: list[str] = []
    for row in rows:
        old = before.pop(row.get("key", ""), None)
        words = one_line(row["label"])
        same = old is not None and (line_of(old.label, lang) == words or old.id in stay)
        free = old is not None and follows(old.id, old.label, lang)
        kept = old.id if old is not None and (same or not free) else ""
        found.append(kept)
        taken.add(kept)
    for place, row in enumerate(rows):
        if not found[place]:
            found[place] = named(one_line(row["label"]), taken)
            taken.add(found[place])
    return found


def _stays(instrument: Instrument, question: Question, around: Around) -> bool:
    """Whether something else than its own link speaks of a question by its name."""
    if around.fixed:
        return True
    made = {one.id for one in instrument.derived if one.source == question.id}
    made |= {name for wave in question.waves for name in columns(question, wave)}
    planned = {
        name for one in (around.plan.analyses if around.plan else ()) for name in columns_of(one)
    }
    linked = {c.outcome for c in around.choices.choices if c.indicator != question.indicator}
    texts = " ".join(f"{one.formula or ''} {one.must or ''}" for one in instrument.questions)
    return bool(made & (planned | linked)) or f"{{{question.id}}}" in texts.replace(" ", "")


@dataclass(frozen=True)
class _Renamed:
    """The new names of questions, and of the answers of each, by the old ones."""

    ids: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, made: Iterable[tuple[Question | None, Question]], lang: str) -> "_Renamed":
        """Return what was renamed by the words typed in *lang*."""
        pairs = [(old, new) for old, new in made if old is not None]
        ids = {old.id: new.id for old, new in pairs}
        return cls(ids, {old.id: recoded(old, new, lang) for old, new in pairs})

    def within(self, question: Question) -> Question:
        """Return a question whose skip logic speaks of the new names."""
        rule = question.asked_if
        if rule is None:
            return question
        codes = self.codes.get(rule.question, {})
        among = tuple(codes.get(code, code) for code in rule.among)
        id = self.ids.get(rule.question, rule.question)
        return changed(question, asked_if=AskedIf(question=id, among=among, above=rule.above))


def recoded(old: Question, new: Question, lang: str) -> dict[str, str]:
    """Return the code that each answer has now, by the one that it had; those gone are left out."""
    now, then = ([line_of(o.label, lang) for o in one.options] for one in (new, old))
    pairs = paired(now, then)
    return {old.options[at].code: new.options[place].code for place, at in pairs.items()}


def _placed(
    instrument: Instrument,
    made: Sequence[tuple[Question | None, Question]],
    questions: Sequence[Question],
) -> Iterable[Question]:
    """Return all questions: those without a row stay behind the one that they stood behind."""
    ids = {old.id: new.id for old, new in made if old is not None}
    behind: dict[str, list[Question]] = {"": []}
    last = ""
    for one in instrument.questions:
        if one.role == "answer" and kind_of(one):
            last = ids.get(one.id, last)
            behind.setdefault(last, [])
        else:
            behind[last].append(one)
    yield from behind[""]
    for question in questions:
        yield question
        yield from behind.get(question.id, ())


def _derived(
    instrument: Instrument,
    rows: Sequence[Row],
    made: Sequence[tuple[Question | None, Question]],
    renamed: _Renamed,
    lang: str,
) -> Iterable[Derived]:
    """Return the yes-or-no answers made from others: those of a question that is gone go too."""
    wanted = {new.id: _yes(row, new, lang) for row, (_, new) in zip(rows, made, strict=True)}
    news = {old.id: new for old, new in made if old is not None}
    shelf = {one.id for one in own(instrument)}
    done: set[str] = set()
    for one in instrument.derived:
        new = news.get(one.source)
        if new is None:
            if one.source not in shelf:
                yield one
            continue
        codes = renamed.codes.get(one.source, {})
        among = tuple(codes.get(code, code) for code in one.among)
        if counted(instrument, one.source) is not one:
            yield changed(one, source=new.id, among=among)
            continue
        ours = one.id == f"{one.source}{COUNTED}"
        done.add(new.id)
        if not ours and kind_of(new) == "yes_no" and set(among) <= {*YES_NO}:
            yield changed(one, source=new.id, among=among)
        elif wanted[new.id]:
            id = f"{new.id}{COUNTED}" if ours else one.id
            yield changed(one, id=id, source=new.id, among=wanted[new.id])
    for _, new in made:
        if wanted[new.id] and new.id not in done:
            yield _counted(new, wanted[new.id])


def _yes(row: Row, question: Question, lang: str) -> tuple[str, ...]:
    """Return the answers that count as a yes, by their codes, in the order of the list."""
    if kind_of(question) == "yes_no":
        return YES_NO[:1] if question.indicator else ()
    ticked = set(lines(row["counts"]))
    return tuple(o.code for o in question.options if line_of(o.label, lang) in ticked)


def _counted(question: Question, among: tuple[str, ...]) -> Derived:
    indicator = catalogue().get(question.indicator or "")
    label = indicator.name if indicator else question.label
    content = {"id": f"{question.id}{COUNTED}", "label": label, "from": question.id, "among": among}
    return Derived.model_validate(content)


def with_person(instrument: Instrument) -> Instrument:
    """Return the instrument with the question that holds the key of a person, where it has none."""
    if instrument.role("person") is not None:
        return instrument
    taken = {one.id for one in instrument.questions}
    person = Question(
        id=named("person", taken),
        label=Text.model_validate({lang: say("asking.person.label", lang) for lang in LANGS}),
        type="text",
        waves=instrument.waves,
        role="person",
        required=True,
        hint=Text.model_validate({lang: say("asking.person.hint", lang) for lang in LANGS}),
    )
    return changed(instrument, questions=(person, *instrument.questions))


def new_blockers(old: Sequence[Finding], new: Sequence[Finding]) -> list[Finding]:
    """Return what would stop the work and did not before."""
    known = {(one.id, one.where) for one in blocking(old)}
    return [one for one in blocking(new) if (one.id, one.where) not in known]


@lru_cache(maxsize=16)
def looked_over(instrument: Instrument, choices: Choices) -> tuple[Finding, ...]:
    """Return what the checks find in all that will be asked, the catalogue's questions too."""
    return tuple(check(completed(instrument, choices), choices, None))


def _refuse(old: Instrument, new: Instrument, choices: Choices, lang: str) -> None:
    """Refuse an instrument that could not be given to people, and could before."""
    was, now = looked_over(old, choices), looked_over(new, choices)
    for finding in new_blockers(was, now):
        about = new.question(finding.where)
        where = line_of(about.label, lang) if about else finding.where
        if finding.id == "collection.skip_too_early" and about and about.asked_if:
            first = new.question(about.asked_if.question)
            first_name = line_of(first.label, lang) if first else about.asked_if.question
            raise DataError("asking.asked_before", name=where, first=first_name)
        holes = {"where": where, **finding.holes}
        raise DataError("asking.not_possible", why=Phrase(finding.id, holes))
