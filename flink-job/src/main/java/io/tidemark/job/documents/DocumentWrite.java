/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.documents;

import java.util.Objects;

/**
 * One document on its way to Elasticsearch: either a full replacement, where the highest version
 * wins, or a creation, where the first one wins. A plain object with public fields, so that Flink
 * moves it without reflection on each field and without Kryo.
 */
public class DocumentWrite {

  /** The index, of the UTC day that the document belongs to. */
  public String index;

  /** Deterministic: writing the same fact again replaces it, or is ignored. */
  public String id;

  /**
   * External version, compared with {@code external_gte}. Grows with the content, never with time.
   * Without meaning when {@link #createOnly} is set.
   */
  public long version;

  /** True when a document that is there already stays as it is, whatever its content. */
  public boolean createOnly;

  /** The document: one JSON object, UTF-8. */
  public byte[] source;

  public DocumentWrite() {}

  /** A full replacement, as {@link #replacing}. */
  public DocumentWrite(String index, String id, long version, byte[] source) {
    this(index, id, version, false, source);
  }

  private DocumentWrite(String index, String id, long version, boolean createOnly, byte[] source) {
    this.index = Objects.requireNonNull(index, "index");
    this.id = Objects.requireNonNull(id, "id");
    this.version = version;
    this.createOnly = createOnly;
    this.source = Objects.requireNonNull(source, "source");
  }

  /** Replaces what is there unless that has a higher version. For documents that grow. */
  public static DocumentWrite replacing(String index, String id, long version, byte[] source) {
    return new DocumentWrite(index, id, version, false, source);
  }

  /** Leaves what is there alone. For records, which are written once and never change. */
  public static DocumentWrite createOnly(String index, String id, byte[] source) {
    return new DocumentWrite(index, id, 0, true, source);
  }

  @Override
  public String toString() {
    return index + "/" + id + (createOnly ? " (create)" : " version " + version);
  }
}
