/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

import io.tidemark.testkit.events.CallGroup.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Three users with the same ids in each tenant and three models, so that each window sums up many
 * calls. One call in four has no project, agent and address.
 */
public final class FewCallers implements Callers {

  /** Users of each tenant, named {@code user-0}, {@code user-1} and so on. */
  public static final int USERS = 3;

  private static final int PROJECTS = 2;
  private static final List<String> AGENTS =
      List.of("OpenAI/Python 1.2", "claude-cli/2.1 (external)", "curl/8");
  private static final List<Model> MODELS =
      List.of(createModel("gpt-large"), createModel("gpt-small"), createModel("llama"));

  private final List<CallGroup> groups = new ArrayList<>();

  public FewCallers(List<String> tenants) {
    for (String tenant : tenants) {
      for (int user = 0; user < USERS; user++) {
        for (Model model : MODELS) {
          addGroups(tenant, user, model);
        }
      }
    }
  }

  private void addGroups(String tenant, int user, Model model) {
    groups.add(createGroup(tenant, null, user, model, null));
    for (String agent : AGENTS) {
      groups.add(createGroup(tenant, "project-" + user % PROJECTS, user, model, agent));
    }
  }

  private CallGroup createGroup(
      String tenant, String project, int user, Model model, String agent) {
    return new CallGroup(
        groups.size(), tenant, project, "user-" + user, "key-" + user, model, agent, null, true);
  }

  private static Model createModel(String name) {
    return new Model(name, "preset", "local", "/v1/chat/completions", "chat");
  }

  @Override
  public CallGroup pick(RandomGenerator random, long number) {
    return groups.get(random.nextInt(groups.size()));
  }
}
