/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import java.util.ArrayList;
import java.util.List;

/**
 * Work that an instance does by the clock, for the tenants of all tests. They look at what is sent
 * to Elasticsearch, and index days that the janitor would delete.
 */
public final class Background {

  private static final List<String> WORK =
      List.of("outbox", "budgets", "monitors", "erasure", "hold", "statements", "janitor");

  private Background() {}

  /** Adds options with which none of the work is done but what {@code options} switch on. */
  public static String[] switchOff(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    for (String work : WORK) {
      String enabled = "--tidemark." + work + ".enabled=";
      if (all.stream().noneMatch(given -> given.startsWith(enabled))) {
        all.add(enabled + false);
      }
    }
    return all.toArray(String[]::new);
  }
}
