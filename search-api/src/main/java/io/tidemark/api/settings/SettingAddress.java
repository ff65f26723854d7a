/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import static java.util.Objects.requireNonNull;

import io.tidemark.model.fingerprint.Sha256;

/**
 * Where a setting stands.
 *
 * @param kind as in {@link SettingKind#id}
 * @param tenant {@link #SHARED} when all tenants share the setting
 * @param id unique in the tenant and kind
 */
public record SettingAddress(String kind, String tenant, String id) {

  /** Stands for all tenants: the name of a tenant is never empty. */
  public static final String SHARED = "";

  public SettingAddress {
    requireNonNull(kind, "kind");
    requireNonNull(tenant, "tenant");
    requireNonNull(id, "id");
  }

  /** Whether all tenants share the setting. */
  public boolean isShared() {
    return tenant.equals(SHARED);
  }

  /** The id of the document: the same on every instance, and short however long the names are. */
  String documentId() {
    String names = kind + '\n' + tenant.length() + '\n' + tenant + '\n' + id;
    return kind + '-' + Sha256.digestToBase64(names);
  }

  /** The id of the document about one change. */
  String changeId(long revision) {
    return documentId() + '-' + revision;
  }
}
