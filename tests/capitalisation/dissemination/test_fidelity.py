"""Fidelity: the core apart, what nobody saw, what two saw differently, and never a ranking."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from workbench.base.records import changed
from workbench.capitalisation.dissemination import Dissemination, Fidelity, fidelity
from workbench.capitalisation.dissemination.fidelity import Adaptation, Observation

CORE = ("c0", "c1", "c2", "c3")
TOLD = Dissemination.model_validate({
    "format": 1,
    "components": [
        *({"id": id, "label": id, "core": True, "because": "so"} for id in CORE),
        {"id": "free", "label": "free", "core": False},
    ],
    "sites": [
        {"id": "z", "name": "Z", "role": "receives"}, {"id": "a", "name": "A", "role": "both"},
    ],
})  # fmt: skip


def seen(*lines, day=date(2026, 1, 1)):
    made = [
        Observation(id=f"o{n}", site=site, component=part, state=state, observer=who, on=day)
        for n, (site, part, state, who) in enumerate(lines)
    ]
    return Fidelity(format=1, observations=tuple(made))


def at(found, site):
    return next(one for one in fidelity.at_sites(found, TOLD) if one.site.id == site)


def test_fidelity_is_the_core_in_place_among_what_was_seen():
    found = seen(
        ("a", "c0", "in_place", "outside"), ("a", "c1", "absent", "giver"),
        ("a", "free", "absent", "outside"),
    )  # fmt: skip
    one = at(found, "a")
    assert (one.core, one.seen, one.in_place, one.share) == (4, 2, 1, 0.5)
    assert [part.id for part in one.unseen] == ["c2", "c3"]
    assert one.observers == ("giver", "outside")


def test_a_site_that_nobody_looked_at_has_no_share():
    assert at(seen(), "z").share is None


def test_sites_stand_in_the_order_of_the_file_and_not_of_their_share():
    found = seen(("a", "c0", "in_place", "giver"), ("z", "c0", "absent", "giver"))
    assert [one.site.id for one in fidelity.at_sites(found, TOLD)] == ["z", "a"]


def test_two_observations_that_differ_are_kept_and_flagged(wrong):
    found = seen(("a", "c0", "in_place", "itself"), ("a", "c0", "absent", "outside"))
    one = at(found, "a")
    assert [part.id for part in one.apart] == ["c0"]
    assert (one.seen, one.in_place, one.absent) == (1, 0, 0)
    assert ("dissemination.seen_apart", "a") in wrong(fidelity.check(found, TOLD))


def test_a_later_observation_takes_the_place_of_an_earlier_one():
    old = seen(("a", "c0", "absent", "giver"), day=date(2025, 1, 1)).observations[0]
    new = seen(("a", "c0", "in_place", "giver")).observations[0]
    both = Fidelity(format=1, observations=(new, changed(old, id="old")))
    assert (at(both, "a").in_place, at(both, "a").apart) == (1, ())


def test_who_was_only_seen_by_itself_and_what_was_not_seen_are_told(wrong):
    found = wrong(fidelity.check(seen(("a", "c0", "in_place", "itself")), TOLD))
    assert {("dissemination.only_itself", "a"), ("dissemination.unseen", "a")} <= found


def test_an_adaptation_is_no_failure_but_asks_for_its_reason(wrong):
    one = Adaptation(id="x", site="a", component="c0", what="smaller", plan="planned", fits="yes")
    found = Fidelity(format=1, adaptations=(one,))
    assert at(found, "a").share is None
    assert ("dissemination.adapted_without_reason", "x") in wrong(fidelity.check(found, TOLD))
    assert len(fidelity.adaptations_table(found, TOLD, "fr")) == 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from("az"),
            st.sampled_from((*CORE, "free")),
            st.sampled_from(("in_place", "partly", "absent")),
            st.sampled_from(("itself", "giver", "outside")),
        )
    )
)
def test_every_core_part_is_counted_once(lines):
    for one in fidelity.at_sites(seen(*lines), TOLD):
        counted = one.in_place + one.partly + one.absent + len(one.apart) + len(one.unseen)
        assert counted == one.core == 4
        assert one.share is None or 0 <= one.share <= 1
