# SPDX-License-Identifier: GPL-3.0-or-later
"""Mints JSON Web Tokens with PyJWT: prints the key set, then `NAME TOKEN` lines. Times count from the argument."""
import base64
import json
import sys

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

now = int(sys.argv[1])


def text(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


secret = bytes(range(64))
keys = {
    "rsa": rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "p256": ec.generate_private_key(ec.SECP256R1()),
    "p384": ec.generate_private_key(ec.SECP384R1()),
    "p521": ec.generate_private_key(ec.SECP521R1()),
    "ed": ed25519.Ed25519PrivateKey.generate(),
}
makers = {"rsa": RSAAlgorithm, "p256": ECAlgorithm, "p384": ECAlgorithm, "p521": ECAlgorithm, "ed": OKPAlgorithm}


def public(name):
    maker = makers[name]
    key = keys[name].public_key()
    if maker is ECAlgorithm:  # PyJWT of Debian 12 writes no keys of curves
        size = (key.curve.key_size + 7) // 8
        numbers = key.public_numbers()
        return {
            "kty": "EC",
            "crv": {256: "P-256", 384: "P-384", 521: "P-521"}[key.curve.key_size],
            "x": text(numbers.x.to_bytes(size, "big")),
            "y": text(numbers.y.to_bytes(size, "big")),
        }
    made = maker.to_jwk(key)
    return json.loads(made) if isinstance(made, str) else made


key_set = [{"kty": "oct", "k": text(secret), "kid": "oct"}]
for name in keys:
    key_set.append({**public(name), "kid": name, "use": "sig"})
key_set.append({"kty": "RSA", "use": "enc", "kid": "other", "n": "AQAB", "e": "AQAB"})
key_set.append({"kty": "new", "kid": "strange"})
print(json.dumps({"keys": key_set}))

claims = {"iss": "https://id.example", "sub": "pump", "aud": ["gateway", "else"], "exp": now + 600, "nbf": now - 10,
          "scope": "read write"}


def mint(name, kid, algorithm, key=None, headers=None, **changes):
    said = {k: v for k, v in {**claims, **changes}.items() if v is not None}
    if algorithm != "none":
        key = key or keys.get(kid, secret)
    print(name, jwt.encode(said, key, algorithm, {**({"kid": kid} if kid else {}), **(headers or {})}))


for algorithm in ("HS256", "HS384", "HS512"):
    mint(algorithm, "oct", algorithm)
for algorithm in ("RS256", "RS384", "RS512"):
    mint(algorithm, "rsa", algorithm)
for algorithm, kid in (("ES256", "p256"), ("ES384", "p384"), ("ES512", "p521"), ("EdDSA", "ed")):
    mint(algorithm, kid, algorithm)
mint("no-kid", "", "RS256", keys["rsa"])
mint("late", "ed", "EdDSA", exp=now - 61)
mint("nearly-late", "ed", "EdDSA", exp=now - 59)
mint("early", "ed", "EdDSA", nbf=now + 61)
mint("for-ever", "ed", "EdDSA", exp=None)
mint("other-issuer", "ed", "EdDSA", iss="https://other.example")
mint("other-audience", "ed", "EdDSA", aud="else")
mint("one-audience", "ed", "EdDSA", aud="gateway")
mint("scope-list", "ed", "EdDSA", scope=["read", "write"])
mint("unknown-kid", "ed", "EdDSA", headers={"kid": "gone"})
mint("foreign-key", "ed", "EdDSA", ed25519.Ed25519PrivateKey.generate())
mint("critical", "ed", "EdDSA", headers={"crit": ["strange"], "strange": 1})
mint("none", "ed", "none")
# The public key of RSA as the secret of HMAC, which a checker that trusts the token's algorithm falls for.
pem = base64.b64decode(public("rsa")["n"] + "==", altchars=b"-_")
mint("confused", "rsa", "HS256", pem)
