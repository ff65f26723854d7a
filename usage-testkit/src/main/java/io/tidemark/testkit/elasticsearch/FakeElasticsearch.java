/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Elasticsearch in memory, over HTTP, as far as the job and the installer of the templates use it:
 * templates, mappings, bulks with external versions, and the documents of an index. It passes the
 * tests of both that run against a real node.
 */
public final class FakeElasticsearch implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Decides an answer before the fake does. */
  @FunctionalInterface
  public interface Fault {
    Optional<Reply> answer(Request request);
  }

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final FakeTemplates templates = new FakeTemplates();
  private final FakeDocuments documents = new FakeDocuments(templates);
  private final LoopbackServer server;
  private volatile boolean lifecycle;
  private volatile Fault fault = request -> Optional.empty();

  private FakeElasticsearch(boolean lifecycle) {
    this.lifecycle = lifecycle;
    server = LoopbackServer.start(this::serve);
  }

  /** A cluster without lifecycle management. */
  public static FakeElasticsearch start() {
    return new FakeElasticsearch(false);
  }

  /** A cluster with lifecycle management. */
  public static FakeElasticsearch withLifecycle() {
    return new FakeElasticsearch(true);
  }

  public URI uri() {
    return server.uri();
  }

  /** Adds or removes lifecycle management. */
  public void setLifecycle(boolean present) {
    lifecycle = present;
  }

  public void failWith(Fault other) {
    fault = other;
  }

  /** All requests so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Paths of all PUT requests so far. */
  public List<String> puts() {
    return requests.stream().filter(one -> one.method().equals("PUT")).map(Request::path).toList();
  }

  public JsonNode component(String name) {
    return templates.component(name);
  }

  public JsonNode policy(String name) {
    return templates.policy(name);
  }

  @Override
  public void close() {
    server.close();
  }

  /** An answer that reports an error. */
  public static Reply error(int status, String reason) {
    return error(status, "scripted", reason);
  }

  static Reply error(int status, String type, String reason) {
    return Reply.json(status, Faults.error(status, type, reason).toString());
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  private synchronized Reply serve(Request request) throws IOException {
    requests.add(request);
    Optional<Reply> failure = fault.answer(request);
    return failure.isPresent() ? failure.get() : answer(request);
  }

  private Reply answer(Request request) throws IOException {
    String[] parts = request.path().substring(1).split("/");
    return switch (parts[0]) {
      case "_cluster" -> Reply.json(object().put("status", "green").toString());
      case "_bulk" -> documents.bulk(BulkOperation.parse(request.text()));
      case "_ilm" ->
          lifecycle ? templates.lifecycle(parts, request, readBody(request)) : noLifecycle();
      case "_component_template", "_index_template" ->
          templates.answer(parts, request, readBody(request), lifecycle);
      case "_resolve" -> documents.resolve(parts[2]);
      default -> index(parts, request);
    };
  }

  private Reply index(String[] parts, Request request) throws IOException {
    if (parts.length == 1) {
      return documents.create(parts[0]);
    }
    return switch (parts[1]) {
      case "_mapping" ->
          documents.mapping(
              parts[0],
              request.method().equals("PUT") ? Optional.of(readBody(request)) : Optional.empty());
      case "_refresh" -> Reply.json("{}");
      case "_search" -> documents.search(parts[0]);
      default -> error(400, "no such route: " + request.target());
    };
  }

  private static Reply noLifecycle() {
    return error(405, "Incorrect HTTP method for uri");
  }

  private static ObjectNode readBody(Request request) throws IOException {
    return JSON.readTree(request.body()) instanceof ObjectNode body ? body : object();
  }
}
