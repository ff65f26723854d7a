/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.intake;

import io.tidemark.benchmarks.input.InputKind;
import io.tidemark.benchmarks.input.InputSize;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Bodies of requests, made before they are sent: the calls of the other rows without their tenant,
 * one a line.
 */
final class CallBodies {

  /** Sent again and again: intake does not remember what it has seen. */
  private static final int CALLS = 20_000;

  private final List<byte[]> bodies = new ArrayList<>();
  private ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int lines;
  private long bytes;

  private CallBodies() {}

  /** Bodies of that many calls each. */
  static CallBodies create(InputSize size, int callsPerBody) {
    CallBodies made = new CallBodies();
    InputKind.CALLS.generate(
        size.withEvents(Math.min(CALLS, size.events())),
        (partition, call) -> made.add(call, callsPerBody));
    return made;
  }

  private void add(byte[] call, int callsPerBody) {
    String text = new String(call, java.nio.charset.StandardCharsets.UTF_8);
    // The key names the tenant.
    byte[] line =
        text.replaceFirst("\"tenant_id\":\"[^\"]*\",", "")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    body.writeBytes(line);
    body.write('\n');
    lines++;
    if (lines == callsPerBody) {
      bodies.add(body.toByteArray());
      bytes += body.size();
      body = new ByteArrayOutputStream();
      lines = 0;
    }
  }

  /** A body, by its number of any size. */
  byte[] get(long number) {
    return bodies.get((int) (number % bodies.size()));
  }

  /** Bytes of a body, on average. */
  long averageBytes() {
    return bytes / bodies.size();
  }
}
