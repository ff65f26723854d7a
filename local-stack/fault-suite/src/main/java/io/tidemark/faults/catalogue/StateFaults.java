/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.catalogue;

import io.tidemark.faults.load.Sent;
import io.tidemark.faults.load.Shape;
import io.tidemark.faults.load.Stream;
import io.tidemark.faults.run.Fault;
import io.tidemark.faults.run.FaultContext;
import io.tidemark.faults.stack.Offsets;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Faults around checkpoints, savepoints, and what is resumed from them. */
final class StateFaults {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private StateFaults() {}

  static List<Fault> listAll() {
    return List.of(
        Fault.create(
                9,
                "duplicates-restart",
                "duplicates on both sides of a crash of the TaskManager",
                StateFaults::restartTaskManager)
            .underShape(Shape.USUAL.withMix(Shape.Mix.MANY_DUPLICATES)),
        Fault.create(
                9,
                "duplicates-rescale",
                "duplicates on both sides of a change of the parallelism",
                context -> rescaleJob(context, 3))
            .underShape(Shape.USUAL.withMix(Shape.Mix.MANY_DUPLICATES)),
        Fault.create(
            14,
            "rescale",
            "stopped with a savepoint, resumed with 4 readers, then with 1",
            StateFaults::rescaleTwice),
        Fault.create(
            15,
            "checkpoints-fail",
            "the folder of checkpoints cannot be written for three intervals",
            StateFaults::checkpointsFail),
        Fault.create(
            16,
            "offsets-deleted",
            "unread records are deleted while the job is stopped: it says so and stops",
            StateFaults::offsetsDeleted),
        Fault.create(
                17,
                "comfyui",
                "ComfyUI runs with steps missing, twice and in any order, over hours and a restart",
                StateFaults::disturbComfyui)
            .underShape(Shape.USUAL.withMix(Shape.Mix.MANY_STEPS))
            .withRounds(2));
  }

  private static void restartTaskManager(FaultContext context) {
    context.underLoad(1_000, 5_000);
    context.recoverFrom(
        () -> {
          context.stack().killTaskManagers();
          context.stack().startTaskManager();
        });
    context.underLoad(1_000, 3_000);
  }

  private static void rescaleJob(FaultContext context, int parallelism) {
    context.underLoad(1_000, 4_000);
    Path savepoint = context.job().stopJob();
    context.job().setParallelism(parallelism);
    context.recoverFrom(() -> context.job().startJob(Optional.of(savepoint)));
  }

  private static void rescaleTwice(FaultContext context) {
    rescaleJob(context, 4);
    rescaleJob(context, 1);
  }

  private static void checkpointsFail(FaultContext context) {
    context.underLoad(500, 4_000);
    Path folder = context.stack().checkpoints(context.job().id());
    Path aside = folder.resolveSibling(folder.getFileName() + ".aside");
    long failed = context.stack().jobs().failedCheckpoints(context.job().id());
    try {
      // A file in place of the folder stops even the superuser, whom permissions do not.
      Files.move(folder, aside);
      Files.createFile(folder);
      boolean three =
          Await.until(
              () -> context.stack().jobs().failedCheckpoints(context.job().id()) >= failed + 3,
              LIMIT);
      Files.delete(folder);
      Files.move(aside, folder);
      if (!three) {
        throw new StackException("checkpoints went on without their folder");
      }
    } catch (IOException failure) {
      throw new StackException("cannot move " + folder, failure);
    }
    context.job().awaitCheckpoint();
    context.recoverFrom(
        () -> {
          context.stack().killTaskManagers();
          context.stack().startTaskManager();
        });
  }

  private static void offsetsDeleted(FaultContext context) {
    context.underLoad(1_000, 4_000);
    context.load().pauseSending();
    Map<TopicPartition, Long> read = awaitAllRead(context);
    Path savepoint = context.job().stopJob();
    context.load().resumeSending();
    context.underLoad(1_000, 2_000);
    context.load().pauseSending();
    List<Unread> deleted = deleteUnread(context, read);
    context.gone(sent -> deleted.stream().anyMatch(range -> range.isUnread(sent)));
    context.job().submitJob(Optional.of(savepoint));
    String said = "unread records were deleted";
    if (!Await.until(
        () -> context.stack().jobs().failures(context.job().id()).contains(said), LIMIT)) {
      throw new StackException("the job does not say that records are lost");
    }
    context.job().awaitState("FAILED");
    context.job().addArgument("--kafka.on-lost-offsets", "skip");
    context.recoverFrom(() -> context.job().startJob(Optional.of(savepoint)));
    context.load().resumeSending();
  }

  /** Records of a partition that were deleted before they were read. */
  private record Unread(TopicPartition partition, long from, long to) {
    boolean isUnread(Sent sent) {
      return sent.topic().equals(partition.topic())
          && sent.record().partition() == partition.partition()
          && sent.offset() >= from
          && sent.offset() < to;
    }
  }

  /** Where model calls end when all of them are in a checkpoint. */
  private static Map<TopicPartition, Long> awaitAllRead(FaultContext context) {
    String topic = context.names().topic(Stream.MODEL_CALLS);
    Offsets offsets = context.stack().offsets();
    Map<TopicPartition, Long> ends = offsets.readEnds(topic, Shape.USUAL.partitions());
    if (!Await.until(
        () ->
            offsets.readCommitted(context.names().group()).entrySet().containsAll(ends.entrySet()),
        LIMIT)) {
      throw new StackException("the job does not read " + topic + " to its end");
    }
    return ends;
  }

  /** Deletes half of what came since. */
  private static List<Unread> deleteUnread(FaultContext context, Map<TopicPartition, Long> read) {
    List<Unread> unread = new ArrayList<>();
    Map<TopicPartition, Long> deleted = new HashMap<>();
    context
        .stack()
        .offsets()
        .readEnds(context.names().topic(Stream.MODEL_CALLS), Shape.USUAL.partitions())
        .forEach(
            (partition, end) -> {
              long from = read.get(partition);
              long to = from + (end - from + 1) / 2;
              unread.add(new Unread(partition, from, to));
              deleted.put(partition, to);
            });
    context.stack().offsets().deleteBefore(deleted);
    return unread;
  }

  private static void disturbComfyui(FaultContext context) {
    restartTaskManager(context);
    rescaleJob(context, 2);
  }
}
