/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.report;

import io.tidemark.benchmarks.Scale;
import io.tidemark.stack.Checkout;
import java.nio.file.Path;

/** Where pictures go: to the page, unless a row only proves that it runs. */
public final class Pictures {

  private Pictures() {}

  /** The folder for pictures of a run at this scale. */
  public static Path of(Scale scale, Path work) {
    return scale.equals(Scale.TINY) ? work : Checkout.current().root().resolve("docs/images");
  }
}
