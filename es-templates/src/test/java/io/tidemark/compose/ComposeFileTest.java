/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.compose;

import static io.tidemark.compose.ComposeFile.mapping;
import static io.tidemark.compose.ComposeFile.strings;
import static io.tidemark.compose.ComposeFile.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.index.Keep;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No engine runs here, so what can be wrong in {@code docker-compose.yml} is held against the
 * repository: files, ports, variables, versions, options and topics.
 */
@Tag("fast")
class ComposeFileTest {

  private static final ComposeFile FILE = new ComposeFile();

  /** The ports of the local stack; bin/tidemark reads the same file. */
  private static final Set<String> LOCAL_STACK =
      Set.of(
          "TIDEMARK_HOME",
          "TIDEMARK_ES_PORT",
          "TIDEMARK_KAFKA_PORT",
          "TIDEMARK_FLINK_PORT",
          "TIDEMARK_API_PORT",
          "TIDEMARK_INTAKE_PORT",
          "TIDEMARK_JOB_ARGS",
          "TIDEMARK_DIMENSION_TAGS");

  /** The ports that only this file publishes. */
  private static final Set<String> OWN =
      Set.of(
          "TIDEMARK_KIBANA_PORT",
          "TIDEMARK_JOBMANAGER_METRICS_PORT",
          "TIDEMARK_TASKMANAGER_METRICS_PORT",
          "TIDEMARK_STANDBY_METRICS_PORT");

  @Test
  void everyVariableIsKnownAndHasADefault() {
    assertThat(FILE.variables().keySet())
        .allMatch(
            name ->
                LOCAL_STACK.contains(name)
                    || OWN.contains(name)
                    || isRetention(name)
                    || name.startsWith("TIDEMARK_HEAP_"))
        .containsAll(LOCAL_STACK);
    assertThat(FILE.text().replaceAll("\\$\\{[A-Z_]+:-[^}]*}", "")).doesNotContain("$");
  }

  @Test
  void portsAreThoseOfTheLocalStackAndOnLoopback() {
    List<String> published = new ArrayList<>();
    for (Object service : FILE.services().values()) {
      published.addAll(strings((Map<?, ?>) service, "ports"));
    }

    assertThat(published)
        .allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"))
        .doesNotHaveDuplicates()
        .contains(
            "127.0.0.1:9200:9200",
            "127.0.0.1:9092:9092",
            "127.0.0.1:8081:8081",
            "127.0.0.1:8080:8080",
            "127.0.0.1:5601:5601");
  }

  @ParameterizedTest
  @MethodSource("services")
  void aServiceThatStaysSaysWhenItIsHealthy(String name) {
    Map<?, ?> service = FILE.service(name);

    assertThat(service.containsKey("healthcheck")).isEqualTo(service.containsKey("restart"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"search-api", "usage-intake"})
  void startsAServiceAgainThatRunsOutOfMemory(String name) {
    assertThat(strings(FILE.service(name), "command")).contains("-XX:+ExitOnOutOfMemoryError");
    assertThat(FILE.service(name).get("restart")).isEqualTo("unless-stopped");
  }

  @ParameterizedTest
  @MethodSource("services")
  void waitsForTheDependenciesOfAService(String name) {
    mapping(FILE.service(name), "depends_on")
        .forEach(
            (other, condition) -> {
              boolean stays = FILE.service(other.toString()).containsKey("restart");
              assertThat(condition)
                  .as(other.toString())
                  .isEqualTo(
                      Map.of(
                          "condition",
                          stays ? "service_healthy" : "service_completed_successfully"));
              assertThat(FILE.services().containsKey(other)).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("services")
  void mountsExistingOrBuiltFiles(String name) {
    for (String volume : strings(FILE.service(name), "volumes")) {
      String source = source(volume);
      if (!source.startsWith("./")) {
        assertThat(FILE.volumes().containsKey(source)).as(volume).isTrue();
        continue;
      }
      assertThat(volume).endsWith(":ro");
      Matcher built = Pattern.compile("\\./([a-z-]+)/target/([a-z-]+)\\.jar").matcher(source);
      if (built.matches()) {
        assertThat(text(built.group(1) + "/pom.xml"))
            .contains("<finalName>" + built.group(2) + "</finalName>");
      } else {
        assertThat(ComposeFile.exists(source)).as(volume).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void aCommandNamesFilesThatAreMounted(String name) {
    List<String> targets =
        strings(FILE.service(name), "volumes").stream().map(ComposeFileTest::target).toList();

    assertThat(
            strings(FILE.service(name), "command").stream()
                .filter(w -> w.startsWith("/opt/tidemark")))
        .allMatch(targets::contains);
  }

  @Test
  void everyDeclaredVolumeIsUsed() {
    Stream<String> used =
        FILE.services().values().stream()
            .flatMap(service -> strings((Map<?, ?>) service, "volumes").stream())
            .map(ComposeFileTest::source);

    assertThat(used.toList())
        .containsAll(FILE.volumes().keySet().stream().map(Object::toString).toList());
  }

  @Test
  void imagesAreOfTheVersionsThatTheBuildUses() {
    assertThat(image("elasticsearch")).endsWith(":" + version("elasticsearch"));
    assertThat(image("kibana")).endsWith(":" + version("elasticsearch"));
    assertThat(image("kafka")).isEqualTo("apache/kafka:" + version("kafka"));
    assertThat(image("topics")).isEqualTo(image("kafka"));
    String flink = version("flink").replaceAll("\\.\\d+$", "");
    assertThat(Stream.of("flink-state", "jobmanager", "taskmanager", "job").map(this::image))
        .containsOnly("flink:" + flink + "-java17");
  }

  @Test
  void theBrokerIsSetUpAsTheLocalOne() throws IOException {
    Properties local = new Properties();
    local.load(new StringReader(text("local-stack/kafka-broker/conf/server.properties")));
    Map<String, String> here = new TreeMap<>();
    mapping(FILE.service("kafka"), "environment")
        .forEach((k, v) -> here.put(property(k.toString()), v.toString()));
    Set<String> ofItsOwnNetwork =
        Set.of("inter.broker.listener.name", "listener.security.protocol.map");

    for (String key : local.stringPropertyNames()) {
      if (!ofItsOwnNetwork.contains(key)) {
        assertThat(here).containsEntry(key, local.getProperty(key));
      }
    }
  }

  @Test
  void checkpointsAreTakenAsInTheLocalCluster() {
    String local = text("local-stack/flink-cluster/conf/config.yaml");
    Object properties = mapping(FILE.service("jobmanager"), "environment").get("FLINK_PROPERTIES");

    assertThat(properties.toString().lines())
        .filteredOn(line -> line.matches("(execution|state|restart-strategy|parallelism).*"))
        .filteredOn(line -> !line.contains("file:///flink-state/"))
        .hasSizeGreaterThan(5)
        .allSatisfy(line -> assertThat(local).containsPattern("(?m)^" + Pattern.quote(line) + "$"));
    assertThat(mapping(FILE.service("taskmanager"), "environment").get("FLINK_PROPERTIES"))
        .isEqualTo(properties);
  }

  @Test
  void flinkAllowsNoOtherWebPageAndNoJarFromAPage() {
    Object properties = mapping(FILE.service("jobmanager"), "environment").get("FLINK_PROPERTIES");

    assertThat(properties.toString().lines())
        .contains(
            "web.access-control-allow-origin: http://localhost:8081", "web.submit.enable: false");
  }

  /** Without one that idles, a killed TaskManager would first have to start again. */
  @Test
  void startsAStandbyTaskManager() {
    Map<?, ?> first = FILE.service("taskmanager");
    Map<?, ?> standby = FILE.service("taskmanager-standby");

    assertThat(strings(standby, "ports")).isNotEmpty().isNotEqualTo(strings(first, "ports"));
    assertThat(standby).usingRecursiveComparison().ignoringFields("ports").isEqualTo(first);
  }

  @Test
  void theJobHasTheOptionsThatItIsGiven() {
    String options = text("flink-job/src/main/java/io/tidemark/job/options/ConnectorOptions.java");

    // Topics are options of every workload: OptionsTableTest has their names.
    assertThat(found("--([a-z]+\\.[a-z-]+) ", text("docker/submit-job.sh")))
        .isNotEmpty()
        .filteredOn(option -> !option.endsWith(".topic"))
        .allSatisfy(option -> assertThat(options).contains("\"" + option + "\""));
  }

  @Test
  void theApiHasThePropertiesThatItIsGiven() {
    String properties =
        text("search-api/src/main/java/io/tidemark/api/access/TokenProperties.java")
            + text("search-api/src/main/java/io/tidemark/api/search/ElasticsearchProperties.java")
            + text("search-api/src/main/java/io/tidemark/api/sources/SourcesProperties.java")
            + text("search-api/src/main/java/io/tidemark/api/templates/TemplateInstallation.java");

    assertThat(strings(FILE.service("search-api"), "command"))
        .filteredOn(word -> word.startsWith("--tidemark."))
        .hasSize(5)
        .allSatisfy(
            word -> {
              String property = word.substring(2, word.indexOf('='));
              int dot = property.lastIndexOf('.');
              assertThat(properties)
                  .containsAnyOf("\"" + property + "\"", "(\"" + property.substring(0, dot) + "\")")
                  .containsPattern("\\b" + camelCase(property.substring(dot + 1)) + "\\b");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"templates", "kibana-objects"})
  void theInstallerReadsTheVariableThatItIsGiven(String service) {
    String installer = text("es-templates/src/main/java/io/tidemark/templates/InstallCommand.java");

    assertThat(mapping(FILE.service(service), "environment").keySet())
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(isRetention(name) || installer.contains("${env:" + name + ":-"))
                    .as(name.toString())
                    .isTrue());
    assertThat(strings(FILE.service(service), "command"))
        .filteredOn(word -> word.startsWith("--"))
        .isNotEmpty()
        .allSatisfy(word -> assertThat(installer).contains("\"" + word + "\""));
  }

  @Test
  void theKeyOfTheTokensIsTheOneThatTheCommandSignsWith() {
    assertThat(FILE.secrets().toString()).contains("token-key", "file=.local/token.key");
    assertThat(strings(FILE.service("search-api"), "secrets")).containsExactly("token-key");
    assertThat(strings(FILE.service("search-api"), "command"))
        .contains("--tidemark.token.key-file=/run/secrets/token-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"templates", "kibana-objects", "job", "search-api", "usage-intake"})
  void everyProgramKeepsAsLong(String service) {
    assertThat(mapping(FILE.service(service), "environment").keySet())
        .filteredOn(ComposeFileTest::isRetention)
        .hasSize(4);
  }

  /** Whether the variable is a setting of {@link Keep}, which rejects other values of it. */
  private static boolean isRetention(Object name) {
    try {
      Keep.fromEnvironment(Map.of(name.toString(), "no days"));
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  static List<String> services() {
    return FILE.services().keySet().stream().map(Object::toString).toList();
  }

  private String image(String service) {
    return FILE.service(service).get("image").toString();
  }

  /** A mount {@code source:target} or {@code source:target:ro}. */
  private static String source(String volume) {
    return volume.substring(0, volume.indexOf(':'));
  }

  private static String target(String volume) {
    return volume.substring(volume.indexOf(':') + 1).replaceFirst(":ro$", "");
  }

  private static String version(String name) {
    return found("<" + name + "\\.version>([^<]+)<", text("pom.xml")).get(0);
  }

  private static String property(String variable) {
    return variable.replaceFirst("^KAFKA_", "").toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private static String camelCase(String property) {
    return Pattern.compile("-(.)")
        .matcher(property)
        .replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
  }

  private static List<String> found(String regex, String text) {
    return Pattern.compile(regex).matcher(text).results().map(match -> match.group(1)).toList();
  }
}
