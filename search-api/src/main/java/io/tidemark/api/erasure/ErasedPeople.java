/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import io.tidemark.api.settings.SettingEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Ids that erased people had: to check what was signed under them, never to be shown or stored. */
@Component
public class ErasedPeople {

  private final Tombstones tombstones;
  private final PersonKeys keys;

  ErasedPeople(Tombstones tombstones, PersonKeys keys) {
    this.tombstones = tombstones;
    this.keys = keys;
  }

  /** The ids of people whose erasure was asked for after {@code time}, by pseudonym. */
  public Map<String, String> listSince(String tenant, Instant time) {
    Map<String, String> ids = new HashMap<>();
    for (SettingEntry<Erasure> entry : tombstones.listErasures(tenant)) {
      Erasure erasure = entry.value();
      if (erasure.requestedAt().isAfter(time)) {
        keys.openSealed(erasure.sealed()).ifPresent(id -> ids.put(erasure.pseudonym(), id));
      }
    }
    return ids;
  }
}
