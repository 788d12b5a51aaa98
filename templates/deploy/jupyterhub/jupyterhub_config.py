"""The workbench for the people of a JupyterHub: JupyterLab opens on its first page.

For The Littlest JupyterHub: /opt/tljh/config/jupyterhub_config.d/workbench.py
"""

import os
from pathlib import Path

USERS = Path(os.environ.get("WORKBENCH_USERS", "/opt/tljh/user"))
"""The environment in which the servers of people run, with the workbench in it."""

LANG = os.environ.get("WORKBENCH_LANG", "fr")
PLACES = ("lib/python3*/site-packages/workbench/notebooks", "notebooks")
PAGES = next(found for place in PLACES for found in sorted(USERS.glob(place)))

c = get_config()  # noqa: F821 - JupyterHub gives it

c.Spawner.default_url = f"/lab/tree/{LANG}/01_evaluation.ipynb"
c.Spawner.notebook_dir = str(PAGES)  # read by all; what people keep goes to workbench-dossiers
c.Spawner.environment = {"WORKBENCH_LANG": LANG}
c.Spawner.args = [
    "--ServerApp.jpserver_extensions={'voila.server_extension': False}",  # pages run in JupyterLab
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--MappingKernelManager.cull_interval=300",
]
c.Spawner.http_timeout = 120  # JupyterLab reads much when it opens for the first time
c.Spawner.mem_limit = "2G"
c.Spawner.cpu_limit = 2.0
