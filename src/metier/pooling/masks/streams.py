"""Masks that cancel: what one of two people adds, the other subtracts.

Every two people make a common secret out of their keys (X25519), stretch it to a
stream (HKDF-SHA256, then ChaCha20) and add or subtract it modulo 2^64 (decision 111).
All of `cryptography`; nothing here is home-made but the addition.
"""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from metier.errors import SettingError

__all__ = ["MODULUS", "add_up", "masked", "new_secret", "public_key"]

MODULUS = 2**64
Vector = NDArray[np.uint64]


def _missing(error: ImportError) -> SettingError:
    found = SettingError(
        'masks need the package cryptography: pip install "metier[masks]".'
    )
    found.__cause__ = error
    return found


def new_secret() -> bytes:
    """Return a new secret key."""
    try:
        from cryptography.hazmat.primitives.asymmetric.x25519 import (  # noqa: PLC0415 - an extra
            X25519PrivateKey,
        )
    except ImportError as error:
        raise _missing(error) from error
    return X25519PrivateKey.generate().private_bytes_raw()


def public_key(secret: bytes) -> str:
    """Return the public key of a secret one: 64 hex digits."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import (  # noqa: PLC0415 - an extra
        X25519PrivateKey,
    )

    key = X25519PrivateKey.from_private_bytes(secret).public_key()
    return key.public_bytes_raw().hex()


def _stream(secret: bytes, other: str, about: bytes, length: int) -> Vector:
    from cryptography.hazmat.primitives.asymmetric.x25519 import (  # noqa: PLC0415 - an extra
        X25519PrivateKey,
        X25519PublicKey,
    )
    from cryptography.hazmat.primitives.ciphers import (  # noqa: PLC0415 - same
        Cipher,
        algorithms,
    )
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - same
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 - same

    own = X25519PrivateKey.from_private_bytes(secret)
    common = own.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(other)))
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=about).derive(common)
    # The key is used for one stream alone, so the nonce may be any.
    stream = Cipher(algorithms.ChaCha20(key, bytes(16)), mode=None).encryptor()
    return np.frombuffer(stream.update(bytes(8 * length)), dtype="<u8").copy()


def masked(
    values: Sequence[int], secret: bytes, keys: Sequence[str], about: str
) -> tuple[int, ...]:
    """Return whole numbers under the masks of everybody else in the round.

    `keys` are the public keys of all, one's own among them; `about` names the round.
    """
    own = public_key(secret)
    total = np.array([value % MODULUS for value in values], dtype=np.uint64)
    name = b"metier masks 1 " + blake2b(about.encode(), digest_size=32).digest()
    for other in keys:
        if other == own:
            continue
        stream = _stream(secret, other, name, len(values))
        # Unsigned numbers wrap around, which is what is wanted.
        total = total + stream if own < other else total - stream
    return tuple(int(value) for value in total)


def add_up(vectors: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Add vectors of everybody in a round: the masks cancel, the sums are left."""
    total = np.zeros(len(vectors[0]), dtype=np.uint64)
    for vector in vectors:
        total = total + np.array(vector, dtype=np.uint64)
    return tuple(int(value) for value in total)
