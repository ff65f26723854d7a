/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** An object of which some members are read. A member that comes twice is copied twice. */
final class ObjectPart implements Part {

  private final Map<String, Member> members = new HashMap<>();

  ObjectPart(Map<String, Part> parts) {
    parts.forEach((name, part) -> members.put(name, new Member(JsonText.quote(name) + ":", part)));
  }

  /** An object with parts at paths such as {@code metadata/user_agent}. */
  static Part ofPaths(Map<String, Part> parts) {
    Map<String, Part> members = new LinkedHashMap<>();
    Map<String, Map<String, Part>> below = new LinkedHashMap<>();
    parts.forEach(
        (path, part) -> {
          int slash = path.indexOf('/');
          if (slash < 0) {
            members.put(path, part);
          } else {
            below
                .computeIfAbsent(path.substring(0, slash), name -> new LinkedHashMap<>())
                .put(path.substring(slash + 1), part);
          }
        });
    below.forEach((name, nested) -> members.put(name, ofPaths(nested)));
    return new ObjectPart(members);
  }

  @Override
  public void copy(Excerpt excerpt) {
    JsonReader json = excerpt.reader();
    if (!json.enterObject()) {
      Parts.nothing().copy(excerpt);
      return;
    }
    excerpt.write('{');
    boolean first = true;
    while (json.nextField()) {
      String name = json.text();
      Member member = name == null ? null : members.get(name);
      if (member == null) {
        json.skipValue();
        continue;
      }
      if (!first) {
        excerpt.write(',');
      }
      excerpt.raw(member.name());
      member.part().copy(excerpt);
      first = false;
    }
    excerpt.write('}');
  }

  /** A member that is read, and its name in quotes with the colon after it. */
  private record Member(String name, Part part) {}
}
