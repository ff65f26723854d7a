/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.directory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.directory.DirectoryAnswer.EntryDetail;
import io.tidemark.api.directory.DirectoryAnswer.EntryList;
import io.tidemark.api.directory.DirectoryAnswer.Imported;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.settings.BodyController;
import io.tidemark.api.web.LimitedBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "People")
class DirectoryController implements BodyController {

  private static final String PATH = "/api/v1/directory";
  private static final String NDJSON = "application/x-ndjson";
  private static final String SEPARATOR = "/";

  /** Longest body: 50,000 entries of 160 bytes. */
  private static final int MOST_BYTES = 8 << 20;

  private static final Set<Role> KEEPERS = Set.of(Role.SUPER_ADMIN, Role.OPERATOR, Role.DIRECTORY);

  private static final Parameter KIND =
      Parameter.choice(
          "kind",
          "Return only entries of this kind.",
          Stream.of(DirectoryKind.values()).map(DirectoryKind::id).toList(),
          null);

  private static final Parameter ID =
      Parameter.text("id", "Return only entries with this id.", "alice");

  private static final Parameter PART =
      Parameter.shortText(
          "q", "Return only entries with this text in id or name. Case is ignored.", "li", 64);

  private static final Parameter LIMIT =
      Parameter.count("limit", "Entries on a page.", 100L, 20, 1, 1_000);

  private static final Parameter AFTER =
      Parameter.shortText("after", "The value of next in the previous page.", "user/alice", 1_024);

  private final Directory directory;
  private final DirectoryStore store;

  DirectoryController(Directory directory, DirectoryStore store) {
    this.directory = directory;
    this.store = store;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    // Writing takes none of them, and ignores them.
    return Map.of(PATH, ParameterSet.of(KIND, ID, PART, LIMIT, AFTER));
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "directory",
      summary = "The names of people, keys, projects, departments, workflows and models",
      description = "For super-admins, operators and the role `directory`.")
  EntryList list(Scope scope, ParameterValues values) {
    requireKeeper(scope);
    List<DirectoryEntry> selected =
        Stream.of(DirectoryKind.values())
            .filter(kind -> values.text(KIND.name()).map(kind.id()::equals).orElse(true))
            .flatMap(kind -> directory.list(scope.tenant(), kind).stream())
            .filter(entry -> values.text(ID.name()).map(entry.id()::equals).orElse(true))
            .filter(entry -> hasPart(entry, values.text(PART.name())))
            .sorted(Comparator.comparing(DirectoryController::createKey))
            .toList();
    int limit = values.size(LIMIT.name());
    List<DirectoryEntry> page =
        selected.stream()
            .filter(
                entry ->
                    values
                        .text(AFTER.name())
                        .map(after -> createKey(entry).compareTo(after) > 0)
                        .orElse(true))
            .limit(limit + 1L)
            .toList();
    boolean more = page.size() > limit;
    List<DirectoryEntry> shown = more ? page.subList(0, limit) : page;
    return new EntryList(
        shown.stream().map(EntryDetail::of).toList(),
        selected.size(),
        more ? createKey(shown.get(limit - 1)) : null);
  }

  private static String createKey(DirectoryEntry entry) {
    return entry.kind().id() + SEPARATOR + entry.id();
  }

  private static boolean hasPart(DirectoryEntry entry, Optional<String> part) {
    String lower = part.orElse("").toLowerCase(Locale.ROOT);
    String name = entry.name() == null ? "" : entry.name();
    return entry.id().toLowerCase(Locale.ROOT).contains(lower)
        || name.toLowerCase(Locale.ROOT).contains(lower);
  }

  @PutMapping(PATH)
  @Operation(
      operationId = "putDirectory",
      summary = "Writes entries of the directory, one JSON object on each line",
      description =
          "For super-admins, operators and the role `directory`. Members: `kind` (`user`, `api_key`,"
              + " `project`, `department`, `workflow`, `model`) and `id`, and as needed `name`,"
              + " `department`, `manager` (of a user), `owner` (for example of a workflow),"
              + " `valid_from`, `valid_to`. A line replaces the entry with its kind and id; entries"
              + " that no line names stay; a line with `kind`, `id` and `deleted: true` deletes one."
              + " A rejected line costs no other one. At most 8 MiB, and 50,000 entries for each"
              + " tenant.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(mediaType = NDJSON, schema = @Schema(type = "string"))))
  Imported put(Scope scope, ParameterValues values, HttpServletRequest request) throws IOException {
    requireKeeper(scope);
    String type = String.valueOf(request.getContentType()).replaceFirst(";.*", "").strip();
    if (!type.equalsIgnoreCase(NDJSON)) {
      throw ProblemException.unsupportedMediaType(List.of(NDJSON));
    }
    byte[] content = LimitedBody.readBytes(request, MOST_BYTES);
    if (content.length > MOST_BYTES) {
      throw ProblemException.contentTooLarge(MOST_BYTES);
    }
    DirectoryImport lines = new DirectoryImport(scope.tenant(), directory);
    lines.readAll(content);
    store.putAll(scope.tenant(), scope.user(), lines.entries());
    store.deleteAll(scope.tenant(), scope.user(), lines.deletedEntries());
    return lines.createAnswer();
  }

  private static void requireKeeper(Scope scope) {
    if (KEEPERS.stream().noneMatch(scope::hasRole)) {
      throw ProblemException.roleNeeded(
          "Your token may not read or change the directory.",
          KEEPERS.stream().map(Role::id).sorted().toList());
    }
  }
}
