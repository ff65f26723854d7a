/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.definition;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of addresses, for example {@code 10.0.0.0/8}.
 *
 * @param text as it was written
 * @param bits leading bits that all its addresses have in common
 */
public record AddressBlock(String text, InetAddress start, int bits) {

  /** Only literals: a name would be looked up. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}");

  private static final int BYTE = 8;

  /** Reads a block, or one address; empty when it is neither. */
  static Optional<AddressBlock> parseBlock(String text) {
    String[] parts = text.split("/", -1);
    Optional<InetAddress> start = parseAddress(parts[0]);
    if (start.isEmpty() || parts.length > 2) {
      return Optional.empty();
    }
    int longest = start.get().getAddress().length * BYTE;
    if (parts.length == 1) {
      return Optional.of(new AddressBlock(text, start.get(), longest));
    }
    if (!parts[1].matches("[0-9]{1,3}") || Integer.parseInt(parts[1]) > longest) {
      return Optional.empty();
    }
    return Optional.of(new AddressBlock(text, start.get(), Integer.parseInt(parts[1])));
  }

  /** Reads one address without looking up names. */
  public static Optional<InetAddress> parseAddress(String text) {
    if (!LITERAL.matcher(text).matches() || !(text.contains(":") || isFourNumbers(text))) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static boolean isFourNumbers(String text) {
    return text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  }

  /** Whether an address is in the block. */
  public boolean contains(InetAddress address) {
    byte[] one = start.getAddress();
    byte[] other = address.getAddress();
    if (one.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % BYTE);
      if ((one[bit / BYTE] & mask) != (other[bit / BYTE] & mask)) {
        return false;
      }
    }
    return true;
  }
}
