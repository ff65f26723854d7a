/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What is kept of a client's address. */
public final class ClientAddress {

  /** How much of an address is kept. */
  public enum Policy {
    KEEP,
    /** IPv4 without its last 8 bits, IPv6 without its last 80. */
    TRUNCATE,
    /** 128 bits of HMAC-SHA-256: tells addresses apart, and only who has the key can name one. */
    HASH,
    DROP
  }

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final int IPV4_KEPT_BYTES = 3;
  private static final int IPV6_KEPT_BYTES = 6;
  private static final int HASH_BYTES = 16;
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
    int kept = address instanceof Inet4Address ? IPV4_KEPT_BYTES : IPV6_KEPT_BYTES;
    for (int i = kept; i < bytes.length; i++) {
      bytes[i] = 0;
    }
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("The length of an address does not change", e);
    }
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

  /** A keyed hash of the text. */
  public static String hashed(String text, byte[] key) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      byte[] hash = java.util.Arrays.copyOf(mac.doFinal(text.getBytes(UTF_8)), HASH_BYTES);
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
