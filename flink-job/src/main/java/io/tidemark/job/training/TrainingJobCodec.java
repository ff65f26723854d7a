/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.training;

import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.CodecSerializer;
import io.tidemark.model.training.TrainingJob;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Jobs in state. */
public final class TrainingJobCodec implements Codec<TrainingJob> {

  private static final long serialVersionUID = 1;

  public static final CodecSerializer<TrainingJob> SERIALIZER =
      new CodecSerializer<>(new TrainingJobCodec());

  /** Had one counter of tokens for all attempts. */
  private static final int WITHOUT_ATTEMPTS = 1;

  private static final int WITHOUT_PROJECTS = 2;

  /** Had one start and one end for all attempts. */
  private static final int WITHOUT_RUNS = 3;

  private static final int VERSION = 4;

  @Override
  public String name() {
    return "training-job";
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public TrainingJob create() {
    return new TrainingJob();
  }

  @Override
  public void write(TrainingJob job, DataOutputView target) throws IOException {
    job.writeTo(target);
  }

  @Override
  public TrainingJob read(DataInputView source, int version) throws IOException {
    TrainingJob job = new TrainingJob();
    job.readFrom(
        source, version > WITHOUT_ATTEMPTS, version > WITHOUT_PROJECTS, version > WITHOUT_RUNS);
    return job;
  }
}
