/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import io.tidemark.benchmarks.Scale;
import io.tidemark.model.histogram.LatencyBins;
import io.tidemark.model.index.IndexFamily;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Calls of 20 tenants over the last 29 days, as hourly documents; those of the one that is asked
 * for also as raw documents. Forty calls make a document.
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

  private static final int TENANTS = 20;
  private static final int CALLS_PER_DOCUMENT = 40;
  private static final int HOURS = 29 * 24;

  /** With few calls: each day is an index more to make. */
  private static final int FEW_HOURS = 30;

  private static final int FEW_DOCUMENTS = 10_000;
  private static final int USERS = 100;
  private static final int MODELS = 40;
  private static final int MOST_RAW = 2_000_000;
  private static final int BULK_BYTES = 4 << 20;
  private static final long SEED = 20260112;

  private final ServedApi api;
  private final int documents;
  private final StringBuilder bulk = new StringBuilder(BULK_BYTES + (1 << 16));
  private final Random random = new Random(SEED);
  private final int hours;
  private final Instant firstHour;

  /** What the documents of the asked tenant add up to; the latencies in order. */
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

  int rawDocuments() {
    return documents * CALLS_PER_DOCUMENT;
  }

  /** Writes everything and makes it searchable, a segment for each index. */
  Expected load(boolean withRaw) throws IOException {
    api.elasticsearch("PUT", "/_index_template/raw-calls", RAW_TEMPLATE);
    long failed = 0;
    long input = 0;
    long output = 0;
    long[] latencies = new long[rawDocuments()];
    for (int i = 0; i < documents; i++) {
      Instant hour = firstHour.plus(i % hours, ChronoUnit.HOURS);
      String user = "user-" + random.nextInt(USERS);
      String model = "model-" + random.nextInt(MODELS);
      Group group = new Group();
      for (int call = 0; call < CALLS_PER_DOCUMENT; call++) {
        boolean fails = random.nextInt(50) == 0;
        long in = 200L + random.nextInt(4_000);
        long out = 20L + random.nextInt(800);
        long latency = latency(random);
        latencies[i * CALLS_PER_DOCUMENT + call] = latency;
        group.add(fails, in, out, latency);
        if (withRaw) {
          raw(hour.plusSeconds(90L * call), user, model, fails, in, out, latency);
        }
      }
      failed += group.failed;
      input += group.input;
      output += group.output;
      for (int tenant = 0; tenant < TENANTS; tenant++) {
        hourly(String.format(Locale.ROOT, "tenant-%02d", tenant), hour, user, model, group);
      }
    }
    send();
    api.elasticsearch("POST", "/_refresh", "");
    api.elasticsearch("POST", "/_forcemerge?max_num_segments=1", "");
    Arrays.sort(latencies);
    return new Expected(rawDocuments(), failed, input, output, latencies);
  }

  /** Short and long answers, with a heavy tail. */
  static long latency(Random random) {
    double center = random.nextInt(3) == 0 ? Math.log(9_000) : Math.log(700);
    return Math.min(899_999, (long) Math.exp(center + 0.6 * random.nextGaussian()));
  }

  private static final class Group {
    private final Map<String, Long> bins = new TreeMap<>();
    private long failed;
    private long input;
    private long output;
    private long sum;
    private long min = Long.MAX_VALUE;
    private long max;

    void add(boolean fails, long in, long out, long latency) {
      failed += fails ? 1 : 0;
      input += in;
      output += out;
      sum += latency;
      min = Math.min(min, latency);
      max = Math.max(max, latency);
      bins.merge(LatencyBins.fieldName(LatencyBins.of(latency)), 1L, Long::sum);
    }

    String durations() {
      StringBuilder text = new StringBuilder();
      text.append("{\"count\":").append(CALLS_PER_DOCUMENT).append(",\"sum\":").append(sum);
      text.append(",\"min\":").append(min).append(",\"max\":").append(max).append(",\"bins\":{");
      String comma = "";
      for (Map.Entry<String, Long> bin : bins.entrySet()) {
        text.append(comma).append('"').append(bin.getKey()).append("\":").append(bin.getValue());
        comma = ",";
      }
      return text.append("}}").toString();
    }
  }

  private void hourly(String tenant, Instant hour, String user, String model, Group group)
      throws IOException {
    String durations = group.durations();
    add(
        IndexFamily.MODEL_CALLS_HOURLY.indexAt(hour.toEpochMilli()),
        String.format(
            Locale.ROOT,
            "{\"hour\":\"%s\",\"window_minutes\":60,\"tenant_id\":\"%s\",\"user_id\":\"%s\","
                + "\"model\":\"%s\",\"model_source\":\"preset\",\"calls\":%d,\"succeeded\":%d,"
                + "\"failed\":%d,\"blocked\":0,\"calls_without_usage\":0,\"fallback_calls\":0,"
                + "\"input_tokens\":%d,\"output_tokens\":%d,\"total_tokens\":%d,"
                + "\"latency_ms\":%s,\"time_to_first_token_ms\":%s,\"final\":true,"
                + "\"revision\":0,\"late_events\":0,\"updated_at\":\"%s\"}",
            hour,
            tenant,
            user,
            model,
            CALLS_PER_DOCUMENT,
            CALLS_PER_DOCUMENT - group.failed,
            group.failed,
            group.input,
            group.output,
            group.input + group.output,
            durations,
            durations,
            hour));
  }

  private void raw(
      Instant time, String user, String model, boolean fails, long in, long out, long latency)
      throws IOException {
    String day = time.toString().substring(0, 10).replace('-', '.');
    add(
        "tidemark-raw-calls-" + day,
        String.format(
            Locale.ROOT,
            "{\"event_time\":\"%s\",\"tenant_id\":\"%s\",\"user_id\":\"%s\",\"model\":\"%s\","
                + "\"outcome\":\"%s\",\"input_tokens\":%d,\"output_tokens\":%d,\"latency_ms\":%d,"
                + "\"time_to_first_token_ms\":%d}",
            time,
            ServedApi.TENANT,
            user,
            model,
            fails ? "failed" : "succeeded",
            in,
            out,
            latency,
            latency));
  }

  private void add(String index, String source) throws IOException {
    bulk.append("{\"index\":{\"_index\":\"").append(index).append("\"}}\n");
    bulk.append(source).append('\n');
    if (bulk.length() > BULK_BYTES) {
      send();
    }
  }

  private void send() throws IOException {
    api.elasticsearch("POST", "/_bulk", bulk.toString());
    bulk.setLength(0);
  }
}
