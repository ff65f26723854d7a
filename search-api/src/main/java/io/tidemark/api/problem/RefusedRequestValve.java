/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.res.StringManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/**
 * Answers what the server itself refuses, before any filter or controller, such as an address with
 * a zero byte in it: a problem document like every other refusal, in place of a page of HTML.
 */
final class RefusedRequestValve extends ErrorReportValve {

  /** The server says only so that it was the size. */
  private static final String HEADERS_TOO_LARGE =
      StringManager.getManager(Http11InputBuffer.class)
          .getString("iib.requestheadertoolarge.error");

  private final ObjectProvider<ProblemWriter> problems;
  private final DataSize limit;

  /**
   * @param limit of an address and its headers
   */
  RefusedRequestValve(ObjectProvider<ProblemWriter> problems, DataSize limit) {
    this.problems = problems;
    this.limit = limit;
  }

  private void write(Response response, HttpStatus status, Throwable fault) throws IOException {
    HttpStatus known = status;
    String detail = ErrorDocuments.describeStatus(status);
    if (fault != null && HEADERS_TOO_LARGE.equals(fault.getMessage())) {
      known = HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
      detail =
          "The address and the headers together are larger than " + limit.toKilobytes() + " KB.";
    }
    problems.getObject().write(response, known, ErrorDocuments.nameKind(known), detail);
  }

  @Override
  protected void report(Request request, Response response, Throwable fault) {
    HttpStatus status = HttpStatus.resolve(response.getStatus());
    if (status == null || !status.isError() || response.getContentWritten() > 0) {
      return;
    }
    if (!response.setErrorReported()) {
      return;
    }
    try {
      write(response, status, fault);
      response.finishResponse();
    } catch (IOException e) {
      throw new UncheckedIOException("The caller is gone.", e);
    }
  }
}
