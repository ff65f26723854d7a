/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.prices.PriceListKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Files of settings. */
@Tag("fast")
@ExtendWith(OutputCaptureExtension.class)
class SettingFolderTest {

  private static final SettingAddress A = new SettingAddress("note", "acme", "a");

  @TempDir Path home;
  private SettingFolder folder;

  @BeforeEach
  void openFolder() {
    Map<String, SettingKind<?>> kinds =
        Map.of("note", new NoteKind(), "price-list", new PriceListKind());
    folder = new SettingFolder(home, new SettingFileReader(kinds));
  }

  @Test
  void readsSeveralDocumentsOfSeveralFiles() throws IOException {
    write("a.yaml", note("a", "one") + "---\n" + note("b", "two") + "---\n");
    write("c.json", "{\"kind\":\"note\",\"shared\":true,\"id\":\"c\",\"body\":{\"text\":\"t\"}}");
    write("ignored.txt", "[");
    write(".hidden.yaml", "[");

    Map<SettingAddress, Setting> all = folder.read();

    assertThat(all.keySet())
        .containsExactlyInAnyOrder(
            A,
            new SettingAddress("note", "acme", "b"),
            new SettingAddress("note", SettingAddress.SHARED, "c"));
    assertThat(all.get(A).origin()).isEqualTo(Setting.Origin.FILE);
    assertThat(all.get(A).changedBy()).isEqualTo("file a.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: price|document 2, kind",
        "tenant: ''|document 2, tenant",
        "shared: true|document 2, tenant",
        "id: A/B|document 2, id",
        "body: {text: t, number: many}|document 2, body.number",
        "body: {}|document 2, body.text",
        "body: [1]|document 2, body",
        "surprise: 1|document 2, surprise",
        "id: a|document 2, id",
        "body: *a|line 9"
      })
  void rejectsAFileWholeAndNamesFileEntryAndReason(String lineAndPlace, CapturedOutput output)
      throws IOException {
    write("a.yaml", note("a", "one"));
    folder.read();
    String line = lineAndPlace.substring(0, lineAndPlace.indexOf('|'));
    String place = lineAndPlace.substring(lineAndPlace.indexOf('|') + 1);
    String name = line.substring(0, line.indexOf(':'));
    String second = note("b", "two").replaceAll("(?m)^" + name + ":.*\n", "") + line + "\n";
    write("a.yaml", note("a", "changed") + "---\n" + second);

    Map<SettingAddress, Setting> all = folder.read();
    folder.read();

    assertThat(all.keySet()).containsExactly(A);
    assertThat(all.get(A).body().path("text").asString()).isEqualTo("one");
    assertThat(folder.rejectedFiles()).isEqualTo(1);
    assertThat(output.getOut()).containsOnlyOnce("a.yaml is rejected: " + place);

    write("a.yaml", note("a", "fixed"));
    assertThat(folder.read().get(A).body().path("text").asString()).isEqualTo("fixed");
    assertThat(folder.rejectedFiles()).isZero();
  }

  @Test
  void usesTheFirstOfTwoFilesWithASetting() throws IOException {
    write("a.yaml", note("a", "first"));
    write("b.yaml", note("a", "second") + "---\n" + note("b", "two"));

    assertThat(folder.read().keySet()).containsExactly(A);
    assertThat(folder.read().get(A).body().path("text").asString()).isEqualTo("first");

    Files.delete(home.resolve("a.yaml"));
    assertThat(folder.read().get(A).body().path("text").asString()).isEqualTo("second");
    assertThat(folder.read()).hasSize(2);
  }

  @Test
  void keepsTheOtherSettingsOfAFileThatLostOne() throws IOException {
    SettingAddress b = new SettingAddress("note", "acme", "b");
    write("b.yaml", note("a", "one") + "---\n" + note("b", "two"));
    folder.read();

    write("a.yaml", note("a", "moved"));
    Map<SettingAddress, Setting> all = folder.read();

    assertThat(folder.rejectedFiles()).isEqualTo(1);
    assertThat(all.keySet()).containsExactlyInAnyOrder(A, b);
    assertThat(all.get(A).body().path("text").asString()).isEqualTo("moved");
    assertThat(all.get(b).body().path("text").asString()).isEqualTo("two");
    write("b.yaml", "[");
    assertThat(folder.read().keySet()).containsExactlyInAnyOrder(A, b);
  }

  @Test
  void aTenantHasOneDefaultListInFiles(CapturedOutput output) throws IOException {
    write("a.yaml", list("acme", "one", true));
    write("b.yaml", list("acme", "two", true));
    write("c.yaml", list("acme", "three", false) + "---\n" + list("globex", "four", true));

    assertThat(folder.read().keySet())
        .extracting(SettingAddress::id)
        .containsExactlyInAnyOrder("one", "three", "four");
    assertThat(folder.rejectedFiles()).isEqualTo(1);
    assertThat(output.getOut())
        .contains(
            "Settings file b.yaml is rejected: price-list two:"
                + " The default of this tenant is in a.yaml");

    write("a.yaml", list("acme", "one", false));
    assertThat(folder.read()).hasSize(4);
    write("a.yaml", list("acme", "one", true) + "---\n" + list("acme", "five", true));
    assertThat(folder.read()).hasSize(4);
    assertThat(output.getOut()).contains("a.yaml is rejected: document 2, body.default");
    // What b.yaml said before its mistake is not in force once a.yaml has the default.
    write("a.yaml", list("acme", "one", true));
    write("b.yaml", "[");
    assertThat(folder.read().keySet()).extracting(SettingAddress::id).doesNotContain("two");
  }

  private static String list(String tenant, String id, boolean isDefault) {
    return "kind: price-list\ntenant: %s\nid: %s\nbody: {currency: USD, default: %s, prices: []}\n"
        .formatted(tenant, id, isDefault);
  }

  @Test
  void followsLinksAsMountedFoldersHaveThem() throws IOException {
    Path data = Files.createDirectory(home.resolve("..data"));
    Files.writeString(data.resolve("a.yaml"), note("a", "linked"));
    Files.createSymbolicLink(home.resolve("a.yaml"), data.resolve("a.yaml"));

    assertThat(folder.read().keySet()).containsExactly(A);
  }

  @Test
  void aFolderThatIsGoneIsAFault() throws IOException {
    Files.delete(home);

    assertThatThrownBy(() -> folder.read()).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void readsTextsThatOtherVersionsOfYamlTakeForValues() {
    assertThat(
            YamlReader.readAll(
                    "{from: 09:00, on: yes, day: 2026-03-12, n: 0x1F, v: 0.80, w: 012, e: , f: ~}"
                        .getBytes(UTF_8))
                .toString())
        .isEqualTo(
            List.of(
                    "{\"from\":\"09:00\",\"on\":\"yes\",\"day\":\"2026-03-12\",\"n\":\"0x1F\","
                        + "\"v\":0.80,\"w\":12,\"e\":null,\"f\":null}")
                .toString());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(home.resolve(name), text);
  }

  private static String note(String id, String text) {
    return "kind: note\ntenant: acme\nid: %s\nbody: {text: %s}\n".formatted(id, text);
  }
}
