"""Speaks to Yandex Cloud and translates its words and errors into ours."""
