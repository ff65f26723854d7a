/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import io.tidemark.job.codingagents.ReportedCodec;
import io.tidemark.job.comfyui.ComfyuiRunCodec;
import io.tidemark.job.comfyui.RunBucketCodec;
import io.tidemark.job.concurrency.LevelChangesCodec;
import io.tidemark.job.concurrency.LevelHistoryCodec;
import io.tidemark.job.concurrency.LevelPartCodec;
import io.tidemark.job.concurrency.LevelUsersCodec;
import io.tidemark.job.dedup.IdBucketCodec;
import io.tidemark.job.dedup.StoredIdCodec;
import io.tidemark.job.progress.PipelineParts;
import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.CodecProvider;
import io.tidemark.job.topology.Workload;
import io.tidemark.job.topology.Workloads;
import io.tidemark.job.training.TrainingJobCodec;
import io.tidemark.job.window.CoveredDays;
import io.tidemark.job.window.WindowKey;
import io.tidemark.job.window.WindowTypes;
import java.util.ArrayList;
import java.util.List;

/** The codecs of all state of the job. */
public final class JobCodecs implements CodecProvider {

  @Override
  public List<Codec<?>> listCodecs() {
    List<Codec<?>> codecs = new ArrayList<>();
    codecs.add(WindowKey.TYPE.codec());
    codecs.add(CoveredDays.TYPE.codec());
    codecs.add(IdBucketCodec.SERIALIZER.codec());
    codecs.add(StoredIdCodec.SERIALIZER.codec());
    codecs.add(ComfyuiRunCodec.SERIALIZER.codec());
    codecs.add(RunBucketCodec.SERIALIZER.codec());
    codecs.add(TrainingJobCodec.SERIALIZER.codec());
    codecs.add(ReportedCodec.SERIALIZER.codec());
    codecs.add(LevelPartCodec.TYPE.codec());
    codecs.add(LevelHistoryCodec.SERIALIZER.codec());
    codecs.add(LevelChangesCodec.SERIALIZER.codec());
    codecs.add(LevelUsersCodec.SERIALIZER.codec());
    addWindows(PipelineParts.TYPES, codecs);
    for (Workload<?, ?, ?> workload : Workloads.ALL) {
      addWindows(workload.windows(), codecs);
    }
    return codecs;
  }

  private static void addWindows(WindowTypes types, List<Codec<?>> codecs) {
    codecs.add(types.part().codec());
    codecs.add(types.state().codec());
  }
}
