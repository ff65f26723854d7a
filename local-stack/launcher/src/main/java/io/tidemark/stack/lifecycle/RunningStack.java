/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.stack.process.ProcessRecord;
import io.tidemark.stack.process.ProcessRecords;
import java.net.URI;
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

  /** Of Kafka. */
  public String bootstrapServers() {
    return address(Component.KAFKA)
        .map(URI::getAuthority)
        .orElse("127.0.0.1:" + settings.port(Component.KAFKA));
  }

  /** Of a component whose process runs. */
  Optional<URI> address(Component component) {
    return records
        .get(component.processName())
        .filter(one -> one.alive().isPresent())
        .map(ProcessRecord::address);
  }
}
