# Copyright 2026 the Tidemark authors
# SPDX-License-Identifier: Apache-2.0
"""Reports one run to the intake service at TIDEMARK_URL; the build reads what arrives there."""

import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(__file__))

from test_package import Clock, DiskQueue, Reporter, ScriptedServer, Sender, Settings  # noqa: E402

with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "cat.png"), "wb") as file:
        file.write(b"pixels of a cat")
    queue = DiskQueue(os.path.join(folder, "queue"), 1 << 20)
    reporter = Reporter(queue, find_file=lambda name: os.path.join(folder, name), clock=Clock())
    server = ScriptedServer()
    reporter.attach(server)
    server.run("p-1", reporter._clock, extra={"user_id": "ada", "api_key_id": "k-1"})
    environment = {**os.environ, "TIDEMARK_QUEUE_DIR": os.path.join(folder, "queue")}
    if Sender(Settings.read(environment), queue).send_all() is not None:
        sys.exit("the run was not accepted")
