# Copyright 2026 the Tidemark authors
# SPDX-License-Identifier: Apache-2.0
"""A bounded queue on disk: runs survive a restart of ComfyUI and an outage of intake."""

import json
import os
import threading
import time
import uuid

_SUFFIX = ".json"


class DiskQueue:
    """One file for each run, named by its time. When the queue is full, the oldest are dropped."""

    def __init__(self, folder, most_bytes):
        self._folder = folder
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._last = 0
        self.dropped = 0
        os.makedirs(folder, mode=0o700, exist_ok=True)

    def add(self, entry):
        """Stores an entry, a JSON object, so that it survives a crash."""
        body = json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace")
        if len(body) > self._most_bytes:
            self.dropped += 1
            return
        with self._lock:
            self._make_room(len(body))
            path = os.path.join(self._folder, self._next_name())
            with open(path + ".tmp", "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            os.replace(path + ".tmp", path)

    def peek(self, most):
        """The oldest entries with their names. Files that cannot be read are removed."""
        found = []
        with self._lock:
            for name in self._names()[:most]:
                try:
                    with open(os.path.join(self._folder, name), "rb") as file:
                        found.append((name, json.loads(file.read())))
                except (OSError, ValueError):
                    self._remove(name)
        return found

    def remove(self, names):
        with self._lock:
            for name in names:
                self._remove(name)

    def __len__(self):
        with self._lock:
            return len(self._names())

    def _next_name(self):
        # Two entries of one nanosecond keep their order as well.
        self._last = max(self._last + 1, time.time_ns())
        return f"{self._last:020d}-{uuid.uuid4().hex[:8]}{_SUFFIX}"

    def _names(self):
        return sorted(name for name in os.listdir(self._folder) if name.endswith(_SUFFIX))

    def _make_room(self, needed):
        names = self._names()
        sizes = [self._size(name) for name in names]
        total = sum(sizes)
        for name, size in zip(names, sizes):
            if total + needed <= self._most_bytes:
                return
            self._remove(name)
            self.dropped += 1
            total -= size

    def _size(self, name):
        try:
            return os.path.getsize(os.path.join(self._folder, name))
        except OSError:
            return 0

    def _remove(self, name):
        try:
            os.remove(os.path.join(self._folder, name))
        except FileNotFoundError:
            pass
