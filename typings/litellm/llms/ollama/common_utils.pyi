# What litellm asks an Ollama server of its models.
from collections.abc import Callable, Mapping

class OllamaModelInfo:
    get_runtime_model_info: Callable[..., Mapping[str, object]]
