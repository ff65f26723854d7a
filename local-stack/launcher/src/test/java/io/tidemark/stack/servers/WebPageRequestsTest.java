/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stack.elasticsearch.ElasticsearchProcess;
import io.tidemark.stack.flink.FlinkCluster;
import io.tidemark.stack.process.Http;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Web pages of other origins cannot use the servers of the local stack. */
@Tag("cluster")
class WebPageRequestsTest {

  private static final String FOREIGN = "http://evil.example";
  private static final Pattern METRICS_PORT =
      Pattern.compile("Prometheus metrics on port (\\d+)\\.");

  @TempDir static Path state;

  private static FlinkCluster cluster;

  @BeforeAll
  static void start() {
    cluster = FlinkCluster.start(state);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void elasticsearchRefusesPagesAndForeignHosts(@TempDir Path elasticsearchState) throws Exception {
    try (ElasticsearchProcess node = ElasticsearchProcess.start(elasticsearchState)) {
      URI uri = node.uri();
      String host = uri.getAuthority();
      String document = "{\"a\":1}";
      for (String path :
          List.of("/", "/_search", "/_cat/indices", "/no/such/route/at/all", "/%zz")) {
        for (String method : List.of("GET", "POST", "OPTIONS", "HEAD", "DELETE")) {
          assertRefused(RawRequest.of(method, path).header("Host", host), uri);
        }
      }
      assertThat(
              RawRequest.of("POST", "/tidemark-x/_doc")
                  .header("Host", host)
                  .header("Origin", FOREIGN)
                  .body("text/plain", document)
                  .status(uri))
          .isEqualTo(403);
      assertThat(RawRequest.of("GET", "/").header("Host", "evil.example:9200").status(uri))
          .isEqualTo(403);
      assertThat(RawRequest.of("GET", "/").status(uri)).isEqualTo(403);
      assertThat(
              RawRequest.of("GET", "/")
                  .header("Host", host)
                  .header("Sec-Fetch-Site", "cross-site")
                  .status(uri))
          .isEqualTo(403);

      assertThat(Http.get(uri.resolve("/_cat/indices?format=json"))).isEmpty();
      assertThat(
              RawRequest.of("PUT", "/tidemark-x/_doc/1")
                  .header("Host", "localhost:" + uri.getPort())
                  .body("application/json", document)
                  .status(uri))
          .isEqualTo(201);
    }
  }

  private static void assertRefused(RawRequest request, URI uri) throws IOException {
    String answer = request.header("Origin", FOREIGN).send(uri);
    assertThat(answer).startsWith("HTTP/1.1 403");
    assertThat(answer).doesNotContainIgnoringCase("access-control-allow-origin");
  }

  @Test
  void flinkAcceptsItsOwnPageOnly() throws Exception {
    URI uri = cluster.client().restUri();
    String host = uri.getAuthority();
    for (String path : List.of("/", "/overview", "/jobs", "/jars/upload", "/no-such-route")) {
      for (String method : List.of("GET", "POST", "OPTIONS", "HEAD", "DELETE", "PATCH")) {
        assertRefused(RawRequest.of(method, path).header("Host", host), uri);
      }
    }
    assertThat(RawRequest.of("GET", "/overview").header("Host", "evil.example").status(uri))
        .isEqualTo(403);
    assertThat(
            RawRequest.of("GET", "/overview")
                .header("Host", host)
                .header("Sec-Fetch-Site", "cross-site")
                .status(uri))
        .isEqualTo(403);

    String own =
        RawRequest.of("GET", "/overview")
            .header("Host", host)
            .header("Origin", "http://" + host)
            .send(uri);
    assertThat(own).startsWith("HTTP/1.1 200").doesNotContain("origin: *");
    assertThat(RawRequest.of("GET", "/").header("Host", "localhost:1").status(uri)).isEqualTo(200);
    assertThat(Http.get(uri.resolve("/config")).at("/features/web-submit").asBoolean()).isFalse();
  }

  @Test
  void flinkKeepsNothingOfARefusedUpload() throws Exception {
    URI uri = cluster.client().restUri();
    String form =
        """
        --x
        Content-Disposition: form-data; name="jarfile"; filename="evil.jar"
        Content-Type: application/x-java-archive

        PK
        --x--
        """
            .replace("\n", "\r\n");
    for (String path : List.of("/jars/upload", "/jobs", "/overview")) {
      RawRequest upload =
          RawRequest.of("POST", path)
              .header("Host", uri.getAuthority())
              .header("Origin", FOREIGN)
              .body("multipart/form-data; boundary=x", form);
      assertThat(upload.status(uri)).isEqualTo(403);
    }
    RawRequest withoutOrigin =
        RawRequest.of("POST", "/jars/upload")
            .header("Host", uri.getAuthority())
            .body("multipart/form-data; boundary=x", form);
    assertThat(withoutOrigin.status(uri)).isGreaterThanOrEqualTo(400);
    try (Stream<Path> files = Files.walk(state)) {
      assertThat(files.filter(file -> file.getFileName().toString().contains("evil"))).isEmpty();
    }
  }

  @Test
  void metricsAreForProgramsOnly() throws Exception {
    assertThat(cluster.client().freeSlots()).isEqualTo(4);
    for (String process : List.of("jobmanager", "taskmanager")) {
      String log = Files.readString(state.resolve("logs/" + process + ".log"));
      Matcher port = METRICS_PORT.matcher(log);
      assertThat(port.find()).as(log).isTrue();
      URI uri = URI.create("http://127.0.0.1:" + port.group(1));
      String metrics =
          RawRequest.of("GET", "/metrics").header("Host", uri.getAuthority()).send(uri);
      assertThat(metrics).startsWith("HTTP/1.1 200").contains("flink_" + process);
      assertThat(RawRequest.of("GET", "/metrics").header("Host", "evil.example").status(uri))
          .isEqualTo(403);
      assertRefused(RawRequest.of("GET", "/").header("Host", uri.getAuthority()), uri);
    }
  }
}
