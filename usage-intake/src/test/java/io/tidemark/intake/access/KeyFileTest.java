/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.parsing.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class KeyFileTest {

  @TempDir Path folder;

  @Test
  void keepsIdsAsTheyAreWritten() throws IOException {
    assertThat(
            loadKeys(
                "{sha256: aa, tenant_id: 1001, project_id: 0042, user_id: 2026-01-01, name: 1e3}"))
        .extracting(IngestKey::sender)
        .containsExactly(new Sender("1001", "0042", "2026-01-01", "1e3"));
    assertThat(loadKeys("{sha256: aa, tenant_id: NO, project_id: on, user_id: Yes, name: false}"))
        .extracting(IngestKey::sender)
        .containsExactly(new Sender("NO", "on", "Yes", "false"));
    assertThat(loadKeys("{sha256: aa, tenant_id: \"1001\", project_id: ~, user_id: }"))
        .extracting(IngestKey::sender)
        .containsExactly(new Sender("1001", null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "yes", "on", "\"true\"", "'Yes'", "1"})
  void takesNoKeyThatIsRevoked(String revoked) throws IOException {
    assertThat(loadKeys("{sha256: aa, tenant_id: acme, revoked: " + revoked + "}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "no", "Off", "\"false\"", "~", ""})
  void takesAKeyThatIsNotRevoked(String revoked) throws IOException {
    assertThat(loadKeys("{sha256: aa, tenant_id: acme, revoked: " + revoked + "}")).hasSize(1);
  }

  private List<IngestKey> loadKeys(String entry) throws IOException {
    Path file = Files.writeString(folder.resolve("keys.yaml"), "keys:\n- " + entry + "\n");
    return new KeyFile(file).loadKeys();
  }
}
