/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.approvals.RequestState;
import io.tidemark.api.directory.Directory;
import io.tidemark.api.people.AccessRequestAnswer.AccessRequestDetail;
import io.tidemark.api.people.AccessRequestAnswer.AccessRequestList;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.settings.BodyController;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingInput;
import io.tidemark.api.settings.SettingStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "People")
class AccessRequestController implements BodyController {

  private static final String ALL = "/api/v1/access-requests";
  private static final String APPROVE = ALL + "/{id}:approve";
  private static final String DENY = ALL + "/{id}:deny";
  private static final int MOST_BYTES = 64 << 10;

  private final AccessRequests requests;
  private final Directory directory;
  private final Clock clock;

  AccessRequestController(AccessRequests requests, Directory directory, Clock clock) {
    this.requests = requests;
    this.directory = directory;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(ALL, ParameterSet.NONE, APPROVE, ParameterSet.NONE, DENY, ParameterSet.NONE);
  }

  @GetMapping(ALL)
  @Operation(
      operationId = "accessRequests",
      summary =
          "Requests for the right to view: the caller's own, and those that the caller may decide")
  AccessRequestList list(Scope scope, ParameterValues values) {
    return new AccessRequestList(
        requests.list(scope.tenant()).stream()
            .filter(
                entry ->
                    entry.value().askedBy().equals(scope.user()) || mayDecide(scope, entry.value()))
            .map(AccessRequestDetail::of)
            .toList());
  }

  @PostMapping(ALL)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "requestAccess",
      summary = "Asks for the right to view the usage of others",
      description =
          "The body has `users`, whose usage is asked for, and may have `reason` and `until`. The"
              + " managers of all of these users in the directory decide, and super-admins.")
  AccessRequestDetail ask(Scope scope, ParameterValues values, SettingInput input) {
    JsonNode body = input.readBody(MOST_BYTES);
    try {
      BodyMembers members =
          new BodyMembers("", body)
              .allow(AccessRequestKind.USERS, AccessRequestKind.REASON, AccessRequestKind.UNTIL);
      AccessRequest request =
          new AccessRequest(
              AccessRequestKind.readUsers(body),
              members.text(AccessRequestKind.REASON, AccessRequestKind.LONGEST_TEXT).orElse(null),
              readEnd(members, null),
              RequestState.PENDING,
              scope.user(),
              null,
              null);
      return AccessRequestDetail.of(requests.create(scope, request));
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }

  @PostMapping(APPROVE)
  @Operation(
      operationId = "approveAccessRequest",
      summary = "Approves a request for the right to view",
      description =
          "For super-admins, and for the manager of all users of the request, who must not be the"
              + " one who asked. The body may have `comment` and another `until`.")
  AccessRequestDetail approve(
      Scope scope,
      ParameterValues values,
      SettingInput input,
      @Parameter(
              description = "Id of the request.",
              example = "req-5f2c1a9b7e30",
              schema = @Schema(minLength = 1, maxLength = 64))
          @PathVariable("id")
          String id) {
    return decideRequest(scope, id, input.readBody(MOST_BYTES), RequestState.APPROVED);
  }

  @PostMapping(DENY)
  @Operation(
      operationId = "denyAccessRequest",
      summary = "Denies a request for the right to view, or takes an approved one back",
      description = "As for approving one. The body may have `comment`.")
  AccessRequestDetail deny(
      Scope scope,
      ParameterValues values,
      SettingInput input,
      @Parameter(
              description = "Id of the request.",
              example = "req-5f2c1a9b7e30",
              schema = @Schema(minLength = 1, maxLength = 64))
          @PathVariable("id")
          String id) {
    return decideRequest(scope, id, input.readBody(MOST_BYTES), RequestState.DENIED);
  }

  private AccessRequestDetail decideRequest(
      Scope scope, String id, JsonNode body, RequestState state) {
    SettingEntry<AccessRequest> pending =
        requests.find(scope.tenant(), id).orElseThrow(SettingStore::notFound);
    requireDecider(scope, pending.value());
    AccessRequest decision = readDecision(scope, pending.value(), body, state);
    if (pending.value().state() == RequestState.PENDING && state == RequestState.APPROVED) {
      requireRight(decision);
    }
    return AccessRequestDetail.of(requests.decideRequest(scope, pending, decision));
  }

  /** Who asked would believe in an approval that grants nothing. */
  private void requireRight(AccessRequest decision) {
    if (!decision.isRightAt(clock.instant())) {
      throw ProblemException.conflict(
          "grants-nothing",
          "An approval would grant nothing: the time until which it was asked for has passed. Deny"
              + " it, or give until, a later time.");
    }
  }

  private AccessRequest readDecision(
      Scope scope, AccessRequest pending, JsonNode body, RequestState state) {
    try {
      BodyMembers members =
          new BodyMembers("", body).allow(AccessRequestKind.COMMENT, AccessRequestKind.UNTIL);
      return pending.decided(
          state,
          readEnd(members, pending.until()),
          scope.user(),
          members.text(AccessRequestKind.COMMENT, AccessRequestKind.LONGEST_TEXT).orElse(null));
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }

  private Instant readEnd(BodyMembers members, Instant before) {
    Instant end = AccessRequestKind.readTime(members, AccessRequestKind.UNTIL).orElse(before);
    if (end != null && !end.equals(before) && !end.isAfter(clock.instant())) {
      throw new SettingFault(AccessRequestKind.UNTIL, "This time has passed.");
    }
    return end;
  }

  /** A right that came from a request does not make its owner a manager. */
  private boolean mayDecide(Scope scope, AccessRequest request) {
    Set<String> people = directory.listPeople(scope.tenant(), scope.user());
    return scope.superAdmin() || people.containsAll(request.users());
  }

  private void requireDecider(Scope scope, AccessRequest request) {
    boolean own = request.askedBy().equals(scope.user());
    boolean mayDecide = mayDecide(scope, request);
    if (own && !scope.superAdmin()) {
      throw ProblemException.roleNeeded("Somebody else decides your requests.", List.of());
    }
    if (!mayDecide) {
      throw SettingStore.notFound();
    }
  }
}
