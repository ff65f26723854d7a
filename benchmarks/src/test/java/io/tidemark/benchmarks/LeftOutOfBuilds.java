/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A row that takes long, or whose parts other rows run as well; it runs with {@code
 * -Dtidemark.rows=all}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = LeftOutOfBuilds.ROWS, matches = "all")
public @interface LeftOutOfBuilds {

  /** The system property that asks for all rows. */
  String ROWS = "tidemark.rows";
}
