/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.scim;

import org.springframework.http.HttpStatus;

/** Ends a request with an error of SCIM (RFC 7644, 3.12). */
public final class ScimException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String type;

  private ScimException(HttpStatus status, String type, String detail) {
    super(detail);
    this.status = status;
    this.type = type;
  }

  /** 400: a value is absent or of the wrong form. */
  static ScimException invalidValue(String detail) {
    return new ScimException(HttpStatus.BAD_REQUEST, "invalidValue", detail);
  }

  /** 400: the body is no SCIM message. */
  static ScimException invalidSyntax(String detail) {
    return new ScimException(HttpStatus.BAD_REQUEST, "invalidSyntax", detail);
  }

  /** 400: a filter that is not served. */
  static ScimException invalidFilter(String detail) {
    return new ScimException(HttpStatus.BAD_REQUEST, "invalidFilter", detail);
  }

  /** 400: an attribute that does not change. */
  static ScimException mutability(String detail) {
    return new ScimException(HttpStatus.BAD_REQUEST, "mutability", detail);
  }

  /** 409: there is a resource of this name. */
  static ScimException uniqueness(String detail) {
    return new ScimException(HttpStatus.CONFLICT, "uniqueness", detail);
  }

  /** 404. */
  static ScimException notFound() {
    return new ScimException(HttpStatus.NOT_FOUND, "", "There is no such resource.");
  }

  /** 403. */
  static ScimException forbidden() {
    return new ScimException(
        HttpStatus.FORBIDDEN, "", "The token needs the role directory, operator or super-admin.");
  }

  /** 503: others change the resource again and again. */
  static ScimException busy() {
    return new ScimException(
        HttpStatus.SERVICE_UNAVAILABLE,
        "",
        "Others change this resource at the same time; try again.");
  }

  /** 413. */
  static ScimException tooLarge(int most) {
    return new ScimException(
        HttpStatus.CONTENT_TOO_LARGE, "", "The body is longer than " + most + " bytes.");
  }

  /** The status of the answer. */
  public HttpStatus status() {
    return status;
  }

  /** The scimType; empty for none. */
  String type() {
    return type;
  }
}
