"""A day for the room's screens: one activity of each kind, and long words where they hurt."""

SUBJECTS = ("Bouches-du-Rhône", "Drôme", "Poitiers")
ITEMS = ("Accessible et utile", "Ancrée dans un territoire", "Dite aux décideurs")
STATES = {"claimed": "Dit", "measured": "Mesuré", "absent": "Absent"}


def both(text):
    return {"fr": text, "en": f"{text} (en)"}


def choices(*labels):
    return [{"id": f"c{n}", "label": both(label)} for n, label in enumerate(labels, 1)]


def activity(kind, title, **more):
    return {"id": kind, "kind": kind, "title": both(title), **more}


def agenda():
    reasons = choices("apprendre et ajuster", "rendre des comptes", "convaincre des financeurs")
    states = [{"id": id, "label": both(label)} for id, label in STATES.items()]
    places = {"subjects": choices(*SUBJECTS), "items": choices(*ITEMS)}
    return {
        "format": 1, "id": "day", "title": both("Une journée d’essai"), "simulated": True,
        "sequences": [
            activity("choice", "Évaluer, c’est d’abord…", options=reasons, minutes=5),
            activity("words", "Pourquoi maintenant ?", most=3),
            activity("several", "Quelles conditions ?", options=reasons, most=2),
            activity("rating", "Lire un pilote", blind=True, **places),
            activity("matrix", "Quels domaines ?", options=states, **places),
            activity("decision", "Que décidons-nous ?", most=3),
            activity("text", "Que retenez-vous ?", most=1),
        ],
    }  # fmt: skip
