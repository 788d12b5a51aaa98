"""Crates held against their profiles with roc-validator, without a network: contexts stand here."""

import json
import socket
import warnings
from contextlib import contextmanager
from unittest import mock

import requests
from rocrate_validator import services
from rocrate_validator.models import Severity, ValidationSettings
from rocrate_validator.utils.http import HttpRequester

SCHEMA = (
    "Action",
    "CompletedActionStatus",
    "ComputerLanguage",
    "CreateAction",
    "CreativeWork",
    "Dataset",
    "FailedActionStatus",
    "Organization",
    "Person",
    "PropertyValue",
    "SoftwareApplication",
    "SoftwareSourceCode",
    "about",
    "actionStatus",
    "additionalType",
    "agent",
    "contentSize",
    "datePublished",
    "description",
    "encodingFormat",
    "endTime",
    "exampleOfWork",
    "hasPart",
    "inLanguage",
    "instrument",
    "license",
    "mainEntity",
    "mentions",
    "name",
    "object",
    "programmingLanguage",
    "result",
    "sha256",
    "startTime",
    "text",
    "url",
    "value",
    "valueRequired",
    "version",
    "workExample",
)
"""The words of the crate that schema.org defines."""

TERMS = {
    **{word: f"http://schema.org/{word}" for word in SCHEMA},
    "File": "http://schema.org/MediaObject",
    "ComputationalWorkflow": "https://bioschemas.org/ComputationalWorkflow",
    "FormalParameter": "https://bioschemas.org/FormalParameter",
    "input": "https://bioschemas.org/ComputationalWorkflow#input",
    "output": "https://bioschemas.org/ComputationalWorkflow#output",
    "conformsTo": "http://purl.org/dc/terms/conformsTo",
}
"""What these words mean in RO-Crate 1.1; the published context has thousands more."""

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
PROFILE = "workflow-run-crate"


def words_of(crate):
    """Return every word that a crate uses: keys, and names of types."""
    for entity in crate["@graph"]:
        kinds = entity["@type"]
        yield from kinds if isinstance(kinds, list) else [kinds]
        yield from (key for key in entity if not key.startswith("@"))


@contextmanager
def no_network():
    """Refuse every connection: what would be fetched fails."""

    def refuse(*_):
        raise AssertionError("a connection was asked for")

    with (
        mock.patch.object(socket.socket, "connect", refuse),
        mock.patch.object(socket, "getaddrinfo", refuse),
    ):
        yield


def _here(_, url, **__):
    """Answer as the web would, from TERMS."""
    assert url == CONTEXT, url
    answer = requests.Response()
    answer.status_code, answer.headers["Content-Type"] = 200, "application/ld+json"
    answer._content = json.dumps({"@context": TERMS}).encode()
    return answer


def issues(crate, folder, severity=Severity.REQUIRED):
    """Return what the profile finds wrong in an opened crate, as texts."""
    settings = ValidationSettings(
        rocrate_uri=str(crate),
        profile_identifier=PROFILE,
        requirement_severity=severity,
        offline=True,
        cache_path=folder / "cache",
    )
    with (
        warnings.catch_warnings(),
        no_network(),
        mock.patch.object(HttpRequester, "get", _here, create=True),
    ):
        warnings.simplefilter("ignore", DeprecationWarning)  # the validator's own, below us
        try:
            result = services.validate(settings)
        finally:
            HttpRequester().session.close()
    assert result.executed_checks, "nothing was looked at"
    return sorted(f"{issue.check.identifier}: {issue.message}" for issue in result.get_issues())


def read(folder):
    """Return the metadata of an opened crate."""
    return json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
