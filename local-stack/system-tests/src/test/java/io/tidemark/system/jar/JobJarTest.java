/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.stack.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The job's jar holds what the job uses, and nothing else. That it holds enough, runs show. */
@Tag("cluster")
class JobJarTest {

  private static final Path JAR = Checkout.current().jobJar();
  private static final Path BILL = JAR.resolveSibling("tidemark-job.cdx.json");

  /** Kafka's client is two thirds of it. */
  private static final int MAX_CLASSES = 7_500;

  private static final List<String> PACKAGES =
      List.of(
          "io/tidemark/job/",
          "io/tidemark/model/",
          "org/apache/flink/connector/base/",
          "org/apache/flink/connector/kafka/",
          "org/apache/flink/streaming/connectors/kafka/",
          "org/apache/kafka/",
          "com/fasterxml/jackson/core/",
          // Kafka's client reads answers of OAuth servers with it.
          "com/fasterxml/jackson/databind/",
          "com/fasterxml/jackson/annotation/",
          // Compression of records.
          "com/github/luben/zstd/",
          "net/jpountz/",
          "org/xerial/snappy/",
          // The low-level client of Elasticsearch, and its HTTP client.
          "org/elasticsearch/client/",
          "org/apache/http/",
          "org/apache/commons/codec/",
          "org/apache/commons/logging/");

  /** Libraries in the jar, by group and artifact. */
  private static final List<String> LIBRARIES =
      List.of(
          "at.yawk.lz4:lz4-java",
          "com.fasterxml.jackson.core:jackson-annotations",
          "com.fasterxml.jackson.core:jackson-core",
          "com.fasterxml.jackson.core:jackson-databind",
          "com.github.luben:zstd-jni",
          "commons-codec:commons-codec",
          "commons-logging:commons-logging",
          "io.tidemark:usage-model",
          "org.apache.flink:flink-connector-base",
          "org.apache.flink:flink-connector-kafka",
          "org.apache.httpcomponents:httpasyncclient",
          "org.apache.httpcomponents:httpclient",
          "org.apache.httpcomponents:httpcore",
          "org.apache.httpcomponents:httpcore-nio",
          "org.apache.kafka:kafka-clients",
          "org.elasticsearch.client:elasticsearch-rest-client",
          "org.xerial.snappy:snappy-java");

  private static final Pattern MISSING = Pattern.compile("->\\s+(\\S+\\.\\S+)\\s+not found");

  /**
   * Classes that something in the jar names and that neither the jar nor Flink has, with the reason
   * why they are never loaded.
   */
  private static final List<String> NEVER_LOADED =
      List.of(
          // Kafka: validation of OAuth tokens in a broker.
          "org.jose4j.",
          // Kafka: stubs of the telemetry protocol, whose messages alone are used.
          "io.grpc.",
          "com.google.common.util.concurrent.",
          // Kafka's connector: the builder of serializers; the job has its own.
          "com.google.common.reflect.TypeToken",
          // snappy: where the container is OSGi.
          "org.osgi.");

  @Test
  void holdsOnlyPackagesThatTheJobUses() throws IOException {
    List<String> classes = entries().stream().filter(name -> name.endsWith(".class")).toList();

    assertThat(classes)
        .hasSizeBetween(1_000, MAX_CLASSES)
        .allMatch(name -> PACKAGES.stream().anyMatch(name::startsWith));
    assertThat(PACKAGES)
        .allMatch(prefix -> classes.stream().anyMatch(name -> name.startsWith(prefix)));
  }

  @Test
  void holdsNothingTwice() throws IOException {
    List<String> entries = entries();

    assertThat(entries).doesNotHaveDuplicates();
    assertThat(entries).noneMatch(name -> name.endsWith("module-info.class"));
    assertThat(entries).noneMatch(name -> name.startsWith("META-INF/versions/"));
  }

  @Test
  void missesNoClassThatIsLoaded() {
    String flink =
        Checkout.current().classPath("flink-cluster").stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    StringWriter said = new StringWriter();
    int exit =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(said),
                new PrintWriter(said),
                "--multi-release",
                "17",
                "--missing-deps",
                "--class-path",
                flink,
                JAR.toString());

    assertThat(exit).as(said.toString()).isZero();
    List<String> missing =
        MISSING.matcher(said.toString()).results().map(found -> found.group(1)).toList();
    assertThat(missing)
        .as("at least the optional ones, or jdeps speaks another way")
        .isNotEmpty()
        .allMatch(name -> NEVER_LOADED.stream().anyMatch(name::startsWith));
  }

  @Test
  void listsTheLibrariesOfTheJarInTheBillOfMaterials() throws IOException {
    assumeTrue(
        Files.exists(BILL) && Files.getLastModifiedTime(BILL).compareTo(jarTime()) >= 0,
        "mvn verify writes it, unless Maven is offline");
    JsonNode bill = new ObjectMapper().readTree(BILL.toFile());
    Map<String, String> listed = new TreeMap<>();
    for (JsonNode one : bill.path("components")) {
      listed.put(
          one.path("group").asText() + ":" + one.path("name").asText(),
          one.path("version").asText());
    }

    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(listed.keySet()).containsExactlyElementsOf(LIBRARIES);
    assertThat(listed).containsAllEntriesOf(versionsInJar());
    assertThat(bill.has("serialNumber")).as("the same at each build").isFalse();
    assertThat(bill.at("/metadata").has("timestamp")).as("the same at each build").isFalse();
  }

  @Test
  void librariesSayTheirVersions() throws IOException {
    Map<String, String> versions = versionsInJar();

    assertThat(versions).containsKeys("org.apache.httpcomponents:httpclient");
    assertThat(LIBRARIES).containsAll(versions.keySet());
  }

  private static FileTime jarTime() throws IOException {
    return Files.getLastModifiedTime(JAR);
  }

  /** Files of libraries that were built by Maven. */
  private static Map<String, String> versionsInJar() throws IOException {
    Map<String, String> versions = new TreeMap<>();
    try (ZipFile jar = new ZipFile(JAR.toFile())) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().endsWith("/pom.properties")) {
          Properties pom = new Properties();
          try (InputStream content = jar.getInputStream(entry)) {
            pom.load(content);
          }
          versions.put(
              pom.getProperty("groupId") + ":" + pom.getProperty("artifactId"),
              pom.getProperty("version"));
        }
      }
    }
    versions.remove("io.tidemark:flink-job");
    return versions;
  }

  /** Read in their order, not from the directory, which would hide a second one. */
  private static List<String> entries() throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream jar = new ZipInputStream(Files.newInputStream(JAR))) {
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
