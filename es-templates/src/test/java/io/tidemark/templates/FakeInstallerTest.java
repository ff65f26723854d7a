/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.model.index.Keep;
import io.tidemark.templates.AssetResult.Change;
import io.tidemark.testkit.elasticsearch.FakeElasticsearch;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The installer against a cluster with lifecycle management, and against clusters in trouble. */
@Tag("fast")
class FakeInstallerTest extends InstallerContract {

  private static final String LIFECYCLE_COMPONENT = "tidemark@lifecycle";

  private final FakeElasticsearch fake = FakeElasticsearch.withLifecycle();
  private final RestClient client =
      RestClient.builder(HttpHost.create(fake.uri().toString())).build();

  @AfterEach
  void stop() throws IOException {
    client.close();
    fake.close();
  }

  @Override
  RestClient client() {
    return client;
  }

  @Override
  Lifecycle lifecycle() {
    return Lifecycle.PRESENT;
  }

  @Test
  void aClusterThatLosesLifecycleManagementGetsTheComponentWithoutItAndBack() {
    install(SHIPPED);
    assertThat(fake.component(LIFECYCLE_COMPONENT).at("/template/settings/index/lifecycle/name"))
        .hasToString("\"tidemark-30d\"");

    fake.setLifecycle(false);
    InstallReport without = install(SHIPPED);

    assertThat(changeOf(without, LIFECYCLE_COMPONENT)).isEqualTo(Change.ADAPTED);
    assertThat(fake.component(LIFECYCLE_COMPONENT).at("/template/settings/index")).isEmpty();

    fake.setLifecycle(true);
    InstallReport again = install(SHIPPED);

    assertThat(changeOf(again, LIFECYCLE_COMPONENT)).isEqualTo(Change.ADAPTED);
    assertThat(again.assets()).filteredOn(r -> r.change() == Change.ADAPTED).hasSize(1);
  }

  @Test
  void thePolicyComesFirst() {
    install(SHIPPED);

    assertThat(fake.puts()).first().isEqualTo("/_ilm/policy/tidemark-30d");
    assertThat(fake.policy("tidemark-30d").at("/policy/_meta/version").asInt())
        .isEqualTo(SHIPPED.version());
  }

  @Test
  void changesPoliciesWhenRetentionChanges() {
    install(SHIPPED);
    Keep longer = new Keep(60, 400, 90, 30);

    InstallReport report =
        new TemplateInstaller(client(), SHIPPED, longer).installTemplates(Duration.ofSeconds(5));

    assertThat(report.assets())
        .filteredOn(result -> result.change() == Change.ADAPTED)
        .extracting(AssetResult::name)
        .containsExactly("tidemark-30d", "tidemark-records");
    assertThat(fake.policy("tidemark-records").at("/policy/phases/delete/min_age").asText())
        .isEqualTo("90d");
  }

  @Test
  void aClusterWithoutAMasterIsWaitedFor() {
    AtomicInteger refusals = new AtomicInteger(2);
    fake.failWith(
        request ->
            refusals.getAndDecrement() > 0
                ? Optional.of(FakeElasticsearch.error(503, "no master"))
                : Optional.empty());

    assertThat(install(SHIPPED).complete()).isTrue();
    assertThat(refusals).hasNegativeValue();
  }

  @Test
  void reportsTheLastFaultWhenTheWaitEnds() {
    fake.failWith(request -> Optional.of(FakeElasticsearch.error(503, "no master")));
    TemplateInstaller installer = new TemplateInstaller(client(), SHIPPED);

    assertThatThrownBy(() -> installer.installTemplates(Duration.ofMillis(1)))
        .isInstanceOf(TemplatesException.class)
        .hasMessageContaining(fake.uri().toString())
        .hasMessageContaining("503, no master");
    assertThat(fake.puts()).isEmpty();
  }

  @Test
  void aUserWhoIsRefusedIsNotWaitedFor() {
    fake.failWith(
        request -> Optional.of(FakeElasticsearch.error(401, "missing authentication credentials")));

    assertThatThrownBy(() -> install(SHIPPED))
        .isInstanceOf(TemplatesException.class)
        .hasMessageContaining("missing authentication credentials")
        .hasMessageContaining("password");
    assertThat(fake.requests()).hasSize(1);
  }

  @Test
  void lifecycleManagementThatMayNotBeAskedIsNoAbsence() {
    fake.failWith(
        request ->
            request.path().equals("/_ilm/status")
                ? Optional.of(
                    FakeElasticsearch.error(403, "action [cluster:admin/ilm/operation_mode/get]"))
                : Optional.empty());

    assertThatThrownBy(() -> install(SHIPPED))
        .isInstanceOf(TemplatesException.class)
        .hasMessageContaining("/_ilm/status")
        .hasMessageContaining("privileges");
    assertThat(fake.puts()).isEmpty();
  }

  @Test
  void anInstallationThatBrokeOffIsFinishedByTheNext() {
    fake.failWith(
        request ->
            request.path().endsWith("tidemark-pipeline-progress@mappings")
                    && request.method().equals("PUT")
                ? Optional.of(FakeElasticsearch.error(500, "disk full"))
                : Optional.empty());
    assertThatThrownBy(() -> install(SHIPPED)).hasMessageContaining("disk full");

    fake.failWith(request -> Optional.empty());
    InstallReport rest = install(SHIPPED);

    assertThat(changeOf(rest, "tidemark@settings")).isEqualTo(Change.UNCHANGED);
    assertThat(changeOf(rest, "tidemark-pipeline-progress@mappings")).isEqualTo(Change.CREATED);
    assertThat(changeOf(rest, TEMPLATE)).isEqualTo(Change.CREATED);
  }

  private static Change changeOf(InstallReport report, String name) {
    return report.assets().stream()
        .filter(result -> result.name().equals(name))
        .findAny()
        .orElseThrow()
        .change();
  }
}
