/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.guard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Decides which HTTP requests a server on the loopback address accepts. Any web page that a browser
 * on this machine opens can send requests to loopback ports: directly (the browser then names the
 * page in {@code Origin} or {@code Sec-Fetch-Site}), or under a domain that resolves to 127.0.0.1
 * (DNS rebinding: {@code Host} then names that domain). Programs send none of these headers.
 */
public final class RequestGuard {

  /** Names by which a server on the loopback address may be addressed, with or without a port. */
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1])(:\\d{1,5})?",
          Pattern.CASE_INSENSITIVE);

  /** {@code none}: the user typed the address or used a bookmark. */
  private static final Set<String> OWN_SITES = Set.of("none", "same-origin");

  private static final String PAGE = "/";

  private final boolean servesPage;

  private RequestGuard(boolean servesPage) {
    this.servesPage = servesPage;
  }

  /** For a server without a page: no request that names an origin is accepted. */
  public static RequestGuard forPrograms() {
    return new RequestGuard(false);
  }

  /** For a server with a page: the page's own requests are accepted, and links to the page. */
  public static RequestGuard forPage() {
    return new RequestGuard(true);
  }

  /**
   * Returns the reason why a request is refused; empty if it is accepted.
   *
   * @param path of the request, with or without a query
   * @param headers all values of a header, given its name in lower case; empty if it is absent
   */
  public Optional<String> findRejection(String path, Function<String, List<String>> headers) {
    List<String> hosts = headers.apply("host");
    if (hosts.size() != 1 || !LOOPBACK.matcher(hosts.get(0).trim()).matches()) {
      return Optional.of("The Host header must name localhost or a loopback address.");
    }
    for (String origin : headers.apply("origin")) {
      if (!isOwn(origin, hosts.get(0))) {
        return Optional.of("Requests of web pages of another origin are not accepted.");
      }
    }
    for (String site : headers.apply("sec-fetch-site")) {
      if (!OWN_SITES.contains(lower(site)) && !isLinkToPage(path, headers)) {
        return Optional.of("Requests of web pages of another site are not accepted.");
      }
    }
    return Optional.empty();
  }

  private boolean isOwn(String origin, String host) {
    return servesPage && lower(origin).equals("http://" + lower(host));
  }

  /** A link opens the page itself in a tab: not in a frame, where clicks could be hijacked. */
  private boolean isLinkToPage(String path, Function<String, List<String>> headers) {
    return servesPage
        && path.equals(PAGE)
        && headers.apply("origin").isEmpty()
        && headers.apply("sec-fetch-mode").equals(List.of("navigate"))
        && headers.apply("sec-fetch-dest").equals(List.of("document"));
  }

  private static String lower(String value) {
    return value.trim().toLowerCase(Locale.ROOT);
  }
}
