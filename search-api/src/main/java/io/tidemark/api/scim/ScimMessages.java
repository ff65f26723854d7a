/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.scim;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.directory.DirectoryEntry;
import io.tidemark.api.web.LimitedBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads requests and writes answers of SCIM 2.0 (RFC 7644). */
final class ScimMessages {

  static final String TYPE = "application/scim+json";

  private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
  private static final Set<Role> KEEPERS = Set.of(Role.DIRECTORY, Role.OPERATOR, Role.SUPER_ADMIN);
  private static final String META = "meta";
  private static final String LOCATION = "location";
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_RESULTS = 200;

  /** Possessive: otherwise a long value would take a frame of the stack for each character. */
  private static final Pattern EQUALS =
      Pattern.compile("\\s*([A-Za-z]+)\\s+[eE][qQ]\\s+\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*");

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(12).build())
                  .build())
          .build();

  private ScimMessages() {}

  static void requireKeeper(Scope scope) {
    if (KEEPERS.stream().noneMatch(scope::hasRole)) {
      throw ScimException.forbidden();
    }
  }

  static ObjectNode readBody(HttpServletRequest request) throws IOException {
    byte[] content = LimitedBody.readBytes(request, MOST_BYTES);
    if (content.length > MOST_BYTES) {
      throw ScimException.tooLarge(MOST_BYTES);
    }
    try {
      if (MAPPER.readTree(content) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      // Those of the parser repeat the content.
      throw ScimException.invalidSyntax("The body is not JSON.");
    }
    throw ScimException.invalidSyntax("The body must be a JSON object.");
  }

  static ResponseEntity<String> createAnswer(HttpStatus status, JsonNode body) {
    return ResponseEntity.status(status)
        .contentType(MediaType.parseMediaType(TYPE))
        .body(body.toString());
  }

  /** The answer to a request that created a resource. */
  static ResponseEntity<String> createLocatedAnswer(ObjectNode resource) {
    return ResponseEntity.created(URI.create(resource.path(META).path(LOCATION).asString()))
        .contentType(MediaType.parseMediaType(TYPE))
        .body(resource.toString());
  }

  /** Writes what a resource is, and where; its id is known. */
  static void writeMeta(ObjectNode resource, String type, String path) {
    String location =
        UriComponentsBuilder.fromPath(path)
            .pathSegment("{id}")
            .build(resource.path("id").asString())
            .toString();
    resource.putObject(META).put("resourceType", type).put(LOCATION, location);
  }

  /**
   * A page of the entries that a request selects.
   *
   * @param nameOf gives the name by which a request may filter
   * @param write gives the resource of an entry; empty when it was deleted meanwhile
   */
  static ResponseEntity<String> createList(
      HttpServletRequest request,
      String nameAttribute,
      Function<DirectoryEntry, String> nameOf,
      List<DirectoryEntry> entries,
      Function<DirectoryEntry, Optional<ObjectNode>> write) {
    List<DirectoryEntry> selected =
        entries.stream()
            .filter(readFilter(request, nameAttribute, nameOf))
            .sorted(Comparator.comparing(DirectoryEntry::id))
            .toList();
    int start = Math.max(1, readNumber(request, "startIndex", 1));
    int count = Math.max(0, Math.min(MOST_RESULTS, readNumber(request, "count", MOST_RESULTS)));
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.putArray("schemas").add(LIST);
    list.put("totalResults", selected.size());
    ArrayNode resources = list.arrayNode();
    selected.stream()
        .skip(start - 1L)
        .limit(count)
        .forEach(entry -> write.apply(entry).ifPresent(resources::add));
    list.put("startIndex", start).put("itemsPerPage", resources.size());
    list.set("Resources", resources);
    return createAnswer(HttpStatus.OK, list);
  }

  private static Predicate<DirectoryEntry> readFilter(
      HttpServletRequest request, String nameAttribute, Function<DirectoryEntry, String> nameOf) {
    String filter = request.getParameter("filter");
    if (filter == null) {
      return entry -> true;
    }
    Matcher matcher = EQUALS.matcher(filter);
    if (!matcher.matches()) {
      throw ScimException.invalidFilter("Only " + nameAttribute + " eq \"…\" is served.");
    }
    String value = readText(matcher.group(2));
    if (matcher.group(1).equalsIgnoreCase("id")) {
      String id = ScimId.toName(value);
      return entry -> entry.id().equals(id);
    }
    if (!matcher.group(1).equalsIgnoreCase(nameAttribute)) {
      throw ScimException.invalidFilter("Only " + nameAttribute + " eq \"…\" is served.");
    }
    // Names of users and groups are compared without case.
    return entry -> nameOf.apply(entry).equalsIgnoreCase(value);
  }

  /** The text of a JSON string, which values of filters are. */
  private static String readText(String quoted) {
    try {
      return MAPPER.readTree('"' + quoted + '"').asString();
    } catch (JacksonException e) {
      throw ScimException.invalidFilter("The value is not a JSON string.");
    }
  }

  private static int readNumber(HttpServletRequest request, String name, int otherwise) {
    try {
      return Optional.ofNullable(request.getParameter(name))
          .map(Integer::valueOf)
          .orElse(otherwise);
    } catch (NumberFormatException e) {
      throw ScimException.invalidValue(name + " must be a number.");
    }
  }
}
