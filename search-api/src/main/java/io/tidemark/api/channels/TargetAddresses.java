/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Keeps channels from reaching into the operator's network: a tenant chooses the address, and the
 * API sends from inside.
 */
@Component
class TargetAddresses {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** The host of an address has no other form without letters. */
  private static final Pattern IPV4 = Pattern.compile("[0-9.]+");

  private static final int MOST_PORT = 65_535;

  private final Set<String> allowedHosts;

  TargetAddresses(ChannelProperties properties) {
    this.allowedHosts = properties.allowedHosts();
  }

  /** Checks what can be seen without asking for the address of the host. */
  void requireForm(URI url) throws ForbiddenTargetException {
    boolean plainAllowed =
        "http".equals(url.getScheme())
            && LOOPBACK.contains(url.getHost())
            && allowedHosts.contains(url.getHost());
    if (url.getHost() == null || !("https".equals(url.getScheme()) || plainAllowed)) {
      throw new ForbiddenTargetException("The address must start with https:// and a host.");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new ForbiddenTargetException("The address must not hold a user or a fragment.");
    }
    if (url.getPort() == 0 || url.getPort() > MOST_PORT) {
      throw new ForbiddenTargetException("The port must be between 1 and " + MOST_PORT + ".");
    }
  }

  /**
   * The addresses of a host. The client connects to one of these: it does not ask for them again,
   * so that a name server cannot answer otherwise the second time.
   *
   * @throws ForbiddenTargetException when one of them is private and the host is not allowed
   */
  InetAddress[] resolveHost(String host) throws UnknownHostException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new ForbiddenTargetException("The host has no address.");
    }
    return requireReachable(host, addresses);
  }

  /**
   * Checks a host that is itself an address. Names are looked up for each message only.
   *
   * @throws ForbiddenTargetException when it is private and the host is not allowed
   */
  void requireReachable(URI url) throws UnknownHostException {
    String host = url.getHost();
    if (host.startsWith("[") || IPV4.matcher(host).matches()) {
      resolveHost(host);
    }
  }

  InetAddress[] requireReachable(String host, InetAddress[] addresses)
      throws ForbiddenTargetException {
    // The client leaves out the brackets of IPv6 addresses.
    if (allowedHosts.contains(host) || allowedHosts.contains('[' + host + ']')) {
      return addresses;
    }
    for (InetAddress address : addresses) {
      if (!isPublic(address)) {
        throw new ForbiddenTargetException(
            "The host has a private address; an operator can allow it"
                + " (tidemark.channels.allowed-hosts).");
      }
    }
    return addresses;
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (address instanceof Inet4Address) {
      boolean sharedByProviders = first == 100 && second >= 64 && second < 128;
      boolean benchmarks = first == 198 && (second == 18 || second == 19);
      return first != 0 && first < 240 && !sharedByProviders && !benchmarks;
    }
    boolean uniqueLocal = (first & 0xfe) == 0xfc;
    // Global unicast alone: other ranges translate to or tunnel IPv4 addresses, as do these two.
    boolean global = (first & 0xe0) == 0x20;
    boolean tunnel = first == 0x20 && (second == 0x02 || (second == 0x01 && bytes[2] == 0));
    return global && !uniqueLocal && !tunnel;
  }
}
