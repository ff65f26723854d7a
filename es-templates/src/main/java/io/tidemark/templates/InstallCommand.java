/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import io.tidemark.model.index.Keep;
import io.tidemark.templates.kibana.KibanaException;
import io.tidemark.templates.kibana.KibanaInstaller;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.elasticsearch.client.RestClient;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code java -jar tidemark-templates.jar}: installs the templates and says what it did. */
@Command(
    name = "tidemark-templates",
    description =
        "Installs Tidemark's lifecycle policy, component templates and index templates into"
            + " Elasticsearch, and optionally data views and dashboards into Kibana. Upgrades older assets and keeps newer ones; a second run changes"
            + " nothing.",
    mixinStandardHelpOptions = true,
    versionProvider = InstallCommand.Versions.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:installed, or there already",
      "1:Elasticsearch or Kibana did not respond, or rejected the request",
      "2:an option is wrong",
      "3:installed, but an open index refused the new mapping; it keeps its old one"
    })
public final class InstallCommand implements Callable<Integer> {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int INCOMPLETE = 3;

  // The logger's only strong reference: without one, its level is lost with the next collection.
  private static final Logger CLIENT_LOG = Logger.getLogger(RestClient.class.getName());

  @Spec private CommandSpec spec;

  @Option(
      names = "--hosts",
      split = ",",
      paramLabel = "URL",
      defaultValue = "${env:TIDEMARK_ELASTICSEARCH_HOSTS:-http://localhost:9200}",
      description =
          "Addresses of the cluster, comma-separated (default: TIDEMARK_ELASTICSEARCH_HOSTS, else"
              + " http://localhost:9200).")
  private List<String> hosts;

  @Option(
      names = "--username",
      paramLabel = "NAME",
      defaultValue = "${env:TIDEMARK_ELASTICSEARCH_USERNAME:-}",
      description = "User, if the cluster needs one (default: TIDEMARK_ELASTICSEARCH_USERNAME).")
  private String username;

  @Option(
      names = "--password",
      paramLabel = "PASSWORD",
      defaultValue = "${env:TIDEMARK_ELASTICSEARCH_PASSWORD:-}",
      description =
          "Password (default: TIDEMARK_ELASTICSEARCH_PASSWORD, which other users of the machine cannot see).")
  private String password;

  @Option(
      names = "--kibana-url",
      paramLabel = "URL",
      defaultValue = "${env:TIDEMARK_KIBANA_URL:-}",
      description =
          "Address of Kibana 7.17 for data views and dashboards, with the same user; the path of a"
              + " space may follow, as in http://localhost:5601/s/finance (default:"
              + " TIDEMARK_KIBANA_URL, else none).")
  private String kibanaUrl;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "Maximum time until the cluster, and then Kibana, responds (default: ${DEFAULT-VALUE}).")
  private int waitSeconds;

  private InstallCommand() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    // The client logs each deprecation header and each refused connection; what counts is printed.
    CLIENT_LOG.setLevel(Level.OFF);
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new InstallCommand())
        .setParameterExceptionHandler(InstallCommand::reportMistake)
        .setExecutionExceptionHandler(InstallCommand::explainFailure);
  }

  @Override
  public Integer call() throws IOException {
    Duration wait = Duration.ofSeconds(waitSeconds);
    Optional<KibanaInstaller> kibana = createKibanaInstaller();
    try (RestClient client = openClient()) {
      InstallReport report = new TemplateInstaller(client, readKeep()).installTemplates(wait);
      report.lines().forEach(this::printLine);
      kibana.ifPresent(installer -> printLine(installer.installObjects(wait)));
      return report.complete() ? DONE : INCOMPLETE;
    }
  }

  private void printLine(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }

  private Keep readKeep() {
    try {
      return Keep.fromEnvironment(System.getenv());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Optional<KibanaInstaller> createKibanaInstaller() {
    if (kibanaUrl.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new KibanaInstaller(kibanaUrl, username, password));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--kibana-url: " + e.getMessage(), e);
    }
  }

  private RestClient openClient() {
    if (waitSeconds < 1) {
      throw new ParameterException(spec.commandLine(), "--wait: at least 1, not " + waitSeconds);
    }
    try {
      return new Connection(hosts, username, password).openClient();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static int reportMistake(ParameterException mistake, String[] arguments) {
    CommandLine commandLine = mistake.getCommandLine();
    commandLine.getErr().println(mistake.getMessage());
    commandLine.getErr().println("tidemark-templates --help lists the options.");
    return CommandLine.ExitCode.USAGE;
  }

  private static int explainFailure(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult arguments)
      throws Exception {
    if (failure instanceof TemplatesException || failure instanceof KibanaException) {
      commandLine.getErr().println(failure.getMessage());
      return FAILED;
    }
    throw failure;
  }

  static final class Versions implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String release = InstallCommand.class.getPackage().getImplementationVersion();
      return new String[] {
        "tidemark-templates " + (release == null ? "(unpackaged)" : release),
        "templates version " + Manifest.loadManifest().version()
      };
    }
  }
}
