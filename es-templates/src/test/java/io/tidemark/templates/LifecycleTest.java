/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.index.Keep;
import io.tidemark.model.index.PermanentIndex;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.xcontent.LoggingDeprecationHandler;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.xcontent.NamedXContentRegistry;
import org.elasticsearch.xcontent.ParseField;
import org.elasticsearch.xcontent.XContentParser;
import org.elasticsearch.xcontent.json.JsonXContent;
import org.elasticsearch.xpack.core.ilm.DeleteAction;
import org.elasticsearch.xpack.core.ilm.IndexLifecycleOriginationDateParser;
import org.elasticsearch.xpack.core.ilm.LifecycleAction;
import org.elasticsearch.xpack.core.ilm.LifecyclePolicy;
import org.elasticsearch.xpack.core.ilm.LifecycleSettings;
import org.elasticsearch.xpack.core.ilm.LifecycleType;
import org.elasticsearch.xpack.core.ilm.Phase;
import org.elasticsearch.xpack.core.ilm.TimeseriesLifecycleType;
import org.elasticsearch.xpack.core.ilm.action.PutLifecycleAction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Elasticsearch's own lifecycle management with the policy and the index names. */
@Tag("fast")
class LifecycleTest {

  private static final Manifest MANIFEST = Manifest.loadManifest();

  @ParameterizedTest
  @CsvSource({
    "tidemark-30d, 50",
    "tidemark-400d, 631",
    "tidemark-records, 90",
    "tidemark-dead-letters, 7"
  })
  void aPolicyDeletesAfterItsDaysAndDoesNothingElse(String name, int days) throws Exception {
    LifecyclePolicy policy = parse(policy(name));

    policy.validate();
    assertThat(policy.getType()).isEqualTo(TimeseriesLifecycleType.INSTANCE);
    assertThat(policy.getPhases()).containsOnlyKeys("delete");
    Phase delete = policy.getPhases().get("delete");
    assertThat(delete.getMinimumAge()).isEqualTo(TimeValue.timeValueDays(days));
    assertThat(delete.getActions()).containsOnlyKeys(DeleteAction.NAME);
    assertThat(policy.getMetadata()).containsEntry("version", MANIFEST.version());
  }

  /** The name of an index of a month is no day, so that its age counts from its creation. */
  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void everyIndexIsUnderThePolicyOfItsTier(IndexFamily family) {
    Settings.Builder settings = Settings.builder();
    new ComposedMapping(MANIFEST, IndexFamily.PREFIX + family.id())
        .settings()
        .required("lifecycle")
        .properties()
        .forEach(e -> settings.put("index.lifecycle." + e.getKey(), e.getValue().asText()));

    assertThat(LifecycleSettings.LIFECYCLE_NAME_SETTING.get(settings.build()))
        .isEqualTo(policyOf(family));
    assertThat(IndexLifecycleOriginationDateParser.shouldParseIndexName(settings.build()))
        .isEqualTo(!family.isDaily());
  }

  @ParameterizedTest
  @EnumSource(PermanentIndex.class)
  void neverDeletesAPermanentIndex(PermanentIndex index) {
    assertThat(new ComposedMapping(MANIFEST, index.indexName()).settings().has("lifecycle"))
        .isFalse();
  }

  @Test
  void neverDeletesDocumentsUnderLegalHold() {
    assertThat(new ComposedMapping(MANIFEST, PermanentIndex.HOLD).settings().has("lifecycle"))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(value = IndexFamily.class, mode = EnumSource.Mode.MATCH_NONE, names = ".*_DAILY")
  void theAgeOfAnIndexCountsFromTheDayInItsName(IndexFamily family) {
    LocalDate day = LocalDate.of(2026, 2, 28);

    assertThat(
            IndexLifecycleOriginationDateParser.parseIndexNameAndExtractDate(family.indexOn(day)))
        .isEqualTo(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
  }

  private static String policyOf(IndexFamily family) {
    if (family.isDaily()) {
      return "tidemark-400d";
    }
    if (family == IndexFamily.DEAD_LETTERS) {
      return "tidemark-dead-letters";
    }
    return family.holdsRecords() ? "tidemark-records" : "tidemark-30d";
  }

  private static Asset policy(String name) {
    return MANIFEST.assets().stream()
        .filter(asset -> asset.kind() == AssetKind.POLICY && asset.name().equals(name))
        .findAny()
        .orElseThrow();
  }

  private static LifecyclePolicy parse(Asset asset) throws Exception {
    String body =
        asset
            .createRequest(MANIFEST.version(), Lifecycle.PRESENT, new Keep(50, 600, 90, 7))
            .toString();
    NamedXContentRegistry registry =
        new NamedXContentRegistry(
            List.of(
                new NamedXContentRegistry.Entry(
                    LifecycleType.class,
                    new ParseField(TimeseriesLifecycleType.TYPE),
                    parser -> TimeseriesLifecycleType.INSTANCE),
                new NamedXContentRegistry.Entry(
                    LifecycleAction.class,
                    new ParseField(DeleteAction.NAME),
                    DeleteAction::parse)));
    try (XContentParser parser =
        JsonXContent.jsonXContent.createParser(
            registry, LoggingDeprecationHandler.INSTANCE, body)) {
      return PutLifecycleAction.Request.parseRequest(asset.name(), parser).getPolicy();
    }
  }
}
