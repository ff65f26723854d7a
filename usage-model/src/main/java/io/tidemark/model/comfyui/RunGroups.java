/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.fingerprint.LittleEndian;
import java.util.Arrays;

/**
 * Groups that were met lately, so that runs of one group share one object. It only saves memory and
 * time: a group that gave way to another one is made again, and loses its attachment.
 */
public final class RunGroups {

  private static final int SLOT_BITS = 16;

  private final RunGroup[] groups = new RunGroup[1 << SLOT_BITS];

  /** The group whose key stands in a buffer. */
  public RunGroup find(byte[] buffer, int start, int length) {
    int slot = slotOf(buffer, start, length);
    RunGroup known = groups[slot];
    if (known == null
        || !Arrays.equals(known.key(), 0, known.key().length, buffer, start, start + length)) {
      if (known != null) {
        known.attach(null);
      }
      known = RunGroup.ofKey(Arrays.copyOfRange(buffer, start, start + length));
      groups[slot] = known;
    }
    return known;
  }

  private static int slotOf(byte[] buffer, int start, int length) {
    long mix = length;
    int end = start + length;
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      mix = (mix ^ LittleEndian.longAt(buffer, at)) * 0x9E3779B97F4A7C15L;
      mix ^= mix >>> 32;
    }
    for (; at < end; at++) {
      mix = (mix ^ buffer[at]) * 0x9E3779B97F4A7C15L;
    }
    return (int) (mix >>> (Long.SIZE - SLOT_BITS));
  }
}
