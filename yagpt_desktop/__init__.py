"""YaGPT Desktop: a chat window, translator and corrector for YandexGPT."""

__version__ = "0.1.0"
