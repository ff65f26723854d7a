/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.documents;

import java.util.Objects;

/**
 * One full replacement of one document, on its way to Elasticsearch. A plain object with public
 * fields, so that Flink moves it without reflection on each field and without Kryo.
 */
public class DocumentWrite {

  /** The index, of the UTC day that the document belongs to. */
  public String index;

  /** Deterministic: writing the same fact again replaces it. */
  public String id;

  /**
   * External version, compared with {@code external_gte}. Grows with the content, never with time.
   */
  public long version;

  /** The document: one JSON object, UTF-8. */
  public byte[] source;

  public DocumentWrite() {}

  public DocumentWrite(String index, String id, long version, byte[] source) {
    this.index = Objects.requireNonNull(index, "index");
    this.id = Objects.requireNonNull(id, "id");
    this.version = version;
    this.source = Objects.requireNonNull(source, "source");
  }

  @Override
  public String toString() {
    return index + "/" + id + " version " + version;
  }
}
