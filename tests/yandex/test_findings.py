"""What the diagnosis says about the network; never a secret."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.config import Config, Endpoints, Network
from yagpt_desktop.domain.diagnosis import FindingState, Topic
from yagpt_desktop.domain.proxy import NetworkWish, ProxyMode
from yagpt_desktop.yandex.findings import network_findings
from yagpt_desktop.yandex.policy import NetworkPolicy
from yagpt_desktop.yandex.system_proxy import SystemProxy

SOCKS = "socks5://s.invalid:1"
DATES = {
    "right": None,
    "slow": "Fri, 01 Jan 2038 00:00:00 GMT",
    "none": "",
    "garbage": "yesterday",
}


def everywhere(url):
    address = url.removeprefix("http://")
    return Endpoints(**{spec.name: address if "grpc" in spec.name else url for spec in fields(Endpoints)})


@pytest.fixture
def look(cancel):
    def run(endpoints, network=None, wish=None, system=SystemProxy):
        network = network or Network()
        policy = NetworkPolicy(network, wish, look=system)
        found = list(network_findings(Config(endpoints, network), policy, cancel))
        return {(finding.topic, finding.name): finding for finding in found}

    return run


@pytest.fixture
def service(web):
    """A service that tells its time."""

    def start(date=None):
        import email.utils

        def handle(exchange):
            assert "authorization" not in exchange.headers
            told = email.utils.formatdate(usegmt=True) if date is None else date
            exchange.reply({"message": "no"}, 404, **({"Date": told} if told else {}))

        return everywhere(web(handle))

    return start


def test_everything_in_order(look, service):
    found = look(service())
    assert {name for topic, name in found if topic is Topic.ENDPOINT} == {
        spec.name for spec in fields(Endpoints)
    }
    assert all(finding.state is FindingState.OK for finding in found.values())
    assert all(
        finding.latency_ms is not None for (topic, _), finding in found.items() if topic is Topic.ENDPOINT
    )
    assert abs(found[Topic.CLOCK, "clock"].skew_s) < 60
    assert int(found[Topic.NETWORK, "roots"].value) > 100
    assert (Topic.NETWORK, "ca_file") not in found
    assert found[Topic.NETWORK, "transport"].value.startswith("gRPC")


@pytest.mark.parametrize("date", DATES)
def test_the_clock_is_measured_by_what_the_service_says(look, service, date):
    found = look(service(DATES[date])).get((Topic.CLOCK, "clock"))
    if date in {"none", "garbage"}:
        assert found is None
    elif date == "slow":
        assert found.state is FindingState.TROUBLE
        assert isinstance(found.error, errors.ClockWrong)
        assert found.skew_s > 300 * 24 * 3600
    else:
        assert found.error is None


def test_a_service_that_is_not_there_says_nothing_about_the_clock(look):
    found = look(everywhere("http://127.0.0.1:1"))
    assert (Topic.CLOCK, "clock") not in found
    assert all(
        isinstance(finding.error, errors.NotConnected)
        for (topic, _), finding in found.items()
        if topic is Topic.ENDPOINT
    )


def test_a_proxy_is_shown_without_its_password(look, monkeypatch):
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    far = replace(Endpoints(), rest="https://far.invalid", grpc="far.invalid:443")
    found = look(far, Network(proxy="http://user:secret-word@127.0.0.1:1"))
    assert found[Topic.NETWORK, "proxy"].value == "127.0.0.1:1"
    assert "secret-word" not in repr(found)
    assert isinstance(found[Topic.ENDPOINT, "rest"].error, errors.ProxyUnreachable)


@pytest.mark.parametrize(
    ("wish", "system", "value", "kind"),
    [
        (NetworkWish(ProxyMode.MANUAL, SOCKS), SystemProxy(), SOCKS, errors.ProxyUnsupported),
        (NetworkWish(), SystemProxy(SOCKS), SOCKS, errors.ProxyUnsupported),
        (NetworkWish(), SystemProxy(has_script=True), "PAC", None),
        (NetworkWish(ProxyMode.NONE), SystemProxy("http://p.invalid:1"), "", None),
    ],
)  # fmt: skip
def test_a_proxy_that_cannot_be_used_is_told(look, wish, system, value, kind):
    far = replace(Endpoints(), rest="https://far.invalid", grpc="far.invalid:443")
    proxy = look(far, wish=wish, system=lambda: system)[Topic.NETWORK, "proxy"]
    assert (proxy.value, type(proxy.error)) == (value, type(None) if kind is None else kind)


def test_own_roots_are_counted_and_a_file_that_is_none_is_told(look, service, certificate, tmp_path):
    found = look(service(), Network(ca_file=str(certificate("company.invalid"))))
    assert found[Topic.NETWORK, "ca_file"].value == "1"
    bad = tmp_path / "bad.pem"
    bad.write_text("nothing")
    found = look(service(), wish=NetworkWish(ca_file=str(bad)))[Topic.NETWORK, "ca_file"]
    assert found.state is FindingState.TROUBLE
    assert isinstance(found.error, errors.ConfigurationInvalid)


def test_a_cancel_ends_it():
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(errors.Cancelled):
        list(network_findings(Config(), NetworkPolicy(), cancel))
