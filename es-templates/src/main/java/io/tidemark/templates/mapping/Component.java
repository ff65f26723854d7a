/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.model.schema.Field;
import java.util.List;
import java.util.Map;

/**
 * A component template that maps some fields of a family.
 *
 * @param name as the cluster knows it; a new name would leave the earlier template behind
 * @param aliases second names of fields, for searches alone
 */
record Component(String name, String description, List<Field> fields, Map<String, String> aliases) {

  Component(String name, String description, List<Field> fields) {
    this(name, description, fields, Map.of());
  }

  /** The body of the template. */
  ObjectNode toJson() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode mappings = body.withObject("/template/mappings");
    fields.forEach(field -> FieldMapping.addField(mappings, field));
    aliases.forEach(
        (alias, field) ->
            mappings
                .withObject("/properties")
                .putObject(alias)
                .put("type", "alias")
                .put("path", field));
    body.putObject("_meta").put("description", description);
    return body;
  }
}
