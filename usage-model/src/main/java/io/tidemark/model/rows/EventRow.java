/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.rows;

import io.tidemark.model.hourly.DimensionKey;
import java.util.Arrays;

/**
 * The part of an event that deduplication and windows need. Public fields, because millions of rows
 * a second are written and read field by field.
 */
public abstract class EventRow {

  /** Fingerprint of the identity. */
  public long idHigh;

  /** The other half of the fingerprint. */
  public long idLow;

  /** 16 bits over the content: tells a duplicate from a conflicting one. */
  public short content;

  public long eventTime;

  /** Holds the dimensions, a {@link DimensionKey}, from {@link #dimensionsStart} on. */
  public byte[] buffer = new byte[0];

  public int dimensionsStart;
  public int dimensionsLength;

  /** The dimensions: a {@link DimensionKey} of its own. */
  public byte[] dimensions() {
    return Arrays.copyOfRange(buffer, dimensionsStart, dimensionsStart + dimensionsLength);
  }
}
