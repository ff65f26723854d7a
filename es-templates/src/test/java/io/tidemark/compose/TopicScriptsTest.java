/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.topics.UsageTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The scripts of the containers have the topics of all workloads. {@code -Dtidemark.update=true}
 * writes them.
 */
@Tag("fast")
class TopicScriptsTest {

  private static final Path FOLDER = Path.of(System.getProperty("tidemark.root"), "docker");
  private static final String BEGIN = "# generated: topics\n";
  private static final String END = "# end: topics\n";

  @Test
  void createsTheTopicsOfTheLocalBroker() throws IOException {
    String lines =
        UsageTopics.listPartitions().entrySet().stream()
            .map(topic -> "create " + topic.getKey() + " " + topic.getValue() + "\n")
            .collect(Collectors.joining());

    assertHolds("create-topics.sh", "", lines);
  }

  @Test
  void submitsTheJobWithTheTopicsOfIntake() throws IOException {
    List<String> arguments = UsageTopics.listJobArguments();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      lines.add("  " + arguments.get(i) + " " + arguments.get(i + 1) + "\n");
    }

    assertHolds("submit-job.sh", "  ", String.join("", lines));
  }

  private static void assertHolds(String script, String indent, String generated)
      throws IOException {
    Path file = FOLDER.resolve(script);
    String text = Files.readString(file);
    assertThat(text).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    int to = text.indexOf(indent + END);
    if (Boolean.getBoolean("tidemark.update")) {
      text = text.substring(0, from) + generated + text.substring(to);
      Files.writeString(file, text);
      to = text.indexOf(indent + END);
    }
    assertThat(text.substring(from, to)).as("topics of docker/%s", script).isEqualTo(generated);
  }
}
