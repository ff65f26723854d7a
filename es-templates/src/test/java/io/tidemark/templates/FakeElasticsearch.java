/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;

/**
 * The routes that the installer asks, over HTTP, with or without lifecycle management. It passes
 * {@link InstallerContract} as the real node does.
 */
final class FakeElasticsearch implements AutoCloseable {

  static {
    // Else each answer waits 40 ms for the acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** A request as it came in. */
  record Asked(String method, String path, JsonNode body, String authorization) {}

  /** An answer of the fake's own, before it looks at what it holds. */
  interface Fault {
    Optional<Answer> answer(Asked asked);
  }

  record Answer(int status, JsonNode body) {
    static Answer ok(JsonNode body) {
      return new Answer(200, body);
    }

    static Answer error(int status, String reason) {
      ObjectNode body = object().put("status", status);
      body.putObject("error").put("reason", reason);
      return new Answer(status, body);
    }
  }

  final List<Asked> asked = new ArrayList<>();
  private final Map<String, ObjectNode> policies = new LinkedHashMap<>();
  private final Map<String, ObjectNode> components = new LinkedHashMap<>();
  private final Map<String, ObjectNode> templates = new LinkedHashMap<>();
  private final Map<String, ObjectNode> mappings = new LinkedHashMap<>();
  private final HttpServer server;
  private final RestClient client;
  private Lifecycle lifecycle;
  private Fault fault = asked -> Optional.empty();

  FakeElasticsearch(Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.start();
    client = RestClient.builder(HttpHost.create(address())).build();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  RestClient client() {
    return client;
  }

  void become(Lifecycle other) {
    lifecycle = other;
  }

  void fail(Fault with) {
    fault = with;
  }

  List<String> puts() {
    return asked.stream().filter(a -> a.method().equals("PUT")).map(Asked::path).toList();
  }

  JsonNode component(String name) {
    return components.get(name);
  }

  JsonNode policy(String name) {
    return policies.get(name);
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    byte[] in = exchange.getRequestBody().readAllBytes();
    Asked request =
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            Manifest.JSON.readTree(in),
            exchange.getRequestHeaders().getFirst("Authorization"));
    asked.add(request);
    Answer answer = fault.answer(request).orElseGet(() -> answer(request));
    byte[] out = answer.body().toString().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), out.length);
    exchange.getResponseBody().write(out);
    exchange.close();
  }

  private Answer answer(Asked request) {
    String[] parts = request.path().substring(1).split("/");
    return switch (parts[0]) {
      case "_cluster" -> Answer.ok(object().put("status", "green"));
      case "_ilm" -> lifecycle(request, parts);
      case "_component_template" -> kept(request, parts[1], components, "component_template");
      case "_index_template" ->
          parts[1].equals("_simulate")
              ? Answer.ok(simulate(templates.get(parts[2])))
              : kept(request, parts[1], templates, "index_template");
      case "_resolve" -> Answer.ok(resolve(parts[2]));
      default -> parts.length == 1 ? create(parts[0]) : mapping(request, parts[0]);
    };
  }

  private Answer lifecycle(Asked request, String[] parts) {
    if (lifecycle == Lifecycle.ABSENT) {
      return Answer.error(405, "Incorrect HTTP method for uri [" + request.path() + "]");
    }
    if (parts[1].equals("status")) {
      return Answer.ok(object().put("operation_mode", "RUNNING"));
    }
    if (request.method().equals("PUT")) {
      policies.put(parts[2], (ObjectNode) request.body());
      return Answer.ok(object());
    }
    if (!policies.containsKey(parts[2])) {
      return Answer.error(404, "Lifecycle policy not found: " + parts[2]);
    }
    return Answer.ok(object().set(parts[2], policies.get(parts[2])));
  }

  private Answer kept(Asked request, String name, Map<String, ObjectNode> kept, String wrapper) {
    if (request.method().equals("PUT")) {
      return keep((ObjectNode) request.body(), name, kept);
    }
    if (!kept.containsKey(name)) {
      return Answer.error(404, wrapper + " matching [" + name + "] not found");
    }
    ObjectNode body = object();
    ObjectNode entry = body.putArray(wrapper + "s").addObject().put("name", name);
    entry.set(wrapper, kept.get(name));
    return Answer.ok(body);
  }

  private Answer keep(ObjectNode body, String name, Map<String, ObjectNode> kept) {
    if (lifecycle == Lifecycle.ABSENT && body.findValue("parse_origination_date") != null) {
      return Answer.error(400, "unknown setting [index.lifecycle.parse_origination_date]");
    }
    for (JsonNode component : body.path("composed_of")) {
      if (!components.containsKey(component.textValue())) {
        return Answer.error(400, "component template " + component + " does not exist");
      }
    }
    kept.put(name, body);
    return Answer.ok(object());
  }

  private ObjectNode simulate(ObjectNode template) {
    ObjectNode composed = object();
    for (JsonNode component : template.path("composed_of")) {
      ComposedMapping.merge(
          composed, (ObjectNode) components.get(component.textValue()).required("template"));
    }
    if (template.path("template") instanceof ObjectNode own) {
      ComposedMapping.merge(composed, own);
    }
    composed.withObject("/mappings");
    return object().set("template", composed);
  }

  private Answer create(String index) {
    ObjectNode mapping = object();
    for (ObjectNode template : templates.values()) {
      if (matches(template.required("index_patterns").get(0).textValue(), index)) {
        mapping = simulate(template).withObject("/template/mappings");
      }
    }
    mappings.put(index, mapping);
    return Answer.ok(object());
  }

  private ObjectNode resolve(String pattern) {
    ObjectNode body = object();
    ArrayNode indices = body.putArray("indices");
    mappings.keySet().stream()
        .filter(index -> matches(pattern, index))
        .forEach(index -> indices.addObject().put("name", index));
    return body;
  }

  private Answer mapping(Asked request, String pattern) {
    ObjectNode found = object();
    for (Map.Entry<String, ObjectNode> index : mappings.entrySet()) {
      if (!matches(pattern, index.getKey())) {
        continue;
      }
      if (request.method().equals("PUT")) {
        Optional<String> changed = changedType(index.getValue(), request.body());
        if (changed.isPresent()) {
          return Answer.error(400, "mapper [" + changed.get() + "] cannot be changed");
        }
        ComposedMapping.merge(index.getValue(), (ObjectNode) request.body());
      }
      found.withObject("/" + index.getKey()).set("mappings", index.getValue());
    }
    return Answer.ok(found);
  }

  private static Optional<String> changedType(JsonNode present, JsonNode wanted) {
    return present.path("properties").properties().stream()
        .filter(
            field -> {
              JsonNode other = wanted.path("properties").path(field.getKey());
              return !other.isMissingNode()
                  && !other.path("type").equals(field.getValue().path("type"));
            })
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean matches(String pattern, String name) {
    return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), name);
  }

  private static ObjectNode object() {
    return Manifest.JSON.createObjectNode();
  }
}
