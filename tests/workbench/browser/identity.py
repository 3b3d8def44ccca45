"""An OpenID provider: a server of one file that does what the standard asks of the real ones, for people it is told of."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "workbench", "only the workbench and the provider know this"


class Provider:
    """Accounts, and the codes that were given out for them; OpenID Connect Core 1.0, the authorization code flow."""

    def __init__(self, address: str, accounts: dict[str, dict[str, str]]) -> None:
        self.address, self.accounts = address, accounts
        self._key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"}, auto_kid=False)
        self._codes: dict[str, dict[str, str]] = {}

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> dict[str, Any]:
        return {"keys": [self._key.as_dict(private=False)]}

    def choices(self, asked: dict[str, str]) -> str:
        """The page on which a person says who they are: a link for each account."""
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert "openid" in asked["scope"].split()
        return "".join(
            f'<p><a href="/consent?{urlencode(asked | {"sub": sub})}">{claims.get("name", sub)}</a></p>'
            for sub, claims in self.accounts.items()
        )

    def consent(self, asked: dict[str, str]) -> str:
        """Where the browser is sent with its code."""
        code = secrets.token_urlsafe()
        self._codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """The signed ID token for a code, which is good once; `None` where anything is not as it was asked for."""
        asked = self._codes.pop(form.get("code", ""), None)
        kind, _, credentials = authorization.partition(" ")
        if kind != "Basic" or base64.b64decode(credentials).decode().split(":", 1)[0] != CLIENT or asked is None:
            return None
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        if form["redirect_uri"] != asked["redirect_uri"] or proof != asked["code_challenge"]:
            return None
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "sub": asked["sub"], "nonce": asked["nonce"]}
        claims |= {"iat": now, "exp": now + 600} | self.accounts[asked["sub"]]  # type: ignore[operator]
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self._key)
        return {"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "expires_in": 600, "id_token": signed}


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(place.query).items()}
        match place.path:
            case "/.well-known/openid-configuration":
                self._answer(200, json.dumps(self.provider.discovery()), "application/json")
            case "/keys":
                self._answer(200, json.dumps(self.provider.keys()), "application/json")
            case "/authorize":
                self._answer(200, self.provider.choices(asked), "text/html; charset=utf-8")
            case "/consent":
                self.send_response(302)
                self.send_header("Location", self.provider.consent(asked))
                self.end_headers()
            case _:
                self._answer(404, "", "text/plain")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        answer = self.provider.token(form, self.headers.get("Authorization", ""))
        if answer is None:
            self._answer(400, json.dumps({"error": "invalid_grant"}), "application/json")
        else:
            self._answer(200, json.dumps(answer), "application/json")

    def _answer(self, status: int, body: str, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Nothing: the tests' output is theirs."""


@contextmanager
def provider(accounts: dict[str, dict[str, str]]) -> Iterator[Provider]:
    """A running provider with accounts: the claims of each by its `sub`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    running = Provider(f"http://127.0.0.1:{server.server_port}", accounts)
    server.RequestHandlerClass = type("Handler", (_Handler,), {"provider": running})
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield running
    server.shutdown()
    server.server_close()
