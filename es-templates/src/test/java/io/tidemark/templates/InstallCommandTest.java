/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testkit.elasticsearch.FakeElasticsearch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Tag("fast")
class InstallCommandTest {

  private final FakeElasticsearch fake = FakeElasticsearch.withLifecycle();
  private final RestClient client =
      RestClient.builder(HttpHost.create(fake.uri().toString())).build();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void stop() throws IOException {
    client.close();
    fake.close();
  }

  @Test
  void oneLineIsPrintedForEachAsset() {
    int version = Manifest.loadManifest().version();

    assertThat(run("--hosts", fake.uri().toString())).isEqualTo(InstallCommand.DONE);

    assertThat(out.toString().lines())
        .hasSize(1 + Manifest.loadManifest().assets().size())
        .contains(
            "lifecycle management: present",
            "policy tidemark-30d: created, version " + version,
            "component template tidemark@settings: created, version " + version,
            "index template tidemark-dead-letters: created, version " + version);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void userAndPasswordGoWithEveryRequest() {
    run("--hosts", fake.uri().toString(), "--username", "elastic", "--password", "s3cret:\u00fc");

    assertThat(fake.requests())
        .isNotEmpty()
        .allMatch(
            request -> request.header("authorization").equals("Basic ZWxhc3RpYzpzM2NyZXQ6w7w="));
  }

  @Test
  void aRefusalIsOneLineAndNoStackTrace() {
    fake.failWith(
        request ->
            Optional.of(FakeElasticsearch.error(401, "unable to authenticate user [elastic]")));

    assertThat(run("--hosts", fake.uri().toString())).isEqualTo(InstallCommand.FAILED);

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("unable to authenticate user [elastic]");
  }

  @Test
  void anIndexThatRefusesTheMappingIsAnExitCodeOfItsOwn() {
    fake.failWith(
        request ->
            request.method().equals("PUT") && request.path().endsWith("/_mapping")
                ? Optional.of(FakeElasticsearch.error(400, "mapper [hour] cannot be changed"))
                : Optional.empty());
    new Cluster(client)
        .putJson("/tidemark-pipeline-progress-2026.11.22", Manifest.JSON.createObjectNode());

    assertThat(run("--hosts", fake.uri().toString())).isEqualTo(InstallCommand.INCOMPLETE);

    assertThat(out.toString().lines())
        .contains(
            "index tidemark-pipeline-progress-2026.11.22: mapping refused:"
                + " 400, mapper [hour] cannot be changed");
  }

  @Test
  void kibanaIsAskedAfterTheTemplatesArePut() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }

    int code =
        run(
            "--hosts",
            fake.uri().toString(),
            "--kibana-url",
            "http://127.0.0.1:" + closed,
            "--wait",
            "1");

    assertThat(code).isEqualTo(InstallCommand.FAILED);
    assertThat(err.toString().lines()).singleElement().asString().contains("Kibana", "" + closed);
    assertThat(out.toString()).contains("index template tidemark-dead-letters: created");
  }

  @Test
  void anAddressOfKibanaThatIsNoneIsRefusedBeforeAnythingIsDone() {
    assertThat(run("--hosts", fake.uri().toString(), "--kibana-url", "localhost:5601"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--kibana-url");
    assertThat(fake.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:9200",
        "localhost",
        "ftp://localhost:9200",
        "http://elastic:hush@localhost:9200",
        "http://localhost:9200/prefix",
        "http://localhost",
        "http://:9200",
        "http://local host:9200"
      })
  void anAddressThatIsNoneIsRefusedWithoutRepeatingIt(String address) {
    assertThat(run("--hosts", address)).isEqualTo(CommandLine.ExitCode.USAGE);

    assertThat(err.toString()).contains("http://host:port").doesNotContain("hush");
  }

  @Test
  void aUserWithoutPasswordIsRefused() {
    assertThat(run("--hosts", fake.uri().toString(), "--username", "elastic"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(fake.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "soon"})
  void aWaitThatIsNoneIsRefused(String wait) {
    assertThat(run("--hosts", fake.uri().toString(), "--wait", wait))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--wait");
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertThat(run("--host", fake.uri().toString())).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(fake.requests()).isEmpty();
  }

  @Test
  void helpListsOptionsAndExitCodes() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("--hosts", "--username", "--wait", "Exit codes:");
  }

  private int run(String... arguments) {
    return InstallCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
