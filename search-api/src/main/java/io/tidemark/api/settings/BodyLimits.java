/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Limits that hold for the bodies of all kinds. */
final class BodyLimits {

  /** Levels of objects and arrays in each other. */
  static final int DEEPEST = 20;

  /** Digits that a number keeps on its way through Elasticsearch. */
  private static final int MOST_DIGITS = 15;

  private static final int MOST_ZEROS = 30;

  /** Digits behind the point, or zeros before it, of a number of any body. */
  private static final int LARGEST_SCALE = 200;

  private static final int LONGEST_NAME = 256;

  private BodyLimits() {}

  /**
   * Checks a body before its kind does.
   *
   * @throws SettingFault when it is no object, too deep, or has a name or number beyond the limits
   */
  static void requireLimits(JsonNode body, Set<String> secretMembers) {
    if (!body.isObject()) {
      throw new SettingFault("", "The body must be an object.");
    }
    requireLimits("", body, 1, secretMembers);
  }

  /**
   * Checks the numbers of any body: the digits of one such as 1e999999999 would fill all memory.
   *
   * @throws SettingFault when one has too many digits
   */
  static void requireWritable(JsonNode body) {
    if (body.isNumber() && Math.abs((long) body.decimalValue().scale()) > LARGEST_SCALE) {
      throw new SettingFault("", "A number has too many digits.");
    }
    body.forEach(BodyLimits::requireWritable);
  }

  private static void requireLimits(
      String entry, JsonNode node, int depth, Set<String> secretMembers) {
    if (depth > DEEPEST + 1) {
      throw new SettingFault(entry, "Objects and arrays are nested at most 20 levels deep.");
    }
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        String name = member.getKey();
        String inner = entry.isEmpty() ? name : entry + '.' + name;
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
          throw new SettingFault(entry, "Names of members have 1 to 256 characters.");
        }
        if (secretMembers.contains(name)
            && SecretMembers.REDACTED.equals(member.getValue().asString(""))) {
          throw new SettingFault(inner, "Answers leave this value out; send the value itself.");
        }
        requireLimits(inner, member.getValue(), depth + 1, secretMembers);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        requireLimits(entry + '[' + i + ']', array.get(i), depth + 1, secretMembers);
      }
    } else if (node.isNumber()) {
      requireExact(entry, node);
    }
  }

  private static void requireExact(String entry, JsonNode number) {
    BigDecimal value = number.decimalValue().stripTrailingZeros();
    if (value.precision() > MOST_DIGITS || Math.abs(value.scale()) > MOST_ZEROS) {
      throw new SettingFault(
          entry, "A number has at most 15 digits; write a longer one as text, in quotes.");
    }
  }
}
