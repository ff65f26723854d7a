/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

/** Kinds of assets, in the order in which Elasticsearch wants them: each refers to those before. */
public enum AssetKind {
  POLICY("policy", "policies", "/_ilm/policy/"),
  COMPONENT_TEMPLATE("component template", "component_templates", "/_component_template/"),
  INDEX_TEMPLATE("index template", "index_templates", "/_index_template/");

  private final String label;
  private final String section;
  private final String path;

  AssetKind(String label, String section, String path) {
    this.label = label;
    this.section = section;
    this.path = path;
  }

  /** The name of the kind in messages to operators. */
  public String label() {
    return label;
  }

  /** The manifest's section of this kind; with dashes for underscores, the folder of its files. */
  String section() {
    return section;
  }

  String folder() {
    return section.replace('_', '-');
  }

  /** Where Elasticsearch keeps the asset {@code name}. */
  String pathOf(String name) {
    return path + name;
  }
}
