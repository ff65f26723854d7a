/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.tidemark.api.request.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** Error responses: one description per status, and the routes that may return it. */
enum ErrorResponses {
  BAD_REQUEST(
      400,
      "Invalid parameter or value, or the result would exceed a limit",
      problem(
          "invalid-parameter",
          "Bad Request",
          400,
          "It does not take this value.",
          Map.of("parameter", "interval", "allowed", List.of("hour", "day")))),
  UNAUTHORIZED(
      401,
      "Missing or invalid token",
      problem(
          "unauthorized",
          "Unauthorized",
          401,
          "Send a valid token: Authorization: Bearer TOKEN.",
          Map.of())),
  FORBIDDEN(
      403,
      "The token does not allow access to this data",
      problem(
          "forbidden",
          "Forbidden",
          403,
          "You may not see the usage of this user.",
          Map.of("parameter", "user_id"))),
  NOT_FOUND(
      404,
      "Not found, or not visible to this token",
      problem(
          "not-found",
          "Not Found",
          404,
          "The record is not found, or not visible to this token.",
          Map.of())),
  NOT_ACCEPTABLE(
      406,
      "The Accept header allows no format of this route",
      problem(
          "not-acceptable",
          "Not Acceptable",
          406,
          "This route does not answer in a form that the Accept header takes.",
          Map.of("allowed", List.of("application/json")))),
  CONFLICT(
      409,
      "The state on the server rules the request out",
      problem(
          "read-only",
          "Conflict",
          409,
          "This setting is in a file of the operator and is changed there, not here.",
          Map.of())),
  PRECONDITION_FAILED(
      412,
      "If-Match or If-None-Match does not hold",
      problem(
          "precondition-failed",
          "Precondition Failed",
          412,
          "There is a setting with this id already.",
          Map.of())),
  CONTENT_TOO_LARGE(
      413,
      "The body is longer than the limit",
      problem(
          "content-too-large",
          "Content Too Large",
          413,
          "The body is longer than 262144 bytes.",
          Map.of("limit", 262_144))),
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "The format of the body is not supported",
      problem(
          "unsupported-media-type",
          "Unsupported Media Type",
          415,
          "Name the format of the body in Content-Type.",
          Map.of("allowed", List.of("application/json", "application/yaml")))),
  TOO_MANY_REQUESTS(
      429,
      "Too many requests",
      problem(
          "too-many-requests",
          "Too Many Requests",
          429,
          "More than 600 requests in a minute.",
          Map.of("retry_after_seconds", 1))),
  INTERNAL(
      500,
      "Internal error of the API",
      problem(
          "internal", "Internal Server Error", 500, "The API failed; its log says why.", Map.of())),
  UNAVAILABLE(
      503,
      "Elasticsearch, or the issuer of the token, does not respond in time",
      problem(
          "unavailable",
          "Service Unavailable",
          503,
          "The data cannot be read right now.",
          Map.of("retry_after_seconds", 5)));

  static final String REQUEST_ID = "X-Request-Id";

  private static final String PROBLEM = "Problem";

  /** Parameters by which somebody may ask for what is not theirs. */
  private static final Set<String> MAY_BE_OTHERS = Set.of("user_id", "value");

  /** Operations without a condition that depend on what was done before. */
  private static final Set<String> MAY_CONFLICT =
      Set.of(
          "requestAccess",
          "codingAgentsFacets",
          "erasePersonById",
          "erasure",
          "budgetPeriods",
          "statement",
          "statementLines",
          "statementFocusMetadata",
          "proveStatement");

  /** Settings that counted at an earlier time may be unreadable for this release. */
  private static final String AS_OF = "prices_as_of";

  private final int status;
  private final String when;

  // A map that is never changed; the checker believes only types that say so.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Map<String, Object> example;

  ErrorResponses(int status, String when, Map<String, Object> example) {
    this.status = status;
    this.when = when;
    this.example = example;
  }

  private static Map<String, Object> problem(
      String kind, String title, int status, String detail, Map<String, Object> more) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "urn:tidemark:problem:" + kind);
    members.put("title", title);
    members.put("status", status);
    members.put("detail", detail);
    members.put("instance", "/api/v1/model-calls/trend");
    members.putAll(more);
    return members;
  }

  /** Adds the problem document and all refusals, for routes to refer to. */
  static void addTo(Components components) {
    components.addSchemas(PROBLEM, problemSchema());
    components.addHeaders(
        REQUEST_ID,
        new Header()
            .description("Identifies the request in the log. An id in the request is kept.")
            .schema(new StringSchema()));
    components.addHeaders(
        HttpHeaders.RETRY_AFTER,
        new Header()
            .description("Seconds to wait before the next attempt.")
            .schema(new IntegerSchema()));
    for (ErrorResponses refusal : values()) {
      components.addResponses(refusal.name(), refusal.response());
    }
  }

  /** Adds to a route what it may refuse with. */
  static void addTo(Operation operation, List<Parameter> parameters) {
    for (ErrorResponses refusal : values()) {
      if (refusal.concerns(operation, parameters)) {
        operation
            .getResponses()
            .addApiResponse(
                Integer.toString(refusal.status),
                new ApiResponse().$ref("#/components/responses/" + refusal.name()));
      }
    }
  }

  static Header requestId() {
    return new Header().$ref("#/components/headers/" + REQUEST_ID);
  }

  private boolean concerns(Operation operation, List<Parameter> parameters) {
    boolean open = operation.getSecurity() != null && operation.getSecurity().isEmpty();
    boolean one =
        operation.getParameters() != null
            && operation.getParameters().stream()
                .anyMatch(p -> "path".equals(p.getIn()) || "id".equals(p.getName()));
    return switch (this) {
      case BAD_REQUEST, NOT_ACCEPTABLE, INTERNAL -> true;
      case UNAUTHORIZED, TOO_MANY_REQUESTS, UNAVAILABLE -> !open;
      case CONFLICT ->
          hasParameter(operation, HttpHeaders.IF_MATCH)
              || hasParameter(operation, AS_OF)
              || isForecast(operation)
              || MAY_CONFLICT.contains(operation.getOperationId());
      case PRECONDITION_FAILED -> hasParameter(operation, HttpHeaders.IF_MATCH);
      case CONTENT_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> operation.getRequestBody() != null;
      case FORBIDDEN ->
          operation.getOperationId().startsWith("delete")
              || parameters.stream().anyMatch(p -> MAY_BE_OTHERS.contains(p.name()));
      case NOT_FOUND -> one && !operation.getOperationId().startsWith("delete");
    };
  }

  /** A forecast needs a history. */
  private static boolean isForecast(Operation operation) {
    return operation.getOperationId().endsWith("orecast");
  }

  private static boolean hasParameter(Operation operation, String name) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(p -> name.equals(p.getName()));
  }

  private ApiResponse response() {
    Schema<?> schema = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
    ApiResponse response =
        new ApiResponse()
            .description(when)
            .content(
                new Content()
                    .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(schema).example(example)));
    response.addHeaderObject(REQUEST_ID, requestId());
    if (this == TOO_MANY_REQUESTS || this == UNAVAILABLE) {
      response.addHeaderObject(
          HttpHeaders.RETRY_AFTER,
          new Header().$ref("#/components/headers/" + HttpHeaders.RETRY_AFTER));
    }
    return response;
  }

  private static Schema<?> problemSchema() {
    Schema<Object> schema = new Schema<>();
    schema.addType("object");
    schema.setDescription("Problem details of a rejected request (RFC 9457).");
    add(schema, "type", "string", "Identifies the kind of problem; stable across versions.");
    add(schema, "title", "string", "The HTTP status as text.");
    add(schema, "status", "integer", "The HTTP status.");
    add(schema, "detail", "string", "One sentence that explains the error.");
    add(schema, "instance", "string", "The requested path.");
    add(schema, "parameter", "string", "The invalid parameter.");
    add(schema, "allowed", "array", "The allowed values.").setItems(new StringSchema());
    add(schema, "entry", "string", "Which entry of the body was rejected, for example `a[2].b`.");
    add(schema, "limit", "integer", "The limit that was exceeded.");
    add(schema, "retry_after_seconds", "integer", "As in Retry-After.");
    schema.setRequired(List.of("type", "title", "status", "detail"));
    return schema;
  }

  private static Schema<Object> add(
      Schema<Object> schema, String name, String type, String description) {
    Schema<Object> member = new Schema<>();
    member.addType(type);
    member.setDescription(description);
    schema.addProperty(name, member);
    return member;
  }
}
