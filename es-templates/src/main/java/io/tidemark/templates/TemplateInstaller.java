/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.model.index.Keep;
import io.tidemark.templates.AssetResult.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.elasticsearch.client.RestClient;

/**
 * Brings a cluster to the version of the templates in this jar: puts what is missing, raises what
 * is older, leaves what is newer, and gives open indices the fields that their template has gained.
 * Doing it again changes nothing.
 *
 * <p>Elasticsearch has no compare-and-set for templates: of two releases that install at the very
 * same moment the older may win. The next installation repairs that.
 */
public final class TemplateInstaller {

  private final Cluster cluster;
  private final Manifest manifest;
  private final Keep keep;

  /**
   * An installer of the assets in this jar. The client stays the caller's to close.
   *
   * @param keep how long policies keep each tier
   */
  public TemplateInstaller(RestClient client, Keep keep) {
    this(client, Manifest.loadManifest(), keep);
  }

  /** As above, with the default retention. */
  public TemplateInstaller(RestClient client) {
    this(client, Keep.DEFAULT);
  }

  TemplateInstaller(RestClient client, Manifest manifest) {
    this(client, manifest, Keep.DEFAULT);
  }

  TemplateInstaller(RestClient client, Manifest manifest, Keep keep) {
    this.cluster = new Cluster(client);
    this.manifest = manifest;
    this.keep = keep;
  }

  /**
   * Waits for the cluster, then installs.
   *
   * @param wait how long the cluster may take to answer
   * @throws TemplatesException when the cluster is not there in time or refuses a request; what was
   *     put until then stays, and the next installation continues from there
   */
  public InstallReport installTemplates(Duration wait) {
    cluster.awaitMaster(wait);
    Lifecycle lifecycle = lifecycle();
    List<AssetResult> results = new ArrayList<>();
    for (Asset asset : manifest.assets()) {
      results.add(installTemplates(asset, lifecycle));
    }
    return new InstallReport(
        manifest.version(),
        lifecycle,
        results,
        new OpenIndices(cluster, manifest).raiseMappings(results));
  }

  /**
   * A cluster without lifecycle management does not know the route: 405 where it takes {@code _ilm}
   * for an index, 400 or 404 in other versions.
   */
  private Lifecycle lifecycle() {
    ClusterAnswer answer = cluster.sendRequest("GET", "/_ilm/status", null);
    return switch (answer.status()) {
      case 200 -> Lifecycle.PRESENT;
      case 400, 404, 405 -> Lifecycle.ABSENT;
      default -> throw answer.createError();
    };
  }

  private AssetResult installTemplates(Asset asset, Lifecycle lifecycle) {
    if (asset.kind() == AssetKind.POLICY && lifecycle == Lifecycle.ABSENT) {
      return new AssetResult(asset.kind(), asset.name(), Change.SKIPPED, 0, 0);
    }
    String path = asset.kind().pathOf(asset.name());
    JsonNode answer = cluster.getJson(path);
    if (answer.isMissingNode()) {
      return putAsset(asset, lifecycle, Change.CREATED, InstalledAsset.UNVERSIONED);
    }
    InstalledAsset installed = asset.readInstalled(answer);
    if (installed.version() > manifest.version()) {
      return reportUnchanged(asset, Change.LEFT_NEWER, installed);
    }
    if (installed.version() < manifest.version()) {
      return putAsset(asset, lifecycle, Change.RAISED, installed.version());
    }
    if (asset.dependsOnLifecycle() && installed.lifecycle().orElse(null) != lifecycle) {
      return putAsset(asset, lifecycle, Change.ADAPTED, installed.version());
    }
    if (asset.hasOtherAge(answer, keep)) {
      return putAsset(asset, lifecycle, Change.ADAPTED, installed.version());
    }
    return reportUnchanged(asset, Change.UNCHANGED, installed);
  }

  private AssetResult putAsset(Asset asset, Lifecycle lifecycle, Change change, int before) {
    cluster.putJson(
        asset.kind().pathOf(asset.name()),
        asset.createRequest(manifest.version(), lifecycle, keep));
    return new AssetResult(asset.kind(), asset.name(), change, before, manifest.version());
  }

  private static AssetResult reportUnchanged(Asset asset, Change change, InstalledAsset installed) {
    return new AssetResult(
        asset.kind(), asset.name(), change, installed.version(), installed.version());
  }
}
