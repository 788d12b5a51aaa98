"""What the server answers about long work: start it, and how it stands."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus

import tornado.web
from jupyter_server.base.handlers import JupyterHandler

from workbench.base import words
from workbench.base.dossier import Dossier, work_on
from workbench.base.errors import LetterError, RunError
from workbench.base.words import LANGS
from workbench.base.work import Work, plain
from workbench.launch import access
from workbench.launch.jobs import Jobs


class Working(JupyterHandler):
    """Starts a job (POST, with the token that guards against other sites), tells of it, stops it.

    The answer is a small JSON object: ``state``, ``said`` (one sentence), ``at``, ``step``, ``of``.
    """

    def set_default_headers(self) -> None:
        """Have no answer kept by anybody: it is another a moment later."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")

    @tornado.web.authenticated
    def get(self, name: str) -> None:
        """Answer how the job stands."""
        self._answer(lambda jobs: jobs.seen(self._dossier(), name))

    @tornado.web.authenticated
    def post(self, name: str) -> None:
        """Start the job, unless it runs already; answer how it stands."""
        self._answer(lambda jobs: jobs.start(self._dossier(to_write=True), name, self._lang()))

    @tornado.web.authenticated
    async def delete(self, name: str) -> None:
        """Stop the job; answer how it stands."""
        jobs: Jobs = self.settings["jobs"]
        try:
            dossier = self._dossier()
            stopped = await asyncio.to_thread(jobs.stop, dossier, name)
        except LetterError as error:
            return self._refuse(error)
        return self._tell(stopped)

    def _answer(self, ask: Callable[[Jobs], Work | None]) -> None:
        try:
            self._tell(ask(self.settings["jobs"]))
        except LetterError as error:
            self._refuse(error)

    def _tell(self, work: Work | None) -> None:
        self.finish(plain(work, self._lang()))

    def _refuse(self, error: LetterError) -> None:
        self.set_status(HTTPStatus.NOT_FOUND)
        self.finish({"state": "failed", "said": error.say(self._lang())})

    def _lang(self) -> str:
        asked = self.get_query_argument("lang", LANGS[0])
        return asked if asked in LANGS else LANGS[0]

    def _dossier(self, to_write: bool = False) -> Dossier:
        """Return the dossier asked for, by its name alone; your own copy where work begins.

        In a network one works on one's own dossiers only: an example was copied when it was opened.
        """
        name, who = self.get_query_argument("dossier", ""), access.person(self)
        own = to_write and access.here() is not None
        shelf = access.shelf(who) if own else access.known(who)
        if name not in shelf:
            raise RunError("serve.no_such_dossier", name=name, hint=words.hint(name, shelf))
        return work_on(name) if to_write and not own else Dossier(shelf[name])
