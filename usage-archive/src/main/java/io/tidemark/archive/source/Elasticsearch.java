/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.source;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.archive.ArchiveException;
import java.io.IOException;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** Requests to the cluster, with their failures in an operator's words. */
public final class Elasticsearch {

  static final ObjectMapper JSON = JsonMapper.builder().build();

  private static final int MAX_REASON_LENGTH = 500;
  private static final int NOT_FOUND = 404;

  private final RestClient client;

  /** The client stays the caller's to close. */
  public Elasticsearch(RestClient client) {
    this.client = client;
  }

  /** A new JSON object for a request. */
  public static ObjectNode createObject() {
    return JSON.createObjectNode();
  }

  /** The answer of a GET; a missing node when there is nothing at the path. */
  public JsonNode get(String path) {
    try {
      return parse(send(new Request("GET", path)), path);
    } catch (ResponseException refused) {
      if (refused.getResponse().getStatusLine().getStatusCode() == NOT_FOUND) {
        return MissingNode.getInstance();
      }
      throw explain(refused, "GET " + path);
    }
  }

  /** The answer of a request with a body. */
  public JsonNode send(String method, String path, JsonNode body) {
    return parse(sendForBytes(method, path, body), path);
  }

  /** The answer of a request without a body. */
  public JsonNode send(String method, String path) {
    return send(method, path, null);
  }

  /** The bytes of the answer as Elasticsearch sent them. */
  byte[] sendForBytes(String method, String path, JsonNode body) {
    Request request = new Request(method, path);
    if (body != null) {
      request.setJsonEntity(body.toString());
    }
    try {
      return send(request);
    } catch (ResponseException refused) {
      throw explain(refused, method + " " + path);
    }
  }

  /** Ends a scroll; one that has expired is gone already. */
  void endScroll(String scrollId) {
    Request request = new Request("DELETE", "/_search/scroll");
    request.setJsonEntity(createObject().put("scroll_id", scrollId).toString());
    request.addParameter("ignore", "404");
    try {
      send(request);
    } catch (ResponseException refused) {
      throw explain(refused, "DELETE /_search/scroll");
    }
  }

  /** Sends lines of JSON, or one document. */
  public JsonNode sendBytes(String method, String path, byte[] body, String contentType) {
    Request request = new Request(method, path);
    request.setEntity(new NByteArrayEntity(body, ContentType.create(contentType)));
    // A document that is there already is no failure.
    request.addParameter("ignore", "409");
    try {
      return parse(send(request), path);
    } catch (ResponseException refused) {
      throw explain(refused, method + " " + path);
    }
  }

  private byte[] send(Request request) throws ResponseException {
    try {
      Response answer = client.performRequest(request);
      return answer.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(answer.getEntity());
    } catch (ResponseException refused) {
      throw refused;
    } catch (IOException failure) {
      throw new ArchiveException(
          "no answer from Elasticsearch at %s: %s. Check that it is running and that the address is correct."
              .formatted(hosts(), failure.getMessage()),
          failure);
    }
  }

  private String hosts() {
    return client.getNodes().stream().map(node -> node.getHost().toURI()).toList().toString();
  }

  private static JsonNode parse(byte[] bytes, String path) {
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException notJson) {
      throw new ArchiveException("the answer to " + path + " is not JSON", notJson);
    } catch (IOException impossible) {
      throw new IllegalStateException("Bytes in memory can be read", impossible);
    }
  }

  private static ArchiveException explain(ResponseException refused, String request) {
    int status = refused.getResponse().getStatusLine().getStatusCode();
    String reason = reasonOf(refused);
    String advice =
        status == 401 || status == 403 ? " Check the user, the password and the privileges." : "";
    return new ArchiveException(
        "Elasticsearch answered %d to %s: %s%s".formatted(status, request, reason, advice),
        refused);
  }

  private static String reasonOf(ResponseException refused) {
    try {
      JsonNode error =
          JSON.readTree(EntityUtils.toByteArray(refused.getResponse().getEntity())).path("error");
      String reason = error.path("reason").asText(error.asText());
      return reason.substring(0, Math.min(reason.length(), MAX_REASON_LENGTH));
    } catch (IOException | RuntimeException noReason) {
      return "no reason given";
    }
  }
}
