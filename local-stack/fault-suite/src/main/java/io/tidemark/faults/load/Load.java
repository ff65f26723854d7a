/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Records of one round, decided by the seed alone but for the hour that they end with. Event time
 * runs faster than the clock and stops at a full hour that is over. Nothing in it is close to a
 * limit that a restart may move: late records are inside the lateness by the clock, records too
 * late are outside it from the first record on.
 */
public final class Load {

  /** The tenants of all calls. */
  public static final List<String> TENANTS = CallMaker.TENANTS;

  /** Longer than the job's out-of-orderness, so that the last hour can become final at once. */
  private static final Duration SETTLED = Duration.ofMinutes(6);

  private static final Duration LATENESS = Duration.ofHours(24);
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DISORDER = Duration.ofMinutes(4).toMillis();
  private static final int REMEMBERED = 2_000;
  private static final int BURST = 20;

  private final Shape shape;
  private final Random random;
  private final CallMaker calls;
  private final RunMaker runs;
  private final long begin;
  private final long end;
  private final long oldest;
  private final List<Earlier> earlier = new ArrayList<>();
  private final List<Outgoing> waiting = new ArrayList<>();
  private long made;

  private record Earlier(ObjectNode call, int partition) {}

  public Load(Shape shape, long seed, Instant now) {
    this.shape = shape;
    random = new Random(seed);
    calls = new CallMaker(random);
    end = now.minus(SETTLED).truncatedTo(ChronoUnit.HOURS).toEpochMilli();
    begin = end - shape.span().toMillis();
    oldest = now.minus(LATENESS).toEpochMilli() + HOUR;
    runs = new RunMaker(random, end);
  }

  /** The hour before which all events of the load are, milliseconds since 1970. */
  public long end() {
    return end;
  }

  /** One event for each partition of each stream, from which event time is known everywhere. */
  public List<Outgoing> first() {
    List<Outgoing> first = new ArrayList<>();
    for (int partition = 0; partition < shape.partitions(); partition++) {
      first.add(counted(Stream.MODEL_CALLS, partition, calls.call(begin)));
      first.add(counted(Stream.COMFYUI, partition, runs.next(begin)));
    }
    return first;
  }

  /**
   * The next record.
   *
   * @param mayRefuse whether it may be one that becomes a dead letter
   */
  public Outgoing next(boolean mayRefuse) {
    if (!waiting.isEmpty()) {
      return waiting.remove(waiting.size() - 1);
    }
    made++;
    long time = Math.min(end - 1, begin + shape.span().toMillis() * made / shape.events());
    Shape.Mix mix = shape.mix();
    int dice = random.nextInt(1_000);
    if (dice < mix.bad()) {
      return mayRefuse ? refused() : call(time);
    }
    dice -= mix.bad();
    if (dice < mix.duplicates() && !earlier.isEmpty()) {
      return duplicate();
    }
    dice -= mix.duplicates();
    if (dice < mix.conflicting() && !earlier.isEmpty()) {
      Earlier one = earlier.get(random.nextInt(earlier.size()));
      // In the same partition: which of the two comes first must not be open.
      return counted(Stream.MODEL_CALLS, one.partition(), calls.changed(one.call()));
    }
    dice -= mix.conflicting();
    if (dice < mix.late()) {
      return call(oldest + (long) (random.nextDouble() * (begin - oldest)));
    }
    dice -= mix.late();
    return dice < mix.steps() ? step(time) : call(time);
  }

  /** Steps that are still to come when no more is wanted. */
  public List<Outgoing> rest() {
    List<Outgoing> rest = new ArrayList<>(waiting);
    waiting.clear();
    for (ObjectNode step = runs.rest(); step != null; step = runs.rest()) {
      rest.add(counted(Stream.COMFYUI, partition(), step));
    }
    return rest;
  }

  /**
   * A call that no other resembles, to be looked for; failed, so that its record is always kept.
   */
  public Outgoing probe(String requestId) {
    ObjectNode call = calls.call(end - 1);
    call.put("request_id", requestId);
    call.remove(List.of("channel", "blocked"));
    call.put("status_code", 500);
    return counted(Stream.MODEL_CALLS, partition(), call);
  }

  /** A call of the first moment. */
  public Outgoing firstCall() {
    return callAt(begin, 0, IntakeCalls.TENANT);
  }

  /** A call at a moment. */
  public Outgoing callAt(long time, int partition, String tenant) {
    ObjectNode call = calls.call(time);
    call.put("tenant_id", tenant);
    return counted(Stream.MODEL_CALLS, partition, call);
  }

  /** A call of a time that is no longer counted. */
  public Outgoing refusedCall(long time, String reason) {
    return new Outgoing(Stream.MODEL_CALLS, partition(), CallMaker.bytes(calls.call(time)), reason);
  }

  /** One bad record of every kind. */
  public List<Outgoing> allBad() {
    List<Outgoing> bad = new ArrayList<>();
    for (Stream stream : Stream.values()) {
      for (int kind = 0; kind < BadRecords.kinds(stream); kind++) {
        bad.add(BadRecords.of(stream, kind, partition(), random));
      }
    }
    return bad;
  }

  private Outgoing refused() {
    if (random.nextInt(4) == 0) {
      // Closed whatever the watermark is: it is never behind the load's first event.
      long time = begin - LATENESS.toMillis() - 3 * HOUR - (long) (random.nextDouble() * HOUR);
      return refusedCall(time, "too_late");
    }
    Stream stream = random.nextInt(4) == 0 ? Stream.COMFYUI : Stream.MODEL_CALLS;
    return BadRecords.of(stream, random.nextInt(BadRecords.kinds(stream)), partition(), random);
  }

  private Outgoing call(long time) {
    long disordered = Math.max(begin, time - (long) (random.nextDouble() * DISORDER));
    ObjectNode call = calls.call(time < begin ? time : disordered);
    int partition = partition();
    if (earlier.size() < REMEMBERED) {
      earlier.add(new Earlier(call, partition));
    } else {
      earlier.set(random.nextInt(REMEMBERED), new Earlier(call, partition));
    }
    return counted(Stream.MODEL_CALLS, partition, call);
  }

  private Outgoing duplicate() {
    Earlier one = earlier.get(random.nextInt(earlier.size()));
    int copies = random.nextInt(BURST) == 0 ? BURST : 1;
    for (int i = 1; i < copies; i++) {
      waiting.add(again(one));
    }
    return again(one);
  }

  private Outgoing again(Earlier one) {
    return counted(Stream.MODEL_CALLS, partition(), one.call());
  }

  private Outgoing step(long time) {
    return counted(Stream.COMFYUI, partition(), runs.next(time));
  }

  private int partition() {
    return random.nextInt(shape.partitions());
  }

  private static Outgoing counted(Stream stream, int partition, ObjectNode event) {
    return new Outgoing(stream, partition, CallMaker.bytes(event), null);
  }
}
