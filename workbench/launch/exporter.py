"""The templates of pages are compiled once for all visitors: Voila would do so for each."""

from io import BytesIO

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from voila import notebook_renderer
from voila.exporter import VoilaExporter


def share() -> None:
    """Let every page of this server use the same compiled templates."""
    notebook_renderer.VoilaExporter = Exporter


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


class Exporter(VoilaExporter):  # type: ignore[misc]  # Voila carries no types
    """Voila's exporter, whose templates are compiled once for all visitors."""

    def _create_environment(self) -> Environment:
        made: Environment = super()._create_environment()
        made.bytecode_cache = COMPILED
        return made
