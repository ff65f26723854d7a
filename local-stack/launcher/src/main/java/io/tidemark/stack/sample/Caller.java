/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import java.util.List;

/**
 * Who makes sample calls.
 *
 * @param keys number of API keys
 * @param service no person, but a program
 * @param coding with a coding agent: long prompts, mostly from the cache
 */
record Caller(
    String user, String project, String userAgent, int keys, boolean service, boolean coding) {

  static final List<Caller> ALL =
      List.of(
          createPerson("alice", "web-shop", "claude-cli/2.0.14 (external, cli)", true),
          createProgram("support-bot", "support", "OpenAI/Python 1.102.0"),
          createPerson("bob", "web-shop", "codex_cli_rs/0.46.0 (Ubuntu 24.4.0; x86_64)", true),
          createProgram("search-indexer", "search", "python-requests/2.32.4"),
          createPerson("carol", "data-science", "Anthropic/Python 0.69.0", false),
          createPerson("dave", "mobile-app", "Cursor/1.7.33", true),
          createPerson("erin", "data-science", "OpenAI/Python 1.99.9", false),
          createPerson("frank", "platform", "GeminiCLI/0.8.2 (linux; x64)", true),
          createProgram("nightly-report", "finance", "OpenAI/JS 5.23.1"),
          createPerson("grace", "support", "Mozilla/5.0 (X11; Linux x86_64)", false),
          createPerson("heidi", "platform", "claude-cli/2.0.9 (external, cli)", true),
          createPerson("ivan", "mobile-app", "Anthropic/JS 0.65.0", false));

  private static Caller createPerson(
      String user, String project, String userAgent, boolean coding) {
    return new Caller(user, project, userAgent, 2, false, coding);
  }

  private static Caller createProgram(String user, String project, String userAgent) {
    return new Caller(user, project, userAgent, 1, true, false);
  }
}
