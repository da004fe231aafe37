"""What accounts are called: their names, or what tells one from the other."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.account import Account, CredentialKind
from yagpt_desktop.ui.words.account_words import account_entry, account_title


def account(id_: str, name: str = "", folder_id: str = "b1gmadeupfolder00001", folder: str = "") -> Account:
    return Account(id_, name, CredentialKind.API_KEY, folder_id, "here", folder)


WORK = account("work", "Работа", folder="default")
HOME = account("home", folder_id="b1gmadeupfolder0ab12", folder="default")
TEXTS = account("texts", folder="texts")
BARE = account("bare", folder_id="b1gmadeupfolder0xy34")


@pytest.mark.parametrize(
    ("one", "title"),
    [(WORK, "Работа"), (HOME, "default …ab12"), (TEXTS, "texts"), (BARE, "Yandex Cloud …xy34")],
)
def test_an_account_without_a_name_bears_the_name_of_its_folder(one: Account, title: str) -> None:
    other = account("other", folder="default")
    assert account_title(one, (WORK, HOME, TEXTS, BARE, other)) == title


def test_an_only_account_needs_no_tail() -> None:
    assert account_title(HOME, (HOME,)) == account_title(HOME) == "default"


def test_two_keys_of_one_folder_are_counted() -> None:
    twins = (account("one"), account("two"), account("three"))
    assert [account_title(twin, twins) for twin in twins] == [
        "Yandex Cloud …0001",
        "Yandex Cloud …0001 (2)",
        "Yandex Cloud …0001 (3)",
    ]


def test_no_two_accounts_have_the_same_title() -> None:
    accounts = (
        *(WORK, HOME, TEXTS, BARE, account("a", folder="default"), account("b", folder="default")),
        *(account("c", "texts"), account("d", folder="Работа")),
    )
    titles = [account_title(one, accounts) for one in accounts]
    assert len(set(titles)) == len(titles), titles


def test_a_menu_does_not_tell_the_folder_twice(in_russian: None) -> None:
    assert account_entry(WORK, (WORK, TEXTS)) == "Работа — каталог «default»"
    assert account_entry(TEXTS, (WORK, TEXTS)) == "texts"
