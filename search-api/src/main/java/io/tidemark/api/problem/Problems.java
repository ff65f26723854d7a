/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.problem;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every fault with a problem document. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  @ExceptionHandler
  ResponseEntity<Object> createProblem(ProblemException fault) {
    HttpHeaders headers = new HttpHeaders();
    Object seconds = fault.properties().get("retry_after_seconds");
    if (seconds != null) {
      headers.set(HttpHeaders.RETRY_AFTER, seconds.toString());
    }
    return answer(
        ProblemWriter.createDocument(
            fault.status(), fault.kind(), fault.getMessage(), fault.properties()),
        headers);
  }

  @ExceptionHandler
  ResponseEntity<Object> ownFault(Exception fault) {
    LOG.error("A request failed through a fault of the API itself", fault);
    return answer(
        ProblemWriter.createDocument(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal",
            "The API failed; its log says why.",
            Map.of()),
        new HttpHeaders());
  }

  @Override
  protected ResponseEntity<Object> createResponseEntity(
      Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    HttpStatus known = HttpStatus.valueOf(status.value());
    String kind = known.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    return answer(
        ProblemWriter.createDocument(known, kind, detail(known, body), Map.of()), headers);
  }

  private static String detail(HttpStatus status, Object body) {
    boolean says = body instanceof ProblemDetail document && document.getDetail() != null;
    // For an unknown address the framework says that no file has this name.
    return says && status != HttpStatus.NOT_FOUND
        ? ((ProblemDetail) body).getDetail()
        : ErrorDocuments.describeStatus(status);
  }

  private static ResponseEntity<Object> answer(ProblemDetail document, HttpHeaders given) {
    // Those of a fault of the framework may be read-only.
    HttpHeaders headers = new HttpHeaders();
    headers.putAll(given);
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return new ResponseEntity<>(document, headers, document.getStatus());
  }
}
