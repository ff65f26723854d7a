/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The operations of a bulk, each an action line and a document line.
 *
 * @param operations both lines, each with its end
 */
public record BulkLines(List<String> operations) {

  static BulkLines of(String body) {
    List<String> operations = new ArrayList<>();
    String[] lines = body.split("\n", -1);
    for (int i = 0; i + 1 < lines.length; i += 2) {
      operations.add(lines[i] + "\n" + lines[i + 1] + "\n");
    }
    return new BulkLines(operations);
  }

  /** Those that fulfil a condition. */
  public BulkLines only(Predicate<String> condition) {
    return new BulkLines(operations.stream().filter(condition).toList());
  }

  String text() {
    return String.join("", operations);
  }
}
