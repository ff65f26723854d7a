/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.model.index.PermanentIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Settings of a test, stored past the API. */
public final class SettingSample {

  private SettingSample() {}

  /** Settings in memory, by the same rules as Elasticsearch. */
  public record InMemory(SettingStore store, SettingViews views, Consumer<Setting> creation) {}

  /** Settings in memory, of which there are none yet. */
  public static InMemory createInMemory(Clock clock) {
    MemorySettings repository = new MemorySettings();
    SettingFiles files = new SettingFiles();
    UnreadableSettings unreadable = new UnreadableSettings();
    return new InMemory(
        new SettingStore(repository, files, unreadable, clock),
        new SettingViews(
            repository,
            files,
            unreadable,
            new SettingsProperties(null, Duration.ofSeconds(5)),
            clock),
        setting -> repository.createSetting(setting));
  }

  /** Stores the first revision of a setting, unless there is one. */
  public static void store(
      LiveApi api, String kind, String tenant, String id, String body, Instant time) {
    api.bean(SettingRepository.class)
        .createSetting(create(kind, tenant, id, JsonMapper.shared().readTree(body), 1, time));
  }

  /** Stores that many settings with the same body at once. */
  public static void storeMany(LiveApi api, String kind, String tenant, int count, String body) {
    JsonNode tree = JsonMapper.shared().readTree(body);
    List<IndexedDocument> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Setting setting = create(kind, tenant, kind + "-" + i, tree, 1, LiveApi.NOW);
      documents.add(
          new IndexedDocument(
              PermanentIndex.SETTINGS.indexName(),
              setting.address().documentId(),
              SettingDocument.writeDocument(setting)));
    }
    api.index(documents);
  }

  /** A revision that is stored nowhere. */
  public static Setting create(
      String kind, String tenant, String id, JsonNode body, long revision, Instant time) {
    SettingAddress address = new SettingAddress(kind, tenant, id);
    return new Setting(address, revision, body, "root", time, false, Setting.Origin.API);
  }

  /** A setting as a file of an operator has it. */
  public static Setting createFile(String kind, String tenant, String id, String body) {
    return createFile(kind, tenant, id, body, LiveApi.NOW);
  }

  /** The same in a file that was written at a time. */
  public static Setting createFile(
      String kind, String tenant, String id, String body, Instant time) {
    return new Setting(
        new SettingAddress(kind, tenant, id),
        0,
        JsonMapper.shared().readTree(body),
        "file sample.yaml",
        time,
        false,
        Setting.Origin.FILE);
  }

  /** Replaces all settings of files in an instance that reads no folder. */
  public static void replaceFiles(LiveApi api, Setting... files) {
    api.bean(SettingFiles.class)
        .replaceAll(
            Stream.of(files).collect(Collectors.toMap(Setting::address, Function.identity())),
            true);
  }

  /** The same as after a start while its only file has a mistake. */
  public static void rejectFiles(LiveApi api) {
    api.bean(SettingFiles.class).replaceAll(Map.of(), false);
  }
}
