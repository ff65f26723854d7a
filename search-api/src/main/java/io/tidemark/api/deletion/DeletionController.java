/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.deletion;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.access.ScopeFilter;
import io.tidemark.api.hold.Holds;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Queries;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.search.UsageStore;
import io.tidemark.model.index.IndexFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Model calls")
class DeletionController implements Routes {

  private static final String PATH = "/api/v1/model-calls/models/{model}";

  private static final String BY_NAME = "/api/v1/model-calls/models";

  private static final io.tidemark.api.request.Parameter MODEL =
      io.tidemark.api.request.Parameter.text(
          "model", "Name of the model, with any characters. Required.", "org//tuned;v1");

  private final UsageStore store;
  private final Holds holds;

  DeletionController(UsageStore store, Holds holds) {
    this.store = store;
    this.holds = holds;
  }

  /**
   * Number of deleted documents.
   *
   * @param hourly hourly documents
   * @param records single calls
   */
  record Deleted(String model, long hourly, long records) {}

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ParameterSet.NONE, BY_NAME, ParameterSet.of(MODEL));
  }

  @DeleteMapping(PATH)
  @Operation(
      operationId = "deleteModel",
      summary = "Delete the hourly documents and records of a self-deployed model (super-admin)",
      description =
          "Preset models are never deleted. A repeated call deletes documents written meanwhile.")
  Deleted delete(
      Scope scope,
      ParameterValues values,
      @Parameter(
              description = "Name of the model.",
              example = "tuned-qwen",
              schema = @Schema(minLength = 1, maxLength = 512))
          @PathVariable("model")
          String model) {
    return delete(scope, model);
  }

  @DeleteMapping(BY_NAME)
  @Operation(
      operationId = "deleteModelByName",
      summary = "The same for a model by a name that a path cannot contain (super-admin)",
      description = "Use it for names with //, .., ;, % or \\, which are rejected in a path.")
  Deleted deleteByName(Scope scope, ParameterValues values) {
    return delete(
        scope,
        values
            .text(MODEL.name())
            .orElseThrow(
                () ->
                    ProblemException.invalidParameter(
                        MODEL.name(), "Say which model.", List.of("the name of a model"))));
  }

  private Deleted delete(Scope scope, String model) {
    scope.requireSuperAdmin();
    holds.copyBeforeDeletion(scope.tenant());
    Query selected = selectModel(scope, model);
    // Days hold the same usage as hours, which the answer counts.
    store.delete(scope, IndexFamily.MODEL_CALLS_DAILY, selected);
    return new Deleted(
        model,
        store.delete(scope, IndexFamily.MODEL_CALLS_HOURLY, selected),
        store.delete(scope, IndexFamily.MODEL_CALLS_RECORDS, selected));
  }

  static Query selectModel(Scope scope, String model) {
    List<Query> filters = new ArrayList<>(ScopeFilter.tenant(scope));
    filters.add(Queries.term("model_source", "custom"));
    filters.add(Queries.term("model", model));
    return Queries.all(filters, List.of());
  }
}
