# Copyright 2026 the Tidemark authors
# SPDX-License-Identifier: Apache-2.0
"""Turns finished runs into items of the format comfyui-history."""

import logging
import threading
import time
from collections import OrderedDict

from .graph import class_of, facts_of, hash_of_images

_LOG = logging.getLogger("tidemark")

_ENDS = ("execution_success", "execution_error", "execution_interrupted")
_MESSAGES = ("execution_start",) + _ENDS
_MESSAGE_FIELDS = ("timestamp", "exception_type", "exception_message", "node_id")

#: Runs whose node times are held, and input images that are remembered.
_MOST_RUNS = 1_000
_MOST_IMAGES = 10_000

#: Characters of one text of the context.
_LONGEST = 500

#: Characters of one text of a message, as records keep them of errors.
_LONGEST_OF_MESSAGE = 1_024


class Reporter:
    """Listens to a PromptServer. A fault of it is logged and never costs a run."""

    def __init__(self, queue, on_added=lambda: None, clock=time.time, find_file=None):
        self._queue = queue
        self._on_added = on_added
        self._clock = clock
        self._find_file = find_file or _find_in_comfyui
        self._lock = threading.Lock()
        self._running = OrderedDict()
        self._times = OrderedDict()
        self._images = OrderedDict()

    def attach(self, server):
        """Listens to messages and to the ends of runs of a server."""
        send_sync = server.send_sync
        task_done = server.prompt_queue.task_done

        def send_and_note(event, data, *more, **named):
            self._guard(self.note_message, event, data)
            return send_sync(event, data, *more, **named)

        def end_and_report(item_id, history_result, status, *more, **named):
            item = getattr(server.prompt_queue, "currently_running", {}).get(item_id)
            try:
                return task_done(item_id, history_result, status, *more, **named)
            finally:
                self._guard(self.report, item, status)

        server.send_sync = send_and_note
        server.prompt_queue.task_done = end_and_report

    def _guard(self, action, *arguments):
        try:
            action(*arguments)
        except Exception:  # Whatever it is, the run of the user goes on.
            _LOG.exception("Tidemark: a run is not reported in full")

    def note_message(self, event, data):
        """Notes when nodes begin: `executing` names the next node, or none at the end."""
        if event != "executing" or not isinstance(data, dict) or data.get("prompt_id") is None:
            return
        now = self._clock()
        prompt = data["prompt_id"]
        with self._lock:
            before = self._running.pop(prompt, None)
            if before is not None:
                times = self._times.setdefault(prompt, OrderedDict())
                times[before[0]] = times.get(before[0], 0) + now - before[1]
            if data.get("node") is not None:
                self._running[prompt] = (str(data["node"]), now)
            for held in (self._running, self._times):
                while len(held) > _MOST_RUNS:
                    held.popitem(last=False)

    def report(self, item, status):
        """Queues a finished run; `item` is the tuple of the prompt queue."""
        if item is None or len(item) < 4:
            return
        prompt_id, graph, extra = item[1], item[2], item[3] if isinstance(item[3], dict) else {}
        messages = _messages_of(status)
        if not any(name in _ENDS for name, _ in messages):
            # Servers of long ago keep no messages.
            messages.append(_end_of(status, self._clock()))
        entry = {
            "prompt": [0, prompt_id, {}, _extra_of(extra), []],
            "status": {"messages": messages},
            "context": self._context(prompt_id, graph),
        }
        for field, names in (("user_id", ("user_id", "user")), ("api_key_id", ("api_key_id",))):
            value = next((extra[name] for name in names if isinstance(extra.get(name), str)), None)
            if value:
                entry[field] = value
        self._queue.add({prompt_id: entry})
        self._on_added()

    def _context(self, prompt_id, graph):
        context = facts_of(graph)
        with self._lock:
            running = self._running.pop(prompt_id, None)
            times = self._times.pop(prompt_id, OrderedDict())
            if running is not None:
                times[running[0]] = times.get(running[0], 0) + self._clock() - running[1]
        if times:
            context["node_times"] = _describe(times, graph)
        digest = hash_of_images(graph, self._find_file)
        if digest is not None:
            context["input_sha256"] = digest
            context["input_seen_before"] = str(self._count_image(digest))
        return {name: value[:_LONGEST] for name, value in context.items()}

    def _count_image(self, digest):
        with self._lock:
            before = self._images.pop(digest, 0)
            self._images[digest] = before + 1
            while len(self._images) > _MOST_IMAGES:
                self._images.popitem(last=False)
            return before


def _messages_of(status):
    raw = status.get("messages") if isinstance(status, dict) else getattr(status, "messages", None)
    kept = []
    for message in raw or []:
        if len(message) == 2 and message[0] in _MESSAGES and isinstance(message[1], dict):
            fields = {name: _cut(message[1][name]) for name in _MESSAGE_FIELDS if name in message[1]}
            kept.append([message[0], fields])
    return kept


def _cut(value):
    return value[:_LONGEST_OF_MESSAGE] if isinstance(value, str) else value


def _end_of(status, now):
    text = status.get("status_str") if isinstance(status, dict) else getattr(status, "status_str", "")
    event = "execution_error" if text == "error" else "execution_success"
    return [event, {"timestamp": int(now * 1_000)}]


def _extra_of(extra):
    kept = {name: extra[name] for name in ("create_time", "comfy_usage_source") if name in extra}
    info = extra.get("extra_pnginfo")
    workflow = info.get("workflow") if isinstance(info, dict) else None
    if isinstance(workflow, dict):
        kept["extra_pnginfo"] = {"workflow": {"id": workflow["id"]} if "id" in workflow else {}}
    return kept


def _describe(times, graph):
    """The slowest nodes first: a long text is cut at its end."""
    slowest = sorted(times.items(), key=lambda item: -item[1])
    return ", ".join(
        f"{node} {class_of(graph, node)} {round(seconds * 1_000)} ms".replace("  ", " ")
        for node, seconds in slowest)


def _find_in_comfyui(name):
    import folder_paths

    return folder_paths.get_annotated_filepath(name)
