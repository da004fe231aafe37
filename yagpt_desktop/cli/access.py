"""Who a command speaks for: an option beats the environment, the environment beats the stored account."""

from __future__ import annotations

import argparse
from dataclasses import replace

from yagpt_desktop.domain.account import Access, Account, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.connection import Connections
from yagpt_desktop.ui.words.terminal_words import no_folder, secret_on_command_line, two_keys
from yagpt_desktop.wiring import GivenAccess, Wiring, access_of_environment

from .console import Console
from .problem import UsageProblem, tell_warning

_SCHEME = "gpt://"


def decided_access(
    options: argparse.Namespace,
    settings: Settings,
    wiring: Wiring,
    connections: Connections,
    console: Console,
    *,
    own_folder_id: str = "",
) -> Access:
    """Return what every request of the command carries.  May block on the keyring.

    ``own_folder_id`` is the one that the request itself names: an option beats it, and it beats the rest.

    Raises:
        UsageProblem: There is a credential but no folder, or two credentials.
        SignInRequired, CredentialMalformed, StorageError: As they say.
    """
    _warn_of_secret(options, console)
    own_folder_id = own_folder_id or folder_of_uri(getattr(options, "model", None) or "")
    if wiring.demo is not None:
        demo = wiring.demo.demo_access
        return replace(demo, folder_id=own_folder_id or demo.folder_id)
    given = _merged(_access_of_options(options, own_folder_id), access_of_environment())
    account = stored_account(settings, wiring.config.endpoints.origin)
    if given.credential is None:
        stored = connections.access(account)
        source = connections.source_of(stored.credential, account.id if account else "")
        return Access(source.credential(CancelToken()), given.folder_id or stored.folder_id)
    folder_id = given.folder_id or (account.folder_id if account else "")
    if not folder_id:
        raise UsageProblem(no_folder())
    return Access(given.credential, folder_id)


def stored_account(settings: Settings, origin: str) -> Account | None:
    """Return the account in use, or the only one that fits the endpoints where none is in use."""
    if settings.account is not None:
        return settings.account
    fitting = [account for account in settings.accounts if account.origin == origin]
    return fitting[0] if len(fitting) == 1 else None


def _warn_of_secret(options: argparse.Namespace, console: Console) -> None:
    if options.iam_token is not None or options.api_key is not None:
        tell_warning(console, secret_on_command_line(), as_json=getattr(options, "json", False))


def _access_of_options(options: argparse.Namespace, own_folder_id: str) -> GivenAccess:
    secrets = {CredentialKind.IAM_TOKEN: options.iam_token, CredentialKind.API_KEY: options.api_key}
    named = {kind: secret for kind, secret in secrets.items() if secret is not None}
    if len(named) > 1:
        raise UsageProblem(two_keys())
    credentials = [Credential.cleaned(kind, secret) for kind, secret in named.items()]
    return GivenAccess(
        credentials[0] if credentials else None, (options.folder_id or "").strip() or own_folder_id
    )


def _merged(first: GivenAccess, second: GivenAccess) -> GivenAccess:
    return GivenAccess(first.credential or second.credential, first.folder_id or second.folder_id)


def folder_of_uri(uri: str) -> str:
    """Return the folder that a model's whole address names; "" for a short name or a placeholder."""
    if not uri.startswith(_SCHEME):
        return ""
    folder_id = uri.removeprefix(_SCHEME).partition("/")[0]
    return "" if folder_id.startswith("<") else folder_id
