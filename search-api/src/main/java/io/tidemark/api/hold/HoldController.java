/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.hold;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingRoutes;
import io.tidemark.api.settings.SettingStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/legal-holds")
@Tag(name = "People")
class HoldController extends SettingRoutes<Hold> {

  private static final String STATUS = "/{id}/status";

  private final SettingStore store;
  private final HoldKind kind;
  private final Holds holds;
  private final HoldCopier copier;

  HoldController(SettingStore store, HoldKind kind, Holds holds, HoldCopier copier) {
    super(store, kind);
    this.store = store;
    this.kind = kind;
    this.holds = holds;
    this.copier = copier;
  }

  /**
   * The documents that a hold keeps.
   *
   * @param index where the copies are
   * @param documents how many
   * @param completeAt when everything was copied that there was; null when the copy still runs
   */
  record HoldStatus(
      String id, String index, long documents, @Schema(nullable = true) Instant completeAt) {}

  @Override
  public Map<String, ParameterSet> parameters() {
    Map<String, ParameterSet> parameters = new LinkedHashMap<>(super.parameters());
    parameters.put("/api/v1/legal-holds" + STATUS, ParameterSet.NONE);
    return parameters;
  }

  @Override
  protected void onWritten() {
    holds.refresh();
    copier.wake();
  }

  @GetMapping(STATUS)
  @Operation(summary = "How many documents a legal hold keeps, and whether its copy is complete")
  HoldStatus status(
      Scope scope,
      ParameterValues values,
      @Parameter(
              description = "Id of the hold.",
              example = "case-7",
              schema = @Schema(minLength = 1, maxLength = 64))
          @PathVariable("id")
          String id) {
    Setting hold = store.find(scope, kind, id).orElseThrow(SettingStore::notFound);
    return new HoldStatus(
        hold.address().id(),
        Holds.indexOf(id),
        holds.countDocuments(scope.tenant(), id),
        holds.findCompletion(hold));
  }
}
