/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.send;

import io.tidemark.stack.StackException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Splits a stream at line ends and changes nothing else: what is in a line is for the job to judge.
 */
public final class EventLines {

  private final InputStream in;
  private final int maxBytes;
  private long line;

  /**
   * Reads from a stream that buffers.
   *
   * @param maxBytes of one line
   */
  public EventLines(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /**
   * The next line that has more than carriage returns, without its end; nothing at the end of the
   * stream.
   *
   * @throws StackException naming a line that is too long
   */
  public Optional<byte[]> readNext() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    boolean afterReturn = false;
    boolean blank = true;
    for (int one = in.read(); one >= 0; one = in.read()) {
      if (one == '\n') {
        afterReturn = false;
        line++;
        if (!blank) {
          return Optional.of(bytes.toByteArray());
        }
        bytes.reset();
        continue;
      }
      if (afterReturn) {
        append(bytes, '\r');
      }
      afterReturn = one == '\r';
      if (!afterReturn) {
        append(bytes, one);
        blank = false;
      }
    }
    if (afterReturn) {
      append(bytes, '\r');
    }
    return blank ? Optional.empty() : Optional.of(bytes.toByteArray());
  }

  private void append(ByteArrayOutputStream bytes, int one) {
    bytes.write(one);
    if (bytes.size() > maxBytes) {
      throw new StackException(
          "line %d is longer than %d bytes: one event is one line".formatted(line + 1, maxBytes));
    }
  }
}
