/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests that no controller answers, such as an unknown address, as a problem document. */
@RestController
class ErrorDocuments implements ErrorController {

  @RequestMapping("/error")
  ResponseEntity<ProblemDetail> createError(HttpServletRequest request) {
    HttpStatus status = status(request);
    ProblemDetail document =
        ProblemWriter.createDocument(status, nameKind(status), describeStatus(status), Map.of());
    address(request).ifPresent(document::setInstance);
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(document);
  }

  /** The last part of the problem's type, as in {@code bad-request}. */
  static String nameKind(HttpStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String describeStatus(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> "There is nothing at this address.";
      case BAD_REQUEST -> "The server cannot read this address or its headers.";
      default -> status.getReasonPhrase();
    };
  }

  /**
   * The path that was asked for, unless it cannot be written down; this document has another
   * address.
   */
  private static Optional<URI> address(HttpServletRequest request) {
    Object asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    try {
      return asked instanceof String text ? Optional.of(new URI(text)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static HttpStatus status(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus known = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    return known == null ? HttpStatus.NOT_FOUND : known;
  }
}
