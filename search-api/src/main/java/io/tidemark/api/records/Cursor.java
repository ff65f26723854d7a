/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Selection;
import io.tidemark.model.fingerprint.Sha256;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * Where a page of records ended: the position of its last one, and the range, which stays that of
 * the first page while the clock moves on. It is bound to caller, route, filters and order: with
 * others it would skip or repeat.
 *
 * <p>It is no secret and opens nothing: a made-up one gets what from, to and the filters of their
 * request would give. That is why its range is held to the same rules.
 */
record Cursor(TimeRange range, RecordPosition last) {

  private static final String SEPARATOR = "\n";
  private static final int PARTS = 5;
  private static final int FINGERPRINT_BYTES = 16;

  String encode(Selection selection, String question) {
    String text =
        String.join(
            SEPARATOR,
            fingerprint(selection, question, range, last),
            Long.toString(range.from().toEpochMilli()),
            Long.toString(range.to().toEpochMilli()),
            last.formatNumbers(),
            last.id());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  static Cursor decode(String cursor, Selection selection, String question) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
      List<String> parts = List.of(text.split(SEPARATOR, PARTS));
      if (parts.size() < PARTS) {
        throw foreign();
      }
      TimeRange range =
          new TimeRange(
              Instant.ofEpochMilli(Long.parseLong(parts.get(1))),
              Instant.ofEpochMilli(Long.parseLong(parts.get(2))));
      RecordPosition last = RecordPosition.parse(parts.get(3), parts.get(4));
      if (!parts.get(0).equals(fingerprint(selection, question, range, last))) {
        throw foreign();
      }
      return new Cursor(range, last);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw foreign();
    }
  }

  static ProblemException foreign() {
    return ProblemException.invalidParameter(
        "cursor",
        "This cursor does not belong to this request.",
        List.of("next of the page before, with the same token, filters and order"));
  }

  private static String fingerprint(
      Selection selection, String question, TimeRange range, RecordPosition last) {
    String bound =
        String.join(
            SEPARATOR,
            selection.scope().tenant(),
            selection.scope().user(),
            question,
            range.toString(),
            last.formatNumbers(),
            last.id());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOf(Sha256.digest(bound), FINGERPRINT_BYTES));
  }
}
