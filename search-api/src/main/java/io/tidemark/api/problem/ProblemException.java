/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * Ends a request with an RFC 9457 problem document. The detail is shown to the caller: it names
 * only what the caller sent or may know.
 */
public class ProblemException extends RuntimeException {

  /** The kind of {@link #tooLarge}. */
  public static final String TOO_LARGE = "too-large";

  /** The kind of {@link #preconditionFailed}. */
  public static final String PRECONDITION_FAILED = "precondition-failed";

  /** The kind of {@link #notFound}. */
  public static final String NOT_FOUND = "not-found";

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String kind;
  private final transient Map<String, Object> properties;

  /** A problem that callers distinguish from others. */
  protected ProblemException(
      HttpStatus status, String kind, String detail, Map<String, Object> properties) {
    super(detail);
    this.status = status;
    this.kind = kind;
    this.properties = properties;
  }

  /** 400: a parameter that this route does not have. */
  public static ProblemException unknownParameter(String name, List<String> allowed) {
    return parameter("unknown-parameter", name, "This route has no such parameter.", allowed);
  }

  /**
   * 400: a value that the parameter does not take; {@code allowed} lists or describes what does.
   */
  public static ProblemException invalidParameter(
      String name, String detail, List<String> allowed) {
    return parameter("invalid-parameter", name, detail, allowed);
  }

  /** 400: the answer would be larger than a limit. */
  public static ProblemException tooLarge(String detail, long limit) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("limit", limit);
    return new ProblemException(HttpStatus.BAD_REQUEST, TOO_LARGE, detail, properties);
  }

  /** 403: data that the token does not open. */
  public static ProblemException notYours(String parameter, String detail) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("parameter", parameter);
    return new ProblemException(HttpStatus.FORBIDDEN, "forbidden", detail, properties);
  }

  /** 403: a route for super-admins. */
  public static ProblemException superAdminOnly() {
    return new ProblemException(
        HttpStatus.FORBIDDEN, "forbidden", "Only a super-admin may do this.", Map.of());
  }

  /** 400: an entry of a document that is not accepted; {@code entry} says where it stands. */
  public static ProblemException invalidEntry(String entry, String detail) {
    return new ProblemException(
        HttpStatus.BAD_REQUEST, "invalid-entry", detail, Map.of("entry", entry));
  }

  /** 403: the token lacks a role. */
  public static ProblemException roleNeeded(String detail, List<String> roles) {
    return new ProblemException(
        HttpStatus.FORBIDDEN, "forbidden", detail, Map.of("allowed", roles));
  }

  /** 409: the state on the server rules the request out. */
  public static ProblemException conflict(String kind, String detail) {
    return new ProblemException(HttpStatus.CONFLICT, kind, detail, Map.of());
  }

  /** 412: If-Match or If-None-Match does not hold. */
  public static ProblemException preconditionFailed(String detail) {
    return new ProblemException(
        HttpStatus.PRECONDITION_FAILED, PRECONDITION_FAILED, detail, Map.of());
  }

  /** 413: the body is longer than {@code limit} bytes. */
  public static ProblemException contentTooLarge(long limit) {
    return new ProblemException(
        HttpStatus.CONTENT_TOO_LARGE,
        "content-too-large",
        "The body is longer than " + limit + " bytes.",
        Map.of("limit", limit));
  }

  /** 415: the body is in none of the formats that {@code allowed} lists. */
  public static ProblemException unsupportedMediaType(List<String> allowed) {
    return new ProblemException(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "unsupported-media-type",
        "Name the format of the body in Content-Type.",
        Map.of("allowed", allowed));
  }

  /** 404. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(HttpStatus.NOT_FOUND, NOT_FOUND, detail, Map.of());
  }

  /** 406: no form of the answer that {@code allowed} lists is wanted. */
  public static ProblemException notAcceptable(List<String> allowed) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("allowed", allowed);
    return new ProblemException(
        HttpStatus.NOT_ACCEPTABLE,
        "not-acceptable",
        "This route does not answer in a form that the Accept header takes.",
        properties);
  }

  /** 503: Elasticsearch does not answer, or not in time. */
  public static ProblemException unavailable(String detail, Duration retryAfter) {
    return retry(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail, retryAfter);
  }

  /** 429. */
  public static ProblemException tooManyRequests(String detail, Duration retryAfter) {
    return retry(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", detail, retryAfter);
  }

  private static ProblemException parameter(
      String kind, String name, String detail, List<String> allowed) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("parameter", name);
    properties.put("allowed", allowed);
    return new ProblemException(HttpStatus.BAD_REQUEST, kind, detail, properties);
  }

  private static ProblemException retry(
      HttpStatus status, String kind, String detail, Duration retryAfter) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("retry_after_seconds", Math.max(1, retryAfter.toSeconds()));
    return new ProblemException(status, kind, detail, properties);
  }

  /** The status of the answer. */
  public final HttpStatus status() {
    return status;
  }

  /** The last part of {@code type}. */
  public final String kind() {
    return kind;
  }

  /** The members of the document in addition to the standard ones. */
  public final Map<String, Object> properties() {
    return properties;
  }
}
