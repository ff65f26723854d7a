/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.cli;

import io.tidemark.archive.ArchiveException;
import io.tidemark.stack.Checkout;
import io.tidemark.stack.lifecycle.Component;
import io.tidemark.stack.lifecycle.RunningStack;
import io.tidemark.stack.lifecycle.StackSettings;
import io.tidemark.templates.Connection;
import java.util.List;
import org.elasticsearch.client.RestClient;
import picocli.CommandLine.Option;

/** Options about the cluster. */
final class ClusterOptions {

  @Option(
      names = "--hosts",
      split = ",",
      paramLabel = "URL",
      description =
          "Addresses of Elasticsearch, comma-separated (default: TIDEMARK_ELASTICSEARCH_HOSTS, else"
              + " the stack of this machine).")
  private List<String> hosts = List.of();

  @Option(
      names = "--username",
      paramLabel = "NAME",
      defaultValue = "${env:TIDEMARK_ELASTICSEARCH_USERNAME:-}",
      description =
          "User, if the cluster needs one (default: TIDEMARK_ELASTICSEARCH_USERNAME). Its password"
              + " is TIDEMARK_ELASTICSEARCH_PASSWORD.")
  private String username;

  /** A client of the cluster. */
  RestClient open() {
    String password = System.getenv().getOrDefault("TIDEMARK_ELASTICSEARCH_PASSWORD", "");
    try {
      return new Connection(addresses(), username, password).openClient();
    } catch (IllegalArgumentException wrong) {
      throw new ArchiveException(wrong.getMessage(), wrong);
    }
  }

  private List<String> addresses() {
    String variable = System.getenv().getOrDefault("TIDEMARK_ELASTICSEARCH_HOSTS", "");
    if (!hosts.isEmpty()) {
      return hosts;
    }
    if (!variable.isBlank()) {
      return List.of(variable.split(",", -1));
    }
    StackSettings settings = stack();
    return List.of(
        new RunningStack(settings)
            .address(Component.ELASTICSEARCH)
            .map(Object::toString)
            .orElse("http://127.0.0.1:" + settings.port(Component.ELASTICSEARCH)));
  }

  /** The settings of the stack of this machine in the environment. */
  static StackSettings stack() {
    return StackSettings.read(Checkout.current(), System.getenv());
  }
}
