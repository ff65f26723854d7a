/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.templates.kibana.KibanaFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A cluster that has a version keeps it: a change under the same version would never arrive there.
 */
@Tag("fast")
class ManifestVersionTest {

  private static final Path VERSIONS =
      Path.of("src/test/resources/io/tidemark/templates/versions.properties").toAbsolutePath();

  @Test
  void aChangeOfAnyAssetRaisesTheVersion() throws Exception {
    Manifest manifest = Manifest.loadManifest();
    if (Boolean.getBoolean("tidemark.update")) {
      record(manifest);
    }

    assertThat(digest(manifest))
        .as(
            "The assets differ from those of version %d. Raise \"version\" in manifest.json, and run"
                + " this test with -Dtidemark.update=true to record the digest.",
            manifest.version())
        .isEqualTo(recorded().getProperty(Integer.toString(manifest.version())));
  }

  @Test
  void theManifestHasTheNewestVersion() throws Exception {
    assertThat(recorded().stringPropertyNames().stream().mapToInt(Integer::parseInt).max())
        .hasValue(Manifest.loadManifest().version());
  }

  /** Records the digest of a version that has none; an earlier one is never replaced. */
  private static void record(Manifest manifest) throws IOException, NoSuchAlgorithmException {
    if (!recorded().containsKey(Integer.toString(manifest.version()))) {
      String line = manifest.version() + "=" + digest(manifest) + "\n";
      Files.writeString(VERSIONS, line, StandardOpenOption.APPEND);
    }
  }

  private static String digest(Manifest manifest) throws NoSuchAlgorithmException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (Asset asset : manifest.assets()) {
      sha256.update(
          (asset.kind() + " " + asset.name() + " " + asset.body() + "\n").getBytes(UTF_8));
    }
    sha256.update(KibanaFile.readBuilt());
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static Properties recorded() throws IOException {
    Properties versions = new Properties();
    try (Reader in = Files.newBufferedReader(VERSIONS)) {
      versions.load(in);
    }
    return versions;
  }
}
