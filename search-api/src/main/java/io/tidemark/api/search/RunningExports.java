/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the exports that run. Each holds files of the cluster open, and a thread and a connection
 * of this instance: no user and no tenant may take all of them.
 */
final class RunningExports {

  static final int MOST = 16;
  static final int MOST_OF_TENANT = 8;
  static final int MOST_OF_USER = 4;

  private final Map<String, Integer> tenants = new HashMap<>();
  private final Map<User, Integer> users = new HashMap<>();
  private int all;

  private record User(String tenant, String name) {}

  /**
   * Counts one more.
   *
   * @return what ends it; a second call does nothing
   * @throws ProblemException 429 when there are too many
   */
  synchronized Runnable beginExport(Scope scope) {
    User user = new User(scope.tenant(), scope.user());
    refuse(users.getOrDefault(user, 0) >= MOST_OF_USER, MOST_OF_USER + " exports of this user");
    refuse(
        tenants.getOrDefault(user.tenant(), 0) >= MOST_OF_TENANT,
        MOST_OF_TENANT + " exports of this tenant");
    refuse(all >= MOST, MOST + " exports");
    all++;
    tenants.merge(user.tenant(), 1, Integer::sum);
    users.merge(user, 1, Integer::sum);
    return new Runnable() {
      private boolean ended;

      @Override
      public void run() {
        synchronized (RunningExports.this) {
          if (!ended) {
            ended = true;
            end(user);
          }
        }
      }
    };
  }

  private void end(User user) {
    all--;
    tenants.computeIfPresent(user.tenant(), (name, many) -> many == 1 ? null : many - 1);
    users.computeIfPresent(user, (name, many) -> many == 1 ? null : many - 1);
  }

  private static void refuse(boolean tooMany, String running) {
    if (tooMany) {
      throw ProblemException.tooManyRequests(running + " run already.", ElasticsearchBreaker.PAUSE);
    }
  }
}
