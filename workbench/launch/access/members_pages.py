"""The pages of somebody who is in: who am I, and who works on a dossier with me."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import tornado.web
from tornado.web import HTTPError

from workbench.base.dossier import Dossier
from workbench.launch import look
from workbench.launch.access import identity, who
from workbench.launch.access.pages import Page
from workbench.launch.access.people import Person


class Me(Page):
    """Says who somebody is here, and lets them go."""

    @tornado.web.authenticated
    def get(self, lang: str) -> None:
        """Show it."""
        self.tell()

    @tornado.web.authenticated
    def post(self, lang: str) -> None:
        """Do one of the things that the page offers."""
        person, people = who.person(self), who.store().people
        match self.get_body_argument("do", ""):
            case "name":
                if self.named():
                    people.renamed(person, self.named())
                self.redirect(f"/{lang}/me")
            case "link":
                self.tell(f"{self.here()}/back/{people.link(person)}")
            case "leave":
                identity.leave(self)
                self.redirect(f"/{lang}/join")
            case "leave-everywhere":
                people.leave_everywhere(person)
                identity.leave(self)
                self.redirect(f"/{lang}/join")
            case _:
                raise HTTPError(400)

    def tell(self, link: str = "") -> None:
        """Show the page; *link* is the new one by which they come back."""
        person = who.person(self)
        rows = [_row(name, self.lang) for name in who.shelf(person)]
        self.show("join_me.html.j2", name=person.name, link=link, dossiers=rows)


class People(Page):
    """Says who works on a dossier, and invites others."""

    @tornado.web.authenticated
    def get(self, lang: str) -> None:
        """Show it."""
        self.tell(self.asked())

    @tornado.web.authenticated
    async def post(self, lang: str) -> None:
        """Do one of the things that the page offers."""
        person, name, store = who.person(self), self.asked(), who.store()
        match self.get_body_argument("do", ""):
            case "invite":
                word = store.invitations.give(person, name)
                self.tell(name, f"{self.here()}/join/{word}")
            case "withdraw":
                id = self.get_body_argument("invitation", "")
                store.invitations.withdraw(int(id) if id.isdecimal() else 0, name)
                self.tell(name)
            case "dismiss":
                await self.dismiss(person, self.get_body_argument("person", ""), name)
            case _:
                raise HTTPError(400)

    async def dismiss(self, person: Person, other: str, name: str) -> None:
        """End the work of somebody who came later, or one's own; the last one stays."""
        if other not in _may_dismiss(who.store().members.of(name), person):
            raise HTTPError(403)
        who.store().members.dismiss(other, name)
        kernels: Any = self.kernel_manager  # ours: it knows whose each kernel is
        await kernels.dismiss(other, name)
        if other == person.id:
            self.redirect(f"/{self.lang}/")
        else:
            self.tell(name)

    def asked(self) -> str:
        """Return the name of the dossier that is asked about; 404 where it is not theirs."""
        name = self.get_query_argument("dossier", "")
        if not who.may(who.person(self), name):
            raise HTTPError(404)
        return str(name)

    def tell(self, name: str, link: str = "") -> None:
        """Show the page; *link* is the invitation that was just made."""
        person, store = who.person(self), who.store()
        members = store.members.of(name)
        self.show(
            "join_people.html.j2", dossier=_row(name, self.lang), link=link, me=person.id,
            members=members, dismiss=_may_dismiss(members, person),
            invitations=[
                {"id": one.id, "by": one.by, "n": one.taken, "ends": date.fromtimestamp(one.ends)}
                for one in store.invitations.of(name)
            ],
        )  # fmt: skip


def _may_dismiss(members: list[Person], person: Person) -> list[str]:
    """Return the ids of those whose work somebody may end: who came later, and they themselves.

    Whoever is alone on a dossier stays: nobody could open it any more.
    """
    ids = [one.id for one in members]
    return ids[ids.index(person.id) :] if person.id in ids and len(ids) > 1 else []


def _row(name: str, lang: str) -> dict[str, str]:
    asked = urlencode({"dossier": name})
    title = look.front(Dossier(who.store().workspace / name), lang).title
    return {"name": name, "title": title, "people": f"/{lang}/people?{asked}"}
