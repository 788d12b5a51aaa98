"""The door of people who write code: JupyterLab on the pages, in French or English."""

import json
import os
import tempfile
from pathlib import Path

from jupyterlab.labapp import LabApp

from workbench.base import places
from workbench.base.files import write_whole
from workbench.base.words import VARIABLE
from workbench.launch.contents import pages

MENUS = {"fr": "fr_FR", "en": "en"}
"""The language of JupyterLab's menus for each of ours."""


def lab(lang: str, port: int | None = None) -> None:
    """Open JupyterLab on the first page in *lang*, until interrupted."""
    os.environ[VARIABLE] = lang  # the kernels of the pages read it
    with tempfile.TemporaryDirectory() as folder:
        write_whole(Path(folder) / "overrides.json", json.dumps(preferences(lang)))
        LabApp.launch_instance(argv=options(lang, Path(folder), port))


def preferences(lang: str) -> dict[str, dict[str, object]]:
    """Return how JupyterLab starts: our language, a kernel at once, every cell drawn, no news.

    Drawing only the cells in view, its default, takes widgets out of the page and puts them back.

    >>> preferences("fr")["@jupyterlab/translation-extension:plugin"]
    {'locale': 'fr_FR'}
    """
    return {
        "@jupyterlab/translation-extension:plugin": {"locale": MENUS[lang]},
        "@jupyterlab/notebook-extension:tracker": {
            "windowingMode": "defer",
            "autoStartDefaultKernel": True,
        },
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
        },
    }


def options(lang: str, folder: Path, port: int | None) -> list[str]:
    """Return JupyterLab's options; *folder* holds our preferences."""
    asked = [] if port is None else [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    return [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={places.notebooks()}",
        f"--LabApp.default_url=/lab/tree/{lang}/{pages()[0].id}.ipynb",
        f"--LabApp.app_settings_dir={folder}",
        "--LabApp.extension_manager=readonly",
        "--ServerApp.allow_root=True",  # a container has nobody else; a token guards it
        "--ServerApp.jpserver_extensions={'voila.server_extension': False}",  # ours is stricter
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        *asked,
    ]
