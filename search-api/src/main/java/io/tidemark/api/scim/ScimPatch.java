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
  private static final String URN = "urn:";

  /** A schema; behind a further colon stands one of its attributes. */
  private static final Pattern SCHEMA = Pattern.compile("urn:.+:[0-9]+\\.[0-9]+:[A-Za-z]+");

  /** How the schemas begin whose attributes are in the resource itself. */
  private static final String CORE = "urn:ietf:params:scim:schemas:core:";

  private ScimPatch() {}

  /**
   * Where an attribute stands.
   *
   * @param parent the resource, an extension, or a complex attribute
   */
  private record Place(ObjectNode parent, String name) {}

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
      putMembers(resource, value, adds);
    } else if (isSchema(resource, path) && value.isObject()) {
      // Attributes of the schema that are not named stay.
      putMembers(findSchema(resource, path), value, adds);
    } else if (!path.contains("[")) {
      putValue(findPlace(resource, path), value, adds);
    }
  }

  private static void putMembers(ObjectNode parent, JsonNode value, boolean adds) {
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      put(parent, member.getKey(), member.getValue(), adds);
    }
  }

  private static void putValue(Place place, JsonNode value, boolean adds) {
    ObjectNode parent = place.parent();
    if (adds && parent.get(place.name()) instanceof ArrayNode array) {
      (value.isArray() ? value : parent.arrayNode().add(value)).forEach(array::add);
    } else {
      parent.set(place.name(), value);
    }
  }

  private static void remove(ObjectNode resource, String path, JsonNode value) {
    Matcher byValue = BY_VALUE.matcher(path);
    if (byValue.matches()) {
      removeValue(resource, byValue.group(1), byValue.group(2));
    } else if (path.isEmpty()) {
      throw ScimException.invalidValue("remove needs a path.");
    } else if (!path.contains("[")) {
      Place place = findPlace(resource, path);
      boolean all = value.isMissingNode() || value.isNull();
      if (!all && place.parent().get(place.name()) instanceof ArrayNode) {
        // Some providers name the values, or a single one, instead of a condition.
        (value.isArray() ? value.values() : List.of(value))
            .forEach(item -> removeValue(place.parent(), place.name(), readValue(item)));
      } else {
        place.parent().remove(place.name());
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

  private static boolean isSchema(ObjectNode resource, String path) {
    return path.startsWith(URN) && (SCHEMA.matcher(path).matches() || resource.has(path));
  }

  private static ObjectNode findSchema(ObjectNode resource, String schema) {
    return schema.startsWith(CORE) ? resource : findObject(resource, schema);
  }

  private static Place findPlace(ObjectNode resource, String path) {
    if (isSchema(resource, path)) {
      return new Place(resource, path);
    }
    int colon = path.startsWith(URN) ? path.lastIndexOf(':') : -1;
    ObjectNode parent = colon < 0 ? resource : findSchema(resource, path.substring(0, colon));
    String attribute = path.substring(colon + 1);
    int dot = attribute.indexOf('.');
    return dot < 0
        ? new Place(parent, attribute)
        : new Place(findObject(parent, attribute.substring(0, dot)), attribute.substring(dot + 1));
  }

  /** An object that belongs to {@code parent}, except in place of an array, which stays. */
  private static ObjectNode findObject(ObjectNode parent, String name) {
    JsonNode known = parent.path(name);
    if (known instanceof ObjectNode object) {
      return object;
    }
    return known.isArray() ? parent.objectNode() : parent.putObject(name);
  }
}
