/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.StackException;
import io.tidemark.stack.token.TokenKey;
import io.tidemark.stack.token.TokenRequest;
import io.tidemark.stack.token.TokenSigner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "token",
    description = "Prints a token that the search API of this stack accepts.",
    footer = {
      "",
      "Example: TOKEN=$(bin/tidemark token --tenant acme --user alice)",
      "         curl -H \"Authorization: Bearer $TOKEN\" \\",
      "           'localhost:8080/api/v1/model-calls/summary?range=1d'"
    })
final class TokenCommand implements Callable<Integer> {

  private static final Duration MAX_TTL = Duration.ofDays(365);

  @Option(
      names = "--tenant",
      required = true,
      description = "Tenant whose usage the token may read.")
  private String tenant;

  @Option(names = "--user", required = true, description = "User of the token.")
  private String user;

  @Option(
      names = "--role",
      split = ",",
      description =
          "Role, repeated or comma-separated: super-admin (sees all users of the tenant and changes"
              + " its settings), finance, gateway, ingest, operator or directory (default:"
              + " none).")
  private List<String> roles = List.of();

  @Option(
      names = "--may-view",
      split = ",",
      paramLabel = "USER",
      description = "Other users whose usage the user may see, comma-separated (default: none).")
  private List<String> mayView = List.of();

  @Option(
      names = "--ttl",
      defaultValue = "8h",
      description =
          "Lifetime, for example 30m, 8h or 7d, at most 365d (default: ${DEFAULT-VALUE}).")
  private String timeToLive;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    for (String role : roles) {
      if (!TokenRequest.ROLES.contains(role)) {
        throw new StackException(
            "unknown role '" + role + "': use " + String.join(", ", TokenRequest.ROLES));
      }
    }
    Duration lifetime = Times.parseDuration(timeToLive);
    if (lifetime.compareTo(MAX_TTL) > 0 || lifetime.isZero()) {
      throw new StackException("--ttl must be above 0 and at most 365d");
    }
    TokenRequest request = new TokenRequest(tenant, user, roles, mayView, lifetime);
    TokenKey key = TokenKey.of(Tidemark.readSettings().state());
    spec.commandLine().getOut().println(new TokenSigner(key, Clock.systemUTC()).signToken(request));
    return 0;
  }
}
