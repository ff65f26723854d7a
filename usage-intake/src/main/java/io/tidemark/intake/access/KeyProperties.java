/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the keys are.
 *
 * @param file YAML file with keys; null if there is none
 * @param elasticsearch nodes with the index of settings; empty reads none
 * @param username of Elasticsearch
 * @param password of Elasticsearch
 * @param refresh interval of reading both
 */
@ConfigurationProperties("tidemark.keys")
public record KeyProperties(
    Path file,
    @DefaultValue List<URI> elasticsearch,
    String username,
    String password,
    @DefaultValue("10s") Duration refresh) {

  /** Without the password. */
  @Override
  public String toString() {
    return "keys of " + file + " and " + elasticsearch;
  }
}
