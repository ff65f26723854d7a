/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.flink;

import io.tidemark.stack.process.StateFolder;
import java.nio.file.Path;

/** Where the local Flink keeps what. */
final class FlinkFolders {

  private FlinkFolders() {}

  static Path config(StateFolder state) {
    return state.folder("flink/conf");
  }

  static Path checkpoints(StateFolder state) {
    return state.folder("flink/checkpoints");
  }

  static Path savepoints(StateFolder state) {
    return state.folder("flink/savepoints");
  }
}
