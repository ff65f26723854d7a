# Copyright 2026 the Tidemark authors
# SPDX-License-Identifier: Apache-2.0
"""Sends queued runs to intake, and tries again until intake has them."""

import json
import logging
import random
import threading
import urllib.error
import urllib.request

_LOG = logging.getLogger("tidemark")

_PATH = "/api/v1/events/comfyui-history"
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 60.0

#: Intake has read the runs and counts none of them: a retry changes nothing. A proxy may give any
#: other answer, and an operator may change it.
_REJECTED = 400

_TOO_LARGE = 413


class Sender:
    """A thread that empties a queue. A run that was sent twice counts once."""

    def __init__(self, settings, queue):
        self._settings = settings
        self._queue = queue
        self._wake = threading.Event()
        self._stopped = False
        self._pause = _FIRST_PAUSE

    def start(self):
        threading.Thread(target=self._run, name="tidemark-sender", daemon=True).start()

    def wake(self):
        self._wake.set()

    def stop(self):
        self._stopped = True
        self._wake.set()

    def _run(self):
        while not self._stopped:
            try:
                wait = self.send_all()
            except Exception:  # A full disk, for example: the thread must not end.
                _LOG.exception("Tidemark: runs cannot be sent")
                wait = _LONGEST_PAUSE
            self._wake.wait(wait)
            if wait is None:
                self._wake.clear()
            elif self._wake.is_set():
                # A new run is no reason to ask an absent intake sooner.
                self._wake.clear()
                if not self._stopped:
                    threading.Event().wait(min(wait, _FIRST_PAUSE))

    def send_all(self):
        """Sends what waits; returns the seconds until another try, or None when nothing waits."""
        while True:
            batch = self._queue.peek(self._settings.batch)
            if not batch:
                self._pause = _FIRST_PAUSE
                return None
            retry = self._send(batch)
            if retry is not None:
                return retry
            self._queue.remove([name for name, _ in batch])
            self._pause = _FIRST_PAUSE

    def _send(self, batch):
        """None when intake has decided about the batch, else the seconds until another try."""
        history = {}
        for _, entry in batch:
            history.update(entry)
        request = urllib.request.Request(
            self._settings.url + _PATH,
            data=json.dumps(history, ensure_ascii=False).encode("utf-8", "replace"),
            headers={
                "Authorization": f"Bearer {self._settings.key}",
                "Content-Type": "application/json",
            },
            method="POST",
        )
        try:
            with urllib.request.urlopen(request, timeout=self._settings.timeout_seconds) as answer:
                self._log_rejected(answer.read())
                return None
        except urllib.error.HTTPError as refused:
            body = refused.read(2_000).decode("utf-8", "replace")
            if refused.code == _TOO_LARGE and len(batch) > 1:
                return self._send_halves(batch)
            if refused.code in (_REJECTED, _TOO_LARGE):
                _LOG.warning("Tidemark: intake rejects %d runs: %s %s", len(batch), refused.code, body)
                return None
            return self._later(refused.headers.get("Retry-After"), f"{refused.code} {body}")
        except (OSError, ValueError) as failure:
            return self._later(None, failure)

    def _send_halves(self, batch):
        """One large run must not cost the others. What is sent again counts once."""
        half = len(batch) // 2
        retry = self._send(batch[:half])
        return self._send(batch[half:]) if retry is None else retry

    def _later(self, retry_after, reason):
        _LOG.warning("Tidemark: %d runs wait: %s", len(self._queue), reason)
        wait = self._pause * random.uniform(1.0, 1.2)
        self._pause = min(self._pause * 2, _LONGEST_PAUSE)
        if retry_after is not None and retry_after.isdigit():
            wait = max(wait, float(retry_after))
        return wait

    @staticmethod
    def _log_rejected(body):
        try:
            rejected = json.loads(body).get("rejected")
        except (ValueError, AttributeError):
            return
        for item in rejected or []:
            _LOG.warning("Tidemark: intake rejects a run: %s", item)
