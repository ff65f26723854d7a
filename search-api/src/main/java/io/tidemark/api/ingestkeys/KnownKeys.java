/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.ingestkeys;

import io.tidemark.api.access.Scope;
import io.tidemark.api.settings.SettingStore;
import java.util.List;
import org.springframework.stereotype.Component;

/** The keys of a tenant, for features that say something about them. */
@Component
public class KnownKeys {

  private final SettingStore store;
  private final IngestKeyKind kind;

  KnownKeys(SettingStore store, IngestKeyKind kind) {
    this.store = store;
    this.kind = kind;
  }

  /**
   * A key without its secret.
   *
   * @param hint first characters of the key
   * @param projectId project of all its events; null when the events say it
   * @param userId user of all its events; null when the events say it
   */
  public record KnownKey(String id, String name, String hint, String projectId, String userId) {}

  /**
   * The keys of the tenant by id.
   *
   * @throws io.tidemark.api.problem.ProblemException 403 when the caller may not read keys
   */
  public List<KnownKey> list(Scope scope) {
    return store.list(scope, kind).stream()
        .map(
            setting -> {
              IngestKey key = IngestKeyKind.readKey(setting.body());
              return new KnownKey(
                  setting.address().id(), key.name(), key.hint(), key.projectId(), key.userId());
            })
        .toList();
  }
}
