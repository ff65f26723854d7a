/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.aggregate;

import io.tidemark.model.json.JsonWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The distinct ids of a window. They are in the document, so that the ids of any range are the
 * distinct ones in its documents: a sum of counts would count a long session once per window.
 */
final class DistinctIds {

  private final Set<String> ids = new TreeSet<>();

  void add(String id) {
    if (ids.size() < Aggregate.MAX_IDS) {
      ids.add(id);
    }
  }

  void add(DistinctIds other) {
    other.ids.forEach(this::add);
  }

  void writeField(String name, JsonWriter json) {
    if (ids.isEmpty()) {
      return;
    }
    json.beginArray(name);
    ids.forEach(json::element);
    json.endArray();
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeShort(ids.size());
    for (String id : ids) {
      out.writeUTF(id);
    }
  }

  void readFrom(DataInput in) throws IOException {
    ids.clear();
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      ids.add(in.readUTF());
    }
  }
}
