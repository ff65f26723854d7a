/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.sources;

import io.tidemark.intake.access.Access;
import io.tidemark.intake.access.Source;

/**
 * A minute of a source.
 *
 * @param minute its start, in milliseconds
 */
record SourceKey(long minute, String tenant, Source source) {

  static final long MINUTE = 60_000;

  static SourceKey createAt(long now, Access access) {
    return new SourceKey(
        now - Math.floorMod(now, MINUTE), access.sender().tenant(), access.source());
  }
}
