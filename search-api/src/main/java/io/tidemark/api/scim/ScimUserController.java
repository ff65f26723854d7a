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
import io.tidemark.api.directory.DirectoryStore.StoredEntry;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.Routes;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** An identity provider fills the directory with users. */
@RestController
class ScimUserController implements Routes {

  private static final String ALL = ScimUser.PATH;
  private static final String ONE = ALL + "/{id}";

  private final DirectoryStore store;
  private final ScimEntries entries;
  private final ScimDepartments departments;
  private final Clock clock;

  ScimUserController(DirectoryStore store, Directory directory, Clock clock) {
    this.store = store;
    entries = new ScimEntries(DirectoryKind.USER, store, directory);
    departments = new ScimDepartments(store);
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
        ScimUser.NAME,
        DirectoryEntry::id,
        entries.listEntries(scope),
        entry -> entries.findNamed(scope, entry.id()).map(ScimUserController::toResource));
  }

  @GetMapping(ONE)
  ResponseEntity<String> find(Scope scope, @PathVariable("id") String id) {
    ScimMessages.requireKeeper(scope);
    return ScimMessages.createAnswer(HttpStatus.OK, toResource(entries.requireEntry(scope, id)));
  }

  @PostMapping(ALL)
  ResponseEntity<String> create(Scope scope, HttpServletRequest request) throws IOException {
    ScimMessages.requireKeeper(scope);
    ObjectNode user = ScimMessages.readBody(request);
    String name = ScimUser.requireName(user);
    entries.requireFree(scope, name, "There is a user with this userName.");
    return ScimMessages.createLocatedAnswer(createUser(scope, user));
  }

  @PutMapping(ONE)
  ResponseEntity<String> replace(
      Scope scope, HttpServletRequest request, @PathVariable("id") String id) throws IOException {
    ScimMessages.requireKeeper(scope);
    ObjectNode user = ScimMessages.readBody(request);
    return ScimMessages.createAnswer(
        HttpStatus.OK,
        entries.changeEntry(scope, id, before -> replaceUser(scope, user.deepCopy(), before)));
  }

  @PatchMapping(ONE)
  ResponseEntity<String> patch(
      Scope scope, HttpServletRequest request, @PathVariable("id") String id) throws IOException {
    ScimMessages.requireKeeper(scope);
    ObjectNode patch = ScimMessages.readBody(request);
    return ScimMessages.createAnswer(
        HttpStatus.OK, entries.changeEntry(scope, id, before -> patchUser(scope, patch, before)));
  }

  private Optional<ObjectNode> patchUser(Scope scope, ObjectNode patch, StoredEntry before) {
    ObjectNode user = (ObjectNode) before.named().scim().deepCopy();
    ScimPatch.applyPatch(user, patch.deepCopy());
    return replaceUser(scope, user, before);
  }

  /** The name stays: usage of the past has the id. */
  @DeleteMapping(ONE)
  ResponseEntity<Void> delete(Scope scope, @PathVariable("id") String id) {
    ScimMessages.requireKeeper(scope);
    entries.changeEntry(scope, id, before -> endUser(scope, before));
    return ResponseEntity.noContent().build();
  }

  private Optional<ObjectNode> endUser(Scope scope, StoredEntry before) {
    Named ended = new Named(before.named().entry().ended(clock.instant()), null);
    boolean replaced = store.replace(scope.tenant(), scope.user(), before, ended);
    return replaced ? Optional.of((ObjectNode) before.named().scim()) : Optional.empty();
  }

  private ObjectNode createUser(Scope scope, ObjectNode user) {
    Named named = readUser(scope, user, null);
    store.putAll(scope.tenant(), scope.user(), List.of(named));
    return toResource(named);
  }

  /** Empty when the entry changed since {@code before} was read. */
  private Optional<ObjectNode> replaceUser(Scope scope, ObjectNode user, StoredEntry before) {
    if (!ScimUser.requireName(user).equals(before.named().entry().id())) {
      throw ScimException.mutability("userName is the id in events and does not change.");
    }
    Named named = readUser(scope, user, before.named().entry());
    boolean replaced = store.replace(scope.tenant(), scope.user(), before, named);
    return replaced ? Optional.of(toResource(named)) : Optional.empty();
  }

  private Named readUser(Scope scope, ObjectNode user, DirectoryEntry before) {
    String department =
        departments.findDepartment(
            scope.tenant(), user, before == null ? null : before.department());
    // A user who is inactive already ended then, and not with a later change.
    Instant end = before == null || before.validTo() == null ? clock.instant() : before.validTo();
    return new Named(ScimUser.toEntry(user, department, end), user);
  }

  private static ObjectNode toResource(Named named) {
    return ScimUser.toResource(named.entry(), (ObjectNode) named.scim());
  }
}
