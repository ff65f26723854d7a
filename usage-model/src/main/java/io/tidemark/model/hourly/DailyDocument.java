/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.json.JsonWriter;
import io.tidemark.model.schema.WorkloadSchema;
import java.io.Serializable;

/**
 * The documents of local days: one for each day and combination of dimensions, with the measures of
 * an hourly document.
 *
 * @param index where they live
 * @param group fields that come from the key of a group
 * @param zone whose days they are
 */
public record DailyDocument(IndexFamily index, GroupFields group, DayZone zone)
    implements Serializable {

  /** The daily documents of a workload. */
  public static DailyDocument ofSchema(WorkloadSchema schema, DayZone zone) {
    return new DailyDocument(IndexFamily.dailyOf(schema), GroupFields.ofSchema(schema), zone);
  }

  /** The index of a day. */
  public String indexAt(long dayStart) {
    return index.indexOn(zone.dateOf(dayStart));
  }

  /** Writes the whole document of one group and day. */
  public byte[] write(byte[] key, Aggregate measures, Publication publication, JsonWriter json) {
    json.beginObject();
    json.field("day", HourText.rfc3339(publication.windowStart()));
    json.field("day_zone", zone.name());
    HourlyDocument.writeWindow(group, key, measures::writeFields, publication, json);
    json.endObject();
    return json.finish();
  }
}
