/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

/** A low {@code search.max_buckets} of the node, as if answers were thousands of times larger. */
public final class LowBucketLimit {

  private LowBucketLimit() {}

  /** Runs a check while an answer may have that many buckets at most. */
  public static void run(LiveApi api, int most, Runnable check) {
    put(api, Integer.toString(most));
    try {
      check.run();
    } finally {
      put(api, "null");
    }
  }

  private static void put(LiveApi api, String most) {
    String answer =
        api.elasticsearch(
            "PUT",
            "/_cluster/settings",
            "{\"persistent\": {\"search.max_buckets\": " + most + "}}");
    if (!answer.contains("\"acknowledged\":true")) {
      throw new AssertionError("The limit is not set: " + answer);
    }
  }
}
