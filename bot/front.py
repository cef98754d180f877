"""Where platforms post: straight to their hook, past the middleware that pages need.

A webhook is not a page: nothing to compress, no other site's form to refuse (it has a secret of its own), no route to
be looked for. At some thousand messages a second those layers cost as much as the message itself.
"""

from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send


class Front:
    """Hands a request at a hook's exact path to the hook, everything else on.

    hooks  method and path, "POST /telegram" → ASGI app; it checks the sender and bounds the body itself
    """

    def __init__(self, app: ASGIApp, hooks: Mapping[str, ASGIApp]) -> None:
        self._app, self._hooks = app, hooks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        hook = self._hooks.get(f"{scope['method']} {scope['path']}") if scope["type"] == "http" else None
        await (hook or self._app)(scope, receive, send)
