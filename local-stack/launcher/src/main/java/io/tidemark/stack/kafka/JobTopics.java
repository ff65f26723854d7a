/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.kafka;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Topics that arguments of the job name, for example {@code --model-calls.topic calls,more}. */
final class JobTopics {

  private static final String OPTION_END = ".topic";

  private JobTopics() {}

  static Set<String> findIn(List<String> jobArguments) {
    Set<String> topics = new LinkedHashSet<>();
    for (int i = 0; i < jobArguments.size(); i++) {
      String argument = jobArguments.get(i);
      if (argument.startsWith("--") && argument.endsWith(OPTION_END)) {
        addAll(i + 1 < jobArguments.size() ? jobArguments.get(i + 1) : "", topics);
      } else if (argument.startsWith("--") && argument.contains(OPTION_END + "=")) {
        addAll(argument.substring(argument.indexOf('=') + 1), topics);
      }
    }
    return topics;
  }

  private static void addAll(String names, Set<String> topics) {
    for (String name : names.split(",", -1)) {
      if (!name.isBlank()) {
        topics.add(name.strip());
      }
    }
  }
}
