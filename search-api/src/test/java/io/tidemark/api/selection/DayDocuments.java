/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.selection;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.hourly.DailyDocument;
import io.tidemark.model.hourly.DayZone;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.HourlyDocument;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.hourly.Publication;
import io.tidemark.model.json.JsonWriter;
import io.tidemark.model.schema.Measure;
import io.tidemark.model.schema.WorkloadSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Random hours of a workload, and the days of some zones that they add up to. */
public final class DayDocuments {

  private static final int GROUPS = 3;

  /** Each one becomes a field of indices that tests share. */
  private static final List<Integer> CODES = List.of(200, 429, 500);

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final WorkloadSchema schema;
  private final AggregateLayout layout;
  private final String tenant;
  private final Random random;
  private final Map<Long, Map<Integer, Aggregate>> hours = new TreeMap<>();

  public DayDocuments(Workload workload, String tenant, Random random) {
    schema = workload.schema();
    layout = AggregateLayout.createFor(schema);
    this.tenant = tenant;
    this.random = random;
  }

  /** Makes about a third of all hours. */
  public DayDocuments fill(Instant from, Instant to) {
    for (long hour = from.toEpochMilli(); hour < to.toEpochMilli(); hour += HOUR) {
      for (int group = 0; group < GROUPS; group++) {
        if (random.nextInt(GROUPS) == 0) {
          hours.computeIfAbsent(hour, first -> new TreeMap<>()).put(group, createHour());
        }
      }
    }
    return this;
  }

  /** Documents of hours, and of days of each zone. */
  public List<IndexedDocument> documents(List<DayZone> zones) {
    List<IndexedDocument> documents = new ArrayList<>();
    HourlyFamily family = HourlyFamily.ofSchema(schema);
    hours.forEach(
        (hour, groups) ->
            groups.forEach(
                (group, measures) ->
                    documents.add(
                        document(
                            family.index().indexAt(hour),
                            HourlyDocument.write(
                                family,
                                key(group),
                                measures,
                                publication(hour, 60),
                                new JsonWriter())))));
    zones.forEach(zone -> documents.addAll(days(zone)));
    return documents;
  }

  /** Documents of days alone. */
  public List<IndexedDocument> days(DayZone zone) {
    Map<Long, Map<Integer, Aggregate>> days = new TreeMap<>();
    hours.forEach(
        (hour, groups) ->
            groups.forEach(
                (group, measures) ->
                    days.computeIfAbsent(zone.startOf(hour), first -> new TreeMap<>())
                        .computeIfAbsent(group, first -> new Aggregate(layout))
                        .add(measures)));
    List<IndexedDocument> documents = new ArrayList<>();
    DailyDocument daily = DailyDocument.ofSchema(schema, zone);
    days.forEach(
        (day, groups) ->
            groups.forEach(
                (group, measures) -> {
                  int minutes = (int) Duration.ofMillis(zone.endOf(day) - day).toMinutes();
                  documents.add(
                      document(
                          daily.indexAt(day),
                          daily.write(
                              key(group), measures, publication(day, minutes), new JsonWriter())));
                }));
    return documents;
  }

  private Aggregate createHour() {
    Aggregate measures = new Aggregate(layout);
    measures.addEvents(1 + random.nextInt(9));
    for (Measure measure : schema.storedMeasures()) {
      boolean unknown = measure.mayBeUnknown() && random.nextBoolean();
      if (measure.kind() == Measure.Kind.HISTOGRAM) {
        for (int i = random.nextInt(4); i > 0; i--) {
          measures.addDuration(layout.findHistogram(measure.field()), random.nextInt(100_000));
        }
      } else if (!unknown && measure.retractable()) {
        measures.addRetractable(layout.findSum(measure.field()), random.nextInt(1_000), 1);
      } else if (!unknown) {
        measures.add(layout.findSum(measure.field()), random.nextInt(1_000));
      }
    }
    for (int map = 0; map < schema.codeCounts().size(); map++) {
      measures.addCode(map, CODES.get(random.nextInt(CODES.size())), 1 + random.nextInt(5));
    }
    for (int list = 0; list < schema.idLists().size(); list++) {
      measures.addId(list, "s" + random.nextInt(20));
    }
    return measures;
  }

  private byte[] key(int group) {
    String[] values = new String[schema.dimensionNames().size()];
    for (int i = 0; i < values.length; i++) {
      String name = schema.dimensionNames().get(i);
      values[i] = name.equals("tenant_id") ? tenant : group == i % GROUPS ? null : name + group;
    }
    return DimensionKey.of(values);
  }

  private static Publication publication(long start, int minutes) {
    return new Publication(start, minutes, true, 0, 0, start);
  }

  private static IndexedDocument document(String index, byte[] source) {
    return new IndexedDocument(index, null, (ObjectNode) JsonMapper.shared().readTree(source));
  }
}
