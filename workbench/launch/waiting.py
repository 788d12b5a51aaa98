"""A page whose files are not there yet says which, and which page makes them."""

from collections.abc import Callable, Sequence

import nbformat
from nbformat import NotebookNode

from workbench.base.words import say
from workbench.launch.contents import Page, maker_of

KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}


def waiting_notebook(
    page: Page, missing: Sequence[str], lang: str, link: Callable[[Page], str] | None = None
) -> NotebookNode:
    """Return a notebook of one Markdown cell that stands in for *page*; it runs nothing.

    *link* gives the address of the page to go to first; without it the page is only named.
    """
    lines = [
        f"# {page.title.say(lang)}",
        f"**{say('page.waiting', lang)}**",
        say("page.waiting_why", lang),
        "\n".join(f"- {_where_from(need, page, lang, link)}" for need in missing),
    ]
    if any(maker_of(need) not in (None, page) for need in missing):
        lines.append(say("page.waiting_todo", lang))
    cell = nbformat.v4.new_markdown_cell(
        "\n\n".join(lines), id=f"waiting-{page.id}", metadata={"tags": ["waiting"]}
    )
    made: NotebookNode = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": KERNEL})
    return made


def _where_from(need: str, page: Page, lang: str, link: Callable[[Page], str] | None) -> str:
    maker = maker_of(need)
    if maker is None:
        return say("page.waiting_elsewhere", lang, file=need)
    if maker == page:
        return say("page.waiting_own", lang, file=need)
    name = f"{maker.id[:2]} {maker.short.say(lang)}"
    named = f"[{name}]({link(maker)})" if link else name
    return say("page.waiting_made", lang, file=need, page=named)
