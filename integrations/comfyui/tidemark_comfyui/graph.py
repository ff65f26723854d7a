# Copyright 2026 the Tidemark authors
# SPDX-License-Identifier: Apache-2.0
"""Facts of a graph: width, height, model and input images. Prompts and other inputs stay here."""

import hashlib

_MODEL_INPUTS = ("ckpt_name", "unet_name", "model_name", "gguf_name")
_IMAGE_CLASSES = ("LoadImage", "LoadImageMask", "LoadImageOutput")
_CHUNK = 1 << 20

#: Larger files are hashed up to here: the time of a run is worth more than certainty.
_MOST_BYTES = 256 << 20


def _inputs(node):
    inputs = node.get("inputs") if isinstance(node, dict) else None
    return inputs if isinstance(inputs, dict) else {}


def _nodes(graph):
    if not isinstance(graph, dict):
        return []
    return sorted(graph.items(), key=lambda item: (len(str(item[0])), str(item[0])))


def _is_size(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1_000_000


def facts_of(graph):
    """Width, height and model of a graph, as texts; what is not there is left out."""
    facts = {}
    for _, node in _nodes(graph):
        inputs = _inputs(node)
        width, height = inputs.get("width"), inputs.get("height")
        if "width" not in facts and _is_size(width) and _is_size(height):
            facts["width"], facts["height"] = str(width), str(height)
        for name in _MODEL_INPUTS:
            if "model" not in facts and isinstance(inputs.get(name), str):
                facts["model"] = inputs[name]
    return facts


def class_of(graph, node_id):
    """The class of a node, or an empty text."""
    node = graph.get(str(node_id)) if isinstance(graph, dict) else None
    name = node.get("class_type") if isinstance(node, dict) else None
    return name if isinstance(name, str) else ""


def hash_of_images(graph, find_file):
    """SHA-256 over all input images of a graph; None without any. `find_file(name)` is its path."""
    digests = []
    for _, node in _nodes(graph):
        name = _inputs(node).get("image")
        if isinstance(node, dict) and node.get("class_type") in _IMAGE_CLASSES and isinstance(name, str):
            digest = _hash_of_file(find_file, name)
            if digest is not None:
                digests.append(digest)
    if not digests:
        return None
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()


def _hash_of_file(find_file, name):
    digest = hashlib.sha256()
    left = _MOST_BYTES
    try:
        with open(find_file(name), "rb") as file:
            chunk = file.read(_CHUNK)
            while chunk and left > 0:
                digest.update(chunk)
                left -= len(chunk)
                chunk = file.read(_CHUNK)
    except (OSError, TypeError, ValueError):
        return None
    return digest.hexdigest()
