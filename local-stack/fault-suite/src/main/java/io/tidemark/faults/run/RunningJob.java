/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.run;

import io.tidemark.faults.load.Shape;
import io.tidemark.faults.stack.FaultStack;
import io.tidemark.stack.StackException;
import io.tidemark.stack.flink.JobState;
import io.tidemark.stack.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The job of one round, and what may be done to it. */
public final class RunningJob {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final FaultStack stack;
  private final List<String> arguments;
  private final String checkpoints;
  private int parallelism;
  private String id;

  RunningJob(FaultStack stack, List<String> arguments, Shape shape) {
    this.stack = stack;
    this.arguments = new ArrayList<>(arguments);
    parallelism = shape.parallelism();
    checkpoints = shape.checkpoints();
  }

  /** Flink's id of it. */
  public String id() {
    return id;
  }

  /** Starts it and waits until all its tasks run. */
  public void startJob(Optional<Path> from) {
    submitJob(from);
    awaitRunning();
  }

  /** Starts it and does not wait. */
  public void submitJob(Optional<Path> from) {
    id = stack.jobs().run(stack.jobJar(), arguments, parallelism, checkpoints, from);
  }

  /** Waits until all tasks run. */
  public void awaitRunning() {
    if (!Await.until(() -> stack.flink().isRunning(id), LIMIT)) {
      throw new StackException("the job does not run: " + stack.jobs().failures(id));
    }
  }

  /** Waits until it has failed permanently. */
  public void awaitState(String state) {
    if (!Await.until(() -> readState().equals(state), LIMIT)) {
      throw new StackException("the job is " + readState() + " and not " + state);
    }
  }

  /** How many instances of each operator the next start makes. */
  public void setParallelism(int other) {
    parallelism = other;
  }

  /** Adds arguments for the next start. */
  public void addArgument(String name, String value) {
    arguments.add(name);
    arguments.add(value);
  }

  /** Stops it with a savepoint. */
  public Path stopJob() {
    Path savepoint = stack.jobs().stop(id, stack.savepoints());
    awaitState("FINISHED");
    return savepoint;
  }

  /** Ends it unless it has ended; its checkpoints stay. */
  public void cancelJob() {
    if (isEnd(readState())) {
      return;
    }
    stack.jobs().cancel(id);
    Await.until(() -> isEnd(readState()), LIMIT);
  }

  /** Flink's name of its state; empty when the JobManager does not answer. */
  private String readState() {
    return stack.flink().jobState(id).map(JobState::name).orElse("");
  }

  private static boolean isEnd(String state) {
    return List.of("CANCELED", "FAILED", "FINISHED", "").contains(state);
  }

  /** Waits until one more checkpoint is complete than are now. */
  public void awaitCheckpoint() {
    awaitCheckpoints(1);
  }

  /** Waits until that many more checkpoints are complete. */
  public void awaitCheckpoints(int more) {
    long before = stack.flink().completedCheckpoints(id);
    if (!Await.until(() -> stack.flink().completedCheckpoints(id) >= before + more, LIMIT)) {
      throw new StackException("no checkpoint completes: " + stack.jobs().failures(id));
    }
  }

  /** The newest complete checkpoint. */
  public Optional<Path> newestCheckpoint() {
    try (Stream<Path> files = Files.walk(stack.checkpoints(id), 2)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparing(RunningJob::readWriteTime))
          .map(Path::getParent);
    } catch (IOException | UncheckedIOException vanishing) {
      throw new StackException("cannot look for checkpoints of " + id, vanishing);
    }
  }

  private static FileTime readWriteTime(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException vanished) {
      return FileTime.fromMillis(0);
    }
  }
}
