/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.stack.process.PortState;
import java.nio.file.Path;

/** The properties of the machine that a pre-flight check reads. */
interface Machine {

  int jdkFeature();

  PortState findPortState(int port);

  /** Memory that processes could take without pushing others out. */
  long freeMemoryMegabytes();

  /** Free space where a folder is or will be. */
  long freeDiskMegabytes(Path folder);
}
