/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.archive.ArchiveException;
import io.tidemark.model.hourly.DayZone;
import io.tidemark.model.hourly.HourText;
import io.tidemark.model.index.IndexFamily;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which days a cluster holds. */
public final class DayCatalogue {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT);

  /** Time zones of days in one index, and days of a month in each. */
  private static final int MAX_ZONES = 50;

  private static final int MAX_DAYS = 64;

  private final Elasticsearch elasticsearch;

  public DayCatalogue(Elasticsearch elasticsearch) {
    this.elasticsearch = elasticsearch;
  }

  /**
   * The documents of every day, in the order of the days.
   *
   * @param withRecords also calls and runs
   */
  public Map<LocalDate, List<DaySlice>> list(boolean withRecords) {
    Map<LocalDate, List<DaySlice>> days = new TreeMap<>();
    JsonNode indices =
        elasticsearch.get("/" + IndexFamily.PREFIX + "*/_settings/index.uuid?flat_settings=true");
    for (IndexFamily family : listFamilies(withRecords)) {
      for (Map.Entry<String, JsonNode> index : indices.properties()) {
        String uuid = index.getValue().path("settings").path("index.uuid").asText();
        slicesOf(family, index.getKey(), uuid)
            .forEach(
                slice -> days.computeIfAbsent(slice.day(), day -> new ArrayList<>()).add(slice));
      }
    }
    return days;
  }

  /** Hours and days, and records where they are asked for. */
  private static List<IndexFamily> listFamilies(boolean withRecords) {
    return Stream.of(IndexFamily.values())
        .filter(
            family ->
                switch (family) {
                  case COMFYUI_CONCURRENCY, PIPELINE_HOURLY -> true;
                  default -> family.schema().isPresent() && (withRecords || !family.holdsRecords());
                })
        .toList();
  }

  private List<DaySlice> slicesOf(IndexFamily family, String index, String uuid) {
    String prefix = IndexFamily.PREFIX + family.id() + "-";
    if (!index.startsWith(prefix)) {
      return List.of();
    }
    if (family.isDaily()) {
      return listLocalDays(family, index, uuid);
    }
    return parseDay(index.substring(prefix.length()))
        .filter(day -> family.indexOn(day).equals(index))
        .map(day -> wholeIndex(family, day, index, uuid))
        .stream()
        .toList();
  }

  private static Optional<LocalDate> parseDay(String text) {
    try {
      return Optional.of(LocalDate.parse(text, DAY));
    } catch (DateTimeParseException notOfTheFamily) {
      return Optional.empty();
    }
  }

  private static DaySlice wholeIndex(IndexFamily family, LocalDate day, String index, String uuid) {
    ObjectNode all = Elasticsearch.createObject();
    all.putObject("match_all");
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return new DaySlice(family, day, index, uuid, all, end);
  }

  /**
   * An index of daily documents holds a month, and days of two zones after a change of the zone.
   */
  private List<DaySlice> listLocalDays(IndexFamily family, String index, String uuid) {
    ObjectNode body = Elasticsearch.createObject().put("size", 0);
    ObjectNode zones = body.putObject("aggs").putObject("zones");
    zones.putObject("terms").put("field", "day_zone").put("size", MAX_ZONES);
    ObjectNode starts = zones.putObject("aggs").putObject("days");
    starts.putObject("terms").put("field", "day").put("size", MAX_DAYS);
    JsonNode answer = elasticsearch.send("POST", "/" + index + "/_search", body);

    Map<LocalDate, DaySlice> slices = new TreeMap<>();
    for (JsonNode zone : answer.at("/aggregations/zones/buckets")) {
      DayZone dayZone = zoneNamed(zone.path("key").asText(), index);
      for (JsonNode start : zone.at("/days/buckets")) {
        addLocalDay(slices, family, index, uuid, dayZone, start.path("key").asLong());
      }
    }
    return List.copyOf(slices.values());
  }

  private static void addLocalDay(
      Map<LocalDate, DaySlice> slices,
      IndexFamily family,
      String index,
      String uuid,
      DayZone zone,
      long start) {
    LocalDate day = zone.dateOf(start);
    Instant end = Instant.ofEpochMilli(zone.endOf(start));
    DaySlice earlier = slices.get(day);
    ObjectNode query = earlier == null ? anyOf() : earlier.query();
    ArrayNode filter = query.withArray("/bool/should").addObject().withArray("/bool/filter");
    filter.addObject().putObject("term").put("day", HourText.rfc3339(start));
    filter.addObject().putObject("term").put("day_zone", zone.name());
    Instant latest = earlier == null || end.isAfter(earlier.end()) ? end : earlier.end();
    slices.put(day, new DaySlice(family, day, index, uuid, query, latest));
  }

  private static ObjectNode anyOf() {
    ObjectNode query = Elasticsearch.createObject();
    query.putObject("bool").put("minimum_should_match", 1).putArray("should");
    return query;
  }

  private static DayZone zoneNamed(String name, String index) {
    try {
      return new DayZone(ZoneId.of(name));
    } catch (DateTimeException unknown) {
      throw new ArchiveException(
          "%s holds documents with the day_zone '%s', which is no time zone".formatted(index, name),
          unknown);
    }
  }
}
