/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.run;

import io.tidemark.faults.load.IntakeCalls;
import io.tidemark.faults.load.Sent;
import io.tidemark.faults.oracle.Expected;
import io.tidemark.faults.stack.FaultStack;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The round of a fault, and everything that it works with. */
public final class FaultContext {

  private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(3);

  private final FaultStack stack;
  private final RunningJob job;
  private final LoadDriver load;
  private final RoundNames names;
  private final Random random;
  private final boolean quick;
  private final List<String> notes = new ArrayList<>();
  private final List<Double> recoveries = new ArrayList<>();
  private final List<Consumer<Expected>> exceptions = new ArrayList<>();
  private Predicate<Sent> gone = sent -> false;
  private Optional<IntakeLoad> intakeLoad = Optional.empty();
  private Optional<WatchedUsage> watchedUsage = Optional.empty();
  private Optional<ErasedUsage> erasedUsage = Optional.empty();
  private boolean strict;
  private int probes;

  FaultContext(
      FaultStack stack,
      RunningJob job,
      LoadDriver load,
      RoundNames names,
      Random random,
      boolean quick) {
    this.stack = stack;
    this.job = job;
    this.load = load;
    this.names = names;
    this.random = random;
    this.quick = quick;
  }

  public FaultStack stack() {
    return stack;
  }

  public RunningJob job() {
    return job;
  }

  public LoadDriver load() {
    return load;
  }

  /** Records a second of the load. */
  public int rate() {
    return load.rate();
  }

  /** Topics and group of the round. */
  public RoundNames names() {
    return names;
  }

  public Random random() {
    return random;
  }

  /**
   * An outage: as long as the list says, or just long enough in the short selection of the tests.
   */
  public Duration getOutage(Duration full, Duration shortened) {
    return quick ? shortened : full;
  }

  /** Lets the load continue for a random time. */
  public void underLoad(int leastMillis, int mostMillis) {
    waitFor(Duration.ofMillis(leastMillis + random.nextInt(mostMillis - leastMillis)));
  }

  /** Lets time pass: the length of an outage is part of a fault. */
  public void waitFor(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted", interrupted);
    }
  }

  /**
   * Does something, and measures from its beginning until a call that was sent after it is in
   * Elasticsearch.
   */
  public void recoverFrom(Runnable fault) {
    long begin = System.nanoTime();
    fault.run();
    CompletableFuture<Long> written = sendProbe();
    if (!Await.until(written::isDone, RECOVERY_LIMIT)) {
      throw new StackException(
          "nothing is written %d s after the fault: %s"
              .formatted(RECOVERY_LIMIT.toSeconds(), stack.jobs().failures(job.id())));
    }
    recoveries.add((written.join() - begin) / 1e9);
  }

  /** Sends a call that no other resembles; becomes the moment at which it is in Elasticsearch. */
  public CompletableFuture<Long> sendProbe() {
    String id = "probe-%d-%s".formatted(++probes, Integer.toHexString(random.nextInt()));
    CompletableFuture<Long> written = stack.proxy().written("\"" + id + "\"");
    load.sendRecords(all -> List.of(all.createProbe(id)));
    return written;
  }

  /** Measures from now until a call that is sent now is in Elasticsearch. */
  public void measureRecovery() {
    recoverFrom(() -> {});
  }

  /**
   * Starts intake and sends calls through it, in addition to the load.
   *
   * @param withSpool whether it has a spool and calls are sent once; else they are sent until they
   *     are accepted
   */
  public IntakeLoad sendThroughIntake(boolean withSpool) {
    IntakeLoad started =
        new IntakeLoad(
            stack.createIntake(withSpool),
            new IntakeCalls(load.load().end(), new Random(random.nextLong())),
            !withSpool);
    intakeLoad = Optional.of(started);
    started.startSending();
    return started;
  }

  /** Starts two instances of the search API with budgets and monitors over the load. */
  public WatchedUsage watchUsage() {
    WatchedUsage started =
        new WatchedUsage(
            List.of(stack.createApi("api-1"), stack.createApi("api-2")),
            Instant.ofEpochMilli(load.load().end()));
    watchedUsage = Optional.of(started);
    started.startWatching();
    return started;
  }

  /** Starts an instance of the search API that erases a person from two tenants. */
  public ErasedUsage prepareErasure() {
    ErasedUsage started = new ErasedUsage(stack.createApi("api-1"), stack.documents());
    erasedUsage = Optional.of(started);
    started.startSending();
    exceptions.add(started::applyTo);
    return started;
  }

  /** The late and the corrected must not be: nothing in this round makes event time jump. */
  public void forbidLateUsage() {
    strict = true;
  }

  /** Says what this fault makes right that would be wrong without it. */
  public void addExpectation(Consumer<Expected> exception) {
    exceptions.add(exception);
  }

  /** Names records that the fault itself took away before the job could read them. */
  public void gone(Predicate<Sent> which) {
    gone = which;
  }

  /** Adds a measurement to the result. */
  public void addNote(String note) {
    notes.add(note);
  }

  Optional<IntakeLoad> intakeLoad() {
    return intakeLoad;
  }

  Optional<ErasedUsage> erasedUsage() {
    return erasedUsage;
  }

  Optional<WatchedUsage> watchedUsage() {
    return watchedUsage;
  }

  List<String> notes() {
    return notes;
  }

  boolean isStrict() {
    return strict;
  }

  List<Double> recoveries() {
    return recoveries;
  }

  List<Consumer<Expected>> exceptions() {
    return exceptions;
  }

  Predicate<Sent> gone() {
    return gone;
  }
}
