/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.settings.BodyController;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingInput;
import io.tidemark.api.web.AnsweredFromMemory;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@AnsweredFromMemory
@Tag(name = "Decisions")
class DecisionController implements BodyController {

  private static final String PATH = "/api/v1/decisions";
  private static final String CHECK = PATH + "/check";
  private static final int MOST_BYTES = 16 << 10;

  private final Decisions decisions;

  DecisionController(Decisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(
        PATH, ParameterSet.NONE, CHECK, ParameterSet.NONE, CHECK + "/**", ParameterSet.NONE);
  }

  @PostMapping(PATH)
  @Operation(
      operationId = "decide",
      summary = "Decides whether a model call is within its budgets",
      description =
          "For gateways and super-admins. The body names dimensions of the call (`user_id`,"
              + " `api_key_id`, `project_id`, `model` and others), `client_ip`, and what it is"
              + " expected to use (`expected_tokens`, `expected_input_tokens`,"
              + " `expected_output_tokens`). The answer comes from memory; an admitted call counts"
              + " until its usage is counted.")
  Decision decide(Scope scope, ParameterValues values, SettingInput input) {
    requireGateway(scope);
    try {
      return decisions.decideCall(scope.tenant(), CallReader.readBody(input.readBody(MOST_BYTES)));
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }

  @GetMapping(CHECK)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "checkDecision",
      summary = "The same for forward authentication: 204 to admit a call, 429 to deny it",
      description =
          "For gateways and super-admins. Headers say what the body says elsewhere:"
              + " `X-Tidemark-User-Id` or `X-User-Id` for `user_id`, and so on. The token may be"
              + " in `X-Tidemark-Token`, where `Authorization` belongs to the call.")
  ResponseEntity<Void> check(Scope scope, ParameterValues values, HttpServletRequest http) {
    return check(scope, http);
  }

  /** Envoy appends the path of the call, and keeps its method. */
  @Hidden
  @RequestMapping(CHECK + "/**")
  ResponseEntity<Void> checkPath(Scope scope, HttpServletRequest http) {
    return check(scope, http);
  }

  private ResponseEntity<Void> check(Scope scope, HttpServletRequest http) {
    requireGateway(scope);
    Decision decision =
        decisions.decideCall(scope.tenant(), CallReader.readHeaders(http::getHeader));
    if (decision.denies()) {
      throw ProblemException.tooManyRequests(
          explainDecision(decision), Duration.ofMillis(decision.validForMs()));
    }
    ResponseEntity.HeadersBuilder<?> answer = ResponseEntity.noContent();
    if (decision.budget() != null) {
      answer.header("X-Tidemark-Budget", decision.budget());
      answer.header("X-Tidemark-Remaining", decision.remaining());
    }
    return answer.build();
  }

  private static String explainDecision(Decision decision) {
    if (decision.reason().equals(Standing.ADDRESS)) {
      return "Budget " + decision.budget() + " does not allow calls from this address.";
    }
    if (decision.reason().equals(Standing.STALE)) {
      return "The usage of budget " + decision.budget() + " is not known.";
    }
    return "Budget "
        + decision.budget()
        + " is used up"
        + (decision.resetsAt() == null ? "." : " until " + decision.resetsAt() + '.');
  }

  private static void requireGateway(Scope scope) {
    if (!scope.hasRole(Role.GATEWAY) && !scope.superAdmin()) {
      throw ProblemException.roleNeeded(
          "Decisions are for gateways.", List.of(Role.GATEWAY.id(), Role.SUPER_ADMIN.id()));
    }
  }
}
