/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import io.tidemark.benchmarks.Scale;
import io.tidemark.model.index.IndexFamily;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Calls of 20 tenants over the last 29 days, as hourly documents; those of the one that is asked
 * for also as raw documents. Forty calls make an hourly document; days are those that the job would
 * write.
 */
final class CallData {

  /** As a table of logs would have it: only what the question needs is indexed. */
  private static final String RAW_TEMPLATE =
      """
      {"index_patterns":["tidemark-raw-calls-*"],"template":{"settings":{"number_of_shards":1,
       "number_of_replicas":0,"refresh_interval":"-1"},"mappings":{"dynamic":"strict","properties":{
       "event_time":{"type":"date"},"tenant_id":{"type":"keyword"},"user_id":{"type":"keyword"},
       "model":{"type":"keyword"},"outcome":{"type":"keyword"},"input_tokens":{"type":"long"},
       "output_tokens":{"type":"long"},"latency_ms":{"type":"long"},
       "time_to_first_token_ms":{"type":"long"}}}}}
      """;

  static final String RAW_INDICES = "tidemark-raw-calls-*";

  static final int TENANTS = 20;

  /** Has more hourly documents than the others. */
  static final String LARGE_TENANT = "tenant-large";

  private static final int LARGE_DOCUMENTS = 250_000;
  private static final int LARGE_FACTOR = 10;
  private static final int CALLS_PER_DOCUMENT = 40;
  private static final int HOURS = 29 * 24;

  /** With few calls: each day is an index more to make. */
  private static final int FEW_HOURS = 30;

  private static final int FEW_DOCUMENTS = 10_000;
  private static final int MOST_RAW = 2_000_000;
  private static final long SEED = 20260112;

  private final ServedApi api;
  private final int documents;
  private final int hours;
  private final Instant firstHour;

  /** The sums over the documents of the queried tenant; the latencies are sorted. */
  @SuppressWarnings("ArrayRecordComponent") // Two million of them, never compared.
  record Expected(long calls, long failed, long inputTokens, long outputTokens, long[] latencies) {}

  CallData(ServedApi api, Scale scale) {
    this.api = api;
    this.documents =
        (int) Math.max(1, Math.min(MOST_RAW, scale.input().events()) / CALLS_PER_DOCUMENT);
    this.hours = documents < FEW_DOCUMENTS ? FEW_HOURS : HOURS;
    // The last one is complete: what came at its end lies before now.
    this.firstHour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(hours, ChronoUnit.HOURS);
  }

  int hourlyDocuments() {
    return documents * TENANTS;
  }

  int largeDocuments() {
    return Math.min(LARGE_DOCUMENTS, LARGE_FACTOR * documents);
  }

  int rawDocuments() {
    return documents * CALLS_PER_DOCUMENT;
  }

  /** Takes the calls of one hourly document. */
  private interface Taker {
    void take(CallGroup group) throws IOException;
  }

  /** Writes the hourly documents of all tenants. */
  Expected loadHours() throws IOException {
    Bulk bulk = new Bulk(api);
    List<CallGroup> groups = new ArrayList<>();
    generate(
        documents,
        group -> {
          groups.add(group);
          for (int tenant = 0; tenant < TENANTS; tenant++) {
            indexHour(bulk, nameTenant(tenant), group);
          }
        });
    bulk.finish(IndexFamily.MODEL_CALLS_HOURLY.pattern());
    loadDays(groups);
    return new Expected(
        rawDocuments(),
        groups.stream().mapToLong(CallGroup::failed).sum(),
        groups.stream().mapToLong(CallGroup::inputTokens).sum(),
        groups.stream().mapToLong(CallGroup::outputTokens).sum(),
        groups.stream().flatMapToLong(CallGroup::latencies).sorted().toArray());
  }

  /** Writes the daily documents of the days that are over. */
  private void loadDays(List<CallGroup> groups) throws IOException {
    Instant end = firstHour.plus(hours, ChronoUnit.HOURS);
    Instant lastMidnight = end.truncatedTo(ChronoUnit.DAYS);
    Bulk bulk = new Bulk(api);
    Map<String, List<CallGroup>> byDay =
        groups.stream()
            .filter(group -> group.hour().isBefore(lastMidnight))
            .collect(Collectors.groupingBy(CallData::dayOf, TreeMap::new, Collectors.toList()));
    for (List<CallGroup> ofDay : byDay.values()) {
      Instant day = ofDay.get(0).hour().truncatedTo(ChronoUnit.DAYS);
      CallGroup sum = CallGroup.ofDay(day, ofDay);
      for (int tenant = 0; tenant < TENANTS; tenant++) {
        bulk.add(
            IndexFamily.MODEL_CALLS_DAILY.indexAt(day.toEpochMilli()),
            sum.daily(nameTenant(tenant)));
      }
    }
    bulk.finish(IndexFamily.MODEL_CALLS_DAILY.pattern());
  }

  /** Says that days are complete, so that they are read, or that none is. */
  void reportDays(boolean complete) throws IOException {
    Instant end = firstHour.plus(hours, ChronoUnit.HOURS);
    JobProgress.write(
        api, end, complete ? firstHour.truncatedTo(ChronoUnit.DAYS) : end.plus(1, ChronoUnit.DAYS));
  }

  private static String dayOf(CallGroup group) {
    return group.hour().truncatedTo(ChronoUnit.DAYS) + " " + group.user() + " " + group.model();
  }

  private static String nameTenant(int tenant) {
    return String.format(Locale.ROOT, "tenant-%02d", tenant);
  }

  /** Writes the calls of the asked tenant, one by one. */
  void loadRaw() throws IOException {
    api.elasticsearch("PUT", "/_index_template/raw-calls", RAW_TEMPLATE);
    Bulk bulk = new Bulk(api);
    generate(documents, group -> indexRawCalls(bulk, group));
    bulk.finish(RAW_INDICES);
  }

  /** Writes the hourly documents of the tenant that has many. */
  void loadLargeTenant() throws IOException {
    Bulk bulk = new Bulk(api);
    generate(largeDocuments(), group -> indexHour(bulk, LARGE_TENANT, group));
    bulk.finish(IndexFamily.MODEL_CALLS_HOURLY.pattern());
  }

  /** The same seed makes the same calls. */
  private void generate(int many, Taker taker) throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < many; i++) {
      taker.take(
          CallGroup.random(
              random, firstHour.plus(i % hours, ChronoUnit.HOURS), CALLS_PER_DOCUMENT));
    }
  }

  /** Short and long answers, with a heavy tail. */
  static long latency(Random random) {
    double center = random.nextInt(3) == 0 ? Math.log(9_000) : Math.log(700);
    return Math.min(899_999, (long) Math.exp(center + 0.6 * random.nextGaussian()));
  }

  private static void indexHour(Bulk bulk, String tenant, CallGroup group) throws IOException {
    bulk.add(
        IndexFamily.MODEL_CALLS_HOURLY.indexAt(group.hour().toEpochMilli()), group.hourly(tenant));
  }

  private static void indexRawCalls(Bulk bulk, CallGroup group) throws IOException {
    // All calls of an hour are of one day.
    String day = group.hour().toString().substring(0, 10).replace('-', '.');
    for (String call : group.raw(ServedApi.TENANT)) {
      bulk.add("tidemark-raw-calls-" + day, call);
    }
  }
}
