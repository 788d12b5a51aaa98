"""Page 06 as a Streamlit script: the same functions on the same dossier, shown by Streamlit."""

import sys

from workbench import analysis, data, forms
from workbench.base.dossier import work_on
from workbench.collection import Plan


def page(dossier: str, lang: str, level: float = 0.95) -> None:
    """Show what the cells of page 06 show, in their order."""
    import streamlit as st

    def show(made) -> None:
        if made.data:
            st.html(str(made.data))

    st.set_page_config(page_title=dossier, layout="wide")
    work = work_on(dossier)
    show(forms.opening(work, lang))
    plan = work.read(Plan)
    show(forms.advised(analysis.choose(analysis.answers_from(work)), plan, lang))
    table = data.load(work)
    show(forms.shown(analysis.by_hand(work, plan.analyses[0], table), lang))
    effects = analysis.results(work, level)
    show(forms.effects(effects, lang))
    show(forms.table(analysis.sites_table(work, lang), lang))
    named = {effect.id: effect for effect in effects}
    chosen = st.selectbox("id", list(named), label_visibility="collapsed")
    show(forms.says([named[chosen]], lang))
    show(forms.contribution(work, lang))
    doubts = analysis.doubts(work, level)
    show(forms.findings(doubts, lang))
    show(forms.passed(doubts, lang))
    for picture in analysis.checks.love_plots(work, lang):
        st.image(picture)
    show(forms.beside(work, lang, level))
    show(forms.deviated(analysis.deviations(work), lang))


if __name__ == "__main__":
    page(*sys.argv[1:])
