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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;

/**
 * Answers what the server itself refuses, before any filter or controller, such as an address with
 * a zero byte in it: a problem document like every other refusal, in place of a page of HTML.
 */
final class RefusedRequestValve extends ErrorReportValve {

  private final ObjectProvider<ProblemWriter> problems;

  RefusedRequestValve(ObjectProvider<ProblemWriter> problems) {
    this.problems = problems;
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
      problems
          .getObject()
          .write(response, status, ErrorDocuments.kind(status), ErrorDocuments.detail(status));
      response.finishResponse();
    } catch (IOException e) {
      throw new UncheckedIOException("The caller is gone.", e);
    }
  }
}
