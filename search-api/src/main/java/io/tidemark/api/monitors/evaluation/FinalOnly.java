/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Window;
import java.util.List;

/** Judges final windows alone: of the past it is not known how its windows grew. */
public record FinalOnly(Assessor assessor) implements Assessor {

  @Override
  public Assessment assess(
      List<Window> windows, List<Window> stamped, List<Group> known, boolean early) {
    return assessor.assess(windows, stamped, known, early);
  }

  @Override
  public boolean firesEarly() {
    return false;
  }
}
