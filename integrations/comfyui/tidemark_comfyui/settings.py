# Copyright 2026 the Tidemark authors
# SPDX-License-Identifier: Apache-2.0
"""Settings of the package, all from the environment."""

import os
import tempfile
from typing import NamedTuple, Optional

MEBIBYTE = 1 << 20


class Settings(NamedTuple):
    url: str
    key: str
    queue_folder: str
    queue_bytes: int
    timeout_seconds: float = 15.0
    #: Runs of one request.
    batch: int = 100

    @staticmethod
    def read(environment) -> Optional["Settings"]:
        """The settings; None without an address or a key."""
        url = environment.get("TIDEMARK_URL", "").strip().rstrip("/")
        key = environment.get("TIDEMARK_KEY", "").strip()
        if not url or not key:
            return None
        if not url.startswith(("http://", "https://")):
            raise ValueError(f"TIDEMARK_URL={url} must start with http:// or https://")
        folder = environment.get("TIDEMARK_QUEUE_DIR") or os.path.join(
            tempfile.gettempdir(), "tidemark-comfyui")
        megabytes = environment.get("TIDEMARK_QUEUE_MB", "64")
        if not megabytes.isdigit() or int(megabytes) < 1:
            raise ValueError(f"TIDEMARK_QUEUE_MB={megabytes} must be a number from 1")
        return Settings(url, key, folder, int(megabytes) * MEBIBYTE)
