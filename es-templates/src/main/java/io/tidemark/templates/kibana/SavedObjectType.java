/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

/**
 * Kinds of saved objects, with the version of Kibana by which their shape was last changed: Kibana
 * brings an older object up to date, and refuses a newer one. Each is one that 7.17.0 knows.
 */
enum SavedObjectType {
  DATA_VIEW("index-pattern", "7.11.0"),
  LENS("lens", "7.16.0"),
  VISUALIZATION("visualization", "7.17.0"),
  SEARCH("search", "7.9.3"),
  DASHBOARD("dashboard", "7.16.0");

  private final String typeName;
  private final String migrationVersion;

  SavedObjectType(String typeName, String migrationVersion) {
    this.typeName = typeName;
    this.migrationVersion = migrationVersion;
  }

  /** As Kibana calls it. */
  String typeName() {
    return typeName;
  }

  String migrationVersion() {
    return migrationVersion;
  }
}
