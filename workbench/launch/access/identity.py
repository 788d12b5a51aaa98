"""How the server knows a person again, and what it lets them reach: Jupyter asks these two."""

from typing import Any

from jupyter_server.auth.authorizer import Authorizer
from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import HTTPError

from workbench.launch.access import who
from workbench.launch.access.people import DAYS, Person

COOKIE = "workbench-person"
SECURE = f"__Host-{COOKIE}"
"""The cookie that says who somebody is; under https, one that no other site can set."""


class Known(IdentityProvider):
    """Knows people by a signed cookie, and nobody without: there is no token and no password."""

    def get_user(self, handler: Any) -> User | None:  # noqa: ANN401 - any handler
        """Return who uses this browser."""
        word = word_of(handler)
        found = who.store().people.of_browser(word) if word else None
        return User(username=found.id, name=found.name) if found else None

    @property
    def auth_enabled(self) -> bool:
        """Whether people are asked who they are: always."""
        return True

    def is_token_authenticated(self, handler: Any) -> bool:  # noqa: ANN401 - any handler
        """Whether a request may do without the checks against other sites: never."""
        return False

    def should_check_origin(self, handler: Any) -> bool:  # noqa: ANN401 - any handler
        """Whether it is looked at from which site a request comes: always."""
        return True

    def get_handlers(self) -> list[tuple[str, object]]:
        """Return no address: ours are in `access.pages`."""
        return []


class Own(Authorizer):
    """Lets a person reach the kernels of their own pages; everything else is refused."""

    def is_authorized(self, handler: Any, user: User, action: str, resource: str) -> bool:  # noqa: ANN401
        """Whether the kernel that the address names is the person's.

        Raises 404 for a kernel of somebody else's as for one that is not there: nobody can tell.
        """
        if resource != "kernels":
            return False
        asked = handler.path_kwargs.get("kernel_id") or next(iter(handler.path_args), "")
        kernels = handler.settings["kernel_manager"]
        if not kernels.is_of(asked, Person(user.username, user.name)):
            raise HTTPError(404)
        return True


def word_of(handler: Any) -> str:  # noqa: ANN401 - any handler
    """Return what the browser carries, if it is signed by us; nothing else."""
    name = SECURE if handler.settings["reach"].https(handler.request) else COOKIE
    found = handler.get_secure_cookie(name, max_age_days=DAYS)
    return found.decode() if found else ""


def enter(handler: Any, person: Person) -> None:  # noqa: ANN401 - any handler
    """Let a browser carry from now on who uses it."""
    secure = handler.settings["reach"].https(handler.request)
    handler.set_secure_cookie(
        SECURE if secure else COOKIE, who.store().people.enter(person), expires_days=DAYS,
        httponly=True, samesite="Lax", secure=secure, path="/",
    )  # fmt: skip


def leave(handler: Any) -> None:  # noqa: ANN401 - any handler
    """Let a browser carry nothing any more."""
    who.store().people.leave(word_of(handler))
    for name in (COOKIE, SECURE):
        handler.clear_cookie(name, path="/", secure=name == SECURE)
