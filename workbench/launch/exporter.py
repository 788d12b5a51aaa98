"""What every page shares is made once for all visitors: Voila would make it for each."""

from collections.abc import AsyncIterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, pass_context
from jinja2.bccache import Bucket
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import nbbase
from voila import handler, notebook_renderer
from voila.exporter import VoilaExporter

MOST = 512
"""How many texts are kept."""


def share() -> None:
    """Let every page of this server use the same templates, notebooks, texts and settings."""
    notebook_renderer.VoilaExporter = Exporter
    handler.NotebookRenderer = Renderer
    handler.get_page_config = _shared(handler.get_page_config)
    nbbase.validate = lambda *_, **__: None  # outputs are those of our own kernels


def _shared(page_config: Any) -> Any:  # noqa: ANN401 - Voila's own
    """Return the settings of all pages: they hang on what is installed, and on nobody who asks."""
    kept: list[dict[str, Any]] = []

    def config(**asked: Any) -> dict[str, Any]:  # noqa: ANN401 - Voila's own
        if not kept:
            kept.append(page_config(**asked))
        return deepcopy(kept[0])

    return config


class Compiled(BytecodeCache):
    """Templates compiled once, kept in memory; a changed template is compiled again."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if it is the same text still."""
        if bucket.key in self._kept:
            bucket.load_bytecode(BytesIO(self._kept[bucket.key]))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        code = BytesIO()
        bucket.write_bytecode(code)
        self._kept[bucket.key] = code.getvalue()


COMPILED = Compiled()

ENDS = "</div>"
"""With what a cell ends: what is made up to there is sent in one piece."""


class Exporter(VoilaExporter):  # type: ignore[misc]  # Voila carries no types
    """Voila's exporter, which compiles templates and texts once for all visitors."""

    default_preprocessors: list[str] = []  # a trait: all of them are off, and look anyway

    def _create_environment(self) -> Environment:
        made: Environment = super()._create_environment()
        made.bytecode_cache = COMPILED
        return made

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:  # noqa: ANN401 - jinja's own
        """Return the HTML of a text, made once where nothing is attached to its cell."""
        if context["cell"].get("attachments"):
            return str(super().markdown2html(context, source))
        if source not in _texts:
            if len(_texts) >= MOST:
                _texts.clear()
            _texts[source] = str(super().markdown2html(context, source))
        return _texts[source]

    async def generate_from_notebook_node(
        self,
        nb: NotebookNode,
        **more: Any,  # noqa: ANN401 - Voila's own
    ) -> AsyncIterator[tuple[str, dict[str, Any]]]:
        """Make the page, a cell at a time; where its kernel is gone or late, say so instead."""
        pieces: list[str] = []
        resources: dict[str, Any] = {}
        try:
            async for piece, resources in super().generate_from_notebook_node(nb, **more):
                pieces.append(piece)
                if ENDS in piece:
                    yield "".join(pieces), resources
                    pieces.clear()
        except (RuntimeError, TimeoutError, DeadKernelError):
            self.log.exception("a page without its kernel")
            pieces.append(nb.metadata["workbench"]["late"])
        yield "".join(pieces), resources


_texts: dict[str, str] = {}


class Renderer(notebook_renderer.NotebookRenderer):  # type: ignore[misc]  # Voila carries no types
    """Voila's renderer, which reads a notebook again only once it has changed."""

    async def load_notebook(self, path: str) -> NotebookNode:
        """Return a notebook of one's own."""
        file = Path(self.contents_manager.root_dir) / path
        key = str(file), file.stat().st_mtime_ns
        if key not in _notebooks:
            _notebooks[key] = await super().load_notebook(path)
        return deepcopy(_notebooks[key])


_notebooks: dict[tuple[str, int], NotebookNode] = {}
