/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.run;

import io.tidemark.faults.load.Load;
import io.tidemark.faults.load.Outgoing;
import io.tidemark.faults.load.Shape;
import io.tidemark.faults.load.Stream;
import io.tidemark.faults.stack.FaultStack;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.Await;
import io.tidemark.stack.process.ResidentMemory;
import io.tidemark.stack.process.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Runs the job for a long time at half the rate that it can take here, and watches whether anything
 * grows. A minute is an hour of event time, and ids are remembered for two hours of it: so state
 * must stop growing after a few minutes, which with the shipped day would take a day.
 */
public final class Endurance {

  private static final RoundNames NAMES = new RoundNames(0);
  private static final int PARTITIONS = 4;

  /** For the measurement of the greatest rate. */
  private static final int FULL_SPEED_EVENTS = 200_000;

  private static final String LAST = "probe-last";
  private static final Duration READ_LIMIT = Duration.ofMinutes(5);
  private static final int MEGABYTE = 1 << 20;

  /** How long an hour of event time takes. */
  private static final Duration HOUR = Duration.ofMinutes(1);

  /** Hours of event time until ids and hours of the beginning are forgotten, with some to spare. */
  private static final int WARM_UP_HOURS = 4;

  private final FaultStack stack;
  private final long seed;
  private final int minutes;
  private final Consumer<String> out;
  private final List<Sample> samples = new ArrayList<>();

  /**
   * The measured values of one time; bytes, and the number of files.
   *
   * @param leastState of the checkpoints of the last hour of event time
   * @param state the greatest of them. Ids and hours go once an hour, all together: a checkpoint
   *     before that and one after it are no measure of growth, the tops of two hours are.
   */
  private record Sample(
      int minute,
      long heap,
      long resident,
      long leastState,
      long state,
      long files,
      long rate,
      long behind) {}

  /**
   * Prepares a run.
   *
   * @param home folder of data and logs
   * @param minutes as many hours of event time, at least 5
   * @param out takes a line at a time
   */
  public Endurance(Path home, long seed, int minutes, Consumer<String> out) {
    stack = new FaultStack(home);
    this.seed = seed;
    this.minutes = minutes;
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @return whether heap, state and open files were flat after the warm-up
   */
  public boolean runLoad() {
    try (FaultStack started = stack) {
      started.startAll();
      for (Stream stream : Stream.values()) {
        started.createTopic(NAMES.topic(stream), PARTITIONS);
      }
      started.createTopic(NAMES.deadLetters(), 1);
      RunningJob job = new RunningJob(started, listArguments(), Shape.USUAL.asShipped(1, 1));
      try (KafkaProducer<byte[], byte[]> producer = createProducer()) {
        int greatest = greatestRate(job, producer);
        int rate = greatest / 2;
        out.accept(
            "Greatest rate, with everything on this machine: %d records/s; from here on %d"
                .formatted(greatest, rate));
        out.accept(
            "| minute | heap MB | resident MB | state MB: least, greatest | open files | records/s | behind |");
        out.accept("| --- | --- | --- | --- | --- | --- | --- |");
        sendRecords(job, producer, rate);
      }
      return isFlat();
    }
  }

  private List<String> listArguments() {
    List<String> arguments = new ArrayList<>(NAMES.jobArguments(false));
    arguments.addAll(
        List.of(
            "--pipelines", "model-calls,comfyui",
            "--kafka.bootstrap-servers", stack.bootstrapServers(),
            "--elasticsearch.hosts", stack.proxy().address(),
            "--records", "failed",
            "--duplicate-horizon", "2h",
            "--lateness", "2h",
            "--max-task-duration", "2h"));
    return arguments;
  }

  private KafkaProducer<byte[], byte[]> createProducer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            stack.bootstrapServers(),
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Half as many would do for a job alone; here the one who sends needs the machine, too. */
  private int greatestRate(RunningJob job, KafkaProducer<byte[], byte[]> producer) {
    // Before the event time of the run itself, which would be too late otherwise.
    Load load = createLoad(FULL_SPEED_EVENTS, Duration.ofHours(2), minutes + 2);
    job.startJob(Optional.empty());
    long begin = System.nanoTime();
    for (int i = 0; i < FULL_SPEED_EVENTS; i++) {
      sendRecords(producer, load.createNext(false));
    }
    CompletableFuture<Long> written = stack.proxy().written("\"" + LAST + "\"");
    sendRecords(producer, load.createProbe(LAST));
    producer.flush();
    if (!Await.until(written::isDone, READ_LIMIT)) {
      throw new StackException("the job does not read to the end: see " + stack.logs());
    }
    return (int) (FULL_SPEED_EVENTS / ((written.join() - begin) / 1e9));
  }

  private Load createLoad(int events, Duration span, int hoursBack) {
    Shape shape =
        new Shape(2, PARTITIONS, 0, events, 1, span, new Shape.Mix(50, 0, 0, 1, 100), "", false);
    return new Load(shape, seed + hoursBack, Instant.now().minus(Duration.ofHours(hoursBack)));
  }

  private void sendRecords(RunningJob job, KafkaProducer<byte[], byte[]> producer, int rate) {
    int perMinute = rate * 60;
    Load load = createLoad(perMinute * minutes, Duration.ofHours(minutes), 0);
    long gap = TimeUnit.SECONDS.toNanos(1) / rate;
    long due = System.nanoTime();
    long sent = FULL_SPEED_EVENTS;
    for (int minute = 1; minute <= minutes; minute++) {
      long begin = System.nanoTime();
      long readBefore = stack.offsets().readLag(NAMES.group());
      for (int i = 0; i < perMinute; i++) {
        sendRecords(producer, load.createNext(true));
        due += gap;
        LockSupport.parkNanos(due - System.nanoTime());
      }
      sent += perMinute;
      long read = stack.offsets().readLag(NAMES.group());
      double seconds = (System.nanoTime() - begin) / 1e9;
      addSample(job, minute, (long) ((read - readBefore) / seconds), sent - read);
    }
  }

  private void sendRecords(KafkaProducer<byte[], byte[]> producer, Outgoing record) {
    // Nothing is compared here: a record that is not taken is one less.
    var unused =
        producer.send(
            new ProducerRecord<>(
                NAMES.topic(record.stream()), record.partition(), null, record.payload()));
  }

  private void addSample(RunningJob job, int minute, long rate, long behind) {
    ServerProcess taskManager = stack.taskManagers().get(0);
    LongSummaryStatistics state = stack.jobs().stateBytes(job.id(), HOUR);
    Sample sample =
        new Sample(
            minute,
            stack.liveHeapBytes(),
            ResidentMemory.ofProcess(taskManager.pid()),
            state.getCount() == 0 ? 0 : state.getMin(),
            state.getCount() == 0 ? 0 : state.getMax(),
            FaultStack.openFiles(taskManager),
            rate,
            behind);
    samples.add(sample);
    out.accept(
        String.format(
            Locale.ROOT,
            "| %d | %d | %d | %.1f, %.1f | %d | %d | %d |",
            minute,
            sample.heap() / MEGABYTE,
            sample.resident() / MEGABYTE,
            (double) sample.leastState() / MEGABYTE,
            (double) sample.state() / MEGABYTE,
            sample.files(),
            rate,
            behind));
  }

  private boolean isFlat() {
    List<Sample> warm =
        samples.stream()
            .filter(one -> one.minute() > Math.min(WARM_UP_HOURS, minutes / 2))
            .toList();
    List<Sample> early = warm.subList(0, (warm.size() + 1) / 2);
    List<Sample> late = warm.subList(warm.size() / 2, warm.size());
    boolean flat = true;
    flat &= isFlat("heap", computeMean(early, Sample::heap), computeMean(late, Sample::heap));
    flat &= isFlat("state", computeMean(early, Sample::state), computeMean(late, Sample::state));
    flat &=
        isFlat("open files", computeMean(early, Sample::files), computeMean(late, Sample::files));
    return flat;
  }

  private boolean isFlat(String what, double early, double late) {
    double growth = early == 0 ? 0 : late / early - 1;
    out.accept(
        String.format(
            Locale.ROOT,
            "%s: second half of the time after warm-up against the first: %+.1f %%",
            what,
            100 * growth));
    return growth < 0.1;
  }

  private static double computeMean(
      List<Sample> samples, java.util.function.ToLongFunction<Sample> what) {
    return samples.stream().mapToLong(what).average().orElse(0);
  }
}
