/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.scim;

import io.tidemark.api.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers faults of the routes of SCIM in its own form. */
@RestControllerAdvice(assignableTypes = {ScimUserController.class, ScimGroupController.class})
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ScimErrors {

  private static final Logger LOG = LoggerFactory.getLogger(ScimErrors.class);
  private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";

  @ExceptionHandler
  ResponseEntity<String> answerError(ScimException fault) {
    return answerError(fault.status(), fault.type(), fault.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<String> answerError(ProblemException fault) {
    return answerError(fault.status(), "", fault.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<String> answerError(Exception fault) {
    LOG.error("A request of SCIM failed through a fault of the API itself", fault);
    return answerError(HttpStatus.INTERNAL_SERVER_ERROR, "", "The API failed; its log says why.");
  }

  private static ResponseEntity<String> answerError(HttpStatus status, String type, String detail) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.putArray("schemas").add(SCHEMA);
    error.put("status", Integer.toString(status.value()));
    if (!type.isEmpty()) {
      error.put("scimType", type);
    }
    error.put("detail", detail);
    return ResponseEntity.status(status)
        .contentType(MediaType.parseMediaType(ScimMessages.TYPE))
        .body(error.toString());
  }
}
