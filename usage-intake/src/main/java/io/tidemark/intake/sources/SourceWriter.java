/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.sources;

import io.tidemark.intake.elasticsearch.ElasticsearchHttp;
import io.tidemark.intake.schedule.RepeatedTask;
import io.tidemark.intake.sources.SourceLog.Change;
import io.tidemark.model.index.IndexFamily;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Stores the minutes of sources in Elasticsearch, where all instances of the search API read them.
 * A minute is written as a whole, so that writing it again changes nothing.
 */
final class SourceWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SourceWriter.class);
  private static final String TEMPLATE =
      "/_index_template/" + IndexFamily.PREFIX + IndexFamily.SOURCES.id();
  private static final int DOCUMENTS_OF_REQUEST = 500;

  private final SourceLog log;
  private final SourceDocument document;
  private final ElasticsearchHttp elasticsearch;
  private final RepeatedTask writing = new RepeatedTask("source-statistics", this::flushMinutes);
  private boolean hasTemplate;
  private boolean failing;

  SourceWriter(SourceLog log, String instance, ElasticsearchHttp elasticsearch) {
    this.log = log;
    this.document = new SourceDocument(instance);
    this.elasticsearch = elasticsearch;
  }

  void startWriting(Duration interval) {
    writing.start(interval, interval);
  }

  /** Writes all that has changed. */
  synchronized void flushMinutes() {
    try {
      List<Change> changes = log.listChanges(document);
      for (int i = 0; i < changes.size(); i += DOCUMENTS_OF_REQUEST) {
        requireTemplate();
        writeChanges(changes.subList(i, Math.min(changes.size(), i + DOCUMENTS_OF_REQUEST)));
      }
      log.forgetPast();
      failing = false;
    } catch (IOException | RuntimeException failure) {
      if (!failing) {
        LOG.warn("The statistics of sources cannot be written: {}", failure.getMessage());
      }
      failing = true;
    }
  }

  /** Without its template an index would have another mapping, and no end. */
  private void requireTemplate() throws IOException {
    if (hasTemplate) {
      return;
    }
    int status = elasticsearch.readStatus("GET", TEMPLATE);
    // An account that may not read templates belongs to an operator who runs the installer.
    if (status != 200 && status != 403) {
      throw new IOException("the index templates are not installed yet");
    }
    hasTemplate = true;
  }

  private void writeChanges(List<Change> changes) throws IOException {
    StringBuilder body = new StringBuilder();
    changes.forEach(change -> body.append(change.lines()));
    JsonNode items = elasticsearch.sendRequest("POST", "/_bulk", body.toString()).path("items");
    IOException failure = null;
    for (int i = 0; i < changes.size(); i++) {
      JsonNode item = items.path(i).path("index");
      int status = item.path("status").asInt();
      if (status < 300) {
        log.setStored(changes.get(i));
      } else if (status >= 400 && status < 500 && status != 429) {
        LOG.warn("Elasticsearch rejects the statistics of a source: {}", item.path("error"));
        log.setStored(changes.get(i));
      } else {
        failure = new IOException("Elasticsearch answered " + status);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    writing.close();
    flushMinutes();
  }
}
