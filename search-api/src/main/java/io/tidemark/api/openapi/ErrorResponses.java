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

/** How routes refuse: one description per status, and which routes answer with it. */
enum ErrorResponses {
  BAD_REQUEST(
      400,
      "A parameter or value that is not taken, or an answer beyond a limit",
      problem(
          "invalid-parameter",
          "Bad Request",
          400,
          "It does not take this value.",
          Map.of("parameter", "interval", "allowed", List.of("hour", "day")))),
  UNAUTHORIZED(
      401,
      "No valid token",
      problem(
          "unauthorized",
          "Unauthorized",
          401,
          "Send a valid token: Authorization: Bearer TOKEN.",
          Map.of())),
  FORBIDDEN(
      403,
      "Data that the token does not open",
      problem(
          "forbidden",
          "Forbidden",
          403,
          "You may not see the usage of this user.",
          Map.of("parameter", "user_id"))),
  NOT_FOUND(
      404,
      "No such thing among what the token opens",
      problem("not-found", "Not Found", 404, "There is no such call that you may see.", Map.of())),
  NOT_ACCEPTABLE(
      406,
      "The Accept header takes no form of the answer",
      problem(
          "not-acceptable",
          "Not Acceptable",
          406,
          "This route does not answer in a form that the Accept header takes.",
          Map.of("allowed", List.of("application/json")))),
  CONFLICT(
      409,
      "The state on the server rules the change out",
      problem(
          "read-only",
          "Conflict",
          409,
          "This setting stands in a file of the operator and is changed there, not here.",
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
      "A fault of the API itself",
      problem(
          "internal", "Internal Server Error", 500, "The API failed; its log says why.", Map.of())),
  UNAVAILABLE(
      503,
      "Elasticsearch, or the issuer of the token, does not answer in time",
      problem(
          "unavailable",
          "Service Unavailable",
          503,
          "The figures cannot be read right now.",
          Map.of("retry_after_seconds", 5)));

  static final String REQUEST_ID = "X-Request-Id";

  private static final String PROBLEM = "Problem";

  /** Parameters by which somebody may ask for what is not theirs. */
  private static final Set<String> MAY_BE_OTHERS = Set.of("user_id", "value");

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
            .description("Stands in every log line that the request caused; one sent is kept.")
            .schema(new StringSchema()));
    components.addHeaders(
        HttpHeaders.RETRY_AFTER,
        new Header()
            .description("Seconds to wait before trying again.")
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
      case CONFLICT, PRECONDITION_FAILED -> hasParameter(operation, HttpHeaders.IF_MATCH);
      case CONTENT_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> operation.getRequestBody() != null;
      case FORBIDDEN ->
          operation.getOperationId().startsWith("delete")
              || parameters.stream().anyMatch(p -> MAY_BE_OTHERS.contains(p.name()));
      case NOT_FOUND -> one && !operation.getOperationId().startsWith("delete");
    };
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
    schema.setDescription("Why a request was refused, after RFC 9457.");
    add(schema, "type", "string", "Which kind of problem; it does not change.");
    add(schema, "title", "string", "The status in words.");
    add(schema, "status", "integer", "The status.");
    add(schema, "detail", "string", "What is wrong, in a sentence.");
    add(schema, "instance", "string", "The path that was asked.");
    add(schema, "parameter", "string", "What was refused.");
    add(schema, "allowed", "array", "What is taken.").setItems(new StringSchema());
    add(schema, "entry", "string", "Which entry of the body was refused, for example `a[2].b`.");
    add(schema, "limit", "integer", "The limit of an answer.");
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
