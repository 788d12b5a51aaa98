"""What a page offers to save: each file with what it is for, held in the page itself."""

import base64
import mimetypes
from collections.abc import Sequence
from pathlib import Path

from IPython.display import HTML
from markupsafe import Markup

from workbench.base.words import say

FOR = {
    "theory.svg": "forms.file.theory_svg",
    "theory.png": "forms.file.theory_png",
    "form.xlsx": "forms.file.form",
    "limesurvey.txt": "forms.file.limesurvey",
    "limesurvey_codes.csv": "forms.file.limesurvey_codes",
    "impact_data.jsonld": "forms.file.impact_data",
    "workbook.xlsx": "forms.file.workbook",
    "paper.pdf": "forms.file.paper",
    "codebook.csv": "forms.file.codebook",
    "schedule.csv": "forms.file.schedule",
    "notice.html": "forms.file.notice",
    "impact_data.csv": "forms.file.impact_data_codes",
    "report.docx": "report.file.word",
    "report.pdf": "report.file.pdf",
    "index.html": "report.file.page",
    "template.docx": "report.file.template",
    "plan.yml": "forms.file.plan",
    "plan_frozen.yml": "page06.freeze.file",
}
"""What a file is for, by its name without its language."""
PLAIN = "application/octet-stream"


def downloads(files: Sequence[Path], lang: str) -> HTML:
    """Show a line for each file, which saves it."""
    return HTML(links(files, lang))


def links(files: Sequence[Path], lang: str) -> Markup:
    """Return a list of files: a link that saves each, and what it is for, in *lang*."""
    items = Markup("").join(_link(file, lang) for file in files)
    return Markup('<ul class="downloads">{}</ul>').format(items)


def _link(file: Path, lang: str) -> Markup:
    data = base64.b64encode(file.read_bytes()).decode("ascii")
    kind = mimetypes.guess_type(file.name)[0] or PLAIN
    about = FOR.get(_plain(file.name))
    line = Markup(
        '<li><a class="button" download="{}" href="data:{};base64,{}">{}</a> <span>{}</span></li>'
    )
    name = say("forms.save_file", lang, file=file.name)
    return line.format(file.name, kind, data, name, say(about, lang) if about else "")


def _plain(name: str) -> str:
    """Return the name of a file without its language.

    >>> _plain("paper.fr.pdf")
    'paper.pdf'
    """
    first, *_, last = name.split(".")
    return f"{first}.{last}"
