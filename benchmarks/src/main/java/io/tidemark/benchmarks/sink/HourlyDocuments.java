/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.model.histogram.LatencyHistogram;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.json.JsonWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/** Hourly documents as the job writes them, made from their number. */
public final class HourlyDocuments {

  /** Calls in each document. */
  public static final int CALLS = 40;

  /** Bins that calls of one hour fall into. */
  private static final int BINS = 12;

  private static final int TENANTS = 20;
  private static final int USERS = 500;
  private static final int MODELS = 40;

  private final Instant first;
  private final int hours;

  /**
   * @param first start of the first hour
   * @param hours over which documents are spread
   */
  public HourlyDocuments(Instant first, int hours) {
    this.first = first;
    this.hours = hours;
  }

  /** The same document for the same number. */
  public DocumentWrite at(long number) {
    SplittableRandom random = new SplittableRandom(number);
    Instant hour = first.plus(number % hours, ChronoUnit.HOURS);
    long input = 2_000L + random.nextInt(40_000);
    long output = 200L + random.nextInt(8_000);
    int failed = random.nextInt(3);
    String user = "user-" + random.nextInt(USERS);
    String durations = createDurations(random);
    String source =
        "{\"hour\":\""
            + hour
            + "\",\"window_minutes\":60,\"tenant_id\":\"tenant-"
            + (number / hours % TENANTS < 10 ? "0" : "")
            + number / hours % TENANTS
            + "\",\"user_id\":\""
            + user
            + "\",\"user_type\":\"user\",\"api_key_id\":\"key-"
            + user
            + "\",\"model\":\"model-"
            + random.nextInt(MODELS)
            + "\",\"model_source\":\"preset\",\"provider\":\"vllm\",\"operation\":\"chat\",\"calls\":"
            + CALLS
            + ",\"succeeded\":"
            + (CALLS - failed)
            + ",\"failed\":"
            + failed
            + ",\"blocked\":0,\"calls_without_usage\":0,\"fallback_calls\":0,\"input_tokens\":"
            + input
            + ",\"output_tokens\":"
            + output
            + ",\"total_tokens\":"
            + (input + output)
            + ","
            + durations
            + ",\"final\":true,\"revision\":0,\"late_events\":0,\"updated_at\":\""
            + hour
            + "\"}";
    return new DocumentWrite(
        IndexFamily.MODEL_CALLS_HOURLY.indexAt(hour.toEpochMilli()),
        Long.toHexString(number * 0x9E3779B97F4A7C15L) + "-" + number,
        CALLS << 1 | 1,
        source.getBytes(UTF_8));
  }

  private static String createDurations(SplittableRandom random) {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int i = 0; i < CALLS; i++) {
      histogram.add((long) (200 * Math.pow(1.25, random.nextInt(BINS))));
    }
    JsonWriter json = new JsonWriter();
    histogram.writeField("latency_ms", json);
    histogram.writeField("time_to_first_token_ms", json);
    return new String(json.finish(), UTF_8);
  }
}
