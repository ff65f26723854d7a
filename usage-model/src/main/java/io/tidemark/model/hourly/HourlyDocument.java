/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.json.JsonWriter;
import java.util.function.Consumer;

/** The common frame of all hourly documents, and their version. */
public final class HourlyDocument {

  private HourlyDocument() {}

  /**
   * The external version of a document: it grows with the events folded in, and a final document is
   * above a provisional one of the same events. It knows no clock and no counter of its own, so a
   * restart that computes from fewer events cannot reach the version of a better document.
   */
  public static long version(long events, boolean isFinal) {
    return 2 * events + (isFinal ? 1 : 0);
  }

  /** Writes the whole document of one group and hour. */
  public static byte[] write(
      HourlyFamily family,
      byte[] key,
      Aggregate measures,
      Publication publication,
      JsonWriter json) {
    return writeWith(family, key, measures::writeFields, publication, json);
  }

  /** As above, for measures that are worked out only when they are written. */
  public static byte[] writeWith(
      HourlyFamily family,
      byte[] key,
      Consumer<JsonWriter> measures,
      Publication publication,
      JsonWriter json) {
    json.beginObject();
    json.field("hour", HourText.rfc3339(publication.windowStart()));
    writeWindow(family.group(), key, measures, publication, json);
    json.endObject();
    return json.finish();
  }

  /** Writes what documents of hours and days have in common, behind the start of the window. */
  static void writeWindow(
      GroupFields group,
      byte[] key,
      Consumer<JsonWriter> measures,
      Publication publication,
      JsonWriter json) {
    json.field("window_minutes", publication.windowMinutes());
    group.write(key, json);
    measures.accept(json);
    json.field("final", publication.isFinal());
    json.field("revision", publication.revision());
    json.field("late_events", publication.lateEvents());
    json.field("updated_at", HourText.rfc3339(publication.updatedAt()));
  }
}
