/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import org.apache.http.HttpEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Response;

/**
 * One answer of the cluster.
 *
 * @param request method and path that were asked
 * @param body a missing node when the answer holds no JSON
 */
record ClusterAnswer(String request, int status, JsonNode body) {

  private static final int MAX_REASON_LENGTH = 500;

  static ClusterAnswer readAnswer(String request, Response response) throws IOException {
    return new ClusterAnswer(
        request, response.getStatusLine().getStatusCode(), readBody(response.getEntity()));
  }

  boolean isOk() {
    return status < 300;
  }

  /** The user is unknown or may not do this: trying again is no use. */
  boolean isForbidden() {
    return status == 401 || status == 403;
  }

  /** Why Elasticsearch refused, in its own words, cut to a readable length. */
  String reason() {
    String reason = body.at("/error/reason").asText(body.path("error").asText());
    if (reason.isEmpty()) {
      reason = "with no reason that Elasticsearch would give";
    }
    return reason.substring(0, Math.min(reason.length(), MAX_REASON_LENGTH));
  }

  TemplatesException createError() {
    String advice = isForbidden() ? " Check the user, the password and the privileges." : "";
    return new TemplatesException(request + " was refused: " + status + ", " + reason() + advice);
  }

  private static JsonNode readBody(HttpEntity entity) throws IOException {
    if (entity == null) {
      return MissingNode.getInstance();
    }
    byte[] bytes = EntityUtils.toByteArray(entity);
    try {
      return Manifest.JSON.readTree(bytes);
    } catch (JacksonException notJson) {
      return MissingNode.getInstance();
    }
  }
}
