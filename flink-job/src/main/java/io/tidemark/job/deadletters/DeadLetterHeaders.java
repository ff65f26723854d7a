/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Headers of dead letters: those that intake gave the record, so that a replay sends it for the
 * same sender and in the same format.
 */
public final class DeadLetterHeaders {

  private DeadLetterHeaders() {}

  /** The headers of a letter. */
  public static Headers create(DeadLetter letter) {
    Headers headers = new RecordHeaders();
    if (letter.headers != null) {
      for (int i = 0; i < letter.headers.length; i += 2) {
        headers.add(letter.headers[i], letter.headers[i + 1].getBytes(UTF_8));
      }
    }
    return headers;
  }
}
