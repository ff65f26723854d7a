/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.tags.Tag;
import io.tidemark.api.records.RecordKind;
import io.tidemark.api.workload.Workload;
import io.tidemark.api.workload.WorkloadPaths;
import io.tidemark.model.schema.SchemaTexts;
import java.util.List;
import java.util.Locale;

/** Routes of {@link WorkloadPaths} in the API document: each under the name of its workload. */
final class WorkloadOperations {

  private static final String RECORD_ID = "record_id";
  private static final String OK = "200";

  private final SchemaTexts texts = SchemaTexts.load(SchemaTexts.LANGUAGES.get(0));

  /** A tag for each workload. */
  List<Tag> listTags() {
    return Workload.listAll().stream()
        .map(
            workload ->
                new Tag()
                    .name(texts.getName(workload.schema()))
                    .description(texts.getHelp(workload.schema())))
        .toList();
  }

  /** Names the operations of every workload, and refers to the schemas of their answers. */
  void describeDocument(OpenAPI document) {
    document
        .getPaths()
        .forEach(
            (path, item) ->
                WorkloadPaths.findWorkload(path)
                    .ifPresent(
                        workload ->
                            item.readOperations().stream()
                                .filter(operation -> isShared(operation))
                                .forEach(operation -> describeDocument(operation, workload))));
    new WorkloadSchemasOfAnswers(texts).addTo(document.getComponents());
  }

  private static boolean isShared(Operation operation) {
    return operation.getTags().contains(WorkloadPaths.TAG);
  }

  private void describeDocument(Operation operation, Workload workload) {
    // The library numbers the operations of one method.
    String route = operation.getOperationId().replaceFirst("_\\d+$", "");
    operation.setTags(List.of(texts.getName(workload.schema())));
    operation.setOperationId(nameOperation(workload, route));
    MediaType json =
        operation
            .getResponses()
            .get(OK)
            .getContent()
            .get(org.springframework.http.MediaType.APPLICATION_JSON_VALUE);
    WorkloadSchemasOfAnswers.refer(workload, route).ifPresent(json::setSchema);
  }

  /** For example {@code modelCallsTrend}. */
  private static String nameOperation(Workload workload, String route) {
    String name = WorkloadSchemasOfAnswers.camelCase(workload) + capitalize(route);
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static String capitalize(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** Renames the placeholder in paths of single records to the field of their id. */
  static void renameRecordIds(OpenAPI document) {
    Paths renamed = new Paths();
    for (var path : List.copyOf(document.getPaths().entrySet())) {
      String address = path.getKey();
      if (address.endsWith("{" + RECORD_ID + "}")) {
        String field =
            WorkloadPaths.findWorkload(address).map(RecordKind::new).orElseThrow().idField();
        address = address.replace(RECORD_ID, field);
        path.getValue()
            .readOperations()
            .forEach(
                operation ->
                    operation.getParameters().stream()
                        .filter(parameter -> parameter.getName().equals(RECORD_ID))
                        .forEach(parameter -> parameter.setName(field)));
      }
      renamed.addPathItem(address, path.getValue());
    }
    document.setPaths(renamed);
  }
}
