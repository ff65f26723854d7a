/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The state of the documents of a day in an index: as long as it is the same, no document was
 * written or deleted.
 *
 * @param uuid of the index
 * @param documents how many there are
 * @param maxSeqNo the greatest sequence number of their last writes
 * @param seqNoSum the sum of these numbers where the index has several shards, which number their
 *     writes each by themselves; null with one shard
 */
public record SourceState(
    @JsonProperty("uuid") String uuid,
    @JsonProperty("documents") long documents,
    @JsonProperty("max_seq_no") long maxSeqNo,
    @JsonProperty("seq_no_sum") @JsonInclude(JsonInclude.Include.NON_NULL) Long seqNoSum) {}
