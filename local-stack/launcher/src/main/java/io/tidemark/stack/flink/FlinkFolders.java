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

  static Path locateConfig(StateFolder state) {
    return state.folder("flink/conf");
  }

  static Path locateCheckpoints(StateFolder state) {
    return state.folder("flink/checkpoints");
  }

  static Path locateSavepoints(StateFolder state) {
    return state.folder("flink/savepoints");
  }

  /** The address of a folder as Flink reads it: nothing in it is escaped. */
  static String formatAddress(Path folder) {
    return "file://" + folder;
  }
}
