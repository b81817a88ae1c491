"""Keys and signatures of a policy: Ed25519, by `cryptography` (decision 112)."""

import os
from pathlib import Path

import msgspec

from metier.errors import SettingError
from metier.pooling.agreed.policies import PARTIES, Agreed, Party, Signed

__all__ = ["holds", "new_key", "public_key", "sign"]

_CONTEXT = b"metier pool policy 1\n"


def _missing(error: ImportError) -> SettingError:
    found = SettingError(
        'a signed policy needs the package cryptography: pip install "metier[masks]".'
    )
    found.__cause__ = error
    return found


def _message(agreed: Agreed) -> bytes:
    return _CONTEXT + msgspec.json.encode(agreed, order="deterministic")


def new_key(path: Path) -> str:
    """Write a new secret key for its owner alone; return the public one."""
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - an extra
            Ed25519PrivateKey,
        )
    except ImportError as error:
        raise _missing(error) from error
    if path.exists():
        raise SettingError(
            f"{path} is there already; a key is not written over. Name another file."
        )
    secret = Ed25519PrivateKey.generate()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secret.private_bytes_raw().hex())
    return secret.public_key().public_bytes_raw().hex()


def _secret(path: Path) -> bytes:
    try:
        secret = bytes.fromhex(path.read_text().strip())
    except (OSError, ValueError) as error:
        raise SettingError(
            f"{path}: no key can be read there. `metier policy key` makes one."
        ) from error
    length = 32
    if len(secret) != length:
        raise SettingError(
            f"{path} is no key of `metier policy key`: it holds {len(secret)} bytes, "
            f"not {length}."
        )
    return secret


def public_key(path: Path) -> str:
    """Return the public key of a secret one."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - an extra
        Ed25519PrivateKey,
    )

    key = Ed25519PrivateKey.from_private_bytes(_secret(path)).public_key()
    return key.public_bytes_raw().hex()


def sign(signed: Signed, key: Path) -> tuple[Signed, Party]:
    """Sign for the party whose key it is."""
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - an extra
            Ed25519PrivateKey,
        )
    except ImportError as error:
        raise _missing(error) from error
    secret = Ed25519PrivateKey.from_private_bytes(_secret(key))
    own = secret.public_key().public_bytes_raw().hex()
    agreed = signed.agreed
    keys = {"employer": agreed.employer, "representatives": agreed.representatives}
    for party in PARTIES:
        if keys[party] == own:
            signature = secret.sign(_message(agreed)).hex()
            made = {**signed.signatures, party: signature}
            return msgspec.structs.replace(signed, signatures=made), party
    raise SettingError(
        f"{key} is neither the employer's key of this policy nor the "
        "representatives'. The policy names both; draft it with the right ones."
    )


def holds(agreed: Agreed, party: Party, signature: str) -> bool:
    """Say whether a party's signature is of what the policy says."""
    try:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - an extra
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - same
            Ed25519PublicKey,
        )
    except ImportError as error:
        raise _missing(error) from error
    key = agreed.employer if party == "employer" else agreed.representatives
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), _message(agreed))
    except (InvalidSignature, ValueError):
        return False
    return True
