# Copyright 2026 the Tidemark authors
# SPDX-License-Identifier: Apache-2.0
"""Reports runs of ComfyUI to Tidemark. The package has no node: it listens to the server."""

import logging
import os

NODE_CLASS_MAPPINGS = {}
NODE_DISPLAY_NAME_MAPPINGS = {}

_LOG = logging.getLogger("tidemark")


def start(environment=os.environ):
    """Starts reporting, if the environment names an address and a key; returns the reporter."""
    from .settings import Settings

    settings = Settings.read(environment)
    if settings is None:
        _LOG.info("Tidemark: TIDEMARK_URL or TIDEMARK_KEY is not set, runs are not reported")
        return None
    try:
        from server import PromptServer
    except ImportError:
        # Imported outside of ComfyUI, for example by a test.
        return None

    from .disk_queue import DiskQueue
    from .reporter import Reporter
    from .sender import Sender

    queue = DiskQueue(settings.queue_folder, settings.queue_bytes)
    sender = Sender(settings, queue)
    reporter = Reporter(queue, sender.wake)
    reporter.attach(PromptServer.instance)
    sender.start()
    _LOG.info("Tidemark: runs are reported to %s", settings.url)
    return reporter


REPORTER = start()
