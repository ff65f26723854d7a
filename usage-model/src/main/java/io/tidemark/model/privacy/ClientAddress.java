/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The part of a client's address that is kept. */
public final class ClientAddress {

  /** How much of an address is kept. */
  public enum Policy {
    KEEP,
    /**
     * IPv4 without its last 8 bits, IPv6 without its last 80. A 6to4 address carries a whole IPv4
     * address in its first 48 bits, so it loses the last 8 bits of that too.
     */
    TRUNCATE,
    /** 128 bits of HMAC-SHA-256: distinguishes addresses, and only who has the key can name one. */
    HASH,
    DROP
  }

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final int IPV4_KEPT_BYTES = 3;
  private static final int IPV6_KEPT_BYTES = 6;
  private static final int SIX_TO_FOUR_PREFIX_BYTES = 2;
  private static final int HASH_BYTES = 16;

  /** Marks a hash that stands where an address is expected, in the payload of a dead letter. */
  private static final String HASH_MARK = "hmac:";

  private static final Pattern MARKED_HASH = Pattern.compile(HASH_MARK + "[0-9A-Za-z_-]{22}");

  /** Stands in a payload for a text that is no address, which must not become absent. */
  private static final String NO_ADDRESS = "-";

  private static final String MAC = "HmacSHA256";

  private ClientAddress() {}

  /**
   * The address without its last part.
   *
   * @return null when the text is no address
   */
  public static String truncated(String text) {
    InetAddress address = parse(text);
    if (address == null) {
      return null;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, keptBytes(address, bytes), bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("The length of an address does not change", e);
    }
  }

  /**
   * All other forms that carry an IPv4 address have it behind the first 48 bits: NAT64, Teredo,
   * ISATAP, IPv4-compatible and IPv4-translated. Java reads IPv4-mapped ones as IPv4.
   */
  private static int keptBytes(InetAddress address, byte[] bytes) {
    if (address instanceof Inet4Address) {
      return IPV4_KEPT_BYTES;
    }
    boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    return sixToFour ? SIX_TO_FOUR_PREFIX_BYTES + IPV4_KEPT_BYTES : IPV6_KEPT_BYTES;
  }

  /**
   * The address in its usual form.
   *
   * @return null when the text is no address
   */
  public static String canonical(String text) {
    InetAddress address = parse(text);
    return address == null ? null : address.getHostAddress();
  }

  /**
   * The form of an address that the payload of a dead letter holds. A replay of it gives the same
   * record as the address would.
   *
   * @param key needed for {@link Policy#HASH} only
   */
  public static String replayable(String text, Policy policy, byte[] key) {
    String kept =
        switch (policy) {
          case KEEP -> canonical(text);
          case TRUNCATE -> truncated(text);
          case HASH -> HASH_MARK + hashed(text, key);
          case DROP -> null;
        };
    return kept == null ? NO_ADDRESS : kept;
  }

  /** A keyed hash of the text; of a marked hash, the hash itself. */
  public static String hashed(String text, byte[] key) {
    if (MARKED_HASH.matcher(text).matches()) {
      return text.substring(HASH_MARK.length());
    }
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      byte[] hash = Arrays.copyOf(mac.doFinal(text.getBytes(UTF_8)), HASH_BYTES);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java platform has " + MAC, e);
    }
  }

  /** Only literals get as far as {@link InetAddress}, which would ask a name server for others. */
  private static InetAddress parse(String text) {
    boolean literal =
        text.indexOf(':') >= 0 ? IPV6.matcher(text).matches() : IPV4.matcher(text).matches();
    if (!literal) {
      return null;
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException expected) {
      return null;
    }
  }
}
