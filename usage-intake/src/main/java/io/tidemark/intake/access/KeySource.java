/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import java.io.IOException;
import java.util.List;

/** A place that keeps keys. */
interface KeySource {

  /** All keys of the place. */
  List<IngestKey> loadKeys() throws IOException;
}
