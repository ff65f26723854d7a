/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import java.nio.file.Path;

/** The properties of the machine that a pre-flight check reads. */
interface Machine {

  int jdkFeature();

  boolean isTaken(int port);

  /** Memory that processes could take without pushing others out. */
  long freeMemoryMegabytes();

  /** Free space where a folder is or will be. */
  long freeDiskMegabytes(Path folder);
}
