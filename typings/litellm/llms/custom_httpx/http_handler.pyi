# The classes by which litellm knows its HTTP clients, as far as we use them.
import httpx

class AsyncHTTPHandler: ...

class HTTPHandler:
    def __init__(self, *, client: httpx.Client) -> None: ...
