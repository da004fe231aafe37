"""Who a command speaks for: an option beats the environment, the environment beats the stored account."""

from __future__ import annotations

import argparse

from yagpt_desktop.domain.account import Access, Account, Credential, CredentialKind
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.connection import Connections
from yagpt_desktop.ui.words.terminal_words import no_folder, secret_on_command_line, two_keys
from yagpt_desktop.wiring import GivenAccess, Wiring, access_of_environment

from .console import Console
from .problem import UsageProblem

_SCHEME = "gpt://"


def decided_access(
    options: argparse.Namespace,
    settings: Settings,
    wiring: Wiring,
    connections: Connections,
    console: Console,
) -> Access:
    """Return what every request of the command carries.  May block on the keyring.

    Raises:
        UsageProblem: There is a credential but no folder, or two credentials.
        SignInRequired, CredentialMalformed, StorageError: As they say.
    """
    if wiring.demo is not None:
        return wiring.demo.demo_access
    given = _merged(_access_of_options(options, console), access_of_environment())
    account = stored_account(settings, wiring.config.endpoints.origin)
    if given.credential is None:
        stored = connections.access(account)
        source = connections.source_of(stored.credential, account.id if account else "")
        return Access(source.credential(CancelToken()), given.folder_id or stored.folder_id)
    folder_id = given.folder_id or _folder_of_model(options) or (account.folder_id if account else "")
    if not folder_id:
        raise UsageProblem(no_folder())
    return Access(given.credential, folder_id)


def stored_account(settings: Settings, origin: str) -> Account | None:
    """Return the account in use, or the only one that fits the endpoints where none is in use."""
    if settings.account is not None:
        return settings.account
    fitting = [account for account in settings.accounts if account.origin == origin]
    return fitting[0] if len(fitting) == 1 else None


def _access_of_options(options: argparse.Namespace, console: Console) -> GivenAccess:
    secrets = {CredentialKind.IAM_TOKEN: options.iam_token, CredentialKind.API_KEY: options.api_key}
    named = {kind: secret for kind, secret in secrets.items() if secret is not None}
    if len(named) > 1:
        raise UsageProblem(two_keys())
    if named:
        console.say(secret_on_command_line())
    credentials = [Credential.cleaned(kind, secret) for kind, secret in named.items()]
    return GivenAccess(credentials[0] if credentials else None, (options.folder_id or "").strip())


def _merged(first: GivenAccess, second: GivenAccess) -> GivenAccess:
    return GivenAccess(first.credential or second.credential, first.folder_id or second.folder_id)


def _folder_of_model(options: argparse.Namespace) -> str:
    model: str = getattr(options, "model", None) or ""
    return model.removeprefix(_SCHEME).partition("/")[0] if model.startswith(_SCHEME) else ""
