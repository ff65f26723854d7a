/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.archive.ArchiveException;
import io.tidemark.archive.manifest.Archive;
import io.tidemark.archive.manifest.ArchivedFile;
import io.tidemark.archive.manifest.Digests;
import io.tidemark.archive.manifest.Layout;
import io.tidemark.archive.manifest.SourceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkSystemSetting;

@Tag("fast")
class S3StoreTest extends StoreContract {

  private static final LocalDate DAY = LocalDate.parse("2026-10-03");

  private final FakeS3 s3 = new FakeS3();

  @BeforeAll
  static void giveCredentials() {
    System.setProperty("aws.accessKeyId", "access");
    System.setProperty("aws.secretAccessKey", "secret");
  }

  @AfterAll
  static void takeCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  @Override
  ArchiveStore open() throws IOException {
    return new ArchiveLocation("s3://usage/tidemark", s3.uri()).openToWrite();
  }

  @Test
  void writesBelowThePrefix() throws IOException {
    try (ArchiveStore store = open()) {
      store.write("date=2026-10-03/x", "text".getBytes(UTF_8));
    }

    assertThat(s3.objects()).containsOnlyKeys("/usage/tidemark/date=2026-10-03/x");
    assertThat(s3.objects().get("/usage/tidemark/date=2026-10-03/x")).asString().isEqualTo("text");
  }

  /** A store with a region of its own takes signatures for that region alone. */
  @ParameterizedTest
  @CsvSource({"eu-central-1, eu-central-1", "'', us-east-1"})
  void signsForTheRegionOfTheEnvironment(String region, String signed) throws IOException {
    System.setProperty(SdkSystemSetting.AWS_REGION.property(), region);
    try (ArchiveStore store = open()) {
      store.read("x");
    } finally {
      System.clearProperty(SdkSystemSetting.AWS_REGION.property());
    }

    assertThat(s3.authorization()).startsWith("AWS4-HMAC-SHA256 ").contains("/" + signed + "/s3/");
  }

  @Test
  void noticesAnotherRun() throws IOException {
    try (ArchiveStore one = open();
        ArchiveStore other = open()) {
      one.readHead();
      other.readHead();
      one.replaceHead("one".getBytes(UTF_8));
      assertThatThrownBy(() -> other.replaceHead("other".getBytes(UTF_8)))
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("another run has written into s3://usage/tidemark/");
      assertThat(one.readHead()).contains("one".getBytes(UTF_8));
    }
  }

  @Test
  void keepsTheFilesOfARunThatAnotherOneOverlaps() throws IOException {
    try (ArchiveStore one = open();
        ArchiveStore other = open()) {
      Archive first = Archive.open(one);
      Archive second = Archive.open(other);
      ArchivedFile kept = put(first, "one");
      ArchivedFile lost = put(second, "other");
      first.add(DAY, kept.revision(), List.of(kept), Instant.EPOCH);

      assertThatThrownBy(() -> second.add(DAY, lost.revision(), List.of(lost), Instant.EPOCH))
          .hasMessageContaining("another run has written into");
      assertThat(first.fetchVerified(kept, scratch)).hasContent("one");
      assertThat(Archive.open(other).claimRevision(DAY)).isEqualTo(3);
    }
  }

  private ArchivedFile put(Archive archive, String text) throws IOException {
    Path file = Files.writeString(scratch.resolve(text), text);
    int revision = archive.claimRevision(DAY);
    ArchivedFile archived =
        new ArchivedFile(
            "training-hourly",
            Layout.fileOf(DAY, revision, "training-hourly"),
            "tidemark-training-hourly-2026.10.03",
            revision,
            1,
            text.length(),
            Digests.of(file),
            "",
            Map.of(),
            new SourceState("uuid", 1, 1, null));
    archive.put(archived.file(), file);
    return archived;
  }

  @Test
  void reportsErrorsOfS3() throws IOException {
    s3.refuse();
    try (ArchiveStore store = open()) {
      assertThatThrownBy(() -> store.write("x", new byte[1]))
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("cannot write x in s3://usage/tidemark/: ")
          .hasMessageContaining("AccessDenied");
    }
  }

  @Test
  void rejectsPlacesThatAreNoBuckets() {
    for (String wrong : new String[] {"s3://", "s3://A", "s3://b", "s3://bucket/a b", "s3:/x/y"}) {
      assertThatThrownBy(() -> S3Location.parse(wrong))
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("use for example s3://");
    }
    assertThat(S3Location.parse("s3://bucket").keyOf("x")).isEqualTo("x");
  }
}
