/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.elasticsearch;

import static io.tidemark.testkit.elasticsearch.FakeElasticsearch.error;
import static io.tidemark.testkit.elasticsearch.FakeElasticsearch.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Policies, component templates and index templates of {@link FakeElasticsearch}. */
final class FakeTemplates {

  private static final String COMPONENT = "component_template";
  private static final String INDEX = "index_template";

  private final Map<String, ObjectNode> policies = new HashMap<>();
  private final Map<String, Map<String, ObjectNode>> templates =
      Map.of(COMPONENT, new LinkedHashMap<>(), INDEX, new LinkedHashMap<>());

  JsonNode component(String name) {
    return templates.get(COMPONENT).get(name);
  }

  JsonNode policy(String name) {
    return policies.get(name);
  }

  /** Answers {@code _ilm/status} and {@code _ilm/policy/NAME}. */
  Reply lifecycle(String[] path, Request request, ObjectNode body) {
    if (path[1].equals("status")) {
      return ok(object().put("operation_mode", "RUNNING"));
    }
    if (request.method().equals("PUT")) {
      policies.put(path[2], body);
      return ok(object());
    }
    return policies.containsKey(path[2])
        ? ok(object().set(path[2], policies.get(path[2])))
        : error(404, "Lifecycle policy not found: " + path[2]);
  }

  /** Answers {@code _component_template/NAME} and {@code _index_template/…}. */
  Reply answer(String[] path, Request request, ObjectNode body, boolean lifecycle) {
    String kind = path[0].substring(1);
    Map<String, ObjectNode> kept = templates.get(kind);
    if (path[1].equals("_simulate")) {
      return ok(object().set("template", compose(kept.get(path[2]))));
    }
    if (request.method().equals("PUT")) {
      return put(body, path[1], kept, lifecycle);
    }
    if (!kept.containsKey(path[1])) {
      return error(404, kind + " matching [" + path[1] + "] not found");
    }
    ObjectNode answer = object();
    ObjectNode entry = answer.putArray(kind + "s").addObject().put("name", path[1]);
    entry.set(kind, kept.get(path[1]));
    return ok(answer);
  }

  private Reply put(ObjectNode body, String name, Map<String, ObjectNode> kept, boolean lifecycle) {
    if (!lifecycle && body.findValue("parse_origination_date") != null) {
      return error(400, "unknown setting [index.lifecycle.parse_origination_date]");
    }
    for (JsonNode component : body.path("composed_of")) {
      if (component(component.textValue()) == null) {
        return error(400, "component template " + component + " does not exist");
      }
    }
    kept.put(name, body);
    return ok(object());
  }

  /** The mapping that a new index gets from the last template that matches its name. */
  ObjectNode mappingOf(String index) {
    ObjectNode mapping = object();
    for (ObjectNode template : templates.get(INDEX).values()) {
      if (matches(template.required("index_patterns").get(0).textValue(), index)) {
        mapping = (ObjectNode) compose(template).get("mappings");
      }
    }
    return mapping;
  }

  private ObjectNode compose(ObjectNode template) {
    ObjectNode composed = object();
    for (JsonNode component : template.path("composed_of")) {
      merge(composed, (ObjectNode) component(component.textValue()).required("template"));
    }
    if (template.path("template") instanceof ObjectNode own) {
      merge(composed, own);
    }
    composed.withObject("/mappings");
    return composed;
  }

  static void merge(ObjectNode into, ObjectNode from) {
    for (Map.Entry<String, JsonNode> entry : from.properties()) {
      JsonNode present = into.get(entry.getKey());
      if (present instanceof ObjectNode object && entry.getValue() instanceof ObjectNode more) {
        merge(object, more);
      } else if (present instanceof ArrayNode array && entry.getValue() instanceof ArrayNode more) {
        array.addAll(more);
      } else {
        into.set(entry.getKey(), entry.getValue().deepCopy());
      }
    }
  }

  static boolean matches(String pattern, String name) {
    return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), name);
  }

  private static Reply ok(JsonNode body) {
    return Reply.json(body.toString());
  }
}
