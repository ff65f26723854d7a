/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Finds the parts of a document by its quotes, braces and brackets alone, whatever is between them.
 * Depth is only limited by the document's length.
 */
final class JsonStructure {

  private JsonStructure() {}

  /**
   * Where the comma or closing bracket stands that ends the element at {@code p}; {@code end} if
   * the document ends first; -1 if it ends inside of a text or of brackets.
   */
  static int elementEnd(byte[] b, int p, int end) {
    int depth = 0;
    int at = p;
    while (at < end) {
      switch (b[at]) {
        case '"' -> {
          at = textEnd(b, at + 1, end);
          if (at < 0) {
            return -1;
          }
        }
        case '{', '[' -> depth++;
        case '}', ']' -> {
          if (depth == 0) {
            return at;
          }
          depth--;
        }
        case ',' -> {
          if (depth == 0) {
            return at;
          }
        }
        default -> {
          // A byte of a number, a literal, or of anything that should not be there.
        }
      }
      at++;
    }
    return depth == 0 ? end : -1;
  }

  /** Where the last field of that name in the object at {@code object} has its value, or -1. */
  static int valueOf(byte[] b, int object, int end, String name) {
    byte[] wanted = name.getBytes(UTF_8);
    int found = -1;
    int at = JsonBytes.afterBlank(b, object + 1);
    while (at < end) {
      int next = elementEnd(b, at, end);
      if (b[at] == '"') {
        int quote = textEnd(b, at + 1, end);
        int colon = quote < 0 ? -1 : JsonBytes.afterBlank(b, quote + 1);
        boolean same = quote >= 0 && Arrays.equals(b, at + 1, quote, wanted, 0, wanted.length);
        if (same && b[colon] == ':') {
          found = JsonBytes.afterBlank(b, colon + 1);
        }
      }
      if (next < 0 || next >= end || b[next] != ',') {
        return found;
      }
      at = JsonBytes.afterBlank(b, next + 1);
    }
    return found;
  }

  /** The closing quote of the text whose first character is at {@code p}, or -1. */
  static int textEnd(byte[] b, int p, int end) {
    for (int at = p; at < end; at++) {
      if (b[at] == '"') {
        return at;
      }
      if (b[at] == '\\') {
        at++;
      }
    }
    return -1;
  }
}
