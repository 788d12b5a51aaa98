"""The pages by which people come in: the join code, an invitation, the link to come back."""

import asyncio
import re
from typing import Any
from urllib.parse import urlencode

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler

from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.base.words import LANGS
from workbench.launch import look
from workbench.launch.access import codes, identity, who
from workbench.launch.access.invitations import Invitation
from workbench.launch.access.pace import EVERYWHERE
from workbench.launch.access.people import Person
from workbench.launch.access.reached import Reached

LONGEST = 60
"""Letters of a name."""

_NEXT = re.compile(r"/(?:fr|en)/(?:\w*)(?:\?[\w=&%.+~-]*)?")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


class Page(Reached, JupyterHandler):  # type: ignore[misc]  # Jupyter's own is not typed
    """A page of ours with a form: its answers are kept by nobody."""

    def show(self, template: str, **told: Any) -> None:  # noqa: ANN401 - what a template shows
        """Answer with a page."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Robots-Tag", "noindex")
        user = self.current_user
        told = {"who": user.name if user else "", **told}
        twins = [(other, self.address(other)) for other in LANGS if other != self.lang]
        page = look.template(template)
        xsrf = self.xsrf_token.decode()
        self.finish(page.render(lang=self.lang, twins=twins, xsrf=xsrf, **told))

    def address(self, lang: str) -> str:
        """Return this page in *lang*, with what was asked of it."""
        asked = {name: self.get_query_argument(name) for name in self.request.query_arguments}
        first, *rest = self.request.path.lstrip("/").split("/")
        path = "/".join(("", lang, *rest)) if first in LANGS else self.request.path
        asked = asked if first in LANGS else {**asked, "lang": lang}
        return f"{path}?{urlencode(asked)}" if asked else path

    def known(self) -> Person | None:
        """Return who asks, None where they are not known yet."""
        return who.person(self) if self.current_user else None

    def come_in(self, person: Person, way: str) -> None:
        """Know the browser from now on, and show the link by which its person comes back."""
        identity.enter(self, person)
        word = who.store().people.link(person)
        link = f"{self.here()}/back/{word}"
        self.show("join_welcome.html.j2", who=person.name, link=link, way=way)

    def here(self) -> str:
        """Return the address of this server as the browser knows it."""
        if self.reach.address:
            return self.reach.url(0)
        kind = "https" if self.reach.https(self.request) else "http"
        return f"{kind}://{self.request.host}"

    def named(self) -> str:
        """Return the name that somebody typed; empty where there is none."""
        typed = self.get_body_argument("name", "")[: 4 * LONGEST]
        return " ".join(_UNSEEN.sub(" ", typed).split())[:LONGEST].strip()

    def slowed(self) -> bool:
        """Whether this address has to wait, because too many words were wrong; it is told."""
        wait = max(
            self.paces.wrong.wait(self.from_where()), self.paces.wrong_anywhere.wait(EVERYWHERE)
        )
        if wait:
            self.slow_down(wait)
        return bool(wait)

    def wrong(self) -> None:
        """Count a wrong code or link."""
        self.paces.wrong.count(self.from_where())
        self.paces.wrong_anywhere.count(EVERYWHERE)


class ToJoin(Page):
    """Sends whoever is not known to the page where they say who they are."""

    @allow_unauthenticated
    def get(self) -> None:
        """Answer with the way to go."""
        asked = {name: self.get_query_argument(name) for name in ("next", "code")
                 if self.get_query_argument(name, "")}  # fmt: skip
        lang = asked.get("next", "/").split("/")[1]
        lang = lang if lang in LANGS else self.lang
        self.set_header("Vary", "Accept-Language")
        self.redirect(f"/{lang}/join" + (f"?{urlencode(asked)}" if asked else ""))


class Join(Page):
    """Lets in who knows the join code."""

    @allow_unauthenticated
    def get(self, lang: str) -> None:
        """Ask for the code and a name; whoever is known goes on."""
        if self.current_user:
            self.redirect(self.way())
            return
        self.ask()

    @allow_unauthenticated
    async def post(self, lang: str) -> None:
        """Let in, or say what is wrong."""
        if self.current_user:
            self.redirect(self.way())
            return
        code, kept = self.get_body_argument("code", ""), who.store().code()
        if self.slowed() or not self.counted("joins", self.from_where()):
            return
        if not self.named():
            self.ask("access.name_missing")
        elif not kept or not await asyncio.to_thread(codes.opens, code, kept):
            self.wrong()
            self.ask("access.code_wrong")
        else:
            self.come_in(who.store().people.joined(self.named()), self.way())

    def ask(self, wrong: str = "") -> None:
        """Show the form, and what was wrong with it."""
        self.set_status(400 if wrong else 200)
        code = self.get_argument("code", "")[: codes.LONGEST]
        self.show("join.html.j2", code=code, name=self.named(), way=self.way(), wrong=wrong)

    def way(self) -> str:
        """Return where somebody wanted to go: a page of ours, or the first one."""
        asked = self.get_argument("next", "")
        return asked if _NEXT.fullmatch(asked) else f"/{self.lang}/"


class Invited(Page):
    """Lets whoever has been invited work on one dossier."""

    @allow_unauthenticated
    def get(self, word: str) -> None:
        """Say to what they are invited, and ask their name where it is not known."""
        if found := self.found(word):
            self.ask(found)

    @allow_unauthenticated
    def post(self, word: str) -> None:
        """Let them in."""
        found = self.found(word)
        if not found:
            return
        person, way = self.known(), f"/{self.lang}/?{urlencode({'dossier': found.dossier})}"
        if not person and not self.named():
            self.ask(found, "access.name_missing")
            return
        if not person and not self.counted("joins", self.from_where()):
            return
        new = person or who.store().people.joined(self.named())
        who.store().members.admit(new, found.dossier)
        who.store().invitations.take(found)
        if person:
            self.redirect(way)
        else:
            self.come_in(new, way)

    def found(self, word: str) -> Invitation | None:
        """Return the invitation, None where there is none: then that is said."""
        if self.slowed():
            return None
        found = who.store().invitations.of_link(word)
        if not found:
            self.wrong()
            self.say(404, RunError("access.invitation_closed"))
        return found

    def ask(self, found: Invitation, wrong: str = "") -> None:
        """Show the form, and what was wrong with it."""
        self.set_status(400 if wrong else 200)
        title = look.front(Dossier(who.store().workspace / found.dossier), self.lang).title
        self.show("join_invited.html.j2", invitation=found, title=title, wrong=wrong)


class Back(Page):
    """Lets somebody come back by their own link, on another browser or after a long time."""

    @allow_unauthenticated
    def get(self, word: str) -> None:
        """Say whose link it is, and ask whether to go on: a link that is only looked at is safe."""
        if found := self.found(word):
            self.show("join_back.html.j2", person=found)

    @allow_unauthenticated
    def post(self, word: str) -> None:
        """Let them in."""
        if found := self.found(word):
            identity.enter(self, found)
            self.redirect(f"/{self.lang}/")

    def found(self, word: str) -> Person | None:
        """Return whose link it is, None where it is nobody's: then that is said."""
        if self.slowed():
            return None
        found = who.store().people.of_link(word)
        if not found:
            self.wrong()
            self.say(404, RunError("access.link_closed"))
        return found
