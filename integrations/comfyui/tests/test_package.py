# Copyright 2026 the Tidemark authors
# SPDX-License-Identifier: Apache-2.0
"""The package against a scripted PromptServer and a scripted intake."""

import hashlib
import http.server
import json
import os
import sys
import tempfile
import threading
import time
import types
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))

from tidemark_comfyui.disk_queue import DiskQueue  # noqa: E402
from tidemark_comfyui.graph import facts_of, hash_of_images  # noqa: E402
from tidemark_comfyui.reporter import Reporter  # noqa: E402
from tidemark_comfyui.sender import Sender  # noqa: E402
from tidemark_comfyui.settings import Settings  # noqa: E402

GRAPH = {
    "3": {"class_type": "KSampler", "inputs": {"seed": 7, "model": ["4", 0], "text": "hush"}},
    "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "sdxl.safetensors"}},
    "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 1024, "height": 768}},
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "hush"}},
    "9": {"class_type": "LoadImage", "inputs": {"image": "cat.png"}},
}


class ScriptedServer:
    """PromptServer as far as the package uses it."""

    def __init__(self):
        self.sent = []
        self.done = []
        self.prompt_queue = types.SimpleNamespace(currently_running={}, task_done=self._task_done)

    def send_sync(self, event, data, sid=None):
        self.sent.append((event, data, sid))

    def _task_done(self, item_id, history_result, status, process_item=None):
        self.prompt_queue.currently_running.pop(item_id)
        self.done.append((item_id, history_result, process_item))

    def run(self, prompt_id, clock, end="execution_success", extra=None, graph=None):
        item = (1, prompt_id, GRAPH if graph is None else graph, extra or {}, ["9"])
        self.prompt_queue.currently_running[0] = item
        for node, seconds in (("4", 0.5), ("3", 5.25), ("9", 0.01)):
            self.send_sync("executing", {"node": node, "prompt_id": prompt_id}, "c")
            clock.now += seconds
        self.send_sync("executing", {"node": None, "prompt_id": prompt_id}, "c")
        messages = [
            ("execution_start", {"prompt_id": prompt_id, "timestamp": 1767229201000}),
            ("execution_cached", {"nodes": ["4"], "prompt_id": prompt_id, "timestamp": 1767229201100}),
            (end, {"prompt_id": prompt_id, "timestamp": 1767229206000, "current_inputs": {"text": "hush"}}),
        ]
        status = types.SimpleNamespace(status_str="success", completed=True, messages=messages)
        self.prompt_queue.task_done(0, {"outputs": {}}, status, process_item=None)


class Clock:
    now = 1_000.0

    def __call__(self):
        return self.now


class PackageTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.queue = DiskQueue(os.path.join(self.folder.name, "queue"), 1 << 20)
        self.clock = Clock()
        with open(os.path.join(self.folder.name, "cat.png"), "wb") as file:
            file.write(b"pixels of a cat")
        self.reporter = Reporter(
            self.queue, clock=self.clock, find_file=lambda name: os.path.join(self.folder.name, name))
        self.server = ScriptedServer()
        self.reporter.attach(self.server)

    def entries(self):
        return [entry for _, entry in self.queue.peek(100)]


class ReporterTest(PackageTest):
    def test_reports_a_run_with_node_times_and_facts_of_the_graph(self):
        extra = {
            "user_id": "ada", "api_key_id": "k-1", "create_time": 1767229200000, "client_id": "c",
            "auth_token_comfy_org": "a secret", "extra_pnginfo": {"workflow": {"id": "w-1", "nodes": [1]}},
        }
        self.server.run("p-1", self.clock, extra=extra)

        entry = self.entries()[0]["p-1"]
        self.assertEqual(entry["user_id"], "ada")
        self.assertEqual(entry["api_key_id"], "k-1")
        self.assertEqual(entry["prompt"][3], {
            "create_time": 1767229200000, "extra_pnginfo": {"workflow": {"id": "w-1"}}})
        self.assertEqual([name for name, _ in entry["status"]["messages"]],
                         ["execution_start", "execution_success"])
        self.assertEqual(entry["context"], {
            "width": "1024", "height": "768", "model": "sdxl.safetensors",
            "node_times": "3 KSampler 5250 ms, 4 CheckpointLoaderSimple 500 ms, 9 LoadImage 10 ms",
            "input_sha256": hashlib.sha256(b"pixels of a cat").hexdigest(), "input_seen_before": "0"})

    def test_sends_no_content_and_no_secret(self):
        self.server.run("p-1", self.clock, extra={"auth_token_comfy_org": "a secret"})

        text = json.dumps(self.entries())
        self.assertNotIn("hush", text)
        self.assertNotIn("a secret", text)

    def test_counts_repeated_inputs(self):
        for i in range(3):
            self.server.run(f"p-{i}", self.clock)

        seen = [list(entry.values())[0]["context"]["input_seen_before"] for entry in self.entries()]
        self.assertEqual(seen, ["0", "1", "2"])

    def test_reports_failures_and_interruptions(self):
        self.server.run("p-1", self.clock, end="execution_error")
        self.server.run("p-2", self.clock, end="execution_interrupted")

        ends = [list(entry.values())[0]["status"]["messages"][-1][0] for entry in self.entries()]
        self.assertEqual(ends, ["execution_error", "execution_interrupted"])

    def test_the_server_goes_on_whatever_happens(self):
        for graph in (None, {}, [], {"1": None}, {"1": {"inputs": 7}}, "x"):
            self.server.run("p", self.clock, graph=graph if graph is not None else {})
        self.reporter._queue = None
        self.server.run("p-last", self.clock)

        self.assertEqual(len(self.server.done), 7)
        self.assertEqual(self.server.sent[-1][1], {"node": None, "prompt_id": "p-last"})

    def test_a_run_without_messages_ends_by_its_status(self):
        item = (1, "p-1", {}, {}, [])
        self.reporter.report(item, {"status_str": "error", "messages": None})

        self.assertEqual(self.entries()[0]["p-1"]["status"]["messages"],
                         [["execution_error", {"timestamp": 1_000_000}]])


class GraphTest(unittest.TestCase):
    def test_reads_only_what_it_knows(self):
        self.assertEqual(facts_of({"1": {"inputs": {"width": ["2", 0], "height": 5}}}), {})
        self.assertEqual(facts_of({"1": {"inputs": {"width": True, "height": True}}}), {})
        self.assertEqual(facts_of(None), {})
        self.assertIsNone(hash_of_images(GRAPH, lambda name: "/no/such/file"))


class QueueTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def test_keeps_its_order_across_restarts(self):
        for i in range(5):
            DiskQueue(self.folder.name, 1 << 20).add({"i": i})

        self.assertEqual([entry["i"] for _, entry in DiskQueue(self.folder.name, 1 << 20).peek(9)],
                         [0, 1, 2, 3, 4])

    def test_drops_the_oldest_when_it_is_full(self):
        queue = DiskQueue(self.folder.name, 100)
        for i in range(30):
            queue.add({"i": i, "x": "y" * 10})
        queue.add({"x": "y" * 200})

        kept = [entry["i"] for _, entry in queue.peek(99)]
        self.assertEqual(kept, list(range(30 - len(kept), 30)))
        self.assertLess(len(kept), 5)
        self.assertEqual(queue.dropped, 31 - len(kept))

    def test_leaves_out_files_that_a_crash_cut_short(self):
        queue = DiskQueue(self.folder.name, 1 << 20)
        queue.add({"i": 1})
        with open(os.path.join(self.folder.name, "0.json"), "wb") as file:
            file.write(b'{"i":')
        with open(os.path.join(self.folder.name, "1.json.tmp"), "wb") as file:
            file.write(b"{}")

        self.assertEqual([entry for _, entry in queue.peek(9)], [{"i": 1}])
        self.assertEqual(len(queue), 1)


class ScriptedIntake:
    def __init__(self, statuses):
        self.statuses = list(statuses)
        self.received = []
        intake = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = intake.statuses.pop(0) if intake.statuses else 202
                intake.received.append((status, self.path, self.headers["Authorization"], json.loads(body)))
                answer = b'{"accepted":1,"rejected":[]}'
                self.send_response(status)
                if status in (429, 503):
                    self.send_header("Retry-After", "0")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class SenderTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.queue = DiskQueue(self.folder.name, 1 << 20)

    def intake(self, *statuses):
        intake = ScriptedIntake(statuses)
        self.addCleanup(intake.close)
        return intake

    def sender(self, url, batch=100):
        return Sender(Settings(url, "tidemark_k", self.folder.name, 1 << 20, 5.0, batch), self.queue)

    def test_sends_batches_with_the_key(self):
        intake = self.intake()
        for i in range(5):
            self.queue.add({f"p-{i}": {"i": i}})

        self.assertIsNone(self.sender(intake.url, batch=2).send_all())

        self.assertEqual(len(self.queue), 0)
        self.assertEqual([sorted(body) for _, _, _, body in intake.received],
                         [["p-0", "p-1"], ["p-2", "p-3"], ["p-4"]])
        self.assertEqual(intake.received[0][1:3], ("/api/v1/events/comfyui-history", "Bearer tidemark_k"))

    def test_keeps_runs_until_intake_has_them(self):
        intake = self.intake(503, 429, 401, 500)
        self.queue.add({"p-1": {}})
        sender = self.sender(intake.url)

        waits = [sender.send_all() for _ in range(4)]

        self.assertTrue(all(wait is not None for wait in waits))
        self.assertEqual(waits, sorted(waits))
        self.assertEqual(len(self.queue), 1)
        self.assertIsNone(sender.send_all())
        self.assertEqual(len(self.queue), 0)

    def test_drops_what_intake_rejects_for_good(self):
        intake = self.intake(400, 202)
        self.queue.add({"p-1": {}})
        sender = self.sender(intake.url)

        self.assertIsNone(sender.send_all())
        self.assertEqual(len(self.queue), 0)

    def test_keeps_what_a_proxy_refuses(self):
        intake = self.intake(403, 404, 405, 415)
        self.queue.add({"p-1": {}})
        sender = self.sender(intake.url)

        self.assertTrue(all(sender.send_all() is not None for _ in range(4)))
        self.assertEqual(len(self.queue), 1)
        self.assertIsNone(sender.send_all())

    def test_sends_halves_of_what_is_too_large(self):
        intake = self.intake(413, 202, 413, 413, 202)
        for i in range(3):
            self.queue.add({f"p-{i}": {}})

        self.assertIsNone(self.sender(intake.url).send_all())

        self.assertEqual([(status, sorted(body)) for status, _, _, body in intake.received],
                         [(413, ["p-0", "p-1", "p-2"]), (202, ["p-0"]), (413, ["p-1", "p-2"]),
                          (413, ["p-1"]), (202, ["p-2"])])
        self.assertEqual(len(self.queue), 0)

    def test_waits_while_nobody_answers(self):
        self.queue.add({"p-1": {}})

        self.assertGreater(self.sender("http://127.0.0.1:1").send_all(), 0)
        self.assertEqual(len(self.queue), 1)

    def test_the_thread_sends_what_comes_later(self):
        intake = self.intake()
        sender = self.sender(intake.url)
        sender.start()
        self.addCleanup(sender.stop)
        for i in range(3):
            self.queue.add({f"p-{i}": {}})
            sender.wake()

        end = time.monotonic() + 20
        while len(self.queue) > 0 and time.monotonic() < end:
            time.sleep(0.01)
        self.assertEqual(len(self.queue), 0)


class SettingsTest(unittest.TestCase):
    def test_reports_nothing_without_address_and_key(self):
        self.assertIsNone(Settings.read({}))
        self.assertIsNone(Settings.read({"TIDEMARK_URL": "http://x"}))
        self.assertEqual(Settings.read({"TIDEMARK_URL": "http://x/", "TIDEMARK_KEY": "k"}).url, "http://x")

    def test_says_which_variable_is_wrong(self):
        for name, value in (("TIDEMARK_URL", "x"), ("TIDEMARK_QUEUE_MB", "many")):
            environment = {"TIDEMARK_URL": "http://x", "TIDEMARK_KEY": "k", name: value}
            with self.assertRaisesRegex(ValueError, name):
                Settings.read(environment)


if __name__ == "__main__":
    unittest.main()
