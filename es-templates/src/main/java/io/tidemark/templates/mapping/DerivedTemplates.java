/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.mapping;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The component and index templates that follow from the fields of documents. The build writes them
 * into one file of the jar, so that the installer needs no schema.
 */
public final class DerivedTemplates {

  /** The name of the file. */
  public static final String FILE = "derived-templates.json";

  private DerivedTemplates() {}

  /**
   * Writes the file; called by the build.
   *
   * @param arguments the folder to write it into
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Files.writeString(
        folder.resolve(FILE),
        JsonMapper.builder()
            .build()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(deriveBodies()));
  }

  /** Bodies by name, component templates and index templates apart, as in the manifest. */
  static ObjectNode deriveBodies() {
    ObjectNode derived = JsonNodeFactory.instance.objectNode();
    ObjectNode components = derived.putObject("component_templates");
    ObjectNode templates = derived.putObject("index_templates");
    for (FamilyTemplate template : FamilyTemplates.listAll()) {
      for (Component component : template.components()) {
        components.set(component.name(), component.toJson());
      }
      templates.set(template.name(), template.toJson());
    }
    return derived;
  }
}
