/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Constants of the format. */
final class FileLayout {

  private static final String MAGIC = "PAR1";

  /** The metadata entry with the schema as text, from which rows are read. */
  static final String SCHEMA_KEY = "tidemark.schema";

  static final String CREATED_BY = "tidemark";
  static final int VERSION = 1;

  /** The footer ends with its length and the magic bytes. */
  static final int TAIL_BYTES = Integer.BYTES + MAGIC.length();

  private FileLayout() {}

  /** How files begin and end. */
  static byte[] magic() {
    return MAGIC.getBytes(US_ASCII);
  }
}
