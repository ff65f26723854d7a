/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.lifecycle.Component;
import io.tidemark.stack.lifecycle.RunningStack;
import io.tidemark.stack.lifecycle.StackSettings;
import io.tidemark.stack.settings.ApiClient;
import io.tidemark.stack.token.TokenKey;
import io.tidemark.stack.token.TokenRequest;
import io.tidemark.stack.token.TokenSigner;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of the commands that change something through the search API of this stack. */
final class ApiAccess {

  private static final Duration LIFETIME = Duration.ofMinutes(5);

  @Option(
      names = "--tenant",
      required = true,
      paramLabel = "TENANT",
      description = "Tenant that the command is about.")
  private String tenant;

  @Option(
      names = "--as",
      paramLabel = "USER",
      defaultValue = "admin",
      description = "User that the log of changes names (default: ${DEFAULT-VALUE}).")
  private String user;

  /** A client that acts as a super-admin of the tenant, or as an operator. */
  ApiClient createClient(String role) {
    return connectAs(tenant, user, role);
  }

  /** A client that acts as a user of a tenant. */
  static ApiClient connectAs(String tenant, String user, String role) {
    StackSettings settings = Tidemark.readSettings();
    URI api =
        new RunningStack(settings)
            .address(Component.API)
            .orElse(URI.create("http://127.0.0.1:" + settings.port(Component.API)));
    TokenRequest request = new TokenRequest(tenant, user, List.of(role), List.of(), LIFETIME);
    TokenKey key = TokenKey.of(settings.state());
    return new ApiClient(api, new TokenSigner(key, Clock.systemUTC()).signToken(request));
  }
}
