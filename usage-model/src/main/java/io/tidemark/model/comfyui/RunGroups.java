/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.fingerprint.LittleEndian;
import java.util.Arrays;

/**
 * Groups that were met lately, so that runs of one group share one object. It only saves memory and
 * time: when there are too many, all of them are made again, and lose their attachments.
 */
public final class RunGroups {

  /** A tenant's users, keys and workflows of an hour, a few hundred bytes each. */
  static final int MAX_GROUPS = 1 << 16;

  private static final int FIRST_SLOTS = 1 << 10;

  private RunGroup[] groups = new RunGroup[FIRST_SLOTS];

  /** Stand apart, so that a look-up touches no group but the right one. */
  private int[] hashes = new int[FIRST_SLOTS];

  private int size;

  /** The group whose key is in a buffer. */
  public RunGroup find(byte[] buffer, int start, int length) {
    int hash = hash(buffer, start, length);
    int mask = groups.length - 1;
    for (int slot = hash & mask; groups[slot] != null; slot = (slot + 1) & mask) {
      if (hashes[slot] == hash && groups[slot].hasKey(buffer, start, length)) {
        return groups[slot];
      }
    }
    RunGroup fresh = RunGroup.ofKey(Arrays.copyOfRange(buffer, start, start + length));
    add(hash, fresh);
    return fresh;
  }

  private void add(int hash, RunGroup group) {
    if (size == MAX_GROUPS) {
      forgetAll();
    } else if (2 * (size + 1) > groups.length) {
      grow();
    }
    place(hash, group);
    size++;
  }

  private void forgetAll() {
    for (int slot = 0; slot < groups.length; slot++) {
      if (groups[slot] != null) {
        groups[slot].attach(null);
        groups[slot] = null;
      }
    }
    size = 0;
  }

  private void grow() {
    RunGroup[] oldGroups = groups;
    int[] oldHashes = hashes;
    groups = new RunGroup[2 * oldGroups.length];
    hashes = new int[groups.length];
    for (int slot = 0; slot < oldGroups.length; slot++) {
      if (oldGroups[slot] != null) {
        place(oldHashes[slot], oldGroups[slot]);
      }
    }
  }

  private void place(int hash, RunGroup group) {
    int mask = groups.length - 1;
    int slot = hash & mask;
    while (groups[slot] != null) {
      slot = (slot + 1) & mask;
    }
    hashes[slot] = hash;
    groups[slot] = group;
  }

  private static int hash(byte[] buffer, int start, int length) {
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
    return (int) (mix >>> 32);
  }
}
