/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import static java.util.stream.Collectors.toSet;

import io.tidemark.model.schema.Limits;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.oauth2.jwt.Jwt;

/** Turns a token into a scope. Nothing else reads claims. */
final class Scopes {

  /** More than that is a group, not a grant; the filter would outgrow the search. */
  static final int MOST_GRANTED_USERS = 1_000;

  private static final int LONGEST_NAME = Limits.MAX_TEXT_CHARACTERS;

  private Scopes() {}

  /**
   * The scope that the claims {@code tenant}, {@code sub}, {@code roles} and {@code may_view}
   * grant.
   *
   * @throws IllegalArgumentException when a claim is absent or of the wrong shape
   */
  static Scope of(Jwt token) {
    String tenant = readName(token, "tenant");
    String user = readName(token, "sub");
    List<String> mayView = readNames(token, "may_view");
    if (mayView.size() > MOST_GRANTED_USERS) {
      throw new IllegalArgumentException(
          "may_view names more than " + MOST_GRANTED_USERS + " users");
    }
    Set<Role> roles =
        readNames(token, "roles").stream()
            .flatMap(id -> Role.findRole(id).stream())
            .collect(toSet());
    return new Scope(tenant, user, roles, new TreeSet<>(mayView));
  }

  private static String readName(Jwt token, String claim) {
    Object value = token.getClaims().get(claim);
    if (!(value instanceof String text) || text.isBlank() || text.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(claim + " must be a text of 1 to 512 characters");
    }
    return text;
  }

  private static List<String> readNames(Jwt token, String claim) {
    Object value = token.getClaims().get(claim);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw new IllegalArgumentException(claim + " must be an array of texts");
    }
    return list.stream().map(item -> readText(claim, item)).toList();
  }

  private static String readText(String claim, Object item) {
    if (item instanceof String text && !text.isBlank() && text.length() <= LONGEST_NAME) {
      return text;
    }
    throw new IllegalArgumentException(claim + " must be an array of texts");
  }
}
