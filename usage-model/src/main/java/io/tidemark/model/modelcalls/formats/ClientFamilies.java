/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import java.util.Arrays;

/**
 * Families of user agents, remembering the latest agents: there are few of them, and each comes
 * again and again. Belongs to one thread.
 */
final class ClientFamilies {

  private static final int REMEMBERED = 64;
  private static final int LONGEST = 128;

  private final byte[][] agents = new byte[REMEMBERED][];
  private final byte[][] families = new byte[REMEMBERED][];

  /** The id of the family of a user agent of at least one byte; to be read only. */
  byte[] of(byte[] source, int start, int length) {
    int place = place(source, start, length);
    byte[] known = agents[place];
    if (known != null
        && known.length == length
        && Arrays.equals(known, 0, length, source, start, start + length)) {
      return families[place];
    }
    byte[] family = ClientFamily.of(source, start, length).bytes();
    if (length <= LONGEST) {
      agents[place] = Arrays.copyOfRange(source, start, start + length);
      families[place] = family;
    }
    return family;
  }

  private static int place(byte[] source, int start, int length) {
    int sample = source[start] + 31 * source[start + length / 2] + 961 * source[start + length - 1];
    return (sample + 7 * length) & (REMEMBERED - 1);
  }
}
