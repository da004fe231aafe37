"""What people paste: the thing itself, a whole command line, the wrong thing, half of it."""

from __future__ import annotations

import json
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.account import CredentialKind
from yagpt_desktop.domain.errors import CredentialMalformed
from yagpt_desktop.domain.fault import KeyFault
from yagpt_desktop.domain.pasted import Finding
from yagpt_desktop.services.credential_text import MOST_CHARACTERS, recognise

# Of the length and the alphabet of real ones, and as plainly made up as that allows.
KEY = "AQVNmade-up-key-for-tests-0123456789_abc"
IAM = "t1.made-up-payload-for-tests-0123." + "made_up-Signature0" * 4 + "made_up-Signat"
OAUTH = "y0_made-up-oauth-token-for-tests-0123456789_abcdefghi"
FOLDER = "b1gmadeup0folder0001"
CLOUD = "b1gmadeup0cloud00001"
ACCOUNT = "ajemadeup0account001"
KEY_ID = "ajemadeup0key0000001"
PEM = "-----BEGIN PRIVATE KEY-----\nTUFERSBVUA==\n-----END PRIVATE KEY-----\n"
KEY_FILE = {
    "id": KEY_ID,
    "service_account_id": ACCOUNT,
    "created_at": "2026-11-22T12:00:00Z",
    "key_algorithm": "RSA_2048",
    "public_key": "-----BEGIN PUBLIC KEY-----\nTUFERSBVUA==\n-----END PUBLIC KEY-----\n",
    "private_key": f"PLEASE DO NOT REMOVE THIS LINE! Yandex.Cloud SA Key ID <{KEY_ID}>\n{PEM}",
}
SECRETS = {
    CredentialKind.API_KEY: KEY,
    CredentialKind.IAM_TOKEN: IAM,
    CredentialKind.OAUTH_TOKEN: OAUTH,
}
CURL = f"""curl --request POST \\
  -H "Content-Type: application/json" -H "Authorization: Api-Key {KEY}" -H "x-folder-id: {FOLDER}" \\
  -d '{{"modelUri": "gpt://{FOLDER}/yandexgpt/latest", "completionOptions": {{"stream": false}}}}' \\
  "https://llm.api.cloud.yandex.net/foundationModels/v1/completion"
"""


def test_the_made_up_ones_are_as_long_as_real_ones() -> None:
    assert len(KEY) == 40
    assert len(IAM.rpartition(".")[2]) == 86
    assert {len(each) for each in (FOLDER, CLOUD, ACCOUNT, KEY_ID)} == {20}


@pytest.mark.parametrize(("kind", "secret"), SECRETS.items())
@pytest.mark.parametrize(
    "around",
    [
        "{}", "  {}\r\n", "\ufeff{}", "«{}».", '"{}",', "'{}'", "`{}`", "({})", "\u200b{}\u200b",
        "\xa0{}\xa0", "Вот ключ: {}", "token {}", "Bearer {}", "Authorization: Bearer {}",
        '{{"token": "{}"}}', "{}\n\n\n", "my key is {}, thanks!",
    ],
)  # fmt: skip
def test_a_secret_is_found_whatever_stands_around_it(kind: CredentialKind, secret: str, around: str) -> None:
    found = recognise(around.format(secret))
    assert found.credential is not None
    assert (found.credential.kind, found.credential.secret) == (kind, secret)
    assert (found.kind, found.is_sure, found.findings) == (kind, True, ())
    assert found.usable() == found.credential


@pytest.mark.parametrize(
    ("name", "secret", "kind"),
    [
        ("YC_API_KEY", KEY, CredentialKind.API_KEY),
        ("YC_IAM_TOKEN", IAM, CredentialKind.IAM_TOKEN),
        ("YC_TOKEN", OAUTH, CredentialKind.OAUTH_TOKEN),
        ("YC_API_KEY", "of-a-look-not-seen-yet-7", CredentialKind.API_KEY),
        ("IAM_TOKEN", "of-a-look-not-seen-yet-7", CredentialKind.IAM_TOKEN),
        ("YC_OAUTH_TOKEN", "of-a-look-not-seen-yet-7", CredentialKind.OAUTH_TOKEN),
    ],
)
@pytest.mark.parametrize(
    "line",
    [
        "{0}={1}",
        "export {0}='{1}'",
        "set {0}={1}",
        '$env:{0} = "{1}"',
        "{0}: {1}",
        '"{0}": "{1}",',
        "--{0} {1}",
    ],
)
def test_a_line_with_a_name_tells_the_kind(name: str, secret: str, kind: CredentialKind, line: str) -> None:
    for spelt in (name, name.lower(), name.lower().replace("_", "-")):
        found = recognise(f"{line.format(spelt, secret)}\nYC_FOLDER_ID={FOLDER}\n")
        assert found.credential is not None, spelt
        assert (found.credential.kind, found.credential.secret) == (kind, secret)
        assert (found.folder_id, found.folder_is_sure) == (FOLDER, True)


@pytest.mark.parametrize(
    "paste",
    [
        f"{KEY}\n{FOLDER}", f"{FOLDER} {KEY}", f"{KEY};{FOLDER}", f"каталог {FOLDER}, ключ {KEY}",
        f"{KEY}\r\n\r\nhttps://console.yandex.cloud/folders/{FOLDER}", CURL,
        f"yagpt-desktop ask --folder_id={FOLDER} --iam_token={KEY} --user_text 'Привет'",
    ],
)  # fmt: skip
def test_a_key_and_a_folder_in_one_paste_are_both_found(paste: str) -> None:
    found = recognise(paste)
    assert found.credential is not None
    assert found.credential.secret == KEY
    assert found.folder_id == FOLDER


def test_a_command_line_gives_key_folder_and_model() -> None:
    found = recognise(CURL)
    assert (found.kind, found.folder_id, found.model) == (CredentialKind.API_KEY, FOLDER, "yandexgpt/latest")
    assert found.folder_is_sure
    assert found.findings == ()


@pytest.mark.parametrize(
    "address",
    [
        f"https://console.yandex.cloud/folders/{FOLDER}",
        f"https://console.yandex.cloud/folders/{FOLDER}/ai?section=keys#top",
        f"console.yandex.cloud/folders/{FOLDER}.",
        f"https://console.cloud.yandex.ru/folders/{FOLDER}?section=dashboard",
        f"https://aistudio.yandex.cloud/platform/folders/{FOLDER}/models",
        f"https://console.yandex.cloud/cloud/{CLOUD}/folders/{FOLDER}",
        f"<https://console.yandex.cloud/folders/{FOLDER}>",
        f"https://console.yandex.cloud/link/ai?folderId={FOLDER}&x=1",
        f"https://auth.yandex.cloud/?retpath=https%3A%2F%2Fconsole.yandex.cloud%2Ffolders%2F{FOLDER}%3Fa%3Db",
        f"https://passport.yandex.ru/?r=https%253A%252F%252Fconsole.yandex.cloud%252Ffolders%252F{FOLDER}",
        f"/folders/{FOLDER}",
        f"HTTPS://CONSOLE.YANDEX.CLOUD/FOLDERS/{FOLDER.upper()}",
    ],
)
def test_a_console_s_address_gives_its_folder_for_sure(address: str) -> None:
    found = recognise(address)
    assert (found.folder_id, found.folder_is_sure, found.findings) == (FOLDER, True, ())
    assert found.credential is None


@pytest.mark.parametrize(
    ("paste", "model"),
    [
        (f"gpt://{FOLDER}/yandexgpt/latest", "yandexgpt/latest"),
        (f'"gpt://{FOLDER}/yandexgpt-lite",', "yandexgpt-lite"),
        (f"modelUri: gpt://{FOLDER}/yandexgpt/latest@tuned", "yandexgpt/latest@tuned"),
        (f"gpt://{FOLDER}/", ""),
        (f"gpt://{FOLDER}", ""),
        (f"emb://{FOLDER}/text-search-doc/latest", ""),
    ],
)
def test_a_model_s_uri_gives_folder_and_model(paste: str, model: str) -> None:
    found = recognise(paste)
    assert (found.folder_id, found.folder_is_sure, found.model) == (FOLDER, True, model)


@pytest.mark.parametrize(
    "paste",
    [
        f"https://console.yandex.cloud/cloud/{CLOUD}", f"https://console.yandex.cloud/cloud/{CLOUD}?tab=x",
        f"cloud_id: {CLOUD}", f"YC_CLOUD_ID={CLOUD}", f"облако {CLOUD}", f"cloud {CLOUD}",
    ],
)  # fmt: skip
def test_a_cloud_is_no_folder_where_that_can_be_told(paste: str) -> None:
    found = recognise(paste)
    assert (found.cloud_id, found.folder_id) == (CLOUD, "")
    assert found.findings == (Finding.CLOUD_NOT_FOLDER,)


def test_an_id_by_itself_is_a_folder_perhaps() -> None:
    for paste in (FOLDER, f" {FOLDER}\n", FOLDER.upper(), f"«{FOLDER}»", FOLDER.replace("o", "о")):
        found = recognise(paste)
        assert (found.folder_id, found.folder_is_sure) == (FOLDER, False)
        assert found.findings == (Finding.FOLDER_MAY_BE_CLOUD,)


def test_an_id_that_stands_there_as_a_cloud_too_is_no_folder() -> None:
    found = recognise(f"cloud-id: {CLOUD}\n{CLOUD}\nfolder-id: {FOLDER}\n{FOLDER}")
    assert (found.cloud_id, found.folder_id, found.folder_is_sure) == (CLOUD, FOLDER, True)
    assert recognise(f"cloud-id: {CLOUD}\n{CLOUD}").folder_id == ""


@pytest.mark.parametrize(
    ("paste", "finding"),
    [
        ("", Finding.EMPTY), (" \n\t\xa0", Finding.EMPTY), ("\ufeff\u200b", Finding.EMPTY),
        ("«».", Finding.EMPTY),
        ("просто слова", Finding.UNKNOWN), ("MyPassw0rd", Finding.UNKNOWN), ("12345", Finding.UNKNOWN),
        ("https://ya.ru/search?text=1", Finding.UNKNOWN), ("{}" * 50, Finding.EMPTY),
        ("как получить token для сервиса и зачем мне folder", Finding.UNKNOWN),
        ("ivan.petrov@example.ru", Finding.EMAIL), ("почта: иван@пример.рф", Finding.EMAIL),
        (ACCOUNT, Finding.ID_NOT_SECRET), (f"id: {KEY_ID}", Finding.ID_NOT_SECRET),
        (f"service_account_id: {ACCOUNT}", Finding.ID_NOT_SECRET),
        (f"key_id={KEY_ID}", Finding.ID_NOT_SECRET),
        ("YCAJEmade-up-key-id-01234", Finding.STATIC_KEY),
        ("YCmade-up-secret-for-tests-0123456789012", Finding.STATIC_KEY),
        ("bpfmadeup0organizati", Finding.ORGANIZATION_NOT_FOLDER),
        ("organizations/bpfmadeup0organizati", Finding.ORGANIZATION_NOT_FOLDER),
        ("<API-ключ>", Finding.PLACEHOLDER), ("$IAM_TOKEN", Finding.PLACEHOLDER),
        ('-H "Authorization: Bearer ${IAM_TOKEN}"', Finding.PLACEHOLDER),
        ("gpt://<folder_ID>/yandexgpt", Finding.PLACEHOLDER), ("{{ api_key }}", Finding.PLACEHOLDER),
        (PEM, Finding.PRIVATE_KEY_ALONE), (KEY_FILE["public_key"], Finding.PUBLIC_KEY),
        ("b1gmadeup0fol", Finding.FOLDER_LENGTH), (f"{FOLDER}1", Finding.FOLDER_LENGTH),
        (f"/folders/{FOLDER[:-1]}", Finding.FOLDER_LENGTH),
    ],
)  # fmt: skip
def test_what_opens_nothing_is_named(paste: str, finding: Finding) -> None:
    found = recognise(paste)
    assert found.findings == (finding,)
    assert found.credential is None
    with pytest.raises(CredentialMalformed):
        found.usable()


@pytest.mark.parametrize(("kind", "secret"), SECRETS.items())
def test_a_secret_cut_short_is_told_and_still_usable(kind: CredentialKind, secret: str) -> None:
    found = recognise(secret[:25])
    assert found.findings == (Finding.CUT_SHORT,)
    assert found.credential is not None
    assert (found.credential.kind, found.credential.secret) == (kind, secret[:25])


@pytest.mark.parametrize("mask", ["********", "…", "...", "•••••"])
def test_a_secret_with_a_mask_in_it_is_not_usable(mask: str) -> None:
    found = recognise(f"secret: {KEY[:20]}{mask}")
    assert (found.kind, found.credential) == (CredentialKind.API_KEY, None)
    assert found.findings == (Finding.MASKED,)


@pytest.mark.parametrize("paste", [f"{KEY_ID}\n{KEY}", f"{KEY}\n{ACCOUNT}", f"ivan@example.ru {KEY}"])
def test_ids_and_addresses_beside_a_secret_do_not_matter(paste: str) -> None:
    assert recognise(paste).findings == ()
    assert recognise(paste).usable().secret == KEY


def test_what_yc_prints_of_a_new_key_is_understood() -> None:
    printed = f"""api_key:
  id: {KEY_ID}
  service_account_id: {ACCOUNT}
  created_at: "2026-11-22T12:00:00Z"
secret: {KEY}
"""
    as_json = {"api_key": {"id": KEY_ID, "service_account_id": ACCOUNT}, "secret": KEY}
    for paste in (printed, json.dumps(as_json), json.dumps(as_json, indent=2)):
        found = recognise(paste)
        assert found.usable().secret == KEY
        assert (found.key_id, found.service_account_id) == (KEY_ID, ACCOUNT)
        assert found.findings == ()


def test_the_address_a_sign_in_ends_at_holds_the_token() -> None:
    for start in ("https://oauth.yandex.ru/", "oauth.yandex.ru/verification_code"):
        found = recognise(f"{start}#access_token={OAUTH}&token_type=bearer&expires_in=31536000")
        assert found.usable().secret == OAUTH
        assert found.kind is CredentialKind.OAUTH_TOKEN


@pytest.mark.parametrize("secret", [KEY, IAM], ids=["key", "token"])
@pytest.mark.parametrize("gap", ["\n", "\r\n    ", "\n\u200b", " \n ", "\u2028"])
def test_a_secret_broken_over_lines_is_put_together(secret: str, gap: str) -> None:
    pieces = [secret[:17], secret[17:29], secret[29:]]
    found = recognise(f"YC_API_KEY={gap.join(pieces)}\n{FOLDER}")
    assert found.usable().secret == secret
    assert found.folder_id == FOLDER
    assert recognise(gap.join(pieces)).findings == ()


def test_a_blank_in_a_key_goes_where_the_key_is_whole_without_it() -> None:
    assert recognise(f"{KEY[:30]} {KEY[30:]}").usable().secret == KEY
    assert recognise(f"{KEY[:25]} and the folder").usable().secret == KEY[:25]
    assert recognise(f"{KEY[:25]}\nfolder\n{FOLDER}").usable().secret == KEY[:25]


@pytest.mark.parametrize(
    ("foreign", "lookalike", "name"),
    [
        ("С", "C", "CYRILLIC CAPITAL LETTER ES"),
        ("ё", "", "CYRILLIC SMALL LETTER IO"),
        ("Α", "A", "GREEK CAPITAL LETTER ALPHA"),
        ("–", "", "EN DASH"),
        ("\ud800", "", "U+D800"),
    ],
)
@pytest.mark.parametrize(("kind", "secret"), SECRETS.items())
def test_a_foreign_character_is_named_with_both_its_places(kind, secret, foreign, lookalike, name) -> None:
    found = recognise(f"\ufeff ключ: {secret[:5]}\u200b{secret[5:10]}{foreign}{secret[11:]}.")
    assert (found.kind, found.credential, found.findings) == (kind, None, (Finding.WRONG_CHARACTER,))
    assert found.wrong is not None
    assert (found.wrong.character, found.wrong.position, found.wrong.lookalike) == (foreign, 11, lookalike)
    assert found.wrong.position_in_paste == len("\ufeff ключ: ") + 12
    assert found.wrong.name == name
    with pytest.raises(CredentialMalformed) as caught:
        found.usable()
    assert (caught.value.character, caught.value.position) == (foreign, 11)


@pytest.mark.parametrize(
    ("paste", "kind", "position"),
    [
        ("А" + KEY[1:], CredentialKind.API_KEY, 1),  # a Cyrillic А
        ("у" + OAUTH[1:], CredentialKind.OAUTH_TOKEN, 1),  # a Cyrillic у
        ("of-a-look-not-seеn-yet-7", CredentialKind.API_KEY, 17),  # a Cyrillic е
    ],
)
def test_a_foreign_first_letter_does_not_hide_the_kind(
    paste: str, kind: CredentialKind, position: int
) -> None:
    found = recognise(paste)
    assert found.kind is kind
    assert found.wrong is not None
    assert found.wrong.position == position


def test_a_lone_word_of_a_new_look_is_a_key_perhaps() -> None:
    found = recognise("  of-a-look-not-seen-yet-7\n")
    assert found.usable().secret == "of-a-look-not-seen-yet-7"
    assert (found.kind, found.is_sure) == (CredentialKind.API_KEY, False)


def test_of_several_secrets_the_handiest_kind_is_taken_and_that_is_said() -> None:
    found = recognise(f"{IAM}\n{OAUTH}\n{KEY}\n{KEY}")
    assert found.usable().secret == KEY
    assert Finding.SEVERAL_SECRETS in found.findings
    assert recognise(f"{KEY} {KEY}").findings == ()
    found = recognise(f"{json.dumps(KEY_FILE)}\n{IAM}")
    assert found.kind is CredentialKind.SERVICE_ACCOUNT_KEY
    assert Finding.SEVERAL_SECRETS in found.findings


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("around", ["{}", "\ufeff{}\r\n", "Вот файл:\n{}\nкаталог: " + FOLDER, "\u200b{}"])
def test_a_key_file_is_understood_and_only_its_ids_are_told(indent: int | None, around: str) -> None:
    found = recognise(around.format(json.dumps(KEY_FILE, indent=indent)))
    assert found.kind is CredentialKind.SERVICE_ACCOUNT_KEY
    assert (found.key_id, found.service_account_id, found.is_sure) == (KEY_ID, ACCOUNT, True)
    assert found.findings == ()
    assert json.loads(found.usable().secret)["private_key"] == PEM
    assert "TUFERSBVUA" not in repr(found)
    assert found.folder_id == (FOLDER if FOLDER in around else "")


@pytest.mark.parametrize(
    ("missing", "fault"),
    [
        ("id", KeyFault.NO_ID),
        ("service_account_id", KeyFault.NO_ACCOUNT),
    ],
)
def test_a_key_file_without_a_field_says_which(missing: str, fault: KeyFault) -> None:
    found = recognise(json.dumps({name: value for name, value in KEY_FILE.items() if name != missing}))
    assert (found.kind, found.credential, found.key_fault) == (
        CredentialKind.SERVICE_ACCOUNT_KEY,
        None,
        fault,
    )
    assert found.findings == (Finding.KEY_FILE_DAMAGED,)
    with pytest.raises(CredentialMalformed) as caught:
        found.usable()
    assert caught.value.fault is fault


def test_a_key_file_cut_anywhere_is_damaged_and_never_something_else() -> None:
    whole = json.dumps(KEY_FILE)
    for end in range(whole.index("private_key") + 12, len(whole) - 1, 7):
        found = recognise(whole[:end])
        assert found.credential is None
        assert found.findings == (Finding.KEY_FILE_DAMAGED,), end
        assert found.key_fault is KeyFault.NO_OBJECT


def test_another_cloud_s_key_file_is_told_from_ours() -> None:
    foreign = {
        "type": "service_account", "private_key_id": "0123", "private_key": PEM,
        "client_email": "robot@made-up.example", "client_id": "1",
    }  # fmt: skip
    found = recognise(json.dumps(foreign))
    assert (found.credential, found.findings) == (None, (Finding.FOREIGN_KEY_FILE,))


def test_no_secret_is_in_a_repr() -> None:
    for secret in SECRETS.values():
        for paste in (secret, f"{secret}С", f"token={secret}***"):
            assert secret[5:] not in repr(recognise(paste))


@given(st.text(max_size=300))
def test_no_text_whatever_raises(text: str) -> None:
    found = recognise(text)
    assert found.findings or found.credential or found.folder_id or found.cloud_id


PIECES = st.sampled_from(
    [
        KEY, IAM, OAUTH, FOLDER, CLOUD, ACCOUNT, KEY[:12], IAM[:30], json.dumps(KEY_FILE), "С", "\ufeff",
        "\u200b", " ", "\n", "=", ":", "***",
        "…", '"', "'", "{", "}", "?", "&", "#", "%2F", "\ud800", "a@b.ru",
        "<ID>", "$X_Y", "YC_API_KEY", "folder_id", "cloud", "Bearer", "Api-Key", "access_token=",
        '"private_key"',
        "gpt://", "https://", "/folders/", "/cloud/", "-----BEGIN PRIVATE KEY-----",
    ]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=4), max_size=25))
def test_no_mixture_of_known_pieces_raises_or_tells_nonsense(pieces: list[str]) -> None:
    found = recognise("".join(pieces))
    if found.credential is not None:
        assert found.kind is found.credential.kind
        assert found.wrong is None
        cleaned = type(found.credential).cleaned(found.credential.kind, found.credential.secret)
        assert cleaned == found.credential
    if found.wrong is not None:
        assert "".join(pieces)[found.wrong.position_in_paste - 1] == found.wrong.character
    assert found.folder_id == "" or found.folder_id not in found.cloud_id


@pytest.mark.parametrize(
    "piece",
    [
        "a ", "t1.", "t1.a\n",
        "AQVN ", "y0_-", "{", '{"a":', "\u200b", "=:", "https://", "/folders/", "<", "$A",
        "b1g", f"{FOLDER} ", "%2F", '"private_key":{', "-----BEGIN ", "token ", "?a=b&", "С", "\ud800", "@.",
    ],
)  # fmt: skip
def test_a_million_characters_take_no_longer_than_a_blink(piece: str) -> None:
    text = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
    began = time.monotonic()
    found = recognise(text)
    assert time.monotonic() - began < 3
    assert Finding.TOO_LONG in found.findings


def test_of_a_long_text_the_beginning_is_read() -> None:
    found = recognise(KEY + "\n" + "слово " * 10_000)
    assert found.usable().secret == KEY
    assert found.findings == (Finding.TOO_LONG,)
    assert recognise(" " * MOST_CHARACTERS + KEY).credential is None


def test_random_keys_of_the_known_look_are_found_in_every_surrounding() -> None:
    dice = random.Random(3)
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
    for _ in range(300):
        key = "AQVN" + "".join(dice.choices(signs, k=36))
        for paste in (
            key,
            f"YC_API_KEY={key}",
            f"{key}\n{FOLDER}",
            f"Api-Key {key}.",
            f"{key[:20]}\n{key[20:]}",
        ):
            credential = recognise(paste).credential
            assert credential is not None
            # A full stop, or a dash of the key's own at its edge, is the only thing that may differ.
            assert credential.secret == key, paste
