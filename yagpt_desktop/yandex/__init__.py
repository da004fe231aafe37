"""Speaks to Yandex Cloud and translates its words and errors into ours."""

# Before any module of this package can load grpc.
from . import environment as environment
