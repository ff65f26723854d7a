/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.model.topics.UsageTopics;
import io.tidemark.stack.StackException;
import io.tidemark.stack.flink.FlinkClient;
import io.tidemark.stack.process.ProcessRecord;
import io.tidemark.stack.process.ProcessRecords;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the parts of a stack listen: by their records when they run, else where the environment
 * says.
 */
public final class RunningStack {

  private final StackSettings settings;
  private final ProcessRecords records;

  public RunningStack(StackSettings settings) {
    this.settings = settings;
    this.records = new ProcessRecords(settings.state());
  }

  /** Host and port of Kafka. */
  public String bootstrapServers() {
    return address(Component.KAFKA)
        .map(URI::getAuthority)
        .orElse("127.0.0.1:" + settings.port(Component.KAFKA));
  }

  /** The address of a component whose process runs. */
  public Optional<URI> address(Component component) {
    return records
        .get(component.processName())
        .filter(one -> one.alive().isPresent())
        .map(ProcessRecord::address);
  }

  /** Submits and watches jobs of the running cluster. */
  FlinkClient flink() {
    return new FlinkClient(
        settings.checkout(), settings.state(), requireAddress(Component.JOB_MANAGER));
  }

  /** The arguments by which a job finds the stack, and those of the environment. */
  List<String> jobArguments() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--kafka.bootstrap-servers", bootstrapServers()));
    arguments.addAll(
        List.of("--elasticsearch.hosts", requireAddress(Component.ELASTICSEARCH).toString()));
    arguments.addAll(UsageTopics.listJobArguments());
    arguments.addAll(settings.jobArguments());
    return arguments;
  }

  private URI requireAddress(Component component) {
    return address(component)
        .orElseThrow(
            () ->
                new StackException(component.title() + " does not run: bin/tidemark up starts it"));
  }
}
