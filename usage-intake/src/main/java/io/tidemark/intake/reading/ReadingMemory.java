/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.reading;

import io.tidemark.model.json.InvalidUtf8;

/** Bytes of heap that a format takes for an item besides the item, at most. */
final class ReadingMemory {

  /** Copies of an item: with the sender, in its readers, without content; bytes may be replaced. */
  private static final int COPIES_OF_ITEM = 10;

  /** Copies of an envelope: in its reader, and in that of the event that is copied out of it. */
  private static final int COPIES_OF_ENVELOPE = 4;

  /** For each span and attribute of an envelope: all are kept until the last of them is read. */
  private static final int BYTES_OF_ELEMENT = 128;

  private ReadingMemory() {}

  /** For the largest of many items, which are read one after the other. */
  static long estimateItem(long length) {
    return COPIES_OF_ITEM * length;
  }

  /** For a record of many events, which may be as large as a request. */
  static long estimateEnvelope(byte[] envelope) {
    long elements = 0;
    byte before = 0;
    for (byte b : envelope) {
      // An object behind a colon is a member, such as the value of an attribute.
      elements += b == '{' && before != ':' ? 1 : 0;
      before = b;
    }
    return COPIES_OF_ENVELOPE * InvalidUtf8.replacedLength(envelope) + BYTES_OF_ELEMENT * elements;
  }
}
