/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes problem documents, and writes them where no controller is at work yet. */
@Component
public class ProblemWriter {

  private static final String TYPE = "urn:tidemark:problem:";

  private final JsonMapper json;

  ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  static ProblemDetail createDocument(
      HttpStatus status, String kind, String detail, Map<String, Object> properties) {
    ProblemDetail document = ProblemDetail.forStatusAndDetail(status, detail);
    document.setType(URI.create(TYPE + kind));
    document.setTitle(status.getReasonPhrase());
    properties.forEach(document::setProperty);
    return document;
  }

  /** Ends a request whose token is absent or refused. Why it was refused is not said. */
  public void unauthorized(HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    write(
        response,
        HttpStatus.UNAUTHORIZED,
        "unauthorized",
        "Send a valid token: Authorization: Bearer TOKEN.");
  }

  /** Ends a request with one problem document. */
  public void write(HttpServletResponse response, HttpStatus status, String kind, String detail)
      throws IOException {
    write(response, createDocument(status, kind, detail, Map.of()));
  }

  /** Ends a request with the problem that {@code fault} names. */
  public void write(HttpServletResponse response, ProblemException fault) throws IOException {
    Object seconds = fault.properties().get("retry_after_seconds");
    if (seconds != null) {
      response.setHeader(HttpHeaders.RETRY_AFTER, seconds.toString());
    }
    write(
        response,
        createDocument(fault.status(), fault.kind(), fault.getMessage(), fault.properties()));
  }

  private void write(HttpServletResponse response, ProblemDetail document) throws IOException {
    response.setStatus(document.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(document));
  }
}
