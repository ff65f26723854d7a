/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The index template of a family, made of components that each map one concern. */
final class FamilyTemplate {

  /** Elasticsearch's own templates claim patterns at up to 200. */
  private static final int PRIORITY = 300;

  private static final String TENANT = "tenant_id";

  private static final String WINDOW_SETTINGS = "tidemark-hourly@settings";
  private static final String DAILY_SETTINGS = "tidemark-daily@settings";

  /** The state of a window and its tenant, the same in all families of windows. */
  static final Component WINDOW =
      new Component(
          "tidemark-hourly@mappings",
          "State of a window: its hour, and whether it is provisional or final.",
          Stream.concat(DocumentFields.windowState(), Stream.of(Field.dimension(TENANT))).toList());

  /** The same of a local day. Searches over hours and days find its beginning as the hour. */
  static final Component DAY =
      new Component(
          "tidemark-daily@mappings",
          "State of a day: its date, its time zone, and whether it is provisional or final.",
          Stream.concat(DocumentFields.dayState(), Stream.of(Field.dimension(TENANT))).toList(),
          Map.of("hour", "day"));

  private final IndexFamily family;
  private final String description;
  private final Optional<Component> window;
  private final List<Field> unmapped;
  private final List<Component> components = new ArrayList<>();

  FamilyTemplate(IndexFamily family, String description) {
    this.family = family;
    this.description = description;
    unmapped = new ArrayList<>(DocumentFields.of(family));
    window =
        Stream.of(WINDOW, DAY).filter(state -> unmapped.containsAll(state.fields())).findFirst();
    window.ifPresent(state -> unmapped.removeAll(state.fields()));
  }

  /** Adds a component with the family's fields of one concern. */
  FamilyTemplate addComponent(Predicate<Field> concern, String part, String componentDescription) {
    List<Field> fields = unmapped.stream().filter(concern).toList();
    String name = name() + "@" + part;
    return addShared(new Component(name, componentDescription, fields));
  }

  /** Adds a component that other families have too. */
  FamilyTemplate addShared(Component component) {
    Set<String> mapped =
        component.fields().stream().map(Field::name).collect(Collectors.toCollection(HashSet::new));
    unmapped.removeIf(field -> mapped.contains(field.name()));
    components.add(component);
    return this;
  }

  /** Whether the family has fields of the concern that no component maps yet. */
  boolean hasFields(Predicate<Field> concern) {
    return unmapped.stream().anyMatch(concern);
  }

  /** The name of the index template. */
  String name() {
    return IndexFamily.PREFIX + family.id();
  }

  /** All derived components, in the order in which Elasticsearch composes them. */
  List<Component> components() {
    if (!unmapped.isEmpty()) {
      throw new IllegalStateException("no component of " + name() + " maps " + unmapped);
    }
    return Stream.concat(window.stream(), components.stream()).toList();
  }

  /** The component with the policy of the family's tier. */
  private static String lifecycleOf(IndexFamily family) {
    if (family.isDaily()) {
      return "tidemark-daily@lifecycle";
    }
    if (family == IndexFamily.DEAD_LETTERS) {
      return "tidemark-dead-letters@lifecycle";
    }
    return family.holdsRecords() ? "tidemark-records@lifecycle" : "tidemark@lifecycle";
  }

  /** The components without that of the window. */
  List<Component> ownComponents() {
    return List.copyOf(components);
  }

  /** The body of the index template. */
  ObjectNode toJson() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("index_patterns").add(family.pattern());
    body.put("priority", PRIORITY);
    List<String> names = new ArrayList<>();
    names.add("tidemark@settings");
    names.add(lifecycleOf(family));
    names.add("tidemark@mappings");
    window.ifPresent(state -> names.add(family.isDaily() ? DAILY_SETTINGS : WINDOW_SETTINGS));
    components().forEach(component -> names.add(component.name()));
    names.forEach(body.withArray("/composed_of")::add);
    body.putObject("_meta").put("description", description);
    return body;
  }
}
