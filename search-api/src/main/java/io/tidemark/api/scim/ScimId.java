/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.scim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Ids of resources. The id is the name, as events have it; a name that cannot be in a path is
 * encoded. Providers take ids as they come (RFC 7643, 3.1).
 */
public final class ScimId {

  /** Begins an id that is encoded, and no other one. */
  private static final String ENCODED = "base64url-";

  private static final Pattern PLAIN =
      Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}\\u2028\\u2029/\\\\%;?#]]+");

  private ScimId() {}

  /** The id of a name. */
  public static String ofName(String name) {
    boolean plain =
        PLAIN.matcher(name).matches()
            && !name.equals(".")
            && !name.equals("..")
            && !name.startsWith(ENCODED);
    return plain
        ? name
        : ENCODED + Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(UTF_8));
  }

  /** The name of an id; names of earlier releases are ids, too. */
  static String toName(String id) {
    if (!id.startsWith(ENCODED)) {
      return id;
    }
    try {
      String name =
          new String(Base64.getUrlDecoder().decode(id.substring(ENCODED.length())), UTF_8);
      return ofName(name).equals(id) ? name : id;
    } catch (IllegalArgumentException e) {
      return id;
    }
  }
}
