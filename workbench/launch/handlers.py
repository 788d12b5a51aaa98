"""What the server answers at each address: the index, a page, a sentence, and nothing else."""

import json
import re
import secrets
from collections.abc import Callable
from functools import cached_property
from typing import Any

import tornado.web
from jupyter_server.base.handlers import JupyterHandler
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from voila.tornado.handler import TornadoVoilaHandler

from workbench.base import words
from workbench.base.errors import LetterError, RunError
from workbench.base.words import LANGS, say
from workbench.launch import access, contents, look
from workbench.launch.access.reached import Reached
from workbench.launch.doors import AGAIN, Doors
from workbench.launch.look import Visit
from workbench.launch.warm import ready

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'nonce-{nonce}' blob:",  # the widgets load their modules through blobs
        "style-src 'self' 'unsafe-inline'",  # the widgets write their own style
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' {sockets}",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
"""What a browser may load and run: only what comes from this server."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}

TICKET = "workbench-ticket"
MOST_OF_ONE = 8
"""Pages that one person may have open at once on a server of several."""
"""The cookie of somebody who waits: their place in the line."""

LETTERS = ("RecordError", "DataError", "RunError")
STEP = re.compile(r"[a-z_]{1,40}")
"""What the name of a step of the app looks like; one that does not exist is the first."""
_LINK = re.compile(r"\]\((?:\./)?(\w+)\.ipynb\)")


class Strict(Reached):
    """Sends the same strict headers with every answer, also where Jupyter would forget them."""

    @cached_property
    def nonce(self) -> str:
        """The word of this answer by which the browser knows our scripts from others."""
        return secrets.token_urlsafe(16)

    def set_default_headers(self) -> None:
        """Set the headers that every answer carries."""
        super().set_default_headers()
        self._be_strict()

    def finish(self, *chunks: Any, **options: Any) -> Any:  # noqa: ANN401 - tornado's own
        """Set them again at the end, where a handler of Jupyter has put its own."""
        if not self._headers_written:
            self._be_strict()
        return super().finish(*chunks, **options)

    def _be_strict(self) -> None:
        sockets = self.settings["reach"].sockets(self.request)
        policy = POLICY.format(nonce=self.nonce, sockets=sockets)
        self.set_header("Content-Security-Policy", policy)
        for name, value in HEADERS.items():
            self.set_header(name, value)


class Nothing(Strict):
    """Answers every address that is none of ours."""

    async def prepare(self) -> None:
        """Say so, in the language of the browser."""
        self.set_status(404)
        lang = look.reader_language(self.request.headers.get("Accept-Language", ""))
        hint = words.hint(self.request.path.strip("/"), [page.id for page in contents.every()])
        self.finish(look.letter(RunError("serve.no_such_page", hint=hint), lang, ""))


class Home(JupyterHandler):
    """Sends a reader to the index in their language; French where the browser does not say."""

    @tornado.web.authenticated
    def get(self) -> None:
        """Answer with the way to go."""
        self.set_header("Vary", "Accept-Language")
        self.redirect(f"/{look.reader_language(self.request.headers.get('Accept-Language', ''))}/")


class PageOfDossier(TornadoVoilaHandler):  # type: ignore[misc]  # Voila carries no types
    """Answers with a page; where it cannot run, it says why and starts no kernel."""

    visit: Visit
    nonce: str
    counted: Callable[..., bool]

    @tornado.web.authenticated
    async def get(self, lang: str, page: str) -> None:
        """Answer with *page* in *lang*, on the dossier that the address asks for."""
        who, name = access.person(self), self.get_query_argument("dossier", look.FIRST)
        if not self.counted("pages", who.id):
            return
        try:
            theirs = await access.own(who, name)
            self.visit = look.visit(lang, page, theirs, who)
        except LetterError as error:
            self.set_status(404)
            self.finish(look.letter(error, lang, ""))
            return
        if theirs != name:
            self.redirect(self.visit.address())
            return
        missing = self.visit.page.missing(self.visit.dossier)
        if missing:
            self.finish(look.waiting(self.visit, missing))
            return
        if self._too_many(who, lang) or not self._let_in():
            return
        _ = self.xsrf_token  # leaves the cookie with which a closed tab may stop its kernel
        try:
            await super().get(f"{lang}/{self.visit.page.id}.ipynb")
        except (OSError, RuntimeError, TimeoutError):
            if self._headers_written:
                raise
            self.log.exception("no kernel for a page")
            self.set_status(503)
            self.set_header("Retry-After", str(AGAIN))
            self.finish(look.letter(RunError("room_open.late"), lang, ""))

    def _too_many(self, who: access.Person, lang: str) -> bool:
        """Whether somebody has more pages open than one person needs; then they are told so."""
        if self.kernel_manager.open_of(who) < MOST_OF_ONE:
            return False
        self.set_status(429)
        self.set_header("Retry-After", str(AGAIN))
        error = RunError("room_open.many", n=MOST_OF_ONE)
        self.finish(look.letter(error, lang, "", "room_open.many_head"))
        return True

    def _let_in(self) -> bool:
        """Whether there is place for one more; else the reader is told who waits before them."""
        doors: Doors = self.settings["doors"]
        ticket = self.get_cookie(TICKET)
        before = doors.before(ticket)
        if before is None:
            doors.enter(self, ticket)
            return True
        if not doors.knows(ticket):
            self.set_cookie(TICKET, doors.ticket(), httponly=True, samesite="Strict")
        self.set_status(503)
        self.set_header("Retry-After", str(AGAIN))
        self.set_header("Cache-Control", "no-store")
        self.finish(look.full(self.visit, before, AGAIN))
        return False

    def write(self, chunk: Any) -> None:  # noqa: ANN401 - tornado's own
        """Send a piece of the page: by now its kernel is there."""
        self.settings["doors"].entered(self)
        super().write(chunk)

    def on_finish(self) -> None:
        """Count no more among those who come in."""
        self.settings["doors"].entered(self)
        super().on_finish()


class Door(JupyterHandler):
    """Tells a waiting page whether there is place, and a trainer whether the room is ready."""

    @tornado.web.authenticated
    def get(self) -> None:
        """Answer 200 once the room is ready, 503 before; who waits, and what to tell them."""
        doors: Doors = self.settings["doors"]
        before = doors.before(self.get_cookie(TICKET))
        lang = self.get_query_argument("lang", LANGS[0])
        text = look.before(before or 0, lang if lang in LANGS else LANGS[0])
        room = ready.here()
        self.set_status(200 if room is None or room.ready else 503)
        self.set_header("Cache-Control", "no-store")
        self.finish({"open": before is None, "before": before or 0, "text": text})


def prepared(req: PageOfDossier, notebook: NotebookNode, cwd: str) -> NotebookNode:
    """Give a notebook the dossier that the server has checked; Voila calls this before a kernel."""
    seen = req.visit
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = _LINK.sub(lambda link: _to_page(link, seen), cell.source)
    tagged = ["parameters" in cell.metadata.get("tags", ()) for cell in notebook.cells]
    given = f"dossier = {json.dumps(seen.dossier.name)}\nlang = {json.dumps(seen.lang)}"
    step = req.get_query_argument("step", "")
    if seen.page in contents.guided() and STEP.fullmatch(step):
        given += f"\nstep = {json.dumps(step)}"
    notebook.cells.insert(tagged.index(True) + 1, new_code_cell(given, id="given"))
    notebook.metadata["workbench"] = {
        "opening": look.opening(seen, req.nonce),
        "closing": look.closing(seen),
        "letters": LETTERS,
        "unforeseen": say("page.unforeseen", seen.lang),
        "stopped": say("page.stopped", seen.lang),
        "figure": say("page.figure", seen.lang),
        "late": look.late(seen.lang),
    }
    return notebook


def _to_page(link: re.Match[str], seen: Visit) -> str:
    """Return a link between notebooks as a link between pages of the same dossier."""
    page = next((page for page in contents.every() if page.id == link[1]), None)
    return f"]({seen.address(page)})" if page else link[0]
