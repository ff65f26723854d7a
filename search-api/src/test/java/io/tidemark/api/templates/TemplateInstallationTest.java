/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.request.Retention;
import io.tidemark.model.index.Keep;
import io.tidemark.testkit.elasticsearch.FakeElasticsearch;
import java.util.Optional;
import org.apache.http.HttpHost;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The installation of templates at the start of the API. */
@Tag("fast")
@ExtendWith(OutputCaptureExtension.class)
class TemplateInstallationTest {

  @Test
  void namesAnIndexThatRefusesTheMapping(CapturedOutput output) throws Exception {
    String index = "tidemark-pipeline-progress-2026.11.22";
    try (FakeElasticsearch fake = FakeElasticsearch.start();
        RestClient client = RestClient.builder(HttpHost.create(fake.uri().toString())).build()) {
      Request older = new Request("PUT", "/" + index);
      older.setJsonEntity("{}");
      client.performRequest(older);
      fake.failWith(
          request ->
              request.method().equals("PUT") && request.path().endsWith("/_mapping")
                  ? Optional.of(FakeElasticsearch.error(400, "mapper [hour] cannot be changed"))
                  : Optional.empty());

      new TemplateInstallation(client, new Retention(Keep.DEFAULT)).work();
    }

    assertThat(output.getAll().lines())
        .filteredOn(line -> line.contains("WARN"))
        .singleElement()
        .asString()
        .contains(index, "mapper [hour] cannot be changed");
  }
}
