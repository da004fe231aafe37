"""The words for each class of error, as they stand in the source."""

from __future__ import annotations

from typing import NamedTuple

from yagpt_desktop.domain import errors
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP
from yagpt_desktop.ui.words.action import ActionKind

_KEPT = QT_TRANSLATE_NOOP("ErrorText", "Your message is kept.")
_PART_KEPT = QT_TRANSLATE_NOOP("ErrorText", "The part that arrived is kept.")
_NOT_SENT = QT_TRANSLATE_NOOP("ErrorText", "Nothing was sent, and your text is in place.")
_IN_PLACE = QT_TRANSLATE_NOOP("ErrorText", "Your chats are in place.")
_IN_MEMORY = QT_TRANSLATE_NOOP("ErrorText", "What you see stays in memory while the program is open.")


class Entry(NamedTuple):
    """Untranslated words of one class; its heirs without an entry share them.

    Attributes:
        action: What helps in most cases.
        second: What helps where the first does not.
    """

    title: str
    cause: str
    assurance: str
    action: ActionKind | None
    second: ActionKind | None = None


ENTRIES: dict[type[errors.YaGptError], Entry] = {
    errors.YaGptError: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "Something went wrong"),
        QT_TRANSLATE_NOOP("ErrorText", "It is the program's own mistake, not yours."),
        _KEPT,
        ActionKind.RETRY,
    ),
    errors.AuthError: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The service does not let you in"),
        QT_TRANSLATE_NOOP("ErrorText", "The key or the folder does not fit."),
        _KEPT,
        ActionKind.OPEN_ACCOUNT,
    ),
    errors.SignInRequired: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "A key is needed"),
        QT_TRANSLATE_NOOP("ErrorText", "There is no key for this service on this computer yet."),
        _NOT_SENT,
        ActionKind.ENTER_KEY,
    ),
    errors.SessionKeyGone: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The key has to be pasted again"),
        QT_TRANSLATE_NOOP("ErrorText", "It was kept only until the program was closed last time."),
        _IN_PLACE,
        ActionKind.ENTER_KEY,
    ),
    errors.CredentialMalformed: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The key was copied with a mistake"),
        QT_TRANSLATE_NOOP("ErrorText", "The field for the key is empty."),
        _NOT_SENT,
        ActionKind.ENTER_KEY,
    ),
    errors.ClockWrong: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The computer's clock is wrong"),
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "That is why the service refuses the key; check the date, the time and the time zone.",
        ),
        _KEPT,
        ActionKind.OPEN_CLOCK,
        ActionKind.RETRY,
    ),
    errors.CredentialRejected: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The service did not accept the key"),
        QT_TRANSLATE_NOOP("ErrorText", "It may have been deleted, or copied without its beginning or end."),
        _KEPT,
        ActionKind.OPEN_ACCOUNT,
        ActionKind.SHOW_STEPS,
    ),
    errors.SessionExpired: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The key has expired"),
        QT_TRANSLATE_NOOP("ErrorText", "A temporary key lives for 12 hours at most; a new one is needed."),
        _KEPT,
        ActionKind.ENTER_KEY,
    ),
    errors.AccessDenied: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The key has no right to use the model"),
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "In this folder it lacks the role ai.languageModels.user, or the folder's number is wrong.",
        ),
        _KEPT,
        ActionKind.OPEN_ACCOUNT,
        ActionKind.SHOW_STEPS,
    ),
    errors.BillingInactive: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The billing account is not active"),
        QT_TRANSLATE_NOOP(
            "ErrorText", "Yandex Cloud has run out of your money, or payment was never set up there."
        ),
        _KEPT,
        ActionKind.OPEN_BILLING,
    ),
    errors.RequestRejected: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The service turned the request down"),
        QT_TRANSLATE_NOOP("ErrorText", "Something in the text or the options does not suit it."),
        _KEPT,
        ActionKind.OPEN_OPTIONS,
    ),
    errors.FolderUnknown: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The folder is not found"),
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "It does not exist or belongs to another key; perhaps it is the cloud's number.",
        ),
        _KEPT,
        ActionKind.CHECK_FOLDER,
        ActionKind.SHOW_STEPS,
    ),
    errors.ModelUnknown: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The model is not available"),
        QT_TRANSLATE_NOOP("ErrorText", "Its name has a mistake in it, or Yandex has switched it off."),
        _KEPT,
        ActionKind.CHOOSE_MODEL,
    ),
    errors.OptionUnsupported: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "These options do not go together"),
        QT_TRANSLATE_NOOP("ErrorText", "This model or this mode does not know one of the chosen options."),
        _NOT_SENT,
        ActionKind.OPEN_OPTIONS,
    ),
    errors.TextTooLong: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The conversation is too long for the model"),
        QT_TRANSLATE_NOOP("ErrorText", "Together with the answer it does not fit."),
        _KEPT,
        ActionKind.NEW_CHAT,
    ),
    errors.ResultExpired: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The answer is no longer kept"),
        QT_TRANSLATE_NOOP("ErrorText", "The service keeps deferred answers for three days."),
        _KEPT,
        ActionKind.ASK_AGAIN,
    ),
    errors.QuotaExceeded: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "Too many requests at once"),
        QT_TRANSLATE_NOOP("ErrorText", "The service answers only a few requests at the same time."),
        _KEPT,
        ActionKind.RETRY,
    ),
    errors.HourlyQuotaExceeded: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The limit of requests for this hour is used up"),
        QT_TRANSLATE_NOOP("ErrorText", "The service will take new requests in the next hour."),
        _KEPT,
        ActionKind.RETRY,
    ),
    errors.NetworkError: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "No connection to the service"),
        QT_TRANSLATE_NOOP("ErrorText", "The network does not let the request through."),
        _KEPT,
        ActionKind.RETRY,
        ActionKind.SHOW_DIAGNOSIS,
    ),
    errors.ServiceUnreachable: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "No connection to the service"),
        QT_TRANSLATE_NOOP("ErrorText", "There is no internet, or a VPN or a network filter is in the way."),
        _KEPT,
        ActionKind.RETRY,
        ActionKind.SHOW_DIAGNOSIS,
    ),
    errors.NotConnected: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "No connection to the service"),
        QT_TRANSLATE_NOOP("ErrorText", "There is no internet, or a VPN or a network filter is in the way."),
        _NOT_SENT,
        ActionKind.RETRY,
        ActionKind.SHOW_DIAGNOSIS,
    ),
    errors.HostNotFound: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The Yandex Cloud server is not found"),
        QT_TRANSLATE_NOOP("ErrorText", "There is no internet, or a VPN or a filter hides its address."),
        _KEPT,
        ActionKind.RETRY,
        ActionKind.SHOW_DIAGNOSIS,
    ),
    errors.SignInPageSuspected: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "It looks as if the network asks you to sign in"),
        QT_TRANSLATE_NOOP(
            "ErrorText", "Somebody else answered for the service, as happens in hotels, cafés and offices."
        ),
        _KEPT,
        ActionKind.OPEN_SIGN_IN_PAGE,
        ActionKind.RETRY,
    ),
    errors.ProxyRefused: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The proxy server wants a name and a password"),
        QT_TRANSLATE_NOOP("ErrorText", "The network's administrator knows them."),
        _KEPT,
        ActionKind.OPEN_NETWORK_SETTINGS,
        ActionKind.SHOW_DIAGNOSIS,
    ),
    errors.ProxyUnsupported: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "This kind of proxy is not supported"),
        QT_TRANSLATE_NOOP("ErrorText", "Ask the network's administrator for an ordinary web proxy address."),
        _KEPT,
        ActionKind.OPEN_NETWORK_SETTINGS,
        ActionKind.SHOW_DIAGNOSIS,
    ),
    errors.ProxyUnreachable: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The proxy server does not answer"),
        QT_TRANSLATE_NOOP(
            "ErrorText", "Its address is wrong, it is switched off, or this is another network."
        ),
        _NOT_SENT,
        ActionKind.OPEN_NETWORK_SETTINGS,
        ActionKind.RETRY,
    ),
    errors.CertificateRejected: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The connection is not secure"),
        QT_TRANSLATE_NOOP(
            "ErrorText", "An antivirus or your organisation's filter may be reading it on the way to Yandex."
        ),
        QT_TRANSLATE_NOOP("ErrorText", "Neither the key nor your text was sent."),
        ActionKind.SHOW_DIAGNOSIS,
        ActionKind.OPEN_NETWORK_SETTINGS,
    ),
    errors.TimedOut: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The model takes too long to answer"),
        QT_TRANSLATE_NOOP("ErrorText", "No answer came in the time allowed for it."),
        _KEPT,
        ActionKind.RETRY,
    ),
    errors.StreamCut: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The answer broke off"),
        QT_TRANSLATE_NOOP("ErrorText", "The connection was lost in the middle of it."),
        _PART_KEPT,
        ActionKind.CONTINUE,
    ),
    errors.ComputerSlept: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The computer was asleep, and the request broke off"),
        QT_TRANSLATE_NOOP("ErrorText", "The connection did not outlive the sleep; a new one will be made."),
        _KEPT,
        ActionKind.RETRY,
    ),
    errors.ServiceFault: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The service has failed"),
        QT_TRANSLATE_NOOP("ErrorText", "The mistake is on Yandex's side, and such requests are not billed."),
        _KEPT,
        ActionKind.RETRY,
    ),
    errors.ServiceBusy: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The service does not answer at the moment"),
        QT_TRANSLATE_NOOP("ErrorText", "It is overloaded or under maintenance."),
        _KEPT,
        ActionKind.RETRY,
    ),
    errors.ReplyDamaged: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The service sent a damaged reply"),
        QT_TRANSLATE_NOOP("ErrorText", "It cannot be read as an answer."),
        _KEPT,
        ActionKind.RETRY,
    ),
    errors.ReplyTooBig: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The reply is too big"),
        QT_TRANSLATE_NOOP("ErrorText", "The program did not take it in; ask for a shorter answer."),
        _KEPT,
        None,
    ),
    errors.StorageError: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "It cannot be saved"),
        QT_TRANSLATE_NOOP("ErrorText", "The disk is full, or writing to the program's folder is forbidden."),
        _IN_MEMORY,
        ActionKind.RETRY,
    ),
    errors.DiskFull: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "There is no room on the disk"),
        QT_TRANSLATE_NOOP("ErrorText", "New messages are not saved for now; the program keeps trying."),
        _IN_MEMORY,
        ActionKind.OPEN_PROFILE,
        ActionKind.SAVE_AGAIN,
    ),
    errors.HistoryReadOnly: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The folder of your chats can only be read"),
        QT_TRANSLATE_NOOP("ErrorText", "Old chats are shown; new messages cannot be saved there."),
        _IN_MEMORY,
        ActionKind.OPEN_PROFILE,
    ),
    errors.HistoryNewer: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "A newer version of the program saved your chats"),
        QT_TRANSLATE_NOOP("ErrorText", "This version only shows them; go on writing with the newer one."),
        _IN_MEMORY,
        None,
    ),
    errors.HistoryDamaged: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The file of your chats is damaged"),
        QT_TRANSLATE_NOOP("ErrorText", "It was set aside untouched; what can be read of it is brought back."),
        _IN_MEMORY,
        ActionKind.OPEN_PROFILE,
    ),
    errors.HistoryForeign: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The file of your chats is something else"),
        QT_TRANSLATE_NOOP("ErrorText", "It was set aside untouched, and a new file was begun."),
        _IN_MEMORY,
        ActionKind.OPEN_PROFILE,
    ),
    errors.HistoryBusy: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "Your chats are open in another window"),
        QT_TRANSLATE_NOOP("ErrorText", "Only one of them can save; close this one and use the other."),
        _IN_MEMORY,
        None,
    ),
    errors.ProfileUnusable: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The profile's folder does not fit"),
        QT_TRANSLATE_NOOP("ErrorText", "It cannot be made or opened."),
        QT_TRANSLATE_NOOP("ErrorText", "Nothing was written or changed."),
        None,
    ),
    errors.SecretStoreMissing: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The system has no password store"),
        QT_TRANSLATE_NOOP(
            "ErrorText", "A key can be neither kept nor read; one that you enter works until closing."
        ),
        _IN_PLACE,
        ActionKind.KEY_THIS_TIME,
    ),
    errors.SecretStoreLocked: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The password store is locked"),
        QT_TRANSLATE_NOOP("ErrorText", "The key lies there: open the store to use it."),
        _IN_PLACE,
        ActionKind.UNLOCK_STORE,
        ActionKind.KEY_THIS_TIME,
    ),
    errors.SecretStoreDenied: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "No access to the password store"),
        QT_TRANSLATE_NOOP(
            "ErrorText",
            "The system does not let this program in: allow it there, or enter a key for this time.",
        ),
        _IN_PLACE,
        ActionKind.KEY_THIS_TIME,
        ActionKind.OPEN_STORE,
    ),
    errors.SecretStoreSilent: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The password store does not answer"),
        QT_TRANSLATE_NOOP("ErrorText", "Perhaps its own window waits for you behind the others."),
        _IN_PLACE,
        ActionKind.UNLOCK_STORE,
        ActionKind.KEY_THIS_TIME,
    ),
    errors.SecretTooBig: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The key does not fit into the password store"),
        QT_TRANSLATE_NOOP("ErrorText", "This system keeps only short keys, such as an API key."),
        _IN_PLACE,
        ActionKind.USE_API_KEY,
        ActionKind.SESSION_ONLY,
    ),
    errors.SecretStoreFull: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The password store is full"),
        QT_TRANSLATE_NOOP("ErrorText", "Delete entries there that you do not need any more."),
        _IN_PLACE,
        ActionKind.OPEN_STORE,
        ActionKind.SESSION_ONLY,
    ),
    errors.SecretLost: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The stored key is damaged"),
        QT_TRANSLATE_NOOP("ErrorText", "The password store gives back something else than it was given."),
        _IN_PLACE,
        ActionKind.ENTER_KEY,
        ActionKind.UNLOCK_STORE,
    ),
    errors.InputError: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "This cannot be used"),
        QT_TRANSLATE_NOOP("ErrorText", "The program does not understand what it was given."),
        _IN_PLACE,
        None,
    ),
    errors.InputUnreadable: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The file cannot be read"),
        QT_TRANSLATE_NOOP("ErrorText", "It is not there, is not text, or may not be opened."),
        _IN_PLACE,
        ActionKind.CHOOSE_FILE,
    ),
    errors.ImportRefused: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "The chats could not be loaded"),
        QT_TRANSLATE_NOOP("ErrorText", "The file is damaged, or it was not written to the end."),
        QT_TRANSLATE_NOOP("ErrorText", "Your chats are as they were."),
        None,
    ),
    errors.ConfigurationInvalid: Entry(
        QT_TRANSLATE_NOOP("ErrorText", "There is a mistake in the configuration"),
        QT_TRANSLATE_NOOP("ErrorText", "One of its values cannot be used."),
        _IN_PLACE,
        None,
    ),
}
