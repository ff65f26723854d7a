/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigInteger;
import java.util.Map;

/**
 * The documents of one family and day.
 *
 * @param file its path in the archive
 * @param index where the documents come from and go to
 * @param revision the revision of the day that wrote the file
 * @param rows the number of documents
 * @param sha256 of the file
 * @param content over ids, versions and sources in any order: the same documents have the same
 * @param sums the sum of every count of the documents, by field
 * @param source what the index had when the file was written
 */
@JsonPropertyOrder({
  "family",
  "file",
  "index",
  "revision",
  "rows",
  "bytes",
  "sha256",
  "content",
  "sums",
  "source"
})
public record ArchivedFile(
    @JsonProperty("family") String family,
    @JsonProperty("file") String file,
    @JsonProperty("index") String index,
    @JsonProperty("revision") int revision,
    @JsonProperty("rows") long rows,
    @JsonProperty("bytes") long bytes,
    @JsonProperty("sha256") String sha256,
    @JsonProperty("content") String content,
    @JsonProperty("sums") Map<String, BigInteger> sums,
    @JsonProperty("source") SourceState source) {}
