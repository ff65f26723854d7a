/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Field;
import io.tidemark.testkit.elasticsearch.ElasticsearchClient;
import io.tidemark.testkit.elasticsearch.ElasticsearchNode;
import io.tidemark.testkit.elasticsearch.FakeElasticsearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The stores that all tests of the sink run against, with strict mappings. */
enum StoreKind {
  FAKE,
  REAL_NODE;

  private static final Map<StoreKind, ElasticsearchClient> STARTED = new EnumMap<>(StoreKind.class);

  /** Shared by all tests of the JVM; each test uses a day of its own. */
  ElasticsearchClient store() {
    synchronized (STARTED) {
      return STARTED.computeIfAbsent(
          this,
          kind -> {
            ElasticsearchClient client = new ElasticsearchClient(kind.start());
            List.of(IndexFamily.MODEL_CALLS_HOURLY, IndexFamily.DEAD_LETTERS)
                .forEach(family -> putTemplate(client, family));
            return client;
          });
    }
  }

  private URI start() {
    return this == FAKE ? FakeElasticsearch.start().uri() : ElasticsearchNode.shared().uri();
  }

  private static void putTemplate(ElasticsearchClient client, IndexFamily family) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("index_patterns").add(family.pattern());
    ObjectNode template = body.putObject("template");
    template.putObject("settings").put("number_of_shards", 1).put("number_of_replicas", 0);
    ObjectNode mappings = template.putObject("mappings").put("dynamic", "strict");
    ObjectNode properties = mappings.putObject("properties");
    for (Field field : DocumentFields.of(family)) {
      if (!field.name().contains(".")) {
        String type = field.type().name().toLowerCase(Locale.ROOT);
        properties.putObject(field.name()).put("type", type);
      }
    }
    try {
      client.send("PUT", "/_index_template/" + family.id(), body.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
