/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.input;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidemark.benchmarks.answers.ExpectedLevels;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Steps of ComfyUI runs, the same for the same {@link InputSize}: submitted, started and ended, in
 * the order of time but for a delay of up to a minute, 2 % of them sent a second time. Most runs
 * take a minute, some hours. Nothing is sent of what happens after the last hour but a submission
 * in each partition that closes it.
 */
public final class RunGenerator {

  static final int TENANTS = 20;
  private static final int USERS = 2_000;
  private static final int WORKFLOWS_PER_TENANT = 12;
  private static final int STEPS = 3;
  private static final int MAX_DELAY = 60_000;
  private static final double DUPLICATES = 0.02;
  private static final double LONG_RUNS = 0.002;

  private final InputSize size;
  private final SplittableRandom random;
  private final PriorityQueue<Step> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Step::sentAt).thenComparing(Step::number));
  private long made;
  private long sent;

  /** The events of the runs in the order in which they are sent. */
  private record Step(long sentAt, long number, String json) {}

  public RunGenerator(InputSize size) {
    this.size = size;
    random = new SplittableRandom(size.seed());
  }

  /** Makes all steps, in the order in which they are sent. */
  public void generate(ExpectedLevels expected, InputKind.Target target) {
    long runs = size.events() / STEPS;
    for (long run = 0; run < runs; run++) {
      long submitted = CallGenerator.START + (long) ((double) run / runs * size.spanMillis());
      sendUntil(submitted, target);
      run(run, submitted, expected);
    }
    sendUntil(Long.MAX_VALUE, target);
    long closing = CallGenerator.START + size.spanMillis() + InputSize.CLOSES_AFTER_MILLIS;
    for (int partition = 0; partition < InputSize.PARTITIONS; partition++) {
      String last = json(runs + partition, "submitted", closing, 0);
      target.send(partition, last.getBytes(US_ASCII));
    }
  }

  private void run(long run, long submitted, ExpectedLevels expected) {
    int user = random.nextInt(USERS);
    long started = submitted + logNormal(3_000, 1.0);
    boolean takesLong = random.nextDouble() < LONG_RUNS;
    long millis =
        takesLong
            ? random.nextLong(Duration.ofHours(1).toMillis(), Duration.ofHours(5).toMillis())
            : logNormal(40_000, 0.9);
    String end = random.nextInt(25) == 0 ? "failed" : "succeeded";
    expected.run(user % TENANTS, started, started + millis);
    send(run, "submitted", submitted, user);
    send(run, "started", started, user);
    send(run, end, started + millis, user);
  }

  private void send(long run, String event, long time, int user) {
    if (time >= CallGenerator.START + size.spanMillis()) {
      return;
    }
    String json = json(run, event, time, user);
    long sentAt = delayed(time);
    waiting.add(new Step(sentAt, made++, json));
    if (random.nextDouble() < DUPLICATES) {
      waiting.add(new Step(delayed(sentAt), made++, json));
    }
  }

  private void sendUntil(long time, InputKind.Target target) {
    while (!waiting.isEmpty() && waiting.peek().sentAt() < time) {
      byte[] value = waiting.remove().json().getBytes(US_ASCII);
      target.send((int) (sent++ % InputSize.PARTITIONS), value);
    }
  }

  private String json(long run, String event, long time, int user) {
    int tenant = user % TENANTS;
    long mixed = run * 0x9E3779B97F4A7C15L;
    long key = mixed >>> 63;
    // A key calls one or two workflows.
    int workflow = (int) ((user + 5 * key + ((mixed >>> 62) & user & 1)) % WORKFLOWS_PER_TENANT);
    return "{\"task_id\":\"%016x-%012x\",\"event\":\"%s\",\"event_time\":%d,"
            .formatted(mixed, run, event, time)
        + "\"tenant_id\":\"tenant-%02d\",\"user_id\":\"user-%04d\",".formatted(tenant, user)
        + "\"api_key_id\":\"key-%04d-%d\",".formatted(user, key)
        + "\"workflow_id\":\"workflow-%02d-%02d\",".formatted(tenant, workflow)
        + "\"workflow_name\":\"Portraits in style %d\",".formatted(workflow)
        + "\"source\":\"%s\"".formatted(user % 7 == 0 ? "web" : "api")
        + (event.equals("failed") ? ",\"error_type\":\"OutOfMemoryError\"}" : "}");
  }

  private long delayed(long time) {
    double share = random.nextDouble();
    return time + (long) (share * share * share * share * MAX_DELAY);
  }

  private long logNormal(double median, double sigma) {
    double gaussian = -6;
    for (int i = 0; i < 12; i++) {
      gaussian += random.nextDouble();
    }
    return Math.round(median * Math.exp(sigma * gaussian));
  }
}
