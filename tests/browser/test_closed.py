"""What the server does not give away: files, kernels, other machines, other sites."""

import http.client
import subprocess
import sys

import psutil
import pytest

pytestmark = pytest.mark.slow

SECRETS = (
    "/voila/files/contents.yml",
    "/voila/files/fr/01_evaluation.ipynb",
    "/voila/files/../pyproject.toml",
    "/voila/tree/",
    "/voila/api/contents/",
    "/voila/render/fr/01_evaluation.ipynb",
    "/voila/static/../../../../../../../../etc/passwd",
    "/voila/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/look/../dossier/evaluation.yml",
    "/look/%2e%2e/dossier/evaluation.yml",
    "/look/index.html.j2",
    "/fr/../../pyproject.toml",
    "/fr/contents",
    "/api/kernels",
    "/api/contents",
    "/de/01_evaluation",
)


def ask(served, path, **headers):
    """Ask for a path exactly as written: a browser would tidy it up first."""
    line = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    body = answer.read().decode("utf-8", errors="replace")
    line.close()
    return answer, body


@pytest.mark.parametrize("path", SECRETS)
def test_no_address_leads_to_a_file(served, path):
    answer, body = ask(served, path)
    assert answer.status in (400, 403, 404, 405)
    assert "root:" not in body
    assert "Traceback" not in body
    assert "[project]" not in body


@pytest.mark.parametrize("name", ["../nsw", "/etc", "..", "nsw/../nsw", "%2e%2e/nsw", ""])
def test_a_dossier_is_asked_for_by_its_name_alone(served, name):
    answer, body = ask(served, f"/en/01_evaluation?dossier={name}")
    assert answer.status == 404
    assert "data-said" in body


@pytest.mark.parametrize(
    "path", ["/", "/fr/", "/fr/01_evaluation?dossier=no", "/nothing", "/look/look.css",
             "/voila/static/voila.js", "/voila/templates/lab/static/theme-light.css"],
)  # fmt: skip
def test_every_answer_carries_the_strict_headers(served, path):
    answer, _ = ask(served, path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts
    assert "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_another_site_cannot_borrow_the_browser(served):
    answer, _ = ask(served, "/fr/", Host="example.org")
    assert answer.status == 403


@pytest.mark.parametrize(("asked", "lang"), [("en-GB,en;q=0.9", "en"), ("de", "fr"), ("fr", "fr")])
def test_the_first_address_leads_to_the_readers_language(served, asked, lang):
    answer, _ = ask(served, "/", **{"Accept-Language": asked})
    assert answer.status == 302
    assert answer.headers["Location"] == f"/{lang}/"


def test_the_server_listens_on_this_machine_only(served):
    sockets = psutil.Process(served.process.pid).net_connections(kind="inet")
    open_doors = {one.laddr.ip for one in sockets if one.status == psutil.CONN_LISTEN}
    assert open_doors == {"127.0.0.1"}


def test_a_taken_port_is_answered_with_a_letter(served):
    command = [sys.executable, "-m", "workbench", "serve", "--port", str(served.port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert str(served.port) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["0", "80", "99999", "-1"])
def test_a_port_that_is_none_is_refused(port):
    command = [sys.executable, "-m", "workbench", "serve", f"--port={port}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
