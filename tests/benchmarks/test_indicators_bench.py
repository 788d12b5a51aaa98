"""How long the catalogue takes to load (aim: 0.3 s) and to answer (aim: 20 ms); `make bench`."""

import pytest

from workbench import indicators
from workbench.base.dossier import open_dossier
from workbench.theory import Theory

pytestmark = pytest.mark.bench


def test_the_whole_catalogue_loads(benchmark):
    def load():
        indicators.catalogue.cache_clear()
        return indicators.catalogue()

    assert len(benchmark(load)) >= 134


@pytest.mark.parametrize("question", ["emploi", "cost per positive exit", "confiance en soi"])
def test_a_search_answers(benchmark, question):
    indicators.search(question)
    assert benchmark(indicators.search, question)


def test_a_theory_is_answered(benchmark):
    theory = open_dossier("trajectoires").read(Theory)
    indicators.suggest(theory)
    assert benchmark(indicators.suggest, theory)
