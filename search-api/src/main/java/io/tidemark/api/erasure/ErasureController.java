/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.accesslog.AccessLogInterceptor;
import io.tidemark.api.directory.DirectoryEntry;
import io.tidemark.api.erasure.Erasure.Mode;
import io.tidemark.api.erasure.ErasureAnswer.ErasureDetail;
import io.tidemark.api.erasure.ErasureAnswer.ErasureList;
import io.tidemark.api.hold.Holds;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.settings.BodyController;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingInput;
import io.tidemark.api.settings.SettingStore;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "People")
class ErasureController implements BodyController {

  private static final String ERASE = "/api/v1/people/{id}:erase";
  private static final String ERASE_BY_ID = "/api/v1/people:erase";
  private static final String ALL = "/api/v1/erasures";
  private static final String ONE = ALL + "/{id}";
  private static final String ID = "id";
  private static final String MODE = "mode";
  private static final String REASON = "reason";
  private static final int MOST_BYTES = 16 << 10;

  private static final io.tidemark.api.request.Parameter LIMIT =
      io.tidemark.api.request.Parameter.count(
          "limit", "Erasures on a page.", 5_000L, 1_000, 1, 5_000);

  private static final io.tidemark.api.request.Parameter AFTER =
      io.tidemark.api.request.Parameter.shortText(
          "after", "The value of next in the previous page.", "er-5f2c1a9b7e305f2c", 64);

  private final Erasures erasures;
  private final Tombstones tombstones;
  private final ErasureSweeper sweeper;
  private final Holds holds;

  ErasureController(Erasures erasures, Tombstones tombstones, ErasureSweeper sweeper, Holds holds) {
    this.erasures = erasures;
    this.tombstones = tombstones;
    this.sweeper = sweeper;
    this.holds = holds;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(
        ERASE,
        ParameterSet.NONE,
        ERASE_BY_ID,
        ParameterSet.NONE,
        ALL,
        ParameterSet.of(LIMIT, AFTER),
        ONE,
        ParameterSet.NONE);
  }

  @PostMapping(ERASE)
  @Operation(
      operationId = "erasePerson",
      summary = "Erases a person (super-admin)",
      description =
          "The body may have `mode` and `reason`. With `pseudonym` (the default), usage stays under"
              + " another id, and totals stay the same; with `delete`, it is deleted, also after"
              + " `pseudonym`. After `delete`, `pseudonym` is 409. The erasure runs after the"
              + " answer; `GET /api/v1/erasures/{id}` says when it is finished.")
  ErasureDetail erase(
      Scope scope,
      ParameterValues values,
      SettingInput input,
      HttpServletRequest request,
      @Parameter(
              description = "Id of the user.",
              example = "alice",
              schema = @Schema(minLength = 1, maxLength = 512))
          @PathVariable("id")
          String id) {
    scope.requireSuperAdmin();
    JsonNode body = input.readBody(MOST_BYTES);
    if (!isId(id)) {
      throw ProblemException.invalidParameter(
          "id", "This is no id of a user.", List.of("1 to 512 characters"));
    }
    return begin(scope, id, body, request, MODE, REASON);
  }

  @PostMapping(ERASE_BY_ID)
  @Operation(
      operationId = "erasePersonById",
      summary = "The same for a person with an id that a path cannot contain (super-admin)",
      description =
          "The body has `id`, and may have `mode` and `reason`. Use it for ids with //, .., ;, % or"
              + " \\, which are rejected in a path.")
  ErasureDetail eraseById(
      Scope scope, ParameterValues values, SettingInput input, HttpServletRequest request) {
    scope.requireSuperAdmin();
    JsonNode body = input.readBody(MOST_BYTES);
    try {
      return begin(scope, readId(body.path(ID)), body, request, ID, MODE, REASON);
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }

  /** As events may have it, which includes control characters. */
  private static String readId(JsonNode id) {
    if (!id.isString() || !isId(id.asString())) {
      throw new SettingFault(
          ID, "This must be a text of 1 to " + DirectoryEntry.LONGEST + " characters.");
    }
    return id.asString();
  }

  private static boolean isId(String id) {
    return id.length() <= DirectoryEntry.LONGEST && !id.isBlank();
  }

  private ErasureDetail begin(
      Scope scope, String id, JsonNode body, HttpServletRequest request, String... names) {
    // The log says that somebody was erased, and not who.
    request.setAttribute(AccessLogInterceptor.TARGET, erasures.createPseudonym(scope.tenant(), id));
    try {
      BodyMembers members = new BodyMembers("", body).allow(names);
      Mode mode =
          body.has(MODE)
              ? Mode.valueOf(
                  members
                      .requireChoice(MODE, Set.of(Mode.PSEUDONYM.id(), Mode.DELETE.id()))
                      .toUpperCase(Locale.ROOT))
              : null;
      String reason = members.text(REASON, ErasureKind.LONGEST_REASON).orElse(null);
      ErasureDetail answer =
          ErasureDetail.of(
              erasures.beginErasure(scope, id, mode, reason), holds.listIds(scope.tenant()));
      sweeper.wake();
      return answer;
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }

  @GetMapping(ALL)
  @Operation(operationId = "erasures", summary = "Erasures of people (super-admin)")
  ErasureList list(Scope scope, ParameterValues values) {
    scope.requireSuperAdmin();
    List<String> ids = holds.listIds(scope.tenant());
    String after = values.text(AFTER.name()).orElse("");
    int limit = values.size(LIMIT.name());
    List<ErasureDetail> page =
        tombstones.listErasures(scope.tenant()).stream()
            .filter(entry -> entry.setting().address().id().compareTo(after) > 0)
            .limit(limit + 1L)
            .map(entry -> ErasureDetail.of(entry, ids))
            .toList();
    boolean more = page.size() > limit;
    return new ErasureList(
        more ? page.subList(0, limit) : page, more ? page.get(limit - 1).id() : null);
  }

  @GetMapping(ONE)
  @Operation(
      operationId = "erasure",
      summary = "How far an erasure is, and what still holds the person's id (super-admin)")
  ErasureDetail find(
      Scope scope,
      ParameterValues values,
      @Parameter(
              description = "Id of the erasure.",
              example = "er-5f2c1a9b7e305f2c",
              schema = @Schema(minLength = 1, maxLength = 64))
          @PathVariable("id")
          String id) {
    scope.requireSuperAdmin();
    return ErasureDetail.of(
        tombstones.findErasure(scope.tenant(), id).orElseThrow(SettingStore::notFound),
        holds.listIds(scope.tenant()));
  }
}
