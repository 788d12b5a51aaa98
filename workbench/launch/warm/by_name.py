"""What papermill finds under the name "workbench": it asks for it while it is itself being read."""

from typing import Any


class Workbench:
    """The engine of forked pages, read when a page is first run (see `engine.ForkedPages`)."""

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **options: Any) -> Any:  # noqa: ANN401 - papermill's own
        """Run a page."""
        from workbench.launch.warm.engine import ForkedPages

        return ForkedPages.execute_notebook(nb, kernel_name, **options)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:  # noqa: ANN401 - papermill's own
        """Return the kernel that a notebook names."""
        from papermill.utils import nb_kernel_name

        return str(nb_kernel_name(nb, name))

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> str:  # noqa: ANN401 - papermill's own
        """Return the language of a notebook."""
        from papermill.utils import nb_language

        return str(nb_language(nb, language))
