/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * ComfyUI runs whose steps arrive out of order, twice, or not at all. No step is after the end of
 * the load's event time.
 */
final class RunMaker {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long DISORDER = 3 * MINUTE;
  private static final List<String> ENDS =
      List.of("succeeded", "succeeded", "succeeded", "failed", "cancelled");

  private final Random random;
  private final long end;
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private long number;
  private long planned;

  private record Due(long at, long order, ObjectNode step) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  /**
   * @param end of event time, milliseconds since 1970
   */
  RunMaker(Random random, long end) {
    this.random = random;
    this.end = end;
  }

  /** The next step that has come due at {@code time}, of a new run when there is none. */
  ObjectNode next(long time) {
    if (due.isEmpty() || due.peek().at() > time) {
      plan(time);
    }
    return due.remove().step();
  }

  /** A step that was planned and not sent; null when there is none left. */
  ObjectNode rest() {
    Due one = due.poll();
    return one == null ? null : one.step();
  }

  private void plan(long start) {
    ObjectNode run = JSON.createObjectNode();
    run.put("task_id", "task-%d-%s".formatted(++number, Integer.toHexString(random.nextInt())));
    run.put("tenant_id", CallMaker.TENANTS.get(random.nextInt(2)));
    int user = random.nextInt(3);
    run.put("user_id", "user-" + user);
    run.put("api_key_id", "key-" + user);
    run.put("workflow_id", "flow-" + random.nextInt(3));
    run.put("source", random.nextBoolean() ? "api" : "web");
    long queued = random.nextInt(60_000);
    // Most take minutes; one in twenty goes on over several hours.
    long lasts =
        random.nextInt(20) == 0 ? 150 * MINUTE : (long) (Math.exp(random.nextDouble() * 7) * 1_000);
    int missing = random.nextInt(30);
    boolean any = missing != 0 && step(run, "submitted", start - queued);
    any |= missing != 1 && step(run, "started", start);
    any |= missing != 2 && step(run, ENDS.get(random.nextInt(ENDS.size())), start + lasts);
    if (!any) {
      step(run, "submitted", start - queued);
    }
  }

  private boolean step(ObjectNode run, String event, long time) {
    if (time >= end) {
      return false;
    }
    ObjectNode step = run.deepCopy();
    step.put("event", event);
    step.put("event_time", Instant.ofEpochMilli(time).toString());
    if (event.equals("failed")) {
      step.put("error_type", "node_error")
          .put("error_message", "out of memory")
          .put("node_id", "7");
    }
    add(time, step);
    if (random.nextInt(15) == 0) {
      add(time, step);
    }
    return true;
  }

  private void add(long time, ObjectNode step) {
    due.add(new Due(time - (long) (random.nextDouble() * DISORDER), planned++, step));
  }
}
