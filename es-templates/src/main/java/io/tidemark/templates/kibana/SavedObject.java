/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One object that Kibana keeps, one line of the file that it imports.
 *
 * @param id the same in every build: importing again replaces
 */
record SavedObject(
    SavedObjectType type, String id, ObjectNode attributes, List<Reference> references) {

  /** The release whose shapes the objects have; every 7.17 takes it. */
  static final String KIBANA_VERSION = "7.17.0";

  /**
   * From one object to another.
   *
   * @param name by which the attributes speak of it
   */
  record Reference(SavedObjectType type, String id, String name) {}

  SavedObject {
    requireNonNull(type, "type");
    requireNonNull(id, "id");
    requireNonNull(attributes, "attributes");
    references = List.copyOf(references);
  }

  /** The object as it appears in the file. */
  ObjectNode toJson() {
    ObjectNode json = KibanaSources.JSON.createObjectNode();
    json.put("type", type.typeName()).put("id", id);
    json.set("attributes", attributes);
    ArrayNode list = json.putArray("references");
    for (Reference reference : references) {
      list.addObject()
          .put("type", reference.type().typeName())
          .put("id", reference.id())
          .put("name", reference.name());
    }
    json.putObject("migrationVersion").put(type.typeName(), type.migrationVersion());
    return json.put("coreMigrationVersion", KIBANA_VERSION);
  }
}
