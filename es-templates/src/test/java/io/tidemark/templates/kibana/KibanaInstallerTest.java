/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class KibanaInstallerTest {

  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final int VERSION = KibanaSources.loadSources().readVersion();
  private static final int COUNT = KibanaFile.readLines().size();

  private final ScriptedKibana kibana = new ScriptedKibana(holding(none -> false, VERSION));

  @AfterEach
  void stop() {
    kibana.close();
  }

  @Test
  void importsMissingObjects() {
    assertThat(install())
        .isEqualTo("kibana: %d objects imported, version %d".formatted(COUNT, VERSION));

    Request posted = kibana.requests.get(2);
    assertThat(posted.method()).isEqualTo("POST");
    assertThat(posted.target().toString()).isEqualTo("/api/saved_objects/_import?overwrite=true");
    String boundary =
        posted.header("content-type").replaceFirst("^multipart/form-data; boundary=", "");
    assertThat(posted.text())
        .isEqualTo(
            "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                    .formatted(boundary, "tidemark-kibana.ndjson")
                + "Content-Type: application/ndjson\r\n\r\n"
                + new String(KibanaFile.readBuilt(), UTF_8)
                + "\r\n--"
                + boundary
                + "--\r\n");
    assertThat(kibana.requests).allMatch(request -> request.header("authorization") == null);
  }

  @Test
  void keepsExistingObjects() {
    kibana.follow(holding(all -> true, VERSION));

    assertThat(install()).contains("unchanged");

    assertThat(kibana.targets()).containsExactly("/api/status", "/api/saved_objects/_bulk_get");
  }

  @Test
  void oneMissingPanelBringsAllBack() {
    kibana.follow(holding(id -> !id.equals("tidemark-comfyui-failed"), VERSION));

    assertThat(install()).contains("imported");
  }

  @Test
  void anOlderVersionIsRaised() {
    kibana.follow(holding(all -> true, VERSION - 1));

    assertThat(install()).contains("imported");
  }

  @Test
  void aNewerVersionStays() {
    kibana.follow(holding(all -> true, VERSION + 1));

    assertThat(install()).contains("newer");

    assertThat(kibana.targets()).hasSize(2);
  }

  @Test
  void objectsThatKibanaRefusesAreAFailureThoughItAnswers200() {
    kibana.follow(
        request ->
            request.path().contains("_import")
                ? Reply.json(
                    200,
                    """
                    {"success":false,"successCount":3,"errors":[
                      {"id":"tidemark-status","type":"dashboard","error":{"type":"missing_references"}}]}
                    """)
                : holding(none -> false, VERSION).apply(request));

    assertThatThrownBy(this::install)
        .isInstanceOf(KibanaException.class)
        .hasMessageContainingAll("3 of " + COUNT, "tidemark-status", "missing_references");
  }

  @Test
  void reportsRejectedUserAtOnce() {
    kibana.follow(request -> Reply.json(401, "{\"message\":\"unable to authenticate\"}"));

    assertThatThrownBy(this::install)
        .isInstanceOf(KibanaException.class)
        .hasMessageContainingAll("401", "unable to authenticate", "Check the user");
    assertThat(kibana.targets()).hasSize(1);
  }

  @Test
  void kibanaMayTakeItsTimeToStart() {
    AtomicInteger times = new AtomicInteger();
    kibana.follow(
        request ->
            times.incrementAndGet() < 3
                ? Reply.json(503, "Kibana server is not ready yet")
                : holding(all -> true, VERSION).apply(request));

    assertThat(install()).contains("unchanged");
  }

  @Test
  void aKibanaThatNeverStartsIsNamed() {
    kibana.follow(request -> Reply.json(503, "Kibana server is not ready yet"));

    assertThatThrownBy(() -> installer(kibana.address()).installObjects(Duration.ofMillis(1)))
        .isInstanceOf(KibanaException.class)
        .hasMessageContainingAll(kibana.address(), "503");
  }

  @Test
  void anAnswerThatIsNoJsonIsAFailure() {
    kibana.follow(
        request ->
            Reply.json(request.path().equals("/api/status") ? 200 : 502, "<html>proxy</html>"));

    assertThatThrownBy(this::install)
        .isInstanceOf(KibanaException.class)
        .hasMessageContaining("502");
  }

  @Test
  void aSpaceAndAUserAreKept() {
    new KibanaInstaller(kibana.address() + "/s/finance/", "elastic", "s3cret:\u00fc")
        .installObjects(WAIT);

    assertThat(kibana.targets()).allMatch(path -> path.startsWith("/s/finance/api/"));
    assertThat(kibana.requests)
        .allMatch(
            request -> request.header("authorization").equals("Basic ZWxhc3RpYzpzM2NyZXQ6w7w="));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:5601",
        "ftp://localhost",
        "http://elastic:hush@localhost:5601",
        "http://a b"
      })
  void anAddressThatIsNoneIsRefusedWithoutRepeatingIt(String address) {
    assertThatThrownBy(() -> installer(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http://host:5601")
        .hasMessageNotContaining("hush");
  }

  private String install() {
    return installer(kibana.address()).installObjects(WAIT);
  }

  private static KibanaInstaller installer(String address) {
    return new KibanaInstaller(address, "", "");
  }

  /** A Kibana that has the objects that {@code present} names, the dashboards of a version. */
  private static Function<Request, Reply> holding(Predicate<String> present, int version) {
    return request -> {
      if (request.path().endsWith("/api/status")) {
        return Reply.json(200, "{}");
      }
      if (request.path().endsWith("/_bulk_get")) {
        return Reply.json(200, found(request.text(), present, version));
      }
      return Reply.json(200, "{\"success\":true,\"successCount\":" + COUNT + "}");
    };
  }

  private static String found(String asked, Predicate<String> present, int version) {
    ObjectNode answer = KibanaSources.JSON.createObjectNode();
    ArrayNode objects = answer.putArray("saved_objects");
    try {
      for (JsonNode wanted : KibanaSources.JSON.readTree(asked)) {
        ObjectNode object = objects.addObject();
        object.setAll((ObjectNode) wanted);
        if (present.test(wanted.required("id").textValue())) {
          object
              .putObject("attributes")
              .put(
                  "description", InstalledVersion.markDescription("Changed by somebody.", version));
        } else {
          object.putObject("error").put("statusCode", 404);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString();
  }
}
