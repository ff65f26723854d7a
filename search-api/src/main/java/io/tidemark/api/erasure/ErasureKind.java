/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import io.tidemark.api.erasure.Erasure.Mode;
import io.tidemark.api.erasure.Erasure.State;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Erasures as settings: they outlive everything that they concern, and have a history. */
@Component
class ErasureKind implements SettingKind<Erasure> {

  /** The name in documents. */
  static final String ID = "erasure";

  static final int LONGEST_REASON = 512;

  private static final String MODE = "mode";
  private static final String PSEUDONYM = "pseudonym";
  private static final String SEALED = "sealed";
  private static final String REASON = "reason";
  private static final String STATE = "state";
  private static final String REQUESTED_BY = "requested_by";
  private static final String REQUESTED_AT = "requested_at";
  private static final String FINISHED_AT = "finished_at";
  private static final String CHANGED = "changed";
  private static final int LONGEST_SEALED = 8_192;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String plural() {
    return "erasures";
  }

  @Override
  public boolean mayStandInFiles() {
    return false;
  }

  /** Nothing else keeps an erased person away. */
  @Override
  public int mostPerTenant() {
    return UNLIMITED;
  }

  @Override
  public Set<String> secretMembers() {
    return Set.of(SEALED);
  }

  @Override
  public Erasure parse(String id, JsonNode body) {
    BodyMembers members = new BodyMembers("", body);
    Map<String, Long> changed = new HashMap<>();
    body.path(CHANGED)
        .properties()
        .forEach(count -> changed.put(count.getKey(), count.getValue().asLong()));
    return new Erasure(
        Mode.valueOf(
            members.requireChoice(MODE, Set.of("pseudonym", "delete")).toUpperCase(Locale.ROOT)),
        members.requireText(PSEUDONYM, LONGEST_REASON),
        members.requireText(SEALED, LONGEST_SEALED),
        members.text(REASON, LONGEST_REASON * 2).orElse(null),
        State.valueOf(
            members.requireChoice(STATE, Set.of("running", "finished")).toUpperCase(Locale.ROOT)),
        members.requireText(REQUESTED_BY, LONGEST_REASON),
        Instant.parse(members.requireText(REQUESTED_AT, LONGEST_REASON)),
        members.text(FINISHED_AT, LONGEST_REASON).map(Instant::parse).orElse(null),
        changed);
  }

  static ObjectNode writeErasure(Erasure erasure) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(MODE, erasure.mode().id()).put(PSEUDONYM, erasure.pseudonym());
    body.put(SEALED, erasure.sealed());
    if (erasure.reason() != null) {
      body.put(REASON, erasure.reason());
    }
    body.put(STATE, erasure.state().id()).put(REQUESTED_BY, erasure.requestedBy());
    body.put(REQUESTED_AT, erasure.requestedAt().toString());
    if (erasure.finishedAt() != null) {
      body.put(FINISHED_AT, erasure.finishedAt().toString());
    }
    ObjectNode changed = body.putObject(CHANGED);
    erasure.changed().forEach(changed::put);
    return body;
  }
}
