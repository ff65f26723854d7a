/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.sources;

import io.tidemark.model.deadletters.DeadLetterReason;
import java.util.List;

/** Why intake rejects items and requests, as it appears in answers and documents. */
public final class SourceReasons {

  /** An item, or all items of a request, name another tenant than the key. */
  public static final String FORBIDDEN = "forbidden";

  /** Any reason that has no name of its own. */
  public static final String OTHER = "other";

  private static final String TIMEOUT = "timeout";
  private static final String UNKNOWN_FORMAT = "unknown_format";
  private static final String UNSUPPORTED = "unsupported";
  private static final String THROTTLED = "throttled";
  private static final String UNAVAILABLE = "unavailable";

  /** Reasons why single items are rejected. */
  public static final List<String> OF_ITEMS =
      List.of(
          DeadLetterReason.MALFORMED.id(),
          FORBIDDEN,
          DeadLetterReason.TOO_LARGE.id(),
          DeadLetterReason.FUTURE.id(),
          DeadLetterReason.EXPIRED.id(),
          OTHER);

  /** Reasons why whole requests fail. */
  public static final List<String> OF_REQUESTS =
      List.of(
          DeadLetterReason.MALFORMED.id(),
          FORBIDDEN,
          UNKNOWN_FORMAT,
          TIMEOUT,
          DeadLetterReason.TOO_LARGE.id(),
          UNSUPPORTED,
          THROTTLED,
          UNAVAILABLE,
          OTHER);

  private SourceReasons() {}

  /** The reason of a rejected item under which it is counted. */
  public static String ofItem(String reason) {
    return OF_ITEMS.contains(reason) ? reason : OTHER;
  }

  /** The reason of a request that was answered with this status. */
  public static String ofStatus(int status) {
    return switch (status) {
      case 400 -> DeadLetterReason.MALFORMED.id();
      case 403 -> FORBIDDEN;
      case 404 -> UNKNOWN_FORMAT;
      case 408 -> TIMEOUT;
      case 413 -> DeadLetterReason.TOO_LARGE.id();
      case 415 -> UNSUPPORTED;
      case 429 -> THROTTLED;
      case 503 -> UNAVAILABLE;
      default -> OTHER;
    };
  }
}
