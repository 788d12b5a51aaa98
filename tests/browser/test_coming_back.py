"""Back and reload, and a page left for a night: the same step opens again, with nothing lost."""

import shutil

import pytest

from workbench.base import places
from workbench.base.yaml_files import read_yaml

pytestmark = pytest.mark.slow

LONG = 90_000
TITLE = ".q[data-question='guide.project.title']"
OWNER = ".q[data-question='guide.indicators.choices']"
CULLED = """async () => {
  const { kernelId } = JSON.parse(document.getElementById('jupyter-config-data').textContent);
  const token = decodeURIComponent(/(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)[1]);
  const body = new URLSearchParams({ _xsrf: token });
  const answer = await fetch(`/voila/api/shutdown/${kernelId}`, { method: 'POST', body });
  document.dispatchEvent(new CustomEvent('workbench:unheard'));
  return answer.status;
}"""


@pytest.fixture
def name(served, request):
    name = request.node.name.split("[")[0][-30:]
    shutil.copytree(places.examples() / "trajectoires", served.workspace / name)
    return name


def opened(tab, served, name, step):
    tab.set_default_timeout(LONG)
    tab.goto(f"{served.page('fr', 'app', name)}&step={step}", timeout=LONG)
    there(tab, step)


def there(tab, step):
    tab.wait_for_selector(f"#step-title[data-step={step}]", timeout=2 * LONG)
    tab.wait_for_selector("body[data-ready]", timeout=LONG)


@pytest.mark.full
def test_back_forward_and_reload_lead_to_the_same_step(tab, served, name):
    opened(tab, served, name, "project")
    for step in ("theory", "indicators"):
        tab.locator(f".steps a[data-step={step}]").click()
        there(tab, step)
    tab.go_back()
    there(tab, "theory")
    tab.go_back()
    there(tab, "project")
    tab.go_forward()
    there(tab, "theory")
    tab.wait_for_selector("#step-title:focus")
    tab.reload()
    there(tab, "theory")
    assert tab.locator(".steps a[aria-current]").get_attribute("data-step") == "theory"
    assert "step=theory" in tab.url


def test_a_page_left_for_a_night_opens_again_at_its_step_with_what_was_typed(tab, served, name):
    opened(tab, served, name, "indicators")
    owner = tab.locator(f"{OWNER} [data-name=owner]")
    owner.nth(0).fill("Kept before the night")
    owner.nth(0).blur()
    tab.wait_for_selector(f"{OWNER}[data-state=kept]")
    assert tab.evaluate(CULLED) < 400
    owner.nth(1).fill("Typed the next morning")
    owner.nth(1).blur()
    tab.wait_for_selector("body[data-lost]")
    with tab.expect_navigation(timeout=2 * LONG):
        tab.locator("#lost button").click(no_wait_after=True)
    there(tab, "indicators")
    found = tab.locator(".found", has_text="Typed the next morning")
    found.wait_for()
    found.locator("button").first.click()
    tab.wait_for_selector(f"{OWNER}[data-state=kept]")
    kept = read_yaml(served.workspace / name / "indicators.yml")["choices"]
    assert kept[0]["owner"]["fr"] == "Kept before the night"
    assert kept[1]["owner"]["fr"] == "Typed the next morning"
