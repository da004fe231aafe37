"""The local service: the API of Yandex Cloud served on loopback, for the demo and the tests."""
