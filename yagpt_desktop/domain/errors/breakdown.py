"""Something breaks on the way to the service, or in it."""

from __future__ import annotations

from .root import YaGptError


class NetworkError(YaGptError):
    """The way to the service is broken."""

    code = "E-OFFLINE"


class ServiceUnreachable(NetworkError):
    """Connection refused, reset or lost before an answer began."""

    retry_is_safe = True


class NotConnected(ServiceUnreachable):
    """No connection came about, so nothing was sent and nothing can be billed."""


class ProxyUnreachable(NotConnected):
    """The proxy itself cannot be reached, so nothing behind it can."""

    code = "E-PROXY-OFF"


class HostNotFound(NetworkError):
    """The service's name does not resolve."""

    code = "E-DNS"
    retry_is_safe = True


class SignInPageSuspected(NetworkError):
    """Something that is not the service answered: a captive portal, a filter."""

    code = "E-PORTAL"


class ProxyRefused(NetworkError):
    """The proxy wants a name and a password (407)."""

    code = "E-PROXY-AUTH"


class ProxyUnsupported(NetworkError):
    """SOCKS, PAC or NTLM, which gRPC does not speak."""

    code = "E-PROXY-KIND"


class CertificateRejected(NetworkError):
    """TLS verification failed; no credential was sent."""

    code = "E-CERT"


class TimedOut(NetworkError):
    """No first text, silence, or too long altogether (DEADLINE_EXCEEDED, 504)."""

    code = "E-SLOW"


class StreamCut(NetworkError):
    """The stream broke after text had arrived; never retried by itself."""

    code = "E-CUT"


class ComputerSlept(NetworkError):
    """The computer slept during the call, so its connection is dead; never sent again by itself."""

    code = "E-SLEEP"


class ServiceFault(YaGptError):
    """The service failed (INTERNAL, UNKNOWN, DATA_LOSS, 500)."""

    code = "E-FAULT"
    retry_is_safe = True


class ServiceBusy(ServiceFault):
    """The service is there but takes no requests now (UNAVAILABLE, 502, 503)."""

    code = "E-BUSY"


class ReplyDamaged(ServiceFault):
    """The reply cannot be read: garbage, cut short, not UTF-8."""

    code = "E-BADREPLY"


class ReplyTooBig(ReplyDamaged):
    """The reply is over the limit of one message."""

    retry_is_safe = False
