/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.scim;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies the operations of a PATCH (RFC 7644, 3.5.2) to a resource. Values inside of an array are
 * addressed by {@code attribute[value eq "…"]}; other conditions are about attributes that the
 * directory does not keep, and change nothing.
 */
final class ScimPatch {

  private static final Pattern BY_VALUE =
      Pattern.compile("([A-Za-z]+)\\[value [eE][qQ] \"([^\"]*)\"]");
  private static final String EXTENSION = "urn:";

  private ScimPatch() {}

  static void applyPatch(ObjectNode resource, ObjectNode request) {
    JsonNode operations = request.path("Operations");
    if (!operations.isArray() || operations.isEmpty()) {
      throw ScimException.invalidSyntax("Operations must be an array of operations.");
    }
    for (JsonNode operation : operations) {
      String name = operation.path("op").asString("").toLowerCase(Locale.ROOT);
      String path = operation.path("path").asString("");
      JsonNode value = operation.path("value");
      switch (name) {
        case "add" -> put(resource, path, value, true);
        case "replace" -> put(resource, path, value, false);
        case "remove" -> remove(resource, path, value);
        default -> throw ScimException.invalidSyntax("op must be add, replace or remove.");
      }
    }
  }

  private static void put(ObjectNode resource, String path, JsonNode value, boolean adds) {
    if (path.isEmpty()) {
      if (!value.isObject()) {
        throw ScimException.invalidValue("Without a path, the value must be an object.");
      }
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        put(resource, member.getKey(), member.getValue(), adds);
      }
      return;
    }
    if (path.contains("[")) {
      return;
    }
    ObjectNode parent = parentOf(resource, path);
    String leaf = leafOf(path);
    if (adds && parent.get(leaf) instanceof ArrayNode array) {
      (value.isArray() ? value : parent.arrayNode().add(value)).forEach(array::add);
    } else {
      parent.set(leaf, value);
    }
  }

  private static void remove(ObjectNode resource, String path, JsonNode value) {
    Matcher byValue = BY_VALUE.matcher(path);
    if (byValue.matches()) {
      removeValue(resource, byValue.group(1), byValue.group(2));
    } else if (path.isEmpty()) {
      throw ScimException.invalidValue("remove needs a path.");
    } else if (!path.contains("[")) {
      ObjectNode parent = parentOf(resource, path);
      boolean all = value.isMissingNode() || value.isNull();
      if (!all && parent.get(leafOf(path)) instanceof ArrayNode) {
        // Some providers name the values, or a single one, instead of a condition.
        (value.isArray() ? value.values() : List.of(value))
            .forEach(item -> removeValue(parent, leafOf(path), readValue(item)));
      } else {
        parent.remove(leafOf(path));
      }
    }
  }

  private static String readValue(JsonNode item) {
    return item.isString() ? item.asString() : item.path("value").asString("");
  }

  /** A provider may hold the id of an earlier release, which is the name. */
  private static void removeValue(ObjectNode resource, String attribute, String value) {
    String name = ScimId.toName(value);
    if (resource.get(attribute) instanceof ArrayNode array) {
      for (int i = array.size() - 1; i >= 0; i--) {
        if (ScimId.toName(array.get(i).path("value").asString("")).equals(name)) {
          array.remove(i);
        }
      }
    }
  }

  /** The extension, or the complex attribute, in which an attribute stands. */
  private static ObjectNode parentOf(ObjectNode resource, String path) {
    int colon = path.startsWith(EXTENSION) ? path.lastIndexOf(':') : -1;
    if (colon > 0 && !resource.has(path)) {
      return resource.withObjectProperty(path.substring(0, colon));
    }
    int dot = colon < 0 ? path.indexOf('.') : -1;
    return dot < 0 ? resource : resource.withObjectProperty(path.substring(0, dot));
  }

  private static String leafOf(String path) {
    if (path.startsWith(EXTENSION)) {
      return path.substring(path.lastIndexOf(':') + 1);
    }
    return path.substring(path.indexOf('.') + 1);
  }
}
