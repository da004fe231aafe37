"""What a person has pasted: a key, a token, a folder, an address, several of them, or something else."""

from __future__ import annotations

import json
import re
from typing import Final

from yagpt_desktop.domain.account import Credential, CredentialKind
from yagpt_desktop.domain.errors import CredentialMalformed
from yagpt_desktop.domain.fault import KeyFault
from yagpt_desktop.domain.pasted import Finding, Recognised

from .pasted_address import ids_in_address, is_address
from .pasted_secret import PastedSecret, mended, secret_of, unknown_secret, wrong_in
from .pasted_words import Label, Named, Word, named_words, words_of
from .secret_look import Look, folded, look_of

MOST_CHARACTERS: Final = 16_384
"""More than that is no credential; the rest of a paste is not looked at."""

_ID_CHARACTERS: Final = 20
_NAMED_ID: Final = re.compile(r"[a-z0-9][\w-]{0,49}", re.ASCII)
_PLACEHOLDER: Final = re.compile(r"<[^<>\n]{2,40}>|\$\{?[A-Z][A-Z_]{2,40}\}?(?![:\w])|\{\{[^{}\n]{2,40}\}\}")
_IDS: Final = frozenset({Look.FOLDER, Look.KEY_OR_ACCOUNT, Look.ORGANIZATION, Look.OTHER_ID})
_ID_LABELS: Final = frozenset({Label.FOLDER, Label.CLOUD, Label.ACCOUNT, Label.KEY})
_TOLD: Final = {
    Look.ORGANIZATION: Finding.ORGANIZATION_NOT_FOLDER,
    Look.EMAIL: Finding.EMAIL,
    Look.STATIC_KEY: Finding.STATIC_KEY,
}
# Of no weight beside a secret that can be used.
_INSTEAD_OF_SECRET: Final = frozenset({Finding.ID_NOT_SECRET, Finding.EMAIL, Finding.STATIC_KEY})
_PREFERENCE: Final = list(CredentialKind)


def recognise(text: str) -> Recognised:
    """Return what stands in a paste.  Never raises, never blocks; at most ``MOST_CHARACTERS`` are read."""
    reader = _Reader()
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS]
        reader.note(Finding.TOO_LONG)
    around = reader.read_key_file(text)
    reader.read_words(around)
    reader.judge(around)
    return reader.result()


class _Reader:
    """Collects what one paste holds."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._secrets: list[PastedSecret] = []
        self._file: Credential | None = None
        self._file_fault: KeyFault | None = None
        self._folders: dict[str, bool] = {}
        self._clouds: dict[str, None] = {}
        self._model = ""
        self._account_id = ""
        self._key_id = ""
        self._unknown: list[Word] = []

    def note(self, finding: Finding) -> None:
        """Say something about the paste, once."""
        if finding not in self._findings:
            self._findings.append(finding)

    def read_key_file(self, text: str) -> str:
        """Take a key file out; return the text around it."""
        has_pem = "-----BEGIN" in text
        if "private_key" not in text or not (has_pem or "{" in text):
            if has_pem:
                self.note(Finding.PRIVATE_KEY_ALONE if "PRIVATE" in text else Finding.PUBLIC_KEY)
            return text.partition("-----BEGIN")[0]
        try:
            self._file = Credential.cleaned(CredentialKind.SERVICE_ACCOUNT_KEY, text)
        except CredentialMalformed as error:
            is_foreign = "client_email" in text or "private_key_id" in text
            self.note(Finding.FOREIGN_KEY_FILE if is_foreign else Finding.KEY_FILE_DAMAGED)
            self._file_fault = None if is_foreign else error.fault
        else:
            key = json.loads(self._file.secret)
            self._key_id, self._account_id = key["id"], key["service_account_id"]
        start, end = text.find("{"), text.rfind("}") + 1
        if start < 0 or end <= start:
            return text[: max(start, 0)].partition("-----BEGIN")[0]
        # Blanks in its place, so that every place after it stays what it is.
        return text[:start] + " " * (end - start) + text[end:]

    def read_words(self, text: str) -> None:
        """Take every word for what it looks like, and for what stands before it."""
        for named in named_words(mended(list(words_of(text)))):
            if is_address(named.word.text):
                self._take_address(named.word)
            else:
                self._take(named)

    def judge(self, text: str) -> None:
        """Say what is to be said now that all is known."""
        if not (self._secrets or self._file or self._findings) and len(self._unknown) == 1:
            self._secrets += unknown_secret(self._unknown[0])
        if self._secrets or self._file:
            self._findings = [finding for finding in self._findings if finding not in _INSTEAD_OF_SECRET]
        if len({secret.word.text for secret in self._secrets}) + (self._file is not None) > 1:
            self.note(Finding.SEVERAL_SECRETS)
        secret = self._chosen()
        for finding in secret.findings() if secret else ():
            self.note(finding)
        self._judge_folder()
        if not (self._secrets or self._file or self._folders or self._clouds):
            self._judge_nothing(text)

    def result(self) -> Recognised:
        """Return what was found."""
        secret = self._chosen()
        folder_id = self._folder()
        credential = self._file
        kind = credential.kind if credential else None
        if self._file_fault is not None:
            kind = CredentialKind.SERVICE_ACCOUNT_KEY
        if secret is not None:
            kind, credential = secret.kind, secret.credential()
        return Recognised(
            credential=credential,
            kind=kind,
            is_sure=secret.is_sure if secret else kind is not None,
            folder_id=folder_id,
            folder_is_sure=self._folders.get(folder_id, False),
            cloud_id=next(iter(self._clouds), ""),
            model=self._model,
            service_account_id=self._account_id,
            key_id=self._key_id,
            wrong=wrong_in(secret.word) if secret else None,
            key_fault=self._file_fault,
            findings=tuple(self._findings),
        )

    def _take_address(self, word: Word) -> None:
        found = ids_in_address(word.text)
        for folder_id in found.folder_ids:
            self._add_folder(folder_id, is_sure=True)
        self._clouds |= dict.fromkeys(found.cloud_ids)
        self._model = self._model or found.model
        if found.has_organization:
            self.note(Finding.ORGANIZATION_NOT_FOLDER)
        for label, start, end in found.values:
            self._take(Named(word.part(start, end), label, is_strong=True))
        if not (found.folder_ids or found.cloud_ids or found.values):
            self._unknown.append(word)

    def _take(self, named: Named) -> None:
        secret = secret_of(named)
        if secret is not None:
            self._secrets.append(secret)
        elif not self._take_id(named):
            self._unknown += [named.word] if named.word.trimmed().text else []

    def _take_id(self, named: Named) -> bool:
        plain = folded(named.word.trimmed().text)
        look = look_of(plain)
        plain = plain.lower()
        if named.label in _ID_LABELS and (look in _IDS or (named.is_strong and _NAMED_ID.fullmatch(plain))):
            self._take_named_id(named.label, plain)
        elif look in {Look.FOLDER, Look.OTHER_ID}:
            self._add_folder(plain, is_sure=False)
        elif look is Look.KEY_OR_ACCOUNT:
            self._key_id = self._key_id or plain
            self.note(Finding.ID_NOT_SECRET)
        elif look in _TOLD:
            self.note(_TOLD[look])
        else:
            return False
        return True

    def _take_named_id(self, label: Label | None, plain: str) -> None:
        if label is Label.FOLDER:
            self._add_folder(plain, is_sure=True)
        elif label is Label.CLOUD:
            self._clouds[plain] = None
        elif label is Label.ACCOUNT:
            self._account_id = plain
        else:
            self._key_id = plain

    def _add_folder(self, folder_id: str, *, is_sure: bool) -> None:
        self._folders[folder_id] = is_sure or self._folders.get(folder_id, False)

    def _judge_folder(self) -> None:
        folder_id = self._folder()
        if folder_id and len(folder_id) != _ID_CHARACTERS:
            self.note(Finding.FOLDER_LENGTH)
        elif folder_id and not self._folders[folder_id]:
            self.note(Finding.FOLDER_MAY_BE_CLOUD)
        if self._clouds and not folder_id:
            self.note(Finding.CLOUD_NOT_FOLDER)

    def _judge_nothing(self, text: str) -> None:
        if _PLACEHOLDER.search(text):
            self.note(Finding.PLACEHOLDER)
        elif self._key_id or self._account_id:
            self.note(Finding.ID_NOT_SECRET)
        if not set(self._findings) - {Finding.TOO_LONG}:
            self.note(Finding.UNKNOWN if self._unknown else Finding.EMPTY)

    def _chosen(self) -> PastedSecret | None:
        """The handiest secret; None where there is none or a key file is handier."""
        ranks = {secret: _PREFERENCE.index(secret.kind) for secret in self._secrets}
        best = min(ranks, key=ranks.__getitem__, default=None)
        is_file_handier = self._file is not None and (
            best is None or ranks[best] > _PREFERENCE.index(CredentialKind.SERVICE_ACCOUNT_KEY)
        )
        return None if is_file_handier else best

    def _folder(self) -> str:
        """The surest folder; what also stands there as a cloud is none."""
        names = [name for name in self._folders if name not in self._clouds]
        return max(names, key=self._folders.__getitem__, default="")
