/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import java.util.Optional;

/**
 * The state of an asset in the cluster.
 *
 * @param version of the manifest it came from, or {@link #UNVERSIONED}
 * @param lifecycle what it was adapted to, for the asset that differs by it
 */
record InstalledAsset(int version, Optional<Lifecycle> lifecycle) {

  /** Somebody else put it: anything of ours is newer. */
  static final int UNVERSIONED = 0;
}
