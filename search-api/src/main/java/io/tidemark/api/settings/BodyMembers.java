/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads the members of one object of a body, and names the entry that is wrong. */
public final class BodyMembers {

  private final String entry;
  private final JsonNode object;

  /**
   * Members of an object.
   *
   * @param entry where the object stands; empty for the body itself
   * @throws SettingFault when it is missing or no object
   */
  public BodyMembers(String entry, JsonNode object) {
    if (object.isMissingNode() && !entry.isEmpty()) {
      throw missing(entry);
    }
    if (!object.isObject()) {
      throw new SettingFault(entry, "This must be an object.");
    }
    this.entry = entry;
    this.object = object;
  }

  /**
   * Rejects all members but these.
   *
   * @throws SettingFault for a member with another name
   */
  public BodyMembers allow(String... names) {
    List<String> allowed = Arrays.asList(names);
    for (String name : object.propertyNames()) {
      if (!allowed.contains(name)) {
        throw new SettingFault(
            entryOf(name),
            "There is no such member; allowed are " + String.join(", ", names) + ".");
      }
    }
    return this;
  }

  /** Where a member stands. */
  public String entryOf(String name) {
    return entry.isEmpty() ? name : entry + '.' + name;
  }

  /** A text of 1 to {@code longest} characters; empty when it is absent or null. */
  public Optional<String> text(String name, int longest) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()
        || value.asString().isBlank()
        || value.asString().length() > longest
        || value.asString().chars().anyMatch(Character::isISOControl)) {
      throw new SettingFault(
          entryOf(name),
          "This must be a text of 1 to " + longest + " characters, without control characters.");
    }
    return Optional.of(value.asString());
  }

  /** As {@link #text}, never absent. */
  public String requireText(String name, int longest) {
    return text(name, longest).orElseThrow(() -> missing(entryOf(name)));
  }

  private static SettingFault missing(String entry) {
    return new SettingFault(entry, "This member is missing.");
  }

  /** A text of a form that {@code allowed} describes. */
  public String requireText(String name, Pattern form, String allowed) {
    String text = requireText(name, Integer.MAX_VALUE);
    if (!form.matcher(text).matches()) {
      throw new SettingFault(entryOf(name), "This must be " + allowed + ".");
    }
    return text;
  }

  /** One of {@code allowed}. */
  public String requireChoice(String name, Set<String> allowed) {
    String text = requireText(name, Integer.MAX_VALUE);
    if (!allowed.contains(text)) {
      throw new SettingFault(
          entryOf(name), "This must be one of " + String.join(", ", new TreeSet<>(allowed)) + ".");
    }
    return text;
  }
}
