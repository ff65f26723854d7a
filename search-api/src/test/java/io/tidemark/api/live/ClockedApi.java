/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import io.tidemark.api.SearchApi;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** The API in a process of its own, with the clock of the tests. */
final class ClockedApi {

  /** The system property that sets the clock. */
  static final String NOW = "tidemark.test.now";

  private ClockedApi() {}

  public static void main(String[] args) {
    Clock clock = Clock.fixed(Instant.parse(System.getProperty(NOW)), ZoneOffset.UTC);
    new SpringApplicationBuilder(SearchApi.class)
        .initializers(
            (GenericApplicationContext making) ->
                making.registerBean("clock", Clock.class, () -> clock))
        .run(args);
  }
}
