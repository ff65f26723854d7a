/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.documents;

import io.tidemark.job.deadletters.DeadLetter;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The outputs of a pipeline.
 *
 * @param documents for Elasticsearch
 * @param deadLetters what could not be counted
 */
public record PipelineOutputs(
    DataStream<DocumentWrite> documents, DataStream<DeadLetter> deadLetters) {}
