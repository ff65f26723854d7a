/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.templates.AssetResult.Change;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.Test;

/** The behavior of the installer on any cluster: run against the fake and against a real node. */
abstract class InstallerContract {

  static final Duration WAIT = Duration.ofSeconds(30);
  static final String TEMPLATE = "tidemark-pipeline-progress";

  /** One template and what it is made of: as good as all of them, and a sixth of the requests. */
  static final Manifest SHIPPED = only(Manifest.loadManifest(), TEMPLATE);

  static final String TODAY = IndexFamily.PIPELINE_PROGRESS.indexOn(LocalDate.of(2026, 11, 22));

  /** A client of a cluster that holds nothing of ours. */
  abstract RestClient client();

  abstract Lifecycle lifecycle();

  @Test
  void anEmptyClusterGetsEveryAssetInTheOrderOfTheManifest() {
    InstallReport report = install(SHIPPED);

    assertThat(report.lifecycle()).isEqualTo(lifecycle());
    assertThat(report.assets())
        .extracting(AssetResult::name)
        .containsExactlyElementsOf(SHIPPED.assets().stream().map(Asset::name).toList());
    assertThat(report.assets())
        .allSatisfy(
            result -> assertThat(result.change()).isEqualTo(expected(result, Change.CREATED)));
    assertThat(report.indices()).isEmpty();
    assertThat(report.complete()).isTrue();
  }

  @Test
  void installingAgainChangesNothing() {
    install(SHIPPED);
    putIndex(TODAY);

    InstallReport again = install(SHIPPED);

    assertThat(again.assets())
        .allSatisfy(
            result -> assertThat(result.change()).isEqualTo(expected(result, Change.UNCHANGED)));
    assertThat(again.indices()).isEmpty();
  }

  @Test
  void anOlderVersionIsRaised() {
    install(SHIPPED);

    InstallReport report = install(new Manifest(SHIPPED.version() + 1, SHIPPED.assets()));

    assertThat(report.assets())
        .filteredOn(result -> result.change() != Change.SKIPPED)
        .allMatch(result -> result.change() == Change.RAISED)
        .allMatch(result -> result.before() == SHIPPED.version())
        .allMatch(result -> result.after() == SHIPPED.version() + 1);
    assertThat(installedVersion()).isEqualTo(SHIPPED.version() + 1);
  }

  @Test
  void aNewerVersionIsLeftAsItIs() {
    Manifest newer = new Manifest(SHIPPED.version() + 1, withField("added", "keyword"));
    install(newer);
    putIndex(TODAY);

    InstallReport report = install(SHIPPED);

    assertThat(report.assets())
        .filteredOn(result -> result.change() != Change.SKIPPED)
        .allMatch(result -> result.change() == Change.LEFT_NEWER)
        .allMatch(result -> result.after() == newer.version());
    assertThat(report.indices()).isEmpty();
    assertThat(installedVersion()).isEqualTo(newer.version());
  }

  @Test
  void replacesForeignAssetsUnderOurName() {
    ObjectNode foreign = Manifest.JSON.createObjectNode();
    foreign.putArray("index_patterns").add(TEMPLATE + "-*");
    foreign.put("priority", 300);
    new Cluster(client()).putJson("/_index_template/" + TEMPLATE, foreign);

    InstallReport report = install(SHIPPED);

    assertThat(report.assets())
        .filteredOn(result -> result.name().equals(TEMPLATE))
        .containsExactly(
            new AssetResult(
                AssetKind.INDEX_TEMPLATE, TEMPLATE, Change.RAISED, 0, SHIPPED.version()));
  }

  @Test
  void anOpenIndexGetsTheFieldsThatItsTemplateHasGained() {
    install(SHIPPED);
    putIndex(TODAY);

    InstallReport report = install(new Manifest(SHIPPED.version() + 1, withField("added", "ip")));

    assertThat(report.indices()).containsExactly(new IndexResult(TODAY, ""));
    assertThat(mappingOf(TODAY).at("/properties/added/type").asText()).isEqualTo("ip");
    assertThat(mappingOf(TODAY).at("/_meta/version").asInt()).isEqualTo(SHIPPED.version() + 1);
  }

  @Test
  void anIndexFromBeforeTheTemplatesGetsTheirMapping() {
    putIndex(TODAY);

    InstallReport report = install(SHIPPED);

    assertThat(report.indices()).containsExactly(new IndexResult(TODAY, ""));
    assertThat(mappingOf(TODAY).path("dynamic").asText()).isEqualTo("strict");
  }

  @Test
  void anIndexThatRefusesTheMappingIsNamedAndHoldsUpNothing() {
    install(SHIPPED);
    putIndex(TODAY);
    Manifest bent = new Manifest(SHIPPED.version() + 1, withField("hour", "keyword"));

    InstallReport report = install(bent);

    assertThat(report.complete()).isFalse();
    assertThat(report.indices())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.index()).isEqualTo(TODAY);
              assertThat(result.refusal()).startsWith("400, ").contains("[hour]");
            });
    assertThat(installedVersion()).isEqualTo(bent.version());
  }

  @Test
  void anIndexThatRefusedIsTriedAgain() {
    install(SHIPPED);
    putIndex(TODAY);
    install(new Manifest(SHIPPED.version() + 1, withField("hour", "keyword")));

    InstallReport mended =
        install(new Manifest(SHIPPED.version() + 2, withField("added", "keyword")));

    assertThat(mended.indices()).containsExactly(new IndexResult(TODAY, ""));
  }

  final InstallReport install(Manifest manifest) {
    return new TemplateInstaller(client(), manifest).installTemplates(WAIT);
  }

  final void putIndex(String index) {
    new Cluster(client()).putJson("/" + index, Manifest.JSON.createObjectNode());
  }

  final JsonNode mappingOf(String index) {
    return new Cluster(client()).getJson("/" + index + "/_mapping").path(index).path("mappings");
  }

  private static Manifest only(Manifest all, String template) {
    Set<String> names = new HashSet<>(Set.of(template));
    for (Asset asset : all.assets()) {
      if (asset.name().equals(template)) {
        asset.body().required("composed_of").forEach(part -> names.add(part.textValue()));
      }
    }
    return new Manifest(
        all.version(),
        all.assets().stream()
            .filter(asset -> asset.kind() == AssetKind.POLICY || names.contains(asset.name()))
            .toList());
  }

  private int installedVersion() {
    return new Cluster(client())
        .getJson("/_index_template/" + TEMPLATE)
        .at("/index_templates/0/index_template/version")
        .asInt();
  }

  /** The shipped assets, where the one index template maps one more or another field. */
  private static List<Asset> withField(String name, String type) {
    return SHIPPED.assets().stream().map(asset -> withField(asset, name, type)).toList();
  }

  private static Asset withField(Asset asset, String name, String type) {
    if (!asset.name().equals(TEMPLATE)) {
      return asset;
    }
    ObjectNode body = asset.body().deepCopy();
    body.withObject("/template/mappings/properties/" + name).put("type", type);
    return new Asset(asset.kind(), asset.name(), body);
  }

  private Change expected(AssetResult result, Change change) {
    boolean skipped = result.kind() == AssetKind.POLICY && lifecycle() == Lifecycle.ABSENT;
    return skipped ? Change.SKIPPED : change;
  }
}
