"""How long the catalogue takes to load (aim: 0.3 s) and to answer (aim: 20 ms); `make bench`."""

from timeit import repeat

import pytest

from workbench import indicators
from workbench.base.dossier import open_dossier
from workbench.theory import Theory

pytestmark = pytest.mark.bench


LOADED, ANSWERED = 0.3, 0.02


def best(work):
    return min(repeat(work, number=1, repeat=5))


def test_the_whole_catalogue_loads(benchmark, beside):
    def load():
        indicators.catalogue.cache_clear()
        return indicators.catalogue()

    assert len(benchmark(load)) >= 134
    beside("the whole catalogue loads", best(load), most=LOADED)


@pytest.mark.parametrize("question", ["emploi", "cost per positive exit", "confiance en soi"])
def test_a_search_answers(benchmark, beside, question):
    indicators.search(question)
    assert benchmark(indicators.search, question)
    job = f"the catalogue is searched for “{question}”"
    beside(job, best(lambda: indicators.search(question)), most=ANSWERED)


def test_a_theory_is_answered(benchmark, beside):
    theory = open_dossier("trajectoires").read(Theory)
    indicators.suggest(theory)
    assert benchmark(indicators.suggest, theory)
    beside("indicators for a theory", best(lambda: indicators.suggest(theory)), most=ANSWERED)
