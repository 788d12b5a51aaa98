"""The three doors: pages run in a batch, served as apps, or opened in JupyterLab."""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
# jsonschema would read a grammar of web addresses, for a second and more in each Jupyter process,
# to check a kind of address that stands in none of our notebooks; it goes on without
