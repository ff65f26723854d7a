/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.workload;

import io.tidemark.job.concurrency.LevelPart;
import io.tidemark.job.concurrency.LevelPartCodec;
import io.tidemark.job.deadletters.DeadLetter;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.progress.PipelineParts;
import io.tidemark.job.window.PartialAggregate;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.OutputTag;

/** The side outputs of the operators of a workload, and the type of documents. */
public final class SideOutputs {

  public static final TypeInformation<DocumentWrite> DOCUMENT = Types.POJO(DocumentWrite.class);

  /** Documents of single events or runs. */
  public static final OutputTag<DocumentWrite> RECORDS = new OutputTag<>("records", DOCUMENT);

  /** Rejected events. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", Types.POJO(DeadLetter.class));

  /** How many events the job counted and dropped. */
  public static final OutputTag<PartialAggregate> COUNTS =
      new OutputTag<>("pipeline-parts", PipelineParts.TYPES.part());

  /** Changes of the levels of concurrency. */
  public static final OutputTag<LevelPart> LEVELS = new OutputTag<>("levels", LevelPartCodec.TYPE);

  /** Watermarks, and the start of the first day of which a publisher knows all events. */
  public static final OutputTag<Long> PROGRESS = new OutputTag<>("watermarks", Types.LONG);

  private SideOutputs() {}
}
