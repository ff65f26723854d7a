/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.stack.StackException;
import io.tidemark.stack.settings.ApiClient;
import io.tidemark.stack.token.TokenRequest;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "key",
    description = "Creates, lists and revokes the keys with which senders authenticate at intake.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {KeyCommand.Create.class, KeyCommand.ListKeys.class, KeyCommand.Revoke.class},
    footer = {"", "Example: bin/tidemark key create --tenant acme --name litellm-prod"})
final class KeyCommand extends CommandGroup {

  private static final String PATH = "/api/v1/ingest-keys";
  private static final String INGEST = "ingest";

  /** Prints a new key. */
  @Command(
      name = "create",
      description = {
        "Creates a key and prints it as the last line.",
        "It is shown only once: the store keeps its SHA-256. Intake accepts the key within 30 s."
      },
      footer = {"", "Example: bin/tidemark key create --tenant acme --name litellm-prod"})
  static final class Create implements Callable<Integer> {

    @Mixin private ApiAccess access;

    @Option(
        names = "--name",
        defaultValue = "default",
        description = "Name of the sender (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(names = "--project", description = "Project of all events of the sender.")
    private String project;

    @Option(names = "--user", description = "User of all events of the sender.")
    private String user;

    @Option(
        names = "--role",
        defaultValue = INGEST,
        description = "Role of the key: ingest (default: ${DEFAULT-VALUE}).")
    private String role;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      if (!role.equals(INGEST)) {
        throw new StackException(
            "unknown role '" + role + "' for keys: the only role is " + INGEST);
      }
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("name", name).put("role", role);
      if (project != null) {
        body.put("project_id", project);
      }
      if (user != null) {
        body.put("user_id", user);
      }
      JsonNode created =
          access
              .createClient(TokenRequest.SUPER_ADMIN)
              .send(
                  "POST",
                  PATH,
                  Map.of("Content-Type", "application/json"),
                  body.toString().getBytes(StandardCharsets.UTF_8))
              .body();
      PrintWriter out = spec.commandLine().getOut();
      out.println("Created " + created.path("id").asText() + " for " + name + ".");
      out.println(created.path("key").asText());
      out.flush();
      return 0;
    }
  }

  /** Lists the keys of a tenant. */
  @Command(
      name = "list",
      description = "Lists the keys of a tenant: id, first characters, name, project and user.",
      footer = {"", "Example: bin/tidemark key list --tenant acme"})
  static final class ListKeys implements Callable<Integer> {

    @Mixin private ApiAccess access;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      ApiClient client = access.createClient(TokenRequest.SUPER_ADMIN);
      PrintWriter out = spec.commandLine().getOut();
      for (JsonNode key : client.send("GET", PATH, Map.of()).body().path("keys")) {
        out.printf(
            "%s  %s…  %s  %s  %s  %s%n",
            key.path("id").asText(),
            key.path("hint").asText(),
            key.path("created_at").asText(),
            key.path("name").asText(),
            textOrDash(key.path("project_id")),
            textOrDash(key.path("user_id")));
      }
      out.flush();
      return 0;
    }
  }

  private static String textOrDash(JsonNode value) {
    return value.isTextual() ? value.textValue() : "-";
  }

  /** Revokes a key. */
  @Command(
      name = "revoke",
      description = "Revokes a key: intake rejects it within 30 s.",
      footer = {"", "Example: bin/tidemark key revoke --tenant acme key-5f2c1a9b7e30"})
  static final class Revoke implements Callable<Integer> {

    private static final Pattern ID = Pattern.compile("key-[0-9a-f]{12}");

    @Mixin private ApiAccess access;

    @Parameters(paramLabel = "ID", description = "Id of the key, as key list shows it.")
    private String id;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      if (!ID.matcher(id).matches()) {
        throw new StackException(
            "invalid key id '" + id + "': bin/tidemark key list shows the ids");
      }
      access.createClient(TokenRequest.SUPER_ADMIN).send("DELETE", PATH + "/" + id, Map.of());
      spec.commandLine().getOut().println("Revoked " + id + ".");
      spec.commandLine().getOut().flush();
      return 0;
    }
  }
}
