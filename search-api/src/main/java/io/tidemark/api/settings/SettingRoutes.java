/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.swagger.v3.oas.annotations.Operation;
import io.tidemark.api.access.Scope;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.settings.SettingAnswer.SettingDeletion;
import io.tidemark.api.settings.SettingAnswer.SettingDetail;
import io.tidemark.api.settings.SettingAnswer.SettingHistory;
import io.tidemark.api.settings.SettingAnswer.SettingList;
import io.tidemark.api.settings.SettingStore.SettingChanges;
import io.tidemark.api.settings.SettingStore.Written;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;

/**
 * The routes of one kind. A controller of a kind extends it, names its kind, and is mapped to
 * {@code /api/v1/} and the plural of the kind.
 *
 * @param <T> what a body becomes
 */
public abstract class SettingRoutes<T> implements SettingController {

  private static final String ONE = "/{id}";
  private static final String HISTORY = "/{id}/history";

  private static final Parameter SHARED =
      Parameter.choice(
          "shared",
          "Whether the setting is meant that all tenants share, not the one of the tenant.",
          List.of("false", "true"),
          "false");

  private static final Parameter LIMIT =
      Parameter.count("limit", "Revisions to list, the newest first.", 20L, 5, 1, 100);

  private static final Parameter UNTIL =
      Parameter.time(
          "until",
          "Leaves out revisions that are later; with limit 1, what held at that time.",
          "2026-03-12T10:00:00Z");

  private final SettingStore store;
  private final SettingKind<T> kind;

  /** Routes of {@code kind}. */
  protected SettingRoutes(SettingStore store, SettingKind<T> kind) {
    this.store = store;
    this.kind = kind;
  }

  /** The kind of the routes. */
  final SettingKind<T> kind() {
    return kind;
  }

  /** Runs after a setting has been stored or deleted, before the answer. */
  protected void onWritten() {}

  @Override
  public Map<String, ParameterSet> parameters() {
    String path = "/api/v1/" + kind.plural();
    return Map.of(
        path,
        ParameterSet.NONE,
        path + ONE,
        ParameterSet.of(SHARED),
        path + HISTORY,
        ParameterSet.of(SHARED, LIMIT, UNTIL));
  }

  @GetMapping
  @Operation(summary = "Lists the %s of the tenant and those that all tenants share")
  SettingList list(Scope scope, ParameterValues values) {
    return new SettingList(
        store.list(scope, kind).stream()
            .map(setting -> SettingAnswer.createDetail(setting, kind.secretMembers()))
            .toList());
  }

  @GetMapping(ONE)
  @Operation(summary = "One of the %s, with its revision as ETag")
  ResponseEntity<SettingDetail> find(
      Scope scope, ParameterValues values, @PathVariable("id") String id) {
    Setting found =
        (isShared(values) ? store.findShared(scope, kind, id) : store.find(scope, kind, id))
            .orElseThrow(SettingStore::notFound);
    return answer(HttpStatus.OK, found);
  }

  @PutMapping(ONE)
  @Operation(summary = "Creates or changes one of the %s")
  ResponseEntity<SettingDetail> put(
      Scope scope, ParameterValues values, SettingInput input, @PathVariable("id") String id) {
    Written written =
        store.put(
            scope, kind, id, isShared(values), input.readBody(kind.mostBytes()), input.condition());
    onWritten();
    return answer(written.created() ? HttpStatus.CREATED : HttpStatus.OK, written.setting());
  }

  @DeleteMapping(ONE)
  @Operation(summary = "Deletes one of the %s; its past stays readable")
  SettingDeletion delete(
      Scope scope, ParameterValues values, SettingInput input, @PathVariable("id") String id) {
    Setting deleted = store.delete(scope, kind, id, isShared(values), input.condition());
    onWritten();
    return new SettingDeletion(id, deleted.revision(), deleted.changedAt());
  }

  @GetMapping(HISTORY)
  @Operation(summary = "Who changed one of the %s, when and how")
  SettingHistory history(Scope scope, ParameterValues values, @PathVariable("id") String id) {
    ChangesUntil asked =
        ChangesUntil.withBodies(
            values.time(UNTIL.name()).orElse(SettingQuery.END_OF_TIME), values.size(LIMIT.name()));
    SettingChanges found =
        isShared(values)
            ? new SettingChanges(true, store.listChanges(scope, kind, id, true, asked))
            : store.listChangesSeen(scope, kind, id, asked);
    return new SettingHistory(
        id, found.shared(), found.changes().stream().map(SettingAnswer::createRevision).toList());
  }

  private static boolean isShared(ParameterValues values) {
    return values.choice(SHARED.name()).equals("true");
  }

  private ResponseEntity<SettingDetail> answer(HttpStatus status, Setting setting) {
    return ResponseEntity.status(status)
        .eTag(setting.etag())
        .body(SettingAnswer.createDetail(setting, kind.secretMembers()));
  }
}
