/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.load;

import io.tidemark.testkit.events.CallJson;
import io.tidemark.testkit.events.CallMaker;
import io.tidemark.testkit.events.FewCallers;
import io.tidemark.testkit.events.GeneratedCall;
import io.tidemark.testkit.events.RunMaker;
import io.tidemark.testkit.events.RunShape;
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

  /** The tenants of all calls; runs have the first two. */
  public static final List<String> TENANTS = List.of("tenant-a", "tenant-b", "tenant-c");

  /** Longer than the job's out-of-orderness, so that the last hour can become final at once. */
  private static final Duration SETTLED = Duration.ofMinutes(6);

  private static final Duration LATENESS = Duration.ofHours(24);
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DISORDER = Duration.ofMinutes(4).toMillis();
  private static final int REMEMBERED = 2_000;
  private static final int BURST = 20;

  /** Far more than generated calls have, so that a changed one is another for sure. */
  private static final long MOST_OUTPUT = 1_000_000;

  private final Shape shape;
  private final Random random;
  private final CallMaker calls;
  private final CallJson json = new CallJson();
  private final RunMaker runs;
  private final long begin;
  private final long end;
  private final long oldest;
  private final List<Earlier> earlier = new ArrayList<>();
  private final List<Outgoing> waiting = new ArrayList<>();
  private long made;

  private record Earlier(GeneratedCall call, int partition) {}

  public Load(Shape shape, long seed, Instant now) {
    this.shape = shape;
    random = new Random(seed);
    calls = createCallMaker(random);
    end = now.minus(SETTLED).truncatedTo(ChronoUnit.HOURS).toEpochMilli();
    begin = end - shape.span().toMillis();
    oldest = now.minus(LATENESS).toEpochMilli() + HOUR;
    runs = new RunMaker(RunShape.rough(TENANTS.subList(0, 2)), random, end);
  }

  /** Calls with everything that hourly documents distinguish. */
  static CallMaker createCallMaker(Random random) {
    return new CallMaker(new FewCallers(TENANTS), random, true);
  }

  /** The hour before which all events of the load are, milliseconds since 1970. */
  public long end() {
    return end;
  }

  /** One event for each partition of each stream, from which event time is known everywhere. */
  public List<Outgoing> listFirst() {
    List<Outgoing> first = new ArrayList<>();
    for (int partition = 0; partition < shape.partitions(); partition++) {
      first.add(createCounted(partition, calls.createCall(begin)));
      first.add(createStep(partition, begin));
    }
    return first;
  }

  /**
   * The next record.
   *
   * @param mayRefuse whether it may be one that becomes a dead letter
   */
  public Outgoing createNext(boolean mayRefuse) {
    if (!waiting.isEmpty()) {
      return waiting.remove(waiting.size() - 1);
    }
    made++;
    long time = Math.min(end - 1, begin + shape.span().toMillis() * made / shape.events());
    Shape.Mix mix = shape.mix();
    int dice = random.nextInt(1_000);
    if (dice < mix.bad()) {
      return mayRefuse ? createRejected() : createCall(time);
    }
    dice -= mix.bad();
    if (dice < mix.duplicates() && !earlier.isEmpty()) {
      return createDuplicate();
    }
    dice -= mix.duplicates();
    if (dice < mix.conflicting() && !earlier.isEmpty()) {
      Earlier one = earlier.get(random.nextInt(earlier.size()));
      // In the same partition: which of the two comes first must not be open.
      long changed = MOST_OUTPUT + random.nextInt(1_000);
      return createCounted(one.partition(), one.call().copyWithOutput(changed));
    }
    dice -= mix.conflicting();
    if (dice < mix.late()) {
      return createCall(oldest + (long) (random.nextDouble() * (begin - oldest)));
    }
    dice -= mix.late();
    return dice < mix.steps() ? createStep(choosePartition(), time) : createCall(time);
  }

  /** Steps that are still to come when no more is wanted. */
  public List<Outgoing> listRest() {
    List<Outgoing> rest = new ArrayList<>(waiting);
    waiting.clear();
    for (byte[] step = runs.pollStep(); step != null; step = runs.pollStep()) {
      rest.add(new Outgoing(Stream.COMFYUI, choosePartition(), step, null));
    }
    return rest;
  }

  /**
   * A call that no other resembles, to be looked for; failed, so that its record is always kept.
   */
  public Outgoing createProbe(String requestId) {
    GeneratedCall call = calls.createCall(end - 1);
    call.changeRequestId(requestId);
    call.fail();
    return createCounted(choosePartition(), call);
  }

  /** A call of the first moment. */
  public Outgoing firstCall() {
    return callAt(begin, 0, IntakeCalls.TENANT);
  }

  /** A call at a moment. */
  public Outgoing callAt(long time, int partition, String tenant) {
    GeneratedCall call = calls.createCall(time);
    call.changeTenant(tenant);
    return createCounted(partition, call);
  }

  /** A call of a time that is no longer counted. */
  public Outgoing createRejectedCall(long time, String reason) {
    byte[] payload = json.write(calls.createCall(time));
    return new Outgoing(Stream.MODEL_CALLS, choosePartition(), payload, reason);
  }

  /** One bad record of every kind. */
  public List<Outgoing> allBad() {
    List<Outgoing> bad = new ArrayList<>();
    for (Stream stream : Stream.values()) {
      for (int kind = 0; kind < BadRecords.countKinds(stream); kind++) {
        bad.add(BadRecords.createRecord(stream, kind, choosePartition(), random));
      }
    }
    return bad;
  }

  private Outgoing createRejected() {
    if (random.nextInt(4) == 0) {
      // Closed whatever the watermark is: it is never behind the load's first event.
      long time = begin - LATENESS.toMillis() - 3 * HOUR - (long) (random.nextDouble() * HOUR);
      return createRejectedCall(time, "too_late");
    }
    Stream stream = random.nextInt(4) == 0 ? Stream.COMFYUI : Stream.MODEL_CALLS;
    return BadRecords.createRecord(
        stream, random.nextInt(BadRecords.countKinds(stream)), choosePartition(), random);
  }

  private Outgoing createCall(long time) {
    long disordered = Math.max(begin, time - (long) (random.nextDouble() * DISORDER));
    GeneratedCall call = calls.createCall(time < begin ? time : disordered);
    int partition = choosePartition();
    if (earlier.size() < REMEMBERED) {
      earlier.add(new Earlier(call, partition));
    } else {
      earlier.set(random.nextInt(REMEMBERED), new Earlier(call, partition));
    }
    return createCounted(partition, call);
  }

  private Outgoing createDuplicate() {
    Earlier one = earlier.get(random.nextInt(earlier.size()));
    int copies = random.nextInt(BURST) == 0 ? BURST : 1;
    for (int i = 1; i < copies; i++) {
      waiting.add(repeatRecord(one));
    }
    return repeatRecord(one);
  }

  private Outgoing repeatRecord(Earlier one) {
    return createCounted(choosePartition(), one.call());
  }

  private Outgoing createStep(int partition, long time) {
    return new Outgoing(Stream.COMFYUI, partition, runs.nextStep(time), null);
  }

  private int choosePartition() {
    return random.nextInt(shape.partitions());
  }

  private Outgoing createCounted(int partition, GeneratedCall call) {
    return new Outgoing(Stream.MODEL_CALLS, partition, json.write(call), null);
  }
}
