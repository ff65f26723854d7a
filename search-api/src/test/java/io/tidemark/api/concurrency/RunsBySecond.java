/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.concurrency;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.model.index.IndexFamily;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How many runs were going in every second of some days: nothing could be plainer. */
final class RunsBySecond {

  private final Instant start;
  private final int[] running;
  private final NavigableSet<Instant> written = new TreeSet<>();

  private RunsBySecond(Instant start, int seconds) {
    this.start = start;
    this.running = new int[seconds];
  }

  /** Random runs between two instants, some of them through several hours. */
  static RunsBySecond random(Random random, Instant start, Instant end, int runs) {
    RunsBySecond seconds = new RunsBySecond(start, (int) Duration.between(start, end).toSeconds());
    for (int i = 0; i < runs; i++) {
      int from = random.nextInt(seconds.running.length);
      int length = 1 + random.nextInt(random.nextInt(8) == 0 ? 15_000 : 400);
      int to = Math.min(seconds.running.length, from + length);
      for (int second = from; second < to; second++) {
        seconds.running[second]++;
      }
    }
    return seconds;
  }

  private int[] between(Instant from, Instant to) {
    int first = (int) Math.max(0, Duration.between(start, from).toSeconds());
    int last = (int) Math.min(running.length, Duration.between(start, to).toSeconds());
    return first >= last ? new int[0] : Arrays.copyOfRange(running, first, last);
  }

  /** The greatest number in a time; null when nothing is known of it. */
  Long max(Instant from, Instant to) {
    int[] part = between(from, to);
    return part.length == 0 ? null : Long.valueOf(Arrays.stream(part).max().orElseThrow());
  }

  Long min(Instant from, Instant to) {
    int[] part = between(from, to);
    return part.length == 0 ? null : Long.valueOf(Arrays.stream(part).min().orElseThrow());
  }

  Double mean(Instant from, Instant to) {
    int[] part = between(from, to);
    return part.length == 0 ? null : Double.valueOf(Arrays.stream(part).average().orElseThrow());
  }

  /** Milliseconds at each number. */
  Map<Long, Long> levels(Instant from, Instant to) {
    Map<Long, Long> levels = new TreeMap<>();
    for (int number : between(from, to)) {
      levels.merge((long) number, 1_000L, Long::sum);
    }
    return levels;
  }

  /** The start of the first minute with the greatest number. */
  Instant firstPeak(Instant from, Instant to) {
    Instant first = from.isBefore(start) ? start : from;
    int[] part = between(from, to);
    int most = Arrays.stream(part).max().orElseThrow();
    int second = 0;
    while (part[second] != most) {
      second++;
    }
    return first.plusSeconds(second - second % 60);
  }

  /** As the job writes them: of windows in which nothing ran, those of a tenant alone. */
  List<IndexedDocument> documents(
      String tenant, String dimension, String value, int minutes, Instant finalThrough) {
    List<IndexedDocument> documents = new ArrayList<>();
    Instant end = start.plusSeconds(running.length);
    for (Instant at = start; at.isBefore(end); at = at.plusSeconds(60L * minutes)) {
      Instant next = at.plusSeconds(60L * minutes);
      if (dimension.equals("tenant") || max(at, next) > 0 || !at.isBefore(finalThrough)) {
        documents.add(document(at, next, tenant, dimension, value));
        written.add(at);
      }
    }
    return documents;
  }

  /** Whether documents of windows within a time were made. */
  boolean hasDocuments(Instant from, Instant to) {
    return !written.subSet(from, to).isEmpty();
  }

  private IndexedDocument document(
      Instant from, Instant to, String tenant, String dimension, String value) {
    ObjectNode window = JsonMapper.shared().createObjectNode();
    window.put("hour", from.toString()).put("tenant_id", tenant);
    window.put("window_minutes", Duration.between(from, to).toMinutes());
    window.put("dimension", dimension).put("value", value);
    window.put("max", max(from, to)).put("min", min(from, to)).put("mean", mean(from, to));
    levels(from, to)
        .forEach(
            (level, ms) ->
                window.withArray("levels").addObject().put("level", level).put("ms", ms));
    for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
      window.withArray("minute_max").add(max(minute, minute.plusSeconds(60)));
    }
    return new IndexedDocument(
        IndexFamily.COMFYUI_CONCURRENCY.indexAt(from.toEpochMilli()), null, window);
  }
}
