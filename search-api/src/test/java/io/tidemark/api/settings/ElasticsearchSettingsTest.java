/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Elasticsearch node keeps the contract. */
@Tag("node")
class ElasticsearchSettingsTest extends SettingRepositoryContract {

  private final LiveApi api = LiveApi.shared();

  @Override
  SettingRepository repository() {
    return api.bean(SettingRepository.class);
  }

  @Test
  void aTimeOfAnotherFormCostsNoSetting() {
    SettingSample.store(api, "k", "times", "a", "{}", LiveApi.NOW);
    String id = new SettingAddress("k", "times", "b").documentId();
    String document =
        "{\"kind\":\"k\",\"tenant_id\":\"times\",\"id\":\"b\",\"revision\":1,\"body\":{},"
            + "\"changed_by\":\"root\",\"changed_at\":\"2026-03-12\",\"deleted\":false}";
    api.elasticsearch("PUT", "/tidemark-settings/_doc/" + id + "?refresh=true", document);
    try {
      assertThat(repository().listSettings("k", "times", 10))
          .extracting(setting -> setting.address().id())
          .containsExactly("a", "b");
      api.bean(SettingViews.class).refresh();
    } finally {
      api.elasticsearch("DELETE", "/tidemark-settings/_doc/" + id + "?refresh=true", "");
    }
  }

  @Test
  void neverGrowsTheMapping() {
    SettingSample.store(api, "k", "mapping", "a", "{\"a\":{\"b.c\":1},\"d\":\"x\"}", LiveApi.NOW);
    SettingSample.store(api, "k", "mapping", "b", "{\"a\":7,\"d\":[{}]}", LiveApi.NOW);

    JsonNode properties =
        JsonMapper.shared()
            .readTree(api.elasticsearch("GET", "/tidemark-settings/_mapping", ""))
            .at("/tidemark-settings/mappings/properties");
    assertThat(properties.propertyNames())
        .containsExactlyInAnyOrder(
            "kind", "tenant_id", "id", "revision", "body", "changed_by", "changed_at", "deleted");
    assertThat(properties.path("body").has("properties")).isFalse();
  }
}
