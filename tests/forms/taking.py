"""How a test sends a file to the form, and finds its fields."""

from workbench.forms.importing import Taking

EXIT = (
    "Nom;Clé;Lieu;heures;Confiance de 0 à 10;Situation;Note 😀\n"
    "Ana Lo;P1;lille;douze;4;emploi;<b>oui</b>\n"
    "Bea Mo;P2;Lile;0;7;chômage;=1+1\n"
)


def sends(form, content, name="sorties.csv", piece=40):
    """Send a file as the browser does; return what the field was answered."""
    told = []
    form.field.send = lambda content, buffers=None: told.append(content)
    said = {"name": name, "size": len(content), "modified": 1, "round": 1}
    field, at = form.field, 0
    field._msg_callbacks(field, {"kind": "begin", **said}, [])
    while told[-1]["kind"] == "got":
        at = told[-1]["to"]
        part = memoryview(content[at : at + piece])
        field._msg_callbacks(field, {"kind": "piece", "at": at, **said}, [part])
    return told


def opened(work, content=EXIT, lang="fr", name="sorties.csv"):
    form = Taking(work, lang)
    sends(form, content.encode() if isinstance(content, str) else content, name)
    return form


def inside(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        if not isinstance(child, str):
            yield from inside(child)


def box(form, label, like=False):
    """Return the field under a label, or whose label has these words."""
    found = [
        one
        for one in inside(form.sheet)
        if isinstance(said := getattr(one, "label", None), str)
        and (label in said if like else label == said)
    ]
    assert len(found) == 1, (label, [getattr(one, "label", "") for one in inside(form.sheet)])
    return found[0]


def ids(form):
    return {finding.id for finding in form.desk.proposal.findings if finding.blocks}


def decided(form):
    """Decide all that the exit file leaves open."""
    form.go(3)
    box(form, "Moment de la collecte").v_model = "exit"
    box(form, "Heures de travail par semaine").v_model = "heures"
    box(form, "Nom").v_model = "drop"
    form.go(4)
    box(form, "chômage", like=True).v_model = "none"
    box(form, "Lile", like=True).v_model = "lille"
    box(form, "douze", like=True).v_model = "12"
    box(form, "Pourquoi ces corrections", like=True).v_model = "fiche papier"
    box(form, "Qui décide", like=True).v_model = "la coordination"
    form.go(5)
    return form
