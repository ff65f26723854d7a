/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

import io.tidemark.testkit.events.CallGroup.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Callers of a large platform: 20 tenants with 100 users each, two keys a user, 40 models. Every
 * key has one agent and one or two models, so there are 6,000 groups in the long run.
 */
final class PlatformCallers implements Callers {

  private static final int TENANTS = 20;
  private static final int USERS = 2_000;
  private static final int PROJECTS_PER_TENANT = 10;
  private static final int KEYS_PER_USER = 2;
  private static final int MODELS = 40;
  private static final double SHARE_OF_FIRST_MODEL = 0.8;
  private static final long STEP = 7_368_787;

  private static final String[][] AGENTS = {
    {"OpenAI/Python 1.55.3", "openai-sdk"},
    {"OpenAI/JS 4.77.0", "openai-sdk"},
    {"claude-cli/2.1.114 (external, cli)", "claude-code"},
    {"Anthropic/Python 0.42.0", "anthropic-sdk"},
    {"GeminiCLI/0.20.0/gemini-2.5-pro (linux; x64)", "gemini-cli"},
    {"Cursor/2.0.77 (darwin arm64)", "cursor"},
    {"codex_cli_rs/0.125.0 (Ubuntu 24.04; x86_64)", "codex-cli"},
    {"python-requests/2.32.3", "other"},
  };

  private static final String[] FAMILIES = {
    "qwen3-235b-a22b",
    "deepseek-v3.1",
    "llama-3.3-70b",
    "glm-4.6",
    "kimi-k2",
    "mistral-large",
    "gpt-oss-120b",
    "gemma-3-27b"
  };

  private final List<List<CallGroup>> groupsOfKeys = new ArrayList<>();
  private final List<CallGroup> all = new ArrayList<>();
  private final int groupsInTurn;

  PlatformCallers(RandomGenerator random, int groupsInTurn) {
    this.groupsInTurn = groupsInTurn;
    List<Model> models = listModels();
    int number = 0;
    // Three groups a user: one of the first key, two of the second.
    int users = groupsInTurn == 0 ? USERS : (groupsInTurn + 2) / 3;
    for (int key = 0; key < users * KEYS_PER_USER; key++) {
      String[] agent = AGENTS[random.nextInt(AGENTS.length)];
      int first = Draws.drawSkewed(random, MODELS);
      // The second key of each user is one for trying another model.
      int used = 1 + key % KEYS_PER_USER;
      List<CallGroup> groups = new ArrayList<>();
      for (int i = 0; i < used; i++) {
        Model model = models.get((first + i * 7) % MODELS);
        CallGroup group = createGroup(number++, key, model, agent);
        groups.add(group);
        all.add(group);
      }
      groupsOfKeys.add(groups);
    }
  }

  private static CallGroup createGroup(int number, int key, Model model, String[] agent) {
    int user = key / KEYS_PER_USER;
    int tenant = user % TENANTS;
    return new CallGroup(
        number,
        text("tenant-%02d", tenant),
        text("project-%02d-%02d", tenant, user / TENANTS % PROJECTS_PER_TENANT),
        text("user-%04d", user),
        text("key-%04d-%d", user, key % KEYS_PER_USER),
        model,
        agent[0],
        agent[1],
        model.operation().equals("chat") && key % 5 != 0);
  }

  private static List<Model> listModels() {
    List<Model> models = new ArrayList<>();
    for (int i = 0; i < MODELS; i++) {
      String family = FAMILIES[i % FAMILIES.length];
      boolean embeds = i % 10 == 9;
      models.add(
          new Model(
              embeds ? text("bge-m3-%02d", i) : text("%s-%02d", family, i),
              i % 8 == 7 ? "custom" : "preset",
              i % 3 == 0 ? "vllm" : "sglang",
              embeds ? "/v1/embeddings" : "/v1/chat/completions",
              embeds ? "embeddings" : "chat"));
    }
    return models;
  }

  /** Some users call more than others. */
  @Override
  public CallGroup pick(RandomGenerator random, long number) {
    if (groupsInTurn > 0) {
      // Far from one to the next, and each once before any comes again: the step is a prime.
      return all.get((int) (number * STEP % groupsInTurn));
    }
    List<CallGroup> groups = groupsOfKeys.get(Draws.drawSkewed(random, groupsOfKeys.size()));
    boolean second = groups.size() > 1 && random.nextDouble() >= SHARE_OF_FIRST_MODEL;
    return groups.get(second ? 1 : 0);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
