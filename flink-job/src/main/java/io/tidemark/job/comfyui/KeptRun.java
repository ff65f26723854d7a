/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.model.comfyui.ComfyuiRun;

/**
 * A run in state. Runs stay there for a day after they are over, and every checkpoint writes all of
 * them: one that is over is kept as the bytes that are written, a single object, and is unpacked in
 * the rare case that another step of it comes.
 */
public final class KeptRun {

  private final ComfyuiRun open;
  private final byte[] packed;

  private KeptRun(ComfyuiRun open, byte[] packed) {
    this.open = open;
    this.packed = packed;
  }

  /** Keeps a run as it is now. */
  static KeptRun of(ComfyuiRun run) {
    return run.hasEnd() ? packed(run.pack()) : new KeptRun(run, null);
  }

  static KeptRun packed(byte[] bytes) {
    return new KeptRun(null, bytes);
  }

  /** The run; whoever changes it must {@link #of keep} it again. */
  ComfyuiRun run() {
    return open == null ? ComfyuiRun.unpack(packed) : open;
  }

  byte[] pack() {
    return open == null ? packed : open.pack();
  }

  /** Packed bytes never change. */
  KeptRun copy() {
    return open == null ? this : new KeptRun(open.copy(), null);
  }
}
