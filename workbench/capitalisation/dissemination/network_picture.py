"""The network of partners as a picture: before and after, side by side."""

from workbench.base.words import say
from workbench.capitalisation.dissemination.network import MOST, Net, Networks
from workbench.press import network as press

SIGN_NAMES = {
    "stays": "dissemination.member.stays",
    "new": "dissemination.member.new",
    "left": "dissemination.member.left",
    "alone": "dissemination.member.alone",
}


def picture(both: Networks, lang: str) -> str | None:
    """Return the picture of both waves; None where nobody is told, or more than can be named."""
    names = sorted({*both.before.members, *both.after.members})
    if not names or len(names) > MOST:
        return None
    halves = [
        press.Half(say(key, lang), net.ties, _signs(both, net))
        for key, net in (
            ("dissemination.wave.before", both.before),
            ("dissemination.wave.after", both.after),
        )
    ]
    used = {sign for half in halves for sign in half.signs.values()}
    about = say("dissemination.net.about", lang, n=len(names))
    signs = {sign: say(key, lang) for sign, key in SIGN_NAMES.items() if sign in used}
    return press.network(names, halves, press.Said(say("dissemination.net", lang), about, signs))


def _signs(both: Networks, net: Net) -> dict[str, str]:
    return {name: _sign(both, net, name) for name in net.members}


def _sign(both: Networks, net: Net, name: str) -> str:
    if name in net.isolated:
        return "alone"
    if both.both and net is both.after and name in both.new:
        return "new"
    return "left" if both.both and net is both.before and name in both.left else "stays"
