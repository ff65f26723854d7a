/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The mapping and settings that an index of one template gets, composed as Elasticsearch does. */
final class ComposedMapping {

  private final ObjectNode template = Manifest.JSON.createObjectNode();

  ComposedMapping(Manifest manifest, String indexTemplate) {
    Asset asset = find(manifest, AssetKind.INDEX_TEMPLATE, indexTemplate);
    for (JsonNode component : asset.body().required("composed_of")) {
      Asset part = find(manifest, AssetKind.COMPONENT_TEMPLATE, component.textValue());
      merge(template, (ObjectNode) part.body().required("template"));
    }
  }

  JsonNode mappings() {
    return template.required("mappings");
  }

  JsonNode settings() {
    return template.required("settings").required("index");
  }

  /**
   * Types by full name, without second names; {@code object.*} stands for the fields of an object
   * that grows.
   */
  Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    collect("", mappings().required("properties"), fields);
    return fields;
  }

  private void collect(String prefix, JsonNode properties, Map<String, String> fields) {
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      String name = prefix + property.getKey();
      JsonNode mapping = property.getValue();
      if (mapping.has("properties")) {
        collect(name + ".", mapping.get("properties"), fields);
      } else if (mapping.path("dynamic").asBoolean()) {
        fields.put(name + ".*", dynamicType(name + ".any"));
      } else if (!mapping.has("path")) {
        fields.put(name, mapping.required("type").textValue());
      }
    }
  }

  private String dynamicType(String path) {
    for (JsonNode entry : mappings().path("dynamic_templates")) {
      JsonNode rule = entry.elements().next();
      String[] parts = rule.required("path_match").textValue().split("\\*", -1);
      StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
      for (int i = 1; i < parts.length; i++) {
        pattern.append(".*").append(Pattern.quote(parts[i]));
      }
      if (path.matches(pattern.toString())) {
        return rule.required("mapping").required("type").textValue();
      }
    }
    return "whatever the first document brings";
  }

  private static Asset find(Manifest manifest, AssetKind kind, String name) {
    return manifest.assets().stream()
        .filter(asset -> asset.kind() == kind && asset.name().equals(name))
        .findAny()
        .orElseThrow(() -> new AssertionError("No " + kind.label() + " " + name));
  }

  static void merge(ObjectNode into, ObjectNode from) {
    for (Map.Entry<String, JsonNode> entry : from.properties()) {
      JsonNode present = into.get(entry.getKey());
      if (present instanceof ObjectNode object && entry.getValue() instanceof ObjectNode more) {
        merge(object, more);
      } else if (present instanceof ArrayNode array && entry.getValue() instanceof ArrayNode more) {
        array.addAll(more);
      } else {
        into.set(entry.getKey(), entry.getValue().deepCopy());
      }
    }
  }
}
