"""Wire-compatible minimal protocol of the services we call, and the code generated from it.

Packages, message names, field numbers and types are those of yandex-cloud/cloudapi; options, which never
travel, are left out.  ``python packaging/protocol.py`` generates the ``*_pb2*`` files anew.  Never load
these beside the official ``yandexcloud`` stubs in one process: both name the same messages.
"""
