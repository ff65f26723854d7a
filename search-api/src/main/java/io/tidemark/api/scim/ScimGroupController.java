/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.scim;

import io.tidemark.api.access.Scope;
import io.tidemark.api.directory.Directory;
import io.tidemark.api.directory.DirectoryEntry;
import io.tidemark.api.directory.DirectoryKind;
import io.tidemark.api.directory.DirectoryStore;
import io.tidemark.api.directory.DirectoryStore.Named;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.Routes;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Groups of an identity provider are departments, and their members belong to them. */
@RestController
class ScimGroupController implements Routes {

  private static final String ALL = "/scim/v2/Groups";
  private static final String ONE = ALL + "/{id}";
  private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:Group";
  private static final String NAME = "displayName";
  private static final String MEMBERS = "members";
  private static final int MOST_MEMBERS = 10_000;

  private final DirectoryStore store;
  private final ScimEntries entries;
  private final Clock clock;

  ScimGroupController(DirectoryStore store, Directory directory, Clock clock) {
    this.store = store;
    entries = new ScimEntries(DirectoryKind.DEPARTMENT, store, directory);
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(ALL, ParameterSet.NONE, ONE, ParameterSet.NONE);
  }

  @GetMapping(ALL)
  ResponseEntity<String> list(Scope scope, HttpServletRequest request) {
    ScimMessages.requireKeeper(scope);
    return ScimMessages.createList(
        request,
        NAME,
        entries.listEntries(scope),
        entry -> toResource(entries.requireNamed(scope, entry.id())));
  }

  @GetMapping(ONE)
  ResponseEntity<String> find(Scope scope, @PathVariable("id") String id) {
    ScimMessages.requireKeeper(scope);
    return ScimMessages.createAnswer(HttpStatus.OK, toResource(entries.requireEntry(scope, id)));
  }

  @PostMapping(ALL)
  ResponseEntity<String> create(Scope scope, HttpServletRequest request) throws IOException {
    ScimMessages.requireKeeper(scope);
    ObjectNode group = ScimMessages.readBody(request);
    String name = requireName(group);
    entries.requireFree(scope, name, "There is a group with this displayName.");
    return ScimMessages.createAnswer(HttpStatus.CREATED, writeGroup(scope, name, group, Set.of()));
  }

  @PutMapping(ONE)
  ResponseEntity<String> replace(
      Scope scope, HttpServletRequest request, @PathVariable("id") String id) throws IOException {
    ScimMessages.requireKeeper(scope);
    Named before = entries.requireEntry(scope, id);
    return ScimMessages.createAnswer(
        HttpStatus.OK,
        writeGroup(
            scope,
            before.entry().id(),
            ScimMessages.readBody(request),
            readMembers(before.scim())));
  }

  @PatchMapping(ONE)
  ResponseEntity<String> patch(
      Scope scope, HttpServletRequest request, @PathVariable("id") String id) throws IOException {
    ScimMessages.requireKeeper(scope);
    Named before = entries.requireEntry(scope, id);
    Set<String> members = readMembers(before.scim());
    ObjectNode group = (ObjectNode) before.scim().deepCopy();
    // Conditions of the request name members by their ids.
    putMembers(group, members);
    ScimPatch.applyPatch(group, ScimMessages.readBody(request));
    return ScimMessages.createAnswer(
        HttpStatus.OK, writeGroup(scope, before.entry().id(), group, members));
  }

  /** The name stays: costs of the past belong to the department. */
  @DeleteMapping(ONE)
  ResponseEntity<Void> delete(Scope scope, @PathVariable("id") String id) {
    ScimMessages.requireKeeper(scope);
    Named group = entries.requireEntry(scope, id);
    List<Named> changed = new ArrayList<>();
    changed.add(new Named(group.entry().ended(clock.instant()), null));
    readMembers(group.scim())
        .forEach(user -> addMember(scope, user, group.entry().id(), null, changed));
    store.putAll(scope.tenant(), scope.user(), changed);
    return ResponseEntity.noContent().build();
  }

  private ObjectNode writeGroup(Scope scope, String id, ObjectNode group, Set<String> before) {
    Set<String> after = readMembers(group);
    if (after.size() > MOST_MEMBERS) {
      throw ScimException.invalidValue("A group has at most " + MOST_MEMBERS + " members.");
    }
    DirectoryEntry entry =
        new DirectoryEntry(
            DirectoryKind.DEPARTMENT,
            id,
            requireName(group),
            null,
            null,
            null,
            null,
            null,
            DirectoryEntry.SCIM);
    Named named = new Named(entry, group);
    List<Named> changed = new ArrayList<>(List.of(named));
    before.stream()
        .filter(user -> !after.contains(user))
        .forEach(user -> addMember(scope, user, id, null, changed));
    after.stream()
        .filter(user -> !before.contains(user))
        .forEach(user -> addMember(scope, user, null, id, changed));
    store.putAll(scope.tenant(), scope.user(), changed);
    return toResource(named);
  }

  /** {@code from}: a department that the user must have, or null for any. */
  private void addMember(Scope scope, String user, String from, String to, List<Named> changed) {
    store
        .find(scope.tenant(), DirectoryKind.USER, user)
        .filter(known -> from == null || from.equals(known.entry().department()))
        .ifPresent(known -> changed.add(new Named(known.entry().inDepartment(to), known.scim())));
  }

  /** The names of the members. */
  private static Set<String> readMembers(JsonNode group) {
    Set<String> members = new TreeSet<>();
    group
        .path(MEMBERS)
        .forEach(member -> members.add(ScimId.toName(member.path("value").asString(""))));
    members.remove("");
    return members;
  }

  private static void putMembers(ObjectNode group, Set<String> users) {
    ArrayNode members = group.putArray(MEMBERS);
    users.forEach(user -> members.addObject().put("value", ScimId.ofName(user)));
  }

  private static String requireName(JsonNode group) {
    JsonNode name = group.path(NAME);
    if (!name.isString()
        || name.asString().isBlank()
        || name.asString().length() > DirectoryEntry.LONGEST) {
      throw ScimException.invalidValue("displayName must be a text of 1 to 512 characters.");
    }
    return name.asString();
  }

  private static ObjectNode toResource(Named named) {
    ObjectNode group = JsonNodeFactory.instance.objectNode();
    group.putArray("schemas").add(CORE);
    group.put("id", ScimId.ofName(named.entry().id())).put(NAME, named.entry().name());
    if (named.scim().path("externalId").isString()) {
      group.put("externalId", named.scim().path("externalId").asString());
    }
    putMembers(group, readMembers(named.scim()));
    group.putObject("meta").put("resourceType", "Group");
    return group;
  }
}
