/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.settings;

import io.tidemark.stack.StackException;
import java.util.Map;

/** The sample's usage, as the page shows it: the job publishes it some time after the start. */
public final class SampleUsage {

  private static final String PATH = "/api/v1/model-calls/summary?range=1d";

  private SampleUsage() {}

  /** Whether the user of the client sees calls. An API that does not answer yet shows none. */
  public static boolean isShown(ApiClient user) {
    try {
      return user.send("GET", PATH, Map.of()).body().path("calls").asLong() > 0;
    } catch (StackException notYet) {
      return false;
    }
  }
}
