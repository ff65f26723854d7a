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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
import tools.jackson.databind.node.ObjectNode;

/** Groups of an identity provider are departments, and their members belong to them. */
@RestController
class ScimGroupController implements Routes {

  private static final String ALL = ScimGroup.PATH;
  private static final String ONE = ALL + "/{id}";
  private static final int MOST_MEMBERS = 10_000;

  /** More users are written at once, whatever other requests change of them meanwhile. */
  private static final int MOST_ONE_BY_ONE = 50;

  /** Groups that have had the same name. */
  private static final int MOST_OF_A_NAME = 100;

  /**
   * A change of a user's department.
   *
   * @param user as it was read
   * @param from the group that the user leaves; null for a user who joins one
   * @param to the group from now on; null for none
   */
  record Move(Named user, String from, String to) {

    /** Whether the user is still to be moved: another group may have taken who leaves this one. */
    boolean isDue(StoredEntry now) {
      return from == null || from.equals(now.named().entry().department());
    }
  }

  private static final String TAKEN = "There is a group with this displayName.";

  private final DirectoryStore store;
  private final ScimEntries entries;
  private final ScimDepartments departments;
  private final Clock clock;

  ScimGroupController(DirectoryStore store, Directory directory, Clock clock) {
    this.store = store;
    entries = new ScimEntries(DirectoryKind.DEPARTMENT, store, directory);
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
        ScimGroup.NAME,
        // Providers rename groups; the id stays.
        DirectoryEntry::name,
        entries.listEntries(scope),
        entry -> entries.findNamed(scope, entry.id()).map(ScimGroup::toResource));
  }

  @GetMapping(ONE)
  ResponseEntity<String> find(Scope scope, @PathVariable("id") String id) {
    ScimMessages.requireKeeper(scope);
    return ScimMessages.createAnswer(
        HttpStatus.OK, ScimGroup.toResource(entries.requireEntry(scope, id)));
  }

  @PostMapping(ALL)
  ResponseEntity<String> create(Scope scope, HttpServletRequest request) throws IOException {
    ScimMessages.requireKeeper(scope);
    ObjectNode group = ScimMessages.readBody(request);
    String name = ScimGroup.requireName(group);
    String id = chooseId(scope, name);
    entries.requireFree(scope, id, TAKEN);
    return ScimMessages.createLocatedAnswer(createGroup(scope, id, group));
  }

  /** The name, with a number where it is the id of a group that has another name since. */
  private String chooseId(Scope scope, String name) {
    String id = name;
    for (int number = 2; number <= MOST_OF_A_NAME; number++) {
      Optional<Named> known = entries.findNamed(scope, id);
      if (known.isEmpty() && (id.equals(name) || isFree(scope, id, name))) {
        return id;
      }
      if (known.filter(group -> name.equals(group.entry().name())).isPresent()) {
        throw ScimException.uniqueness(TAKEN);
      }
      String end = " " + number;
      int kept = Math.min(name.length(), DirectoryEntry.LONGEST - end.length());
      id = name.substring(0, kept) + end;
    }
    throw ScimException.uniqueness(TAKEN);
  }

  /** Departments that no identity provider keeps have ids, too. One of this name may continue. */
  private boolean isFree(Scope scope, String id, String name) {
    return store
        .find(scope.tenant(), DirectoryKind.DEPARTMENT, id)
        .filter(known -> !name.equals(known.entry().name()))
        .isEmpty();
  }

  @PutMapping(ONE)
  ResponseEntity<String> replace(
      Scope scope, HttpServletRequest request, @PathVariable("id") String id) throws IOException {
    ScimMessages.requireKeeper(scope);
    ObjectNode group = ScimMessages.readBody(request);
    return ScimMessages.createAnswer(
        HttpStatus.OK,
        entries.changeEntry(scope, id, before -> replaceGroup(scope, group.deepCopy(), before)));
  }

  @PatchMapping(ONE)
  ResponseEntity<String> patch(
      Scope scope, HttpServletRequest request, @PathVariable("id") String id) throws IOException {
    ScimMessages.requireKeeper(scope);
    ObjectNode patch = ScimMessages.readBody(request);
    return ScimMessages.createAnswer(
        HttpStatus.OK, entries.changeEntry(scope, id, before -> patchGroup(scope, patch, before)));
  }

  private Optional<ObjectNode> patchGroup(Scope scope, ObjectNode patch, StoredEntry before) {
    ObjectNode group = (ObjectNode) before.named().scim().deepCopy();
    // Conditions of the request name members by their ids.
    ScimGroup.putMembers(group, ScimGroup.readMembers(group));
    ScimPatch.applyPatch(group, patch.deepCopy());
    return replaceGroup(scope, group, before);
  }

  /** The name stays: costs of the past belong to the department. */
  @DeleteMapping(ONE)
  ResponseEntity<Void> delete(Scope scope, @PathVariable("id") String id) {
    ScimMessages.requireKeeper(scope);
    entries.changeEntry(scope, id, before -> endGroup(scope, before));
    return ResponseEntity.noContent().build();
  }

  private Optional<ObjectNode> endGroup(Scope scope, StoredEntry before) {
    Named group = before.named();
    moveUsers(scope, removeUsers(scope, ScimGroup.readMembers(group.scim()), group.entry().id()));
    Named ended = new Named(group.entry().ended(clock.instant()), null);
    boolean replaced = store.replace(scope.tenant(), scope.user(), before, ended);
    return replaced ? Optional.of((ObjectNode) group.scim()) : Optional.empty();
  }

  private ObjectNode createGroup(Scope scope, String id, ObjectNode group) {
    Named named = readGroup(id, group);
    moveUsers(scope, listMoves(scope, id, Set.of(), ScimGroup.readMembers(group)));
    store.putAll(scope.tenant(), scope.user(), List.of(named));
    return ScimGroup.toResource(named);
  }

  /** Empty when the entry changed since {@code before} was read. */
  private Optional<ObjectNode> replaceGroup(Scope scope, ObjectNode group, StoredEntry before) {
    String id = before.named().entry().id();
    Named named = readGroup(id, group);
    Set<String> members = ScimGroup.readMembers(before.named().scim());
    moveUsers(scope, listMoves(scope, id, members, ScimGroup.readMembers(group)));
    boolean replaced = store.replace(scope.tenant(), scope.user(), before, named);
    return replaced ? Optional.of(ScimGroup.toResource(named)) : Optional.empty();
  }

  private static Named readGroup(String id, ObjectNode group) {
    if (ScimGroup.readMembers(group).size() > MOST_MEMBERS) {
      throw ScimException.invalidValue("A group has at most " + MOST_MEMBERS + " members.");
    }
    DirectoryEntry entry =
        new DirectoryEntry(
            DirectoryKind.DEPARTMENT,
            id,
            ScimGroup.requireName(group),
            null,
            null,
            null,
            null,
            null,
            DirectoryEntry.SCIM);
    return new Named(entry, group);
  }

  /** Users whose department changes with the members of a group. */
  private List<Move> listMoves(Scope scope, String id, Set<String> before, Set<String> after) {
    Set<String> left = new TreeSet<>(before);
    left.removeAll(after);
    List<Move> moves = new ArrayList<>(removeUsers(scope, left, id));
    after.stream()
        .filter(user -> !before.contains(user))
        .flatMap(user -> store.find(scope.tenant(), DirectoryKind.USER, user).stream())
        .forEach(user -> moves.add(new Move(user, null, id)));
    return moves;
  }

  /**
   * Before the group is written: a provider repeats a request that failed, and then the group must
   * still lack its new members.
   */
  void moveUsers(Scope scope, List<Move> moves) {
    if (moves.size() > MOST_ONE_BY_ONE) {
      store.putAll(
          scope.tenant(),
          scope.user(),
          moves.stream().map(move -> inDepartment(move.user(), move.to())).toList());
      return;
    }
    moves.forEach(move -> moveUser(scope, move));
  }

  /** Keeps what other requests change of the user meanwhile. */
  private void moveUser(Scope scope, Move move) {
    String user = move.user().entry().id();
    for (int i = 0; i < ScimEntries.MOST_TRIES; i++) {
      Optional<StoredEntry> now =
          store.findStored(scope.tenant(), DirectoryKind.USER, user).filter(move::isDue);
      if (now.isEmpty()
          || store.replace(
              scope.tenant(),
              scope.user(),
              now.get(),
              inDepartment(now.get().named(), move.to()))) {
        return;
      }
    }
    throw ScimException.busy();
  }

  /** Users whose department the group was, in another group that has them for members, if any. */
  private List<Move> removeUsers(Scope scope, Set<String> users, String group) {
    Map<String, Named> left = new TreeMap<>();
    for (String user : users) {
      store
          .find(scope.tenant(), DirectoryKind.USER, user)
          .filter(known -> group.equals(known.entry().department()))
          .ifPresent(known -> left.put(user, known));
    }
    if (left.isEmpty()) {
      return List.of();
    }
    Map<String, String> others = departments.findGroups(scope.tenant(), left.keySet(), group);
    return left.entrySet().stream()
        .map(user -> new Move(user.getValue(), group, others.get(user.getKey())))
        .toList();
  }

  /** A department that the provider sends with the user takes precedence over a group. */
  private static Named inDepartment(Named user, String group) {
    String department =
        user.scim() == null ? group : ScimUser.readDepartment(user.scim()).orElse(group);
    return new Named(user.entry().inDepartment(department), user.scim());
  }
}
