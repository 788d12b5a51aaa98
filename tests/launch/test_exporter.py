"""Templates are compiled once for all visitors."""

from jinja2 import DictLoader, Environment

from workbench.launch.exporter import Compiled


def test_a_template_is_compiled_once_for_all_and_again_when_it_changes(monkeypatch):
    compiled, cache = [], Compiled()
    source = {"page": "{{ 1 + 1 }}"}
    real = Environment.compile
    monkeypatch.setattr(
        Environment, "compile", lambda *args, **named: compiled.append(1) or real(*args, **named)
    )

    def told():
        return (
            Environment(loader=DictLoader(source), bytecode_cache=cache)
            .get_template("page")
            .render()
        )

    assert [told(), told(), len(compiled)] == ["2", "2", 1]
    source["page"] = "{{ 2 + 2 }}"
    assert [told(), told(), len(compiled)] == ["4", "4", 2]
