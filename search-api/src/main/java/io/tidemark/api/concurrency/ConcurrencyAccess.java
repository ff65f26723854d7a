/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.concurrency;

import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Decides access to a value whose runs may be those of several users, by the documents of which the
 * answer consists: each names the users whose runs it counts.
 */
final class ConcurrencyAccess {

  /** Absent where a user is unknown, too many are named, or an earlier build wrote the document. */
  static final String USERS = "user_ids";

  private ConcurrencyAccess() {}

  /**
   * The windows that the scope may see: those in which something ran. That a run once counted in a
   * window, and was moved, is also known to those alone who may see it.
   */
  static List<JsonNode> requireOwn(Scope scope, List<JsonNode> windows) {
    List<JsonNode> running = windows.stream().filter(ConcurrencyAccess::countsRuns).toList();
    if (!running.stream().allMatch(window -> isOpen(scope, window.path(USERS)))) {
      throw ProblemException.notYours("value", "Not all of its runs are open to you.");
    }
    return running;
  }

  private static boolean countsRuns(JsonNode window) {
    return window.path("max").asLong() != 0 || window.path("unknown_end").asLong() != 0;
  }

  private static boolean isOpen(Scope scope, JsonNode users) {
    if (!users.isArray()) {
      return false;
    }
    for (JsonNode user : users) {
      if (!scope.sees(user.asString())) {
        return false;
      }
    }
    return true;
  }
}
