/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stack.StackException;
import io.tidemark.stack.settings.ApiClient;
import io.tidemark.stack.token.TokenRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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
    name = "settings",
    description = "Reads and changes settings of a tenant, such as price lists and budgets.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SettingsCommand.ListSettings.class,
      SettingsCommand.Get.class,
      SettingsCommand.Put.class,
      SettingsCommand.Delete.class,
      SettingsCommand.History.class
    },
    footer = {"", "Example: bin/tidemark settings list --tenant acme price-lists"})
final class SettingsCommand extends CommandGroup {

  private static final String KINDS =
      "allocations, budgets, channels, exchange-rates, fixed-costs, legal-holds, monitors, pools,"
          + " price-lists, silences";

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /** Which kind of settings, and whose. */
  private static final class Target {

    @Mixin private ApiAccess access;

    @Option(
        names = "--shared",
        description = "Setting that all tenants share; needs the role operator.")
    private boolean shared;

    @Parameters(
        index = "0",
        paramLabel = "KIND",
        description = "Kind of the settings: " + KINDS + ".")
    private String kind;

    ApiClient createClient() {
      return access.createClient(shared ? TokenRequest.OPERATOR : TokenRequest.SUPER_ADMIN);
    }

    String createPath() {
      if (!List.of(KINDS.split(", ", -1)).contains(kind)) {
        throw new StackException("unknown kind of settings '" + kind + "': use " + KINDS);
      }
      return "/api/v1/" + kind;
    }

    String createPath(String id) {
      if (!ID.matcher(id).matches()) {
        throw new StackException(
            "invalid id '" + id + "': use a-z, 0-9, dot, hyphen and underscore");
      }
      return createPath() + "/" + id;
    }

    String createQuery() {
      return shared ? "?shared=true" : "";
    }
  }

  /** One setting, and the request for it. */
  private static final class OneSetting {

    @Mixin private Target target;

    @Parameters(index = "1", paramLabel = "ID", description = "Id of the setting.")
    private String id;

    ApiClient.Answer sendRequest(String method, String below) {
      return target
          .createClient()
          .send(method, target.createPath(id) + below + target.createQuery(), Map.of());
    }
  }

  /** Lists settings of a kind. */
  @Command(
      name = "list",
      description = "Lists the settings of a kind: id, revision, time, user and origin.",
      footer = {"", "Example: bin/tidemark settings list --tenant acme price-lists"})
  static final class ListSettings implements Callable<Integer> {

    @Mixin private Target target;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      JsonNode list = target.createClient().send("GET", target.createPath(), Map.of()).body();
      PrintWriter out = spec.commandLine().getOut();
      for (JsonNode one : list.path("settings")) {
        out.printf(
            "%s  %s  %s  %s  %s%n",
            one.path("id").asText(),
            one.path("revision").asText(),
            one.path("changed_at").asText(),
            one.path("changed_by").asText(),
            one.path("shared").asBoolean() ? "shared" : one.path("origin").asText());
      }
      out.flush();
      return 0;
    }
  }

  /** Prints a setting. */
  @Command(
      name = "get",
      description = "Prints the body of a setting as JSON, for a change with settings put.",
      footer = {"", "Example: bin/tidemark settings get --tenant acme price-lists standard"})
  static final class Get implements Callable<Integer> {

    @Mixin private OneSetting setting;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      ApiClient.Answer answer = setting.sendRequest("GET", "");
      spec.commandLine().getErr().println("ETag: " + answer.etag());
      spec.commandLine().getErr().flush();
      spec.commandLine().getOut().println(answer.body().path("body").toPrettyString());
      spec.commandLine().getOut().flush();
      return 0;
    }
  }

  /** Stores a setting. */
  @Command(
      name = "put",
      description = "Creates or changes a setting from a file of YAML or JSON.",
      footer = {
        "",
        "Example: bin/tidemark settings put --tenant acme \\",
        "           price-lists standard prices.yaml"
      })
  static final class Put implements Callable<Integer> {

    @Mixin private Target target;

    @Option(
        names = "--if-match",
        paramLabel = "ETAG",
        description = "ETag of the revision to change, as settings get prints it.")
    private String ifMatch;

    @Option(names = "--create", description = "Creates the setting; fails if it exists.")
    private boolean create;

    @Parameters(index = "1", paramLabel = "ID", description = "Id of the setting.")
    private String id;

    @Parameters(
        index = "2",
        paramLabel = "FILE|-",
        description = "A file (.json is read as JSON, others as YAML), or - for standard input.")
    private String file;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("Content-Type", file.endsWith(".json") ? "application/json" : "application/yaml");
      if (ifMatch != null) {
        headers.put("If-Match", quoteTag(ifMatch));
      }
      if (create) {
        headers.put("If-None-Match", "*");
      }
      byte[] body = readContent(file);
      ApiClient.Answer answer =
          target
              .createClient()
              .send("PUT", target.createPath(id) + target.createQuery(), headers, body);
      spec.commandLine()
          .getOut()
          .printf(
              "%s %s, revision %s%n",
              answer.status() == 201 ? "Created" : "Changed",
              id,
              answer.body().path("revision").asText());
      spec.commandLine().getOut().flush();
      return 0;
    }

    /** Shells take the quotes of an ETag away. */
    private static String quoteTag(String etag) {
      return etag.startsWith("\"") || etag.equals("*") ? etag : '"' + etag + '"';
    }

    private static byte[] readContent(String file) {
      try {
        return file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
      } catch (IOException failure) {
        throw new StackException("cannot read " + file, failure);
      }
    }
  }

  /** Deletes a setting. */
  @Command(
      name = "delete",
      description = "Deletes a setting. Its history stays readable.",
      footer = {"", "Example: bin/tidemark settings delete --tenant acme price-lists standard"})
  static final class Delete implements Callable<Integer> {

    @Mixin private OneSetting setting;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      JsonNode deleted = setting.sendRequest("DELETE", "").body();
      spec.commandLine()
          .getOut()
          .printf("Deleted %s, revision %s%n", setting.id, deleted.path("revision").asText());
      spec.commandLine().getOut().flush();
      return 0;
    }
  }

  /** Prints the revisions of a setting. */
  @Command(
      name = "history",
      description =
          "Prints the revisions of a setting with user, time and body: one line of JSON per revision.",
      footer = {"", "Example: bin/tidemark settings history --tenant acme price-lists standard"})
  static final class History implements Callable<Integer> {

    @Mixin private OneSetting setting;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      JsonNode revisions = setting.sendRequest("GET", "/history").body().path("revisions");
      if (revisions.isEmpty()) {
        spec.commandLine().getErr().println("No revisions of " + setting.id + " are stored.");
        spec.commandLine().getErr().flush();
      }
      revisions.forEach(revision -> spec.commandLine().getOut().println(revision.toString()));
      spec.commandLine().getOut().flush();
      return 0;
    }
  }
}
